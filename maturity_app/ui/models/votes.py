"""Votes on a question in a meeting: how many for which option, and nobody's in particular."""

from collections.abc import Iterable, Sequence

from maturity_app.domain.questionnaire import Option
from maturity_app.wording import Wording

DONT_KNOW = ""
"""What a vote for no option is counted as; no option has an empty id."""


class Ballot:
    """The votes on one question in the order they were given; hidden until they are revealed.

    `is_agreed` says that an answer was recorded on these votes, and not before them.
    """

    def __init__(self, cast: Iterable[str] = ()) -> None:
        """Begin without votes, or with those that people gave alone before the meeting."""
        self._cast = list(cast)
        self._before: list[str] | None = None
        self.is_revealed = False
        self.is_agreed = False

    @property
    def is_again(self) -> bool:
        """Whether one votes for another time, having seen the votes before."""
        return self._before is not None and not self.is_revealed

    @property
    def was_begun_anew(self) -> bool:
        """Whether the votes are others than the first ones."""
        return self._before is not None

    @property
    def can_go_back(self) -> bool:
        """Whether the votes before can be shown again without any being lost."""
        return self.is_again and not self._cast

    @property
    def total(self) -> int:
        """How many votes were given."""
        return len(self._cast)

    def count(self, option_id: str) -> int:
        """Return how many votes an option has."""
        return self._cast.count(option_id)

    def add(self, option_id: str) -> None:
        """Count a vote for an option."""
        self._cast.append(option_id)

    def take_back(self) -> None:
        """Take the vote counted last back, if there is one."""
        del self._cast[-1:]

    def begin_anew(self) -> None:
        """Put all votes aside, to vote again."""
        self._before, self._cast = self._cast, []
        self.is_revealed = self.is_agreed = False

    def go_back(self) -> None:
        """Show the votes that were put aside, as if nobody had begun anew."""
        self._cast, self._before = self._before or [], None
        self.is_revealed = True


def counted_words(ballot: Ballot, w: Wording) -> str:
    """Return how many votes there are, and nothing of what they say."""
    if not ballot.total:
        return w("No votes yet")
    return w.plural(
        "{count} vote, hidden until shown", "{count} votes, hidden until shown", ballot.total
    )


def spread_words(ballot: Ballot, options: Sequence[Option], w: Wording) -> str:
    """Return how far votes lie apart, and how many are for none of the options."""
    if not ballot.total:
        return w("No votes were counted")
    voted = [option.label for option in options if ballot.count(option.id)]
    unknown = ballot.count(DONT_KNOW)
    if len(voted) > 1:
        told = w("{count} votes, from {lowest} to {highest}",
                 count=ballot.total - unknown, lowest=voted[0], highest=voted[-1])  # fmt: skip
    else:
        alone = w("Don't know") if not voted else voted[0]
        told = w.plural("{count} vote, for {option}", "{count} votes, all for {option}",
                        ballot.total - unknown if voted else unknown, option=alone)  # fmt: skip
    if voted and unknown:
        return w("{answered}, {count} don't know", answered=told, count=unknown)
    return told


def vote_sentence(ballot: Ballot, options: Sequence[Option], w: Wording) -> str:
    """Return the sentence offered for the comment; empty without votes."""
    if not ballot.total:
        return ""
    named = [(option.id, option.label) for option in options] + [(DONT_KNOW, w("Don't know"))]
    each = [
        w("{option} {count}", option=text, count=ballot.count(key))
        for key, text in named
        if ballot.count(key)
    ]
    return w.plural(
        "Agreed in a meeting, {count} vote: {votes}.",
        "Agreed in a meeting, {count} votes: {votes}.",
        ballot.total,
        votes=", ".join(each),
    )
