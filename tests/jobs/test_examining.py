"""A questionnaire is looked at before it is added: nothing is changed by that."""

from pathlib import Path

import pytest

from maturity_app.jobs.examining import examine
from maturity_app.jobs.instruments import add_questionnaire
from tests.jobs.test_instruments import OWN
from tests.storage.test_questionnaires import MORE, SMALL
from tests.storage.test_unpacking import packed

NEWER = SMALL.replace('version: "1.0"', 'version: "1.1"')


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


def written(path: Path, text: str = SMALL, more: str = MORE) -> Path:
    path.mkdir()
    (path / "questionnaire.yaml").write_text(text, "utf-8")
    (path / "more.yaml").write_text(more, "utf-8")
    return path


def test_what_can_be_added_is_told_and_not_added(tmp_path: Path, data: Path) -> None:
    files = {"small/questionnaire.yaml": SMALL, "small/more.yaml": MORE}
    for source in (written(tmp_path / "small"), packed(tmp_path / "small.zip", files)):
        found = examine(source, data)
        assert found.questionnaire is not None
        assert (found.questionnaire.id, found.problems, found.older) == ("small", (), None)
    assert not data.exists()


def test_problems_are_told_instead(tmp_path: Path, data: Path) -> None:
    found = examine(written(tmp_path / "small", more="title: No\n"), data)
    assert found.questionnaire is None
    assert any("more.yaml:1: " in str(problem) for problem in found.problems)


def test_an_older_version_is_held_against_it(tmp_path: Path, data: Path) -> None:
    add_questionnaire(written(tmp_path / "old"), data)
    more = MORE.replace("id: measured", "id: weighed")
    files = {"new/questionnaire.yaml": NEWER, "new/more.yaml": more}
    found = examine(packed(tmp_path / "new.zip", files), data)
    assert found.older is not None
    assert found.older.version == "1.0"
    assert found.changes is not None
    assert (found.changes.added, found.changes.dropped) == (("weighed",), ("measured",))
    told = [str(problem) for problem in found.remarks]
    assert any("`measured`" in remark and "new.zip!new/more.yaml:" in remark for remark in told)


def test_a_units_own_items_need_what_they_extend(tmp_path: Path, data: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(OWN, "utf-8")
    assert "there is no questionnaire `small`" in str(examine(own, data).problems[0])
    add_questionnaire(written(tmp_path / "small"), data)
    found = examine(own, data).questionnaire
    assert found is not None
    assert found.extension is not None
