"""Bring the catalogues of the interface up to date with the source: `python -m tests.catalogues`.

New messages are added untranslated, those no longer said are dropped; the build hook compiles.
"""

from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

import maturity_app
from hatch_build import compile_catalogues

PACKAGE = Path(maturity_app.__file__).parent
FOLDER = PACKAGE / "assets" / "translations"
LANGUAGES = ("de", "fr")

# How the source says something to people: see CONTRIBUTING, and `wording.py`.
KEYWORDS = {
    "w": None, "_w": None, "self": None, "ENGLISH": None, "said": None, "marked": None,
    "said_plural": (1, 2), "plural": (1, 2), "context": ((1, "c"), 2),
}  # fmt: skip


HEADER = """\
# The interface, reports and messages of Maturity Survey.
msgid ""
msgstr ""
"Language: {language}\\n"
"Plural-Forms: {plural}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""


def messages() -> Catalog:
    """Return every message of the source, where it stands and what it says."""
    catalogue = Catalog(project="Maturity Survey", charset="utf-8")
    for name, line, message, comments, context in extract_from_dir(
        PACKAGE, [("**.py", "python")], keywords=KEYWORDS, strip_comment_tags=True
    ):
        del line  # it would change with every other edit
        if message and any(isinstance(message, kind) for kind in (str, tuple)):
            catalogue.add(
                message, None, [(f"maturity_app/{Path(name).as_posix()}", 0)],
                auto_comments=comments, context=context,
            )  # fmt: skip
    del catalogue[""]
    return catalogue


def catalogue_of(language: str) -> Catalog:
    """Return what is translated into a language."""
    path = FOLDER / f"{language}.po"
    if not path.exists():
        return Catalog(locale=language)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def written(catalogue: Catalog) -> bytes:
    """Return a catalogue as it is kept: no dates, no line numbers, in the order of the source."""
    content = BytesIO()
    write_po(content, catalogue, width=0, omit_header=True, include_lineno=False,
             ignore_obsolete=True, sort_by_file=True)  # fmt: skip
    header = HEADER.format(language=catalogue.locale_identifier, plural=catalogue.plural_forms)
    return header.encode() + content.getvalue()


def update() -> None:
    """Write the catalogues anew and compile them."""
    FOLDER.mkdir(exist_ok=True)
    template = messages()
    for language in LANGUAGES:
        catalogue = catalogue_of(language)
        catalogue.update(template, no_fuzzy_matching=True)
        (FOLDER / f"{language}.po").write_bytes(written(catalogue))
        print(language, sum(not m.string or not any(m.string) for m in catalogue if m.id), "to do")  # noqa: T201 - a tool
    compile_catalogues(FOLDER)


if __name__ == "__main__":
    update()
