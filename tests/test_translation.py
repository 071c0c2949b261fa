"""Every text a person reads can be translated: nothing of a message is put together in English."""

import ast
import gettext
import pickle
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

import maturity_app
from maturity_app.cli import run
from maturity_app.domain.said import said, said_plural
from maturity_app.storage.assessments import write_assessment
from maturity_app.wording import ENGLISH, Wording
from tests.building import assessment, full_questionnaire, random_answers
from tests.storage.test_questionnaires import MORE, SMALL


class Blotting(gettext.NullTranslations):
    """Puts each message in brackets and blots its words out: words still seen are data."""

    def gettext(self, message: str) -> str:
        return f"⟦{''.join(_blotted(message))}⟧"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)

    def pgettext(self, context: str, message: str) -> str:
        return self.gettext(f"{context}{message}")


def _blotted(message: str) -> Iterator[str]:
    for text, name, form, _ in Formatter().parse(message):
        yield re.sub(r"\w", "·", text).replace("{", "{{").replace("}", "}}")
        if name is not None:
            yield f"{{{name}:{form}}}" if form else f"{{{name}}}"


DATA = {
    "No", "high", "drive", "headcount", "digital", "culture", "pulse", "Unit", "B2", "Autumn",
    "practice", "safeguard", "pressure", "enabler", "outcome",
    "not", "partially", "largely", "fully",
    "answered", "not_applicable", "dont_know", "not_answered", "signed_off",
}  # fmt: skip
"""What stands in the files below, and the words of their format that may stand there."""

BLOTTED = Wording(language="xx", catalogue=Blotting())


def bare(text: str) -> str:
    """Return what of a text no catalogue was asked for."""
    while (shorter := re.sub(r"⟦[^⟦⟧]*⟧", "", text)) != text:
        text = shorter
    return text


def words_left(text: str) -> set[str]:
    """Return the words seen in a text; file names and what is in backquotes are data."""
    return set(re.findall(r"[^\W\d_]\w+", re.sub(r"`[^`]*`|[\w/-]*\.[\w./-]+", "", text)))


# --- texts apart from their language -----------------------------------------------------------


def test_a_text_is_its_english_and_can_be_said_in_another_language() -> None:
    inner = said("a {colour} door", colour="red")
    text = said("behind {what}", what=inner)
    assert (text, str(text), repr(text)) == ("behind a red door",) * 2 + ("'behind a red door'",)
    assert hash(text) == hash("behind a red door")
    assert ENGLISH.said(text) == text
    assert BLOTTED.said(text) == "⟦······ ⟦· red ····⟧⟧"
    assert BLOTTED.said("as it is") == "as it is"


def test_what_people_typed_is_never_filled_in_itself() -> None:
    typed = "{what} {0} {x.__class__}"
    assert said("`{what}` is no id", what=typed) == f"`{typed}` is no id"
    assert BLOTTED.said(said("{what}", what=typed)) == f"⟦{typed}⟧"
    assert BLOTTED.said(said("{what}", what=said("{of}", of=typed))) == f"⟦⟦{typed}⟧⟧"


def test_a_count_chooses_its_words() -> None:
    one, many = (said_plural("{count} {of}", "{count} {of}s", n, of="item") for n in (1, 2))
    assert (one, many) == ("1 item", "2 items")
    assert (ENGLISH.said(one), ENGLISH.said(many)) == ("1 item", "2 items")
    assert BLOTTED.said(many) == "⟦2 item·⟧"


def test_a_text_goes_between_processes_whole() -> None:
    for text in (said("a {b}", b=said("{c}", c="{d}")), said_plural("{count} a", "{count} as", 2)):
        copy = pickle.loads(pickle.dumps(text))  # noqa: S301 - its own
        assert (copy, BLOTTED.said(copy)) == (text, BLOTTED.said(text))


# --- what commands print -----------------------------------------------------------------------

