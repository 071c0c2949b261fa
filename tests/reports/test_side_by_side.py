from maturity_app.jobs.instruments import find_questionnaire
from maturity_app.reports.side_by_side import unit_mark


def test_a_units_mark_is_no_code_of_a_dimension() -> None:
    codes = {dimension.code for dimension in find_questionnaire("digital-culture").dimensions}
    marks = [unit_mark(number, 20) for number in range(20)]
    assert marks[:5] == ["I", "II", "III", "IV", "V"]
    assert marks[8:10] + marks[18:] == ["IX", "X", "XIX", "XX"]
    assert codes.isdisjoint(marks)


def test_one_unit_has_no_mark_and_very_many_have_numbers() -> None:
    assert not unit_mark(0, 1)
    assert [unit_mark(number, 300) for number in (0, 299)] == ["1", "300"]
