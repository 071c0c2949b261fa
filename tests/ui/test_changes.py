"""How the facts of two waves are set in words."""

from datetime import date

import pytest

from maturity_app.domain.comparison import compare
from maturity_app.ui.models.changes import pair_facts
from maturity_app.wording import ENGLISH, Wording, wording_for
from tests.building import answers, assessment, dimension, questionnaire

ONE = questionnaire(dimension("practice", (1, 1)))
EARLIER = assessment(ONE, answers(practice="NF"), label="Autumn 2025", day=date(2025, 10, 16))
LATER = assessment(ONE, answers(practice="PF"))


@pytest.mark.parametrize(("w", "end"), [(ENGLISH, "down:"), (wording_for("fr"), "baisse\N{NBSP}:")])
def test_what_leads_to_the_reasons_is_set_as_the_language_has_it(w: Wording, end: str) -> None:
    facts = pair_facts(compare([EARLIER, LATER]), w)
    assert facts.counts.endswith(end)
    assert facts.reasons.endswith(".")
    assert pair_facts(compare([EARLIER, EARLIER]), w).reasons == ""