BROKEN = {
    "unsound": (
        SMALL.replace("value: 1}", "value: 0}")
        .replace("not: a, ", "")
        .replace("id: one", "id: 'o n e'")
        .replace("lower: 5/6", "lower: 1/2")
        .replace("level: 1", "level: 9"),
        MORE.replace("id: outcome", "id: practice"),
    ),
    "unfit": (
        SMALL.replace("kind: practice", "kind: habit")
        .replace("title: Small", "titel: Small")
        .replace("value: 1", "value: high")
        .replace("text: It does one.", "text: No")
        .replace("level: 1", "level: 1.5")
        .replace("answers: nplf", "answers: [nplf]"),
        MORE.replace("text: It is measured.", ""),
    ),
    "doubled": (SMALL.replace("title: Small", "title: Small\ntitle: !x Small\n1_0: x"), "a: &b c"),
    "tabbed": (SMALL.replace("  id: root", "\tid: root"), MORE),
    "unclosed": (SMALL.replace('"1.0"', '"1.0'), MORE),
    "unseen": (SMALL.replace("Small", "\x07"), MORE),
    "empty": ("", ""),
    "incomplete": (SMALL, ""),
    "absent": (SMALL.replace("more.yaml", "no.yaml"), MORE),
    "outside": (SMALL.replace("more.yaml", "../x.txt"), MORE),
}


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MATURITY_APP_DATA", str(tmp_path / "data"))
    return tmp_path


def printed(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 1) -> list[str]:
    ended = run(arguments, open_window=print, test_window=str, w=BLOTTED)  # type: ignore[arg-type]
    lines = capsys.readouterr()
    assert ended == code, lines
    return [*lines.out.splitlines(), *lines.err.splitlines()]


def check_problem(line: str) -> None:
    """Check that a line is `file:place: what; how to mend it`, and only data not translated."""
    assert re.fullmatch(r"(([\w./!#:-]+|Unit B2, Autumn 2026)?: )?(; )?", bare(line)), line
    assert words_left(line[line.index("⟦") :]) <= DATA, line


