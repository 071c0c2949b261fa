"""Questionnaires that many assessment files hold, each of them read and checked once."""

import json
import re
import uuid
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from maturity_app.domain.questionnaire import Questionnaire
from maturity_app.storage.canonical import canonical_json
from maturity_app.storage.json_source import parsed
from maturity_app.storage.validation import plain

_MOST = 8
"""So many are remembered: a round has one or two, and each may take megabytes."""

_KEY = re.compile(rb'"questionnaire"\s*:\s*(?=\{)')


@dataclass(frozen=True, kw_only=True)
class Definition:
    """A questionnaire as files hold it: the text it was read from."""

    questionnaire: Questionnaire
    text: bytes

    @cached_property
    def canonical(self) -> bytes:
        """The canonical JSON of just what the file says, which a fingerprint covers."""
        return canonical_json(parsed(self.text, self.questionnaire.id)[0])


class KnownDefinitions:
    """What the files that were read last hold as their questionnaire.

    The same text read again would only give the same value. It takes more than nine tenths of
    an assessment file.
    """

    def __init__(self) -> None:
        """Know none yet."""
        self.stand_in = uuid.uuid4().hex
        """Stands where a known questionnaire was cut out; no file can have it by itself."""
        self._newest_first: list[Definition] = []

    def cut(self, content: bytes) -> tuple[bytes, Definition] | None:
        """Return a file's content with the stand-in for a known questionnaire; None without one."""
        for key in _KEY.finditer(content):
            for known in self._newest_first:
                if content.startswith(known.text, key.end()):
                    self._newest_first.remove(known)
                    self._newest_first.insert(0, known)
                    return self._without(content, key.end(), known.text), known
        return None

    def keep(self, content: bytes, questionnaire: Questionnaire) -> None:
        """Remember the questionnaire of a file that was found to be sound."""
        for key in _KEY.finditer(content):
            after = content[key.end() :].decode()
            _, end = json.JSONDecoder().raw_decode(after)
            text = after[:end].encode()
            # An item may have this name too; its answer is no questionnaire.
            rest = json.loads(self._without(content, key.end(), text))
            if rest.get("questionnaire") == self.stand_in:
                known = Definition(questionnaire=questionnaire, text=text)
                self._newest_first = [known, *self._newest_first[: _MOST - 1]]
                return

    def _without(self, content: bytes, start: int, text: bytes) -> bytes:
        return b'%b"%b"%b' % (
            content[:start],
            self.stand_in.encode(),
            content[start + len(text) :],
        )


def definition_data(questionnaire: Questionnaire) -> dict[str, Any]:
    """Return a questionnaire as plain data, the form in which records hold it."""
    data = plain(questionnaire)
    # What the first records had no fields for is left out, so that theirs keep their bytes.
    for name in ("translations", "mappings"):
        if not data[name]:
            del data[name]
    nodes = [data["tree"]]
    while nodes:
        node = nodes.pop()
        if not node["local"]:
            del node["local"]
        nodes += node["children"]
    return data
