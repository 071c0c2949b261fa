"""Canonical JSON (RFC 8785 for values without floating point) and the fingerprint over it."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any


def canonical_json(value: object) -> bytes:
    """Return the one JSON text of a value: keys sorted, no white space, UTF-8.

    Raises:
        TypeError: a floating-point number, of which there is no one text.

    """
    text = json.dumps(_ordered(value), ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.encode()


def fingerprint(record: Mapping[str, Any], questionnaire: bytes = b"") -> str:
    """Return the SHA-256 of a signed record, in hexadecimal.

    The field `fingerprint` itself does not count, nor whether a correction has since
    superseded the record: it stays what was signed. Where the canonical JSON of its
    questionnaire is known, it is not made again.
    """
    signed = {key: value for key, value in record.items() if key != "fingerprint"}
    if signed.get("status") == "superseded":
        signed["status"] = "signed_off"
    if not questionnaire:
        return hashlib.sha256(canonical_json(signed)).hexdigest()
    fields = (
        canonical_json(key)
        + b":"
        + (questionnaire if key == "questionnaire" else canonical_json(signed[key]))
        for key in sorted(signed, key=_utf_16)
    )
    return hashlib.sha256(b"{" + b",".join(fields) + b"}").hexdigest()


def _ordered(value: object) -> object:
    """Return a value with its keys in the order of their UTF-16 code units, as RFC 8785 has it."""
    if isinstance(value, str | int) or value is None:
        return value
    if isinstance(value, Mapping):
        keys = sorted(value) if all(map(str.isascii, value)) else sorted(value, key=_utf_16)
        return {key: _ordered(value[key]) for key in keys}
    if isinstance(value, list | tuple):
        return [_ordered(child) for child in value]
    raise TypeError(value)


def _utf_16(text: str) -> bytes:
    return text.encode("utf-16-be")
