"""How many people there are, as people write it."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from maturity_app.ui.widgets.headcount_field import HeadcountField
from maturity_app.ui.widgets.role_table import RoleTable
from maturity_app.wording import ENGLISH


@pytest.fixture(params=["en_GB", "de_DE", "fr_FR"])
def spoken(request: pytest.FixtureRequest) -> Iterator[None]:
    """Have Qt read numbers as a language writes them."""
    before = QLocale()
    QLocale.setDefault(QLocale(request.param))
    yield
    QLocale.setDefault(before)


@pytest.mark.usefixtures("spoken")
@pytest.mark.parametrize(
    ("typed", "people"),
    [
        ("1.000", 1000),
        ("1,000", 1000),
        ("1 000", 1000),
        ("+", None),
        ("0", None),
        ("", None),
        ("10000000", 10_000_000),
        ("10000001", None),
    ],
)
def test_what_is_typed_is_a_whole_number_or_none(
    qtbot: QtBot, typed: str, people: int | None
) -> None:
    field = HeadcountField()
    qtbot.addWidget(field)
    QTest.keyClicks(field, typed)
    assert field.people == people


@pytest.mark.usefixtures("spoken")
@pytest.mark.parametrize("pasted", ["1.000", "1,000", "1 000", "1\u202f000", "+", "٣", "many"])
def test_a_role_whose_people_cant_be_read_is_not_complete(qtbot: QtBot, pasted: str) -> None:
    table = RoleTable(ENGLISH)
    qtbot.addWidget(table)
    row = table.add()
    row.name_field.setText("Manager")
    row.count_field.setText(pasted)
    assert table.roles == (("Manager", 0),)
    assert not table.is_complete
    assert not row.hint.isVisibleTo(table)
