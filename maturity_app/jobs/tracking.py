"""Adding a wave's scores to a workbook of somebody else's, after a copy of it was kept."""

import io
import os
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from maturity_app.domain.assessment import Assessment
from maturity_app.domain.said import Said, said
from maturity_app.domain.scoring import score_assessment
from maturity_app.reports.scores import score_columns, score_rows
from maturity_app.storage.atomic import write_whole
from maturity_app.storage.problems import InputError, machine_error, problem_in, read_bytes
from maturity_app.wording import ENGLISH

if TYPE_CHECKING:
    from openpyxl import Workbook

    from maturity_app.reports.excel.tracker import Tracker

_SUFFIX: Final = ".xlsx"
_MAX_BYTES: Final = 64 * 1_048_576
_MAX_UNPACKED: Final = 512 * 1_048_576


def append_to_tracker(path: Path, assessments: Sequence[Assessment]) -> list[Said]:
    """Add the scores of assessments to a workbook's sheet Tracker and return what was done.

    A workbook that is there is first copied beside itself. The same record changes nothing, a
    changed draft takes the place of its rows. What was written is read back and compared before
    it takes the workbook's place.

    Raises:
        InputError: it is no workbook, one whose parts would be lost, or holds something else
            under this name; a draft would take a signed record's place; or one person's own
            answers are given.
        MachineError: it can't be read or written; it is still whole.

    """
    if path.suffix.lower() != _SUFFIX:
        what = said("a tracker is a workbook whose name ends in {suffix}", suffix=_SUFFIX)
        raise problem_in(path, what, said("name one, or a new one"))
    there = read_bytes(path, _MAX_BYTES) if os.path.lexists(path) else None
    book = _opened(path, there)
    tracker = _tracker(path, book)
    told, has_changed = _entered(path, tracker, assessments)
    if not has_changed:
        return told
    content = _written(book)
    _compare(path, there, content, tracker)
    if there is not None:
        kept = keep_copy(path, there)
        told.append(said("{path}: the workbook as it was", path=kept))
    write_whole(path, content)
    if read_bytes(path, _MAX_BYTES) != content:
        raise machine_error(path, OSError())
    return told


def keep_copy(path: Path, content: bytes) -> Path:
    """Write a copy beside a file under the first number that is free, and return where.

    Raises:
        MachineError: the folder can't be written.

    """
    number = 1
    while True:
        copy = path.with_name(f"{path.stem} backup {number}{path.suffix}")
        try:
            with copy.open("xb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
        except FileExistsError:
            number += 1
        except OSError as refused:
            copy.unlink(missing_ok=True)
            raise machine_error(copy, refused) from refused
        else:
            return copy


def _entered(
    path: Path, tracker: "Tracker", assessments: Sequence[Assessment]
) -> tuple[list[Said], bool]:
    told, has_changed = [], False
    for assessment in assessments:
        name = f"{assessment.unit.name}, {assessment.wave.label}"
        if assessment.assessor is not None:
            what = said("{name} holds one person's own answers", name=name)
            raise problem_in(path, what, said("add what the team agreed on"))
        outcome = tracker.put(list(score_rows(assessment, score_assessment(assessment))))
        if outcome == "signed":
            what = said("the tracker holds the signed record of {name}", name=name)
            raise problem_in(path, what, said("sign the draft off first, or leave it out"))
        has_changed = has_changed or outcome != "unchanged"
        told.append(_news(path, name, outcome))
    return told, has_changed


def _news(path: Path, name: str, outcome: str) -> Said:
    if outcome == "unchanged":
        return said("{path}: {name} stands there already", path=path, name=name)
    if outcome == "replaced":
        return said("{path}: replaced {name}", path=path, name=name)
    return said("{path}: added {name}", path=path, name=name)


# --- the workbook ------------------------------------------------------------------------


def _opened(path: Path, content: bytes | None) -> "Workbook":
    # Half a second of imports, for those who keep a tracker only.
    from openpyxl import Workbook, load_workbook

    if content is None:
        book = Workbook()
        book.remove(book.worksheets[0])
        return book
    _check_parts(path, content)
    try:
        return load_workbook(io.BytesIO(content), rich_text=True)
    except Exception as wrong:
        # A damaged workbook fails in whatever part of the library meets the damage first.
        raise _damaged(path) from wrong


def _check_parts(path: Path, content: bytes) -> None:
    from maturity_app.reports.excel.foreign import foreign_parts

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            unpacked = sum(info.file_size for info in package.infolist())
            found = foreign_parts(package) if unpacked <= _MAX_UNPACKED else []
    except Exception as wrong:
        raise _damaged(path) from wrong
    if unpacked > _MAX_UNPACKED:
        raise _damaged(path)
    if found:
        raise problem_in(
            path,
            said("it holds what would be lost or harmed: {parts}", parts=_listed(found)),
            said("give --append a workbook of its own, and refer to it from this one"),
        )


def _listed(parts: Sequence[str]) -> Said:
    first, *others = map(said, parts)
    for part in others:
        first = said("{first}, {second}", first=first, second=part)
    return first


def _damaged(path: Path) -> InputError:
    what = said("this is no workbook, a damaged one, or one that a password protects")
    return problem_in(path, what, said("name another one"))


def _tracker(path: Path, book: "Workbook") -> "Tracker":
    from maturity_app.reports.excel.tracker import NAME, NoTrackerError, tracker_of

    try:
        return tracker_of(book, score_columns(ENGLISH))
    except NoTrackerError as other:
        what = said("the sheet {sheet} is not as it was made", sheet=NAME)
        mend = said(
            "give it back its header row, without merged cells and total row, or rename the sheet"
        )
        raise problem_in(path, what, mend) from other


def _written(book: "Workbook") -> bytes:
    # Formulas over the new rows are reckoned by whoever opens it.
    book.calculation.fullCalcOnLoad = True
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _compare(path: Path, before: bytes | None, after: bytes, tracker: "Tracker") -> None:
    """Read what is to be written back: the tracker's rows, and every other sheet as it was."""
    book = _opened(path, after)
    if _tracker(path, book).values() != tracker.values():
        raise _differs(path)
    if before is None:
        return
    for old, new in zip(_other_cells(_opened(path, before)), _other_cells(book), strict=True):
        if old != new:
            raise _differs(path)


def _other_cells(book: "Workbook") -> Iterator[tuple[object, ...]]:
    """Yield what other sheets hold: every cell with its value and format, and what lies over it."""
    from maturity_app.reports.excel.tracker import NAME

    for sheet in book.worksheets:
        if sheet.title == NAME:
            continue
        yield sheet.title, sheet.sheet_state, str(sheet.merged_cells), tuple(sheet.tables)
        for row in sheet.iter_rows():
            for cell in row:
                yield sheet.title, cell.coordinate, str(cell.value), cell.number_format
    yield tuple(sorted((name, defined.attr_text) for name, defined in book.defined_names.items()))


def _differs(path: Path) -> InputError:
    what = said("the workbook would not be the same afterwards, and was left as it was")
    return problem_in(path, what, said("give --append a workbook of its own"))
