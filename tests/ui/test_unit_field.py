"""Naming a unit: chosen from the list, or written."""

import pytest
from pytestqt.qtbot import QtBot

from maturity_app.storage.entries import UnitName
from maturity_app.ui.widgets.unit_field import UnitField
from maturity_app.wording import ENGLISH

PORTS, TOWN = UnitName("ports", "Ports"), UnitName("town", "Town")
OF_PORTS = UnitName("pilots", "Harbour", 34, parent="ports")
OF_TOWN = UnitName("quay", "Harbour", 12, parent="town")
OLD, NEW = UnitName("archive-1", "Archive"), UnitName("archive-2", "Archive")


@pytest.fixture
def field(qtbot: QtBot) -> UnitField:
    made = UnitField(ENGLISH, [NEW, OLD, OF_PORTS, OF_TOWN, PORTS, TOWN])
    qtbot.addWidget(made)
    return made


def test_units_of_one_name_are_told_apart_and_the_chosen_one_is_meant(field: UnitField) -> None:
    assert field.unit == UnitName("", "")
    assert [field.itemText(place) for place in range(field.count())] == [
        "Archive (archive-2)", "Archive (archive-1)", "Harbour, in Ports", "Harbour, in Town",
        "Ports", "Town",
    ]  # fmt: skip
    for place, unit in enumerate([NEW, OLD, OF_PORTS, OF_TOWN, PORTS, TOWN]):
        field.setCurrentIndex(place)
        assert field.unit is unit


def test_what_is_written_is_a_known_unit_by_its_name_alone(field: UnitField) -> None:
    field.setEditText(" harbour,  in town ")
    assert field.unit is OF_TOWN
    field.setEditText("PORTS")
    assert field.unit is PORTS
    field.setEditText("Portsmouth")
    assert field.unit == UnitName("", "Portsmouth")


def test_a_unit_can_be_proposed_listed_or_not(field: UnitField) -> None:
    field.name(OF_TOWN)
    assert (field.currentText(), field.unit) == ("Harbour, in Town", OF_TOWN)
    field.name(OF_TOWN._replace(headcount=99))
    assert field.unit.headcount == 99, "what is known of it here counts"
    field.name(UnitName("light", "Lighthouse"))
    assert field.unit == UnitName("light", "Lighthouse")


def test_a_name_too_long_to_be_written_is_still_chosen(qtbot: QtBot) -> None:
    long = "x" * 200
    units = [UnitName("a", long, parent="p"), UnitName("b", long, parent="q")]
    field = UnitField(ENGLISH, [*units, UnitName("p", "P"), UnitName("q", "Q")])
    qtbot.addWidget(field)
    field.setCurrentIndex(1)
    assert field.unit.id == "b"
