"""The build hook: catalogues that people translate become those the program reads."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_NO_DATE = datetime(1970, 1, 1, tzinfo=UTC)
TRANSLATIONS = Path("maturity_app", "assets", "translations")


class CustomBuildHook(BuildHookInterface[Any]):
    """Writes a .mo beside each .po; also for an editable install, which reads the checkout."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile every catalogue before the files of a build are gathered."""
        del version, build_data
        compile_catalogues(Path(self.root) / TRANSLATIONS)


def compile_catalogues(folder: Path) -> list[Path]:
    """Write a .mo beside each .po of a folder; return what was written."""
    written = []
    for source in sorted(folder.glob("*.po")):
        with source.open("rb") as file:
            catalogue = read_po(file, locale=source.stem, abort_invalid=True)
        # Babel dates what has no date; equal catalogues are equal files.
        catalogue.creation_date = catalogue.revision_date = _NO_DATE
        target = source.with_suffix(".mo")
        with target.open("wb") as file:
            write_mo(file, catalogue)
        written.append(target)
    return written
