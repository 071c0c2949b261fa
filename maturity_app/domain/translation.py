"""The texts of a questionnaire in a further language, as frozen values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated

from annotated_types import Len

from maturity_app.domain.fields import Cell, Identifier, ShortTitle, Text

_Source = Annotated[str, Len(0, 16)]


@dataclass(frozen=True, kw_only=True)
class NodeTexts:
    """The texts of one node; `source` is the fingerprint of the texts they translate."""

    source: _Source = ""
    title: Annotated[str, Len(0, 200)] = ""
    short_title: ShortTitle = ""
    description: Text = ""


@dataclass(frozen=True, kw_only=True)
class ItemTexts:
    """The texts of one item; `source` is the fingerprint of the texts they translate."""

    source: _Source = ""
    title: Annotated[str, Len(0, 200)] = ""
    text: Annotated[str, Len(0, 2000)] = ""
    frame: Text = ""
    why: Text = ""
    evidence: Text = ""
    not_applicable: Annotated[str, Len(0, 1000)] = ""
    anchors: Mapping[str, Text] = field(default_factory=dict)
    next_steps: Mapping[str, Text] = field(default_factory=dict)
    cell: Cell | None = None


@dataclass(frozen=True, kw_only=True)
class Translation:
    """All texts of a questionnaire in one language.

    `scales` holds labels by scale and option id. `source` is the fingerprint of title,
    description, level names and labels in the language of the definition.
    """

    source: _Source = ""
    title: Annotated[str, Len(0, 200)] = ""
    description: Text = ""
    level_names: tuple[Annotated[str, Len(0, 200)], ...] = ()
    scales: Mapping[Identifier, Mapping[str, Annotated[str, Len(0, 200)]]] = field(
        default_factory=dict
    )
    nodes: Mapping[Identifier, NodeTexts] = field(default_factory=dict)
    items: Mapping[Identifier, ItemTexts] = field(default_factory=dict)
