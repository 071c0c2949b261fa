"""What is told of a draft's answers before it goes to a newer version."""

from maturity_app.domain.mapping import MappedItem, VersionMapping
from maturity_app.domain.migration import migrated
from maturity_app.reports.migration import fates
from maturity_app.wording import ENGLISH
from tests.building import answers, assessment, dimension, item, questionnaire

OLDER = questionnaire(dimension("p", (1, 1, 2)), version="1")
# The first part of what was split keeps id and title, in another meaning.
NEWER = questionnaire(
    dimension("p", (), items=(item("p-1", 1, revision=2), item("p-1b", 1), item("both", 2))),
    version="2",
)
SAYS = VersionMapping(
    questionnaire="test", from_version="1", to_version="2",
    items=(
        MappedItem(how="split", old=("p-1",), new=("p-1", "p-1b")),
        MappedItem(how="merged", old=("p-2", "p-3"), new=("both",)),
    ),
)  # fmt: skip


def test_an_answer_that_counts_no_more_names_what_its_question_became() -> None:
    draft = assessment(OLDER, answers(p="FLN"))
    kept, opened = fates(migrated(draft, NEWER, [SAYS]), ENGLISH)
    assert kept.told == "3 answers are kept, but count no more"
    assert kept.entries == (
        "P.1 What p-1 asks: Fully; split into P.1, P.2",
        "P.2 What p-2 asks: Largely; merged into P.3",
        "P.3 What p-3 asks: Not; merged into P.3",
    )
    assert opened.told == "3 new questions are to be answered"