@pytest.mark.parametrize("name", BROKEN)
def test_problems_of_a_questionnaire(
    here: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    (here / name).mkdir()
    (here / name / "questionnaire.yaml").write_text(BROKEN[name][0], "utf-8")
    (here / name / "more.yaml").write_text(BROKEN[name][1], "utf-8")
    lines = printed(capsys, "check", name)
    assert lines
    for line in lines:
        check_problem(line)


ANSWERED = Path("a.assessment.json")


@pytest.fixture
def record(here: Path) -> str:
    """Return the text of a draft, which stands in a file too."""
    definition = full_questionnaire()
    write_assessment(ANSWERED, assessment(definition, random_answers(definition, 1)))
    return (here / ANSWERED).read_text("utf-8")


@pytest.mark.parametrize(
    ("pattern", "by"),
    [
        (r'^\{"', "{"),
        (r"^", "PK"),
        (r".*", ""),
        (r".*", "[1]"),
        (r".*", '{"id": NaN, "id": 1, "unit": 3, "wave": {"label": "x", "date": 5}}'),
        (r'"option":"\w+"', '"option":"best"'),
        (r'"practice-1-1":', '"practice-9-9":'),
        (r'"state":"answered"', '"state":"asked"'),
        (r'"status":"draft"', '"status":"signed_off"'),
        (r'"status":"draft"', '"status":"draft","fingerprint":"x","wavee":1'),
        (r'"name":"Unit B2"', '"name":"Unit B2","headcount":0'),
        (r'"aggregate":"mean"', '"aggregate":"mean","levels":{"own":"1","lower":"1/2"}'),
        (r'"children":\[', '"children":[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]],'),
    ],
)
def test_problems_of_an_assessment_file(
    here: Path, capsys: pytest.CaptureFixture[str], record: str, pattern: str, by: str
) -> None:
    changed = re.sub(pattern, lambda _: by, record, count=1, flags=re.DOTALL)
    assert changed != record
    (here / ANSWERED).write_text(changed, "utf-8")
    for command in ("check", "import"):
        lines = printed(capsys, command, str(ANSWERED))
        assert lines
        for line in lines:
            check_problem(line)


@pytest.mark.parametrize(
    ("command", "code"),
    [
        ("check absent.yaml absent absent.assessment.json", 1),
        ("check .", 1),
        ("check notes.txt", 1),
        ("new absent --unit x --wave y -o b.json", 1),
        ("new digital-culture --wave y --unit x -o notes.txt", 1),
        ("new digital-culture --wave y --units notes.txt --to .", 1),
        ("new digital-culture --wave y --units units.csv --to .", 1),
        ("report a.assessment.json -o b.txt", 1),
        ("report a.assessment.json --previous a.assessment.json -o b.pdf", 1),
        ("compare a.assessment.json a.assessment.json -o b.pdf", 1),
        ("compare a.assessment.json -o a.assessment.json", 1),
        ("sign a.assessment.json --as role --previous a.assessment.json", 1),
        ("export --to .", 1),
        ("questionnaires remove absent", 1),
        ("questionnaires add absent", 1),
        ("check notes.pack", 1),
        ("export --to b --data notes.txt/b", 1),
        ("import a.assessment.json --data notes.txt/b", 3),
    ],
)
@pytest.mark.usefixtures("record")
def test_problems_of_commands(
    here: Path, capsys: pytest.CaptureFixture[str], command: str, code: int
) -> None:
    (here / "notes.txt").write_text("x", "utf-8")
    (here / "notes.pack").write_text("x", "utf-8")
    (here / "units.csv").write_text('unit,unit_id,headcount\n,,\n"",a/b,x\na,a,1\nb,a,1\n', "utf-8")
    lines = printed(capsys, *command.split(), code=code)
    assert lines
    for line in lines:
        check_problem(line)


def test_what_commands_say(here: Path, capsys: pytest.CaptureFixture[str], record: str) -> None:
    (here / "b.assessment.json").write_text(record.replace('"largely"', '"fully"', 1), "utf-8")
    (here / "small").mkdir()
    (here / "small/questionnaire.yaml").write_text(SMALL, "utf-8")
    (here / "small/more.yaml").write_text(MORE, "utf-8")
    commands = (
        "check a.assessment.json small",
        "import a.assessment.json a.assessment.json b.assessment.json",
        "questionnaires add small",
        "questionnaires remove small",
    )
    lines = [line for command in commands for line in printed(capsys, *command.split(), code=0)]
    assert len(lines) == 8
    for line in lines:
        assert bare(line) == "", line
        assert words_left(line) <= DATA | {"small"}, line
    line, pulse = printed(capsys, "questionnaires", code=0)
    assert re.fullmatch(r"digital-culture [\d.]+: [^,]+, ⟦\d+ ·+⟧, ⟦82 ·+⟧", line)
    assert re.fullmatch(r"digital-culture-pulse [\d.]+: .+, ⟦\d+ ·+⟧, ⟦12 ·+⟧", pulse)
    (*_, last) = printed(capsys, "report", "a.assessment.json", code=2)
    told = "Give one of these: -o for one report, --to for many, --append for a tracker."
    assert last == f"Error: {BLOTTED(told)}"


# --- the program's text ------------------------------------------------------------------------

PACKAGE = Path(maturity_app.__file__).parent
SAYING = {"said": 1, "marked": 1, "said_plural": 2}
WORDINGS = {"w", "_w", "ENGLISH"}
MESSAGES = {"what", "mend"}
RAISED = {"MaturityError", "MachineError", "LibraryError"}
Handed = dict[str, dict[int, str]]


def name_of(node: ast.AST) -> str:
    return getattr(node, "id", getattr(node, "attr", ""))


def parameters(tree: ast.AST) -> Handed:
    """Return at which positions the module's functions and classes take what is to be said."""
    found: Handed = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            names = [each.arg for each in node.args.args if each.arg != "self"]
        elif isinstance(node, ast.ClassDef):
            names = [name_of(each.target) for each in node.body if isinstance(each, ast.AnnAssign)]
        else:
            continue
        found[node.name] = {n: name for n, name in enumerate(names) if name in MESSAGES}
    return found


def is_made(node: ast.expr) -> bool:
    """Return whether an expression is English that no catalogue will be asked for."""
    if isinstance(node, ast.Constant):
        return isinstance(node.value, str) and node.value != ""
    if isinstance(node, ast.IfExp):
        return is_made(node.body) or is_made(node.orelse)
    is_formatted = isinstance(node, ast.Call) and name_of(node.func) == "format"
    return isinstance(node, ast.JoinedStr | ast.BinOp) or is_formatted


def literal_count(node: ast.Call) -> int:
    """Return how many of a call's first arguments must be literal messages."""
    receiver = getattr(node.func, "value", None)
    if receiver is not None and name_of(receiver) in WORDINGS:
        return {"plural": 2, "context": 2}.get(name_of(node.func), 0)
    return 1 if name_of(node.func) in WORDINGS else 0


def is_literal(node: ast.expr, tables: set[str]) -> bool:
    if isinstance(node, ast.Subscript):
        return name_of(node.value) in tables
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def marked_tables(tree: ast.Module) -> set[str]:
    """Return the module's tuples of nothing but marked texts."""
    return {
        name_of(node.targets[0])
        for node in tree.body
        if isinstance(node, ast.Assign)
        and isinstance(node.value, ast.Tuple)
        and all(
            isinstance(each, ast.Call) and name_of(each.func) == "marked"
            for each in node.value.elts
        )
    }


def said_here(tree: ast.Module) -> dict[str, int]:
    """Return those of SAYING that a module has from `domain.said`."""
    names = {
        alias.name
        for node in tree.body
        if isinstance(node, ast.ImportFrom) and node.module == "maturity_app.domain.said"
        for alias in node.names
    }
    return {name: count for name, count in SAYING.items() if name in names}


def spoken(tree: ast.Module, common: Handed) -> Iterator[ast.expr]:
    """Yield each message that no extractor would find."""
    handed = common | parameters(tree)
    tables, saying = marked_tables(tree), said_here(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and any(name_of(t) in MESSAGES for t in node.targets):
            yield from filter(is_made, [node.value])
        if not isinstance(node, ast.Call):
            continue
        name = name_of(node.func)
        literal = saying.get(name, 0) if isinstance(node.func, ast.Name) else 0
        first = node.args[: literal or literal_count(node)]
        yield from (each for each in first if not is_literal(each, tables))
        places = {0: ""} if name in RAISED else handed.get(name, {})
        yield from (each for n, each in enumerate(node.args) if n in places and is_made(each))
        yield from (k.value for k in node.keywords if k.arg in MESSAGES and is_made(k.value))


def found_in(source: str) -> list[str]:
    common = parameters(ast.parse((PACKAGE / "storage/problems.py").read_text("utf-8")))
    return [ast.unparse(node) for node in spoken(ast.parse(source), common)]


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: path.stem)
def test_every_message_is_a_literal_an_extractor_finds(path: Path) -> None:
    assert found_in(path.read_text("utf-8")) == []


@pytest.mark.parametrize(
    "source",
    [
        "Problem(file=f, place=p, what='it is wrong', mend=said('mend it'))",
        "Fault(where=(), what=f'{x} is wrong', mend='')",
        "problem_in(path, said('wrong'), 'mend it')",
        "what = f'{x} is wrong'",
        "what = said('wrong') if x else 'right'",
        "MachineError('the {} is full'.format(disk))",
        "LibraryError('the %s is full' % disk)",
        "raise MaturityError('the disk is ' + state)",
        "w(f'{x} is wrong')",
        "self._w(text)",
        "w.plural('one', many, 2)",
        "from maturity_app.domain.said import said\nsaid(text)",
        "def wrong(self, what): ...\nself.wrong('wrong')",
        "TABLE = ('one', 'two')\nw(TABLE[0])",
    ],
)
def test_a_message_no_extractor_finds_is_told(source: str) -> None:
    assert len(found_in(source)) == 1
