"""Votes on a question in a meeting: how many for which option, and nobody's in particular."""

from collections.abc import Sequence

from maturity_app.domain.questionnaire import Option
from maturity_app.wording import Wording


class Ballot:
    """The votes on one question in the order they were given; hidden until they are revealed."""

    def __init__(self) -> None:
        """Begin without votes."""
        self._cast: list[str] = []
        self.is_revealed = False

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
        """Forget all votes, to vote again."""
        self._cast.clear()
        self.is_revealed = False


def counted_words(ballot: Ballot, w: Wording) -> str:
    """Return how many votes there are, and nothing of what they say."""
    if not ballot.total:
        return w("No votes yet")
    return w.plural(
        "{count} vote, hidden until shown", "{count} votes, hidden until shown", ballot.total
    )


def spread_words(ballot: Ballot, options: Sequence[Option], w: Wording) -> str:
    """Return how far votes lie apart."""
    voted = [option.label for option in options if ballot.count(option.id)]
    if not voted:
        return w("No votes were counted")
    if len(voted) == 1:
        return w.plural(
            "{count} vote, for {option}", "{count} votes, all for {option}", ballot.total,
            option=voted[0],
        )  # fmt: skip
    return w("{count} votes, from {lowest} to {highest}",
             count=ballot.total, lowest=voted[0], highest=voted[-1])  # fmt: skip


def vote_sentence(ballot: Ballot, options: Sequence[Option], w: Wording) -> str:
    """Return the sentence offered for the comment; empty without votes."""
    if not ballot.total:
        return ""
    each = [
        w("{option} {count}", option=option.label, count=ballot.count(option.id))
        for option in options
        if ballot.count(option.id)
    ]
    return w.plural(
        "Agreed in a meeting, {count} vote: {votes}.",
        "Agreed in a meeting, {count} votes: {votes}.",
        ballot.total,
        votes=", ".join(each),
    )
