"""Practices and safeguards without a level, counted by state where they are many to name."""

from collections.abc import Iterator

from maturity_app.domain.scorecard import NodeScore, State
from maturity_app.reports import phrases
from maturity_app.reports.excel.basis import Basis
from maturity_app.reports.excel.headline_rows import HeadlineRows, figure_row
from maturity_app.reports.excel.rules import STATES, filled, text_of
from maturity_app.reports.excel.sheet import Live, Row

_FAR = 1000


def lacking_rows(basis: Basis, rows: HeadlineRows) -> Iterator[Row]:
    """Yield how many nodes lack a level in each state, and the sentence that counts them."""
    w = basis.w
    lacking = [node for node in rows.judged if node.level is None]
    states = list(dict.fromkeys(node.state for node in lacking))
    for state in STATES:
        count = sum(node.state == state for node in lacking)
        position = states.index(state) + 1 if count else None
        name = f"lacking_{state}"
        counted = text_of(f'"count."&{rows.here(name, "level")}')
        yield figure_row(
            name,
            w,
            level=Live(_count(rows, state), count),
            low=Live(_first(rows, state), _place(rows.judged, lacking, state)),
            order=Live(_rank(rows, name), position),
            words=Live(_words(state, counted), _counted(count, state, basis)),
        )
    sentence = Live(_sentence(rows), _all_counted(basis, rows, lacking, states))
    yield figure_row("lacking_all", w, result=sentence)


def _lacks(rows: HeadlineRows, state: str) -> str:
    return f'({rows.span("state")}="{state}")*({rows.span("level")}="")'


def _count(rows: HeadlineRows, state: State) -> str:
    return f"SUMPRODUCT({_lacks(rows, state)})"


def _first(rows: HeadlineRows, state: State) -> str:
    """Return the row of the first such node; SUMPRODUCT takes the largest of an array."""
    places = f"({_FAR}-ROW({rows.span('level')}))"
    largest = f"SUMPRODUCT(MAX({_lacks(rows, state)}*{places}))"
    return f'IF({rows.here(f"lacking_{state}", "level")}=0,"",{_FAR}-{largest})'


def _place(judged: tuple[NodeScore, ...], lacking: list[NodeScore], state: State) -> int | None:
    found = (node for node in lacking if node.state == state)
    first = next(found, None)
    return None if first is None else judged.index(first) + 2


def _rank(rows: HeadlineRows, name: str) -> str:
    cell = rows.here(name, "low")
    places = f"{rows.here('lacking_rated', 'low')}:{rows.here('lacking_not_rated', 'low')}"
    return f'IF(ISNUMBER({cell}),SUMPRODUCT(--({places}<={cell})),"")'


def _words(state: State, count: str) -> str:
    word = text_of(f'"state.{state}"')
    return filled("lacking.some", {"count": count, "state": word})


def _counted(count: int, state: State, basis: Basis) -> str:
    w = basis.w
    word = phrases.state_word(state, w)
    return w("{count} {state}", count=phrases.count_word(count, w), state=word)


def _sentence(rows: HeadlineRows) -> str:
    first, last = "lacking_rated", "lacking_not_rated"
    words = f"{rows.here(first, 'words')}:{rows.here(last, 'words')}"
    ranks = f"{rows.here(first, 'order')}:{rows.here(last, 'order')}"
    total = f"COUNT({ranks})"

    def at(rank: str) -> str:
        return f"INDEX({words},MATCH({rank},{ranks},0))"

    inner = at("1") + "".join(
        f'&IF({total}>{rank},", "&{at(str(rank))},"")' for rank in range(2, len(STATES))
    )
    several = filled("list.two", {"first": inner, "last": at(total)})
    counted = f"IF({total}=1,{at('1')},{several})"
    judged = text_of(f'"count.{len(rows.judged)}"')
    sentence = filled("lacking.all", {"counted": counted, "total": judged})
    return f'IF({total}=0,"",{sentence})'


def _all_counted(
    basis: Basis, rows: HeadlineRows, lacking: list[NodeScore], states: list[State]
) -> str:
    if not lacking:
        return ""
    w = basis.w
    counts = [sum(node.state == state for node in lacking) for state in states]
    pairs = zip(counts, states, strict=True)
    return w(
        "of {total} practices and safeguards, {counted}",
        counted=w.listed(_counted(count, state, basis) for count, state in pairs),
        total=phrases.count_word(len(rows.judged), w),
    )
