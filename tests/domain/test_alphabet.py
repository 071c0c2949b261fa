from dataclasses import replace

from maturity_app.domain.alphabet import alphabetical
from maturity_app.domain.assessment import Branch
from maturity_app.domain.rollup import roll_up
from tests.building import assessment, full_questionnaire, random_answers

NAMES = ["Ämter", "Anlagen", "école", "Eichamt", "Öffnung", "Strasse", "Straße", "Zoll", "Zürich"]


def test_letters_with_accents_stand_beside_those_without() -> None:
    assert sorted(sorted(NAMES), key=alphabetical) == NAMES
    assert alphabetical("ÜBER")[0] == alphabetical("uber")[0]


def test_names_that_differ_by_accents_alone_have_one_order() -> None:
    assert sorted(["mull", "Müll", "Mull"], key=alphabetical) == ["Mull", "Müll", "mull"]


def test_a_roll_up_goes_through_branches_and_units_in_that_order() -> None:
    definition = full_questionnaire()
    records = []
    for number, (branch, name) in enumerate(
        (("Zentrale", "Beta"), ("Außenstelle", "Zeta"), ("Außenstelle", "Änne"), ("Über", "Anna"))
    ):
        given = random_answers(definition, number)
        record = assessment(definition, given, unit=name)
        within = (Branch(id=branch.casefold(), name=branch),)
        records.append(replace(record, unit=replace(record.unit, within=within)))
    rollup = roll_up(records)
    assert [branch.path for branch in rollup.branches[1:]] == [
        ("Außenstelle",),
        ("Über",),
        ("Zentrale",),
    ]
    assert [unit.unit.name for unit in rollup.units] == ["Änne", "Zeta", "Anna", "Beta"]
