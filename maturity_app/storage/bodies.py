"""The questionnaires of an open library, as values and as the rows that hold them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from maturity_app.domain.questionnaire import Questionnaire

_MOST = 8
"""So many are remembered: thousands of records hold one or two, and each may take megabytes."""


class Body(NamedTuple):
    """A questionnaire as the library keeps it, once for all records that hold it."""

    hash: str
    text: str


class Bodies:
    """What of them was read or written last, so that it need not be again."""

    def __init__(self) -> None:
        """Know none yet."""
        self._known: dict[str, tuple[Questionnaire, Body | None]] = {}

    def body_of(self, questionnaire: Questionnaire) -> Body:
        """Return what is stored of a questionnaire."""
        for known, body in self._known.values():
            if known is questionnaire and body is not None:
                return body
        import hashlib

        from maturity_app.storage.canonical import canonical_json
        from maturity_app.storage.definitions import definition_data

        text = canonical_json(definition_data(questionnaire))
        body = Body(hash=hashlib.sha256(text).hexdigest(), text=text.decode())
        self._keep(body.hash, questionnaire, body)
        return body

    def read(self, key: str, read: Callable[[], Questionnaire]) -> Questionnaire:
        """Return the questionnaire whose hash is `key`, read only where it is not known yet."""
        known = self._known.get(key)
        if known is not None:
            return known[0]
        questionnaire = read()
        self._keep(key, questionnaire, None)
        return questionnaire

    def _keep(self, key: str, questionnaire: Questionnaire, body: Body | None) -> None:
        self._known.pop(key, None)
        if len(self._known) >= _MOST:
            del self._known[next(iter(self._known))]
        self._known[key] = questionnaire, body
