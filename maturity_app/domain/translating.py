"""A questionnaire said in another of its languages."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from typing import Any

from maturity_app.domain.fields import Cell
from maturity_app.domain.questionnaire import Item, Node, Questionnaire
from maturity_app.domain.translation import ItemTexts, NodeTexts, Translation

_NODE_KEYS = ("title", "short_title", "description")
_ITEM_KEYS = (
    "title", "text", "frame", "why", "evidence", "not_applicable", "anchors", "next_steps", "cell",
)  # fmt: skip


def in_language(questionnaire: Questionnaire, language: str) -> Questionnaire:
    """Return a questionnaire with its texts in `language`: same ids, same rules, same scores.

    What is not translated stays as it is. A language the questionnaire does not have leaves it
    unchanged.
    """
    texts = questionnaire.translations.get(language)
    if texts is None or language == questionnaire.language:
        return questionnaire
    return replace(
        questionnaire,
        title=texts.title or questionnaire.title,
        description=texts.description or questionnaire.description,
        level_names=level_names_in(questionnaire, language),
        scales={
            name: tuple(
                replace(step, label=labels.get(step.id or str(number), "") or step.label)
                for number, step in enumerate(steps)
            )
            for name, steps in questionnaire.scales.items()
            for labels in (texts.scales.get(name, {}),)
        },
        tree=_node(questionnaire.tree, texts),
    )


def level_names_in(questionnaire: Questionnaire, language: str) -> tuple[str, ...]:
    """Return the names of the levels in a language, if all of them are translated."""
    texts, names = questionnaire.translations.get(language), questionnaire.level_names
    return texts.level_names if texts and len(texts.level_names) == len(names) else names


def language_of(questionnaire: Questionnaire, wanted: str) -> str:
    """Return `wanted` if the questionnaire has it, else the language of the definition."""
    return wanted if wanted in questionnaire.languages else questionnaire.language


def text_fingerprint(texts: Mapping[str, object]) -> str:
    """Return eight hexadecimal digits that change whenever one of the texts does."""
    spoken = repr([(key, _plain(value)) for key, value in sorted(texts.items()) if value])
    return hashlib.sha256(spoken.encode()).hexdigest()[:8]


def front_texts(questionnaire: Questionnaire) -> dict[str, object]:
    """Return the texts of the front page: title, description, level names, labels."""
    return {
        "title": questionnaire.title,
        "description": questionnaire.description,
        "level_names": questionnaire.level_names,
        "scales": {
            name: {step.id or str(number): step.label for number, step in enumerate(steps)}
            for name, steps in questionnaire.scales.items()
        },
    }


def node_texts(node: Node) -> dict[str, object]:
    """Return the texts of a node by their keys; what it has not is left out."""
    return {key: value for key in _NODE_KEYS if (value := getattr(node, key))}


def item_texts(item: Item) -> dict[str, object]:
    """Return the texts of an item by their keys; what it has not is left out."""
    return {key: value for key in _ITEM_KEYS if (value := getattr(item, key))}


def _node(node: Node, texts: Translation) -> Node:
    return replace(
        node,
        **_given(texts.nodes.get(node.id)),
        children=tuple(_node(child, texts) for child in node.children),
        items=tuple(_item(item, texts.items.get(item.id)) for item in node.items),
    )


def _item(item: Item, texts: ItemTexts | None) -> Item:
    given = _given(texts)
    for key in ("anchors", "next_steps"):
        if key in given:
            # An option that is not translated keeps its text rather than losing it.
            given[key] = {**getattr(item, key), **given[key]}
    return replace(item, **given)


def _given(texts: NodeTexts | ItemTexts | None) -> dict[str, Any]:
    """Return the texts that are there, by their keys."""
    if texts is None:
        return {}
    named = {entry.name: getattr(texts, entry.name) for entry in fields(texts)}
    return {key: value for key, value in named.items() if value and key != "source"}


def _plain(value: object) -> object:
    if isinstance(value, Cell):
        return [value.row, value.column]
    if isinstance(value, Mapping):
        return [(key, _plain(inner)) for key, inner in sorted(value.items())]
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_plain(inner) for inner in value]
    return value
