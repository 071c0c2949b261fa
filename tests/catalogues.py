"""Bring the catalogues of the interface up to date with the source: `python -m tests.catalogues`.

New messages are added untranslated, those no longer said are dropped; the build hook compiles.
"""

import ast
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

import maturity_app
from hatch_build import compile_catalogues

PACKAGE = Path(maturity_app.__file__).parent
FOLDER = PACKAGE / "assets" / "translations"
LANGUAGES = ("de", "fr")

# How the source says something to people (see CONTRIBUTING): how many messages, and a context.
ONE, TWO, IN_CONTEXT = (1, False), (2, False), (1, True)
KEYWORDS = {
    "w": ONE, "_w": ONE, "self": ONE, "ENGLISH": ONE, "said": ONE, "marked": ONE,
    "said_plural": TWO, "plural": TWO, "context": IN_CONTEXT,
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
    """Return every message of the source, and in which files it stands."""
    catalogue = Catalog(project="Maturity Survey", charset="utf-8")
    for path in sorted(PACKAGE.rglob("*.py")):
        place = f"maturity_app/{path.relative_to(PACKAGE).as_posix()}"
        for context, texts in said_in(path.read_text("utf-8")):
            message = texts[0] if len(texts) == 1 else texts
            catalogue.add(message, None, [(place, 0)], context=context)
    return catalogue


def said_in(source: str) -> Iterator[tuple[str | None, tuple[str, ...]]]:
    """Yield (context, message or its two forms) for all that a module says, as it stands there."""
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    for call in sorted(calls, key=lambda node: (node.lineno, node.col_offset)):
        name = getattr(call.func, "id", getattr(call.func, "attr", ""))
        count, has_context = KEYWORDS.get(name, (0, False))
        first = call.args[: count + has_context]
        literals = [each.value for each in first if isinstance(each, ast.Constant)]
        texts = [text for text in literals if isinstance(text, str) and text]
        if count and len(texts) == count + has_context:
            yield (texts[0] if has_context else None), tuple(texts[has_context:])


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
