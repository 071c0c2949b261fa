"""Which translations are incomplete, or older than what they translate."""

from collections.abc import Iterator, Mapping

from maturity_app.domain.fault import Fault
from maturity_app.domain.questionnaire import Questionnaire
from maturity_app.domain.said import said
from maturity_app.domain.translated_options import BY_OPTION, options_told, other_options
from maturity_app.domain.translating import (
    front_texts,
    item_texts,
    node_texts,
    text_fingerprint,
)
from maturity_app.domain.translation import ItemTexts, NodeTexts, Translation

_Where = tuple[str | int, ...]


def translation_faults(questionnaire: Questionnaire) -> Iterator[Fault]:
    """Yield texts that are missing, too many, or translated from an older text."""
    wanted_nodes = {node.id: node_texts(node) for node in questionnaire.tree.walk()
                    if node.id not in questionnaire.local_nodes}  # fmt: skip
    wanted_items = {
        item.id: item_texts(item)
        for item in questionnaire.items.values()
        if questionnaire.homes[item.id].id not in questionnaire.local_nodes
    }
    for language, texts in questionnaire.translations.items():
        where: _Where = ("translations", language)
        if language == questionnaire.language:
            yield Fault(
                where=where,
                what=said("`{language}` is the language of the definition", language=language),
                mend=said("translate into another one, or correct `language`"),
            )
            continue
        yield from _front(questionnaire, where, texts)
        yield from _entries((*where, "nodes"), wanted_nodes, texts.nodes)
        changed = other_options(wanted_items, texts.items)
        yield from options_told((*where, "items"), changed)
        told = frozenset(item_id for items in changed.values() for item_id in items)
        yield from _entries((*where, "items"), wanted_items, texts.items, told)


def _front(questionnaire: Questionnaire, where: _Where, texts: Translation) -> Iterator[Fault]:
    wanted = front_texts(questionnaire)
    given = {key: getattr(texts, key) for key in wanted}
    for key in ("title", "description"):
        yield from _text(where, key, wanted[key], given[key])
    if len(texts.level_names) != len(questionnaire.level_names):
        yield Fault(
            where=(*where, "level_names"),
            what=said("there are {given} level names, not {wanted}", given=len(texts.level_names),
                      wanted=len(questionnaire.level_names)),
            mend=said("name each level"),
        )  # fmt: skip
    yield from _labels(questionnaire, (*where, "scales"), texts)
    yield from _age(where, "title", wanted, texts.source)


def _labels(questionnaire: Questionnaire, where: _Where, texts: Translation) -> Iterator[Fault]:
    for name, steps in questionnaire.scales.items():
        labels = {step.id or str(number): step.label for number, step in enumerate(steps)}
        yield from _text(where, name, labels, texts.scales.get(name, {}))
    for name in texts.scales:
        if name not in questionnaire.scales:
            yield _unknown((*where, name), name)


def _entries(
    where: _Where,
    wanted: Mapping[str, Mapping[str, object]],
    given: Mapping[str, NodeTexts] | Mapping[str, ItemTexts],
    by_other_options: frozenset[str] = frozenset(),
) -> Iterator[Fault]:
    for entry_id, texts in wanted.items():
        translated = given.get(entry_id)
        if translated is None:
            yield Fault(
                where=(*where, entry_id),
                what=said("`{entry}` is not translated", entry=entry_id),
                mend=said("add its texts"),
            )
            continue
        place = (*where, entry_id)
        is_told = entry_id in by_other_options
        before = int(is_told)
        for key in _keys(translated):
            if is_told and key in BY_OPTION:
                continue
            for fault in _text(place, key, texts.get(key), getattr(translated, key)):
                before += 1
                yield fault
        if not before:
            yield from _age(place, entry_id, texts, translated.source)
    for entry_id in given:
        if entry_id not in wanted:
            yield _unknown((*where, entry_id), entry_id)


def _keys(texts: NodeTexts | ItemTexts) -> list[str]:
    return [key for key in texts.__dataclass_fields__ if key != "source"]


def _text(where: _Where, key: str, wanted: object, given: object) -> Iterator[Fault]:
    """Yield what one translated text, or one mapping of texts, lacks or has too much."""
    if isinstance(wanted, Mapping) and isinstance(given, Mapping):
        missing = [name for name in wanted if not given.get(name)]
        beyond = [name for name in given if name not in wanted]
    else:
        missing = [key] if wanted and not given else []
        beyond = [key] if given and not wanted else []
    named = ", ".join(f"`{name}`" for name in missing)
    if missing and beyond:
        others = ", ".join(f"`{name}`" for name in beyond)
        what = said("`{key}` is translated for {given} instead of {wanted}", key=key,
                    given=others, wanted=named)  # fmt: skip
        mend = said("write the options as the questionnaire has them")
        yield Fault(where=(*where, key), what=what, mend=mend)
        return
    if missing:
        place = (*where, key) if given else where
        what = said("`{key}` is not translated", key=key)
        if missing != [key]:
            what = said("`{key}` is not translated for {options}", key=key, options=named)
        yield Fault(where=place, what=what, mend=said("write it"))
    for name in beyond:
        place = (*where, key) if name == key else (*where, key, name)
        yield Fault(
            where=place,
            what=said("there is no `{key}` in the source to translate", key=name),
            mend=said("remove it, or check the spelling"),
        )


def _age(where: _Where, name: str, wanted: Mapping[str, object], source: str) -> Iterator[Fault]:
    now = text_fingerprint(wanted)
    if source == now:
        return
    what = said("`{name}` was translated from a text that has changed since", name=name)
    mend = said('compare the two, then write `source: "{now}"`', now=now)
    if not source:
        what = said("it is not said which text `{name}` was translated from", name=name)
        mend = said('write `source: "{now}"` once it says the same', now=now)
    yield Fault(where=(*where, "source") if source else where, what=what, mend=mend)


def _unknown(where: _Where, name: str) -> Fault:
    return Fault(
        where=where,
        what=said("there is no `{name}` in the questionnaire", name=name),
        mend=said("remove it, or check the id"),
    )
