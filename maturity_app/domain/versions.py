"""Versions of questionnaires in their order."""

import re


def version_order(version: str) -> list[tuple[int, str]]:
    """Return what versions are put in order by: 1.10 comes after 1.9, 1.0-beta before 1.0."""
    parts = re.findall(r"[0-9]+|[^\W0-9_]+", version)
    return [*((int(part), "") if part.isdecimal() else (-1, part) for part in parts), (0, "")]
