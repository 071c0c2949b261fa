"""A unit's own items, written as a file that extends a questionnaire and read back from one."""

import re
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple

from maturity_app.domain.questionnaire import Item, ItemType, Node, Questionnaire
from maturity_app.domain.said import said
from maturity_app.jobs.assessing import id_from
from maturity_app.jobs.instruments import (
    add_questionnaire,
    added_places,
    installed_as,
    installed_names,
    readable,
)
from maturity_app.storage.problems import InputError, machine_error
from maturity_app.storage.questionnaires import check_questionnaire
from maturity_app.wording import Wording, wording_for

OPTIONS = ("not", "partially", "largely", "fully")
"""The ids of the four answers that the items of a unit's own offer."""

_OWN_SCALE = "own-nplf"


@dataclass(frozen=True, kw_only=True)
class OwnItem:
    """One item as its author typed it; it has an id from the first version that holds it."""

    id: str = ""
    revision: int = 1
    type: ItemType = "choice"
    title: str = ""
    text: str = ""
    evidence: str = ""
    anchors: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class OwnItems:
    """A group of items that extends the questionnaire with the id in `extends`."""

    extends: str
    id: str = ""
    version: str = "1"
    title: str = ""
    items: tuple[OwnItem, ...] = ()


class Lack(NamedTuple):
    """What is wrong with own items: with which of them (None: the group), and how to mend it."""

    position: int | None
    what: str
    mend: str


def revised(item: OwnItem, before: OwnItem | None, *, is_correction: bool) -> OwnItem:
    """Return an item with its revision: a new one if its meaning may have changed since."""
    if before is None:
        return item
    is_same = (item.type, item.text, item.anchors) == (before.type, before.text, before.anchors)
    step = 0 if is_same or is_correction else 1
    return replace(item, id=before.id, revision=before.revision + step)


def next_version(version: str) -> str:
    """Return the version after one: 2 after 1, 1.10 after 1.9."""
    number = re.search(r"[0-9]+$", version)
    if number is None:
        return f"{version}.1"
    return f"{version[: number.start()]}{int(number.group()) + 1}"


def answer_labels(base: Questionnaire | None, w: Wording) -> dict[str, str]:
    """Return what the four answers are called, by their id, in a questionnaire or without one."""
    steps = base.scales.get(_scale_of(base), ()) if base else ()
    if steps:
        return dict(zip(OPTIONS, (step.label for step in steps), strict=True))
    words = (w("Not"), w("Partially"), w("Largely"), w("Fully"))
    return dict(zip(OPTIONS, words, strict=True))


# --- checking and keeping ----------------------------------------------------------------


def check_own_items(own: OwnItems, data: Path, older: Questionnaire | None = None) -> list[Lack]:
    """Return what keeps own items from being used: gaps first, then what the check of files finds.

    Raises:
        MachineError: the questionnaire they extend may not be read.

    """
    lacks = list(_gaps(own))
    if lacks:
        return lacks
    with tempfile.TemporaryDirectory(prefix="maturity-") as folder:
        path, whole = _written(own, data, Path(folder))
        try:
            readable(path, data)
            check_questionnaire(path, added_places(data), older)
        except InputError as wrong:
            here = [problem for problem in wrong.problems if problem.file == str(path)]
            return [Lack(_item_at(whole, problem.place), problem.what, problem.mend)
                    for problem in here]  # fmt: skip
    return []


def keep_own_items(own: OwnItems, data: Path) -> Questionnaire:
    """Add own items to the questionnaires, in the place of an older version of them.

    Raises:
        InputError: they have problems; nothing is changed.
        MachineError: they can't be written.

    """
    try:
        with tempfile.TemporaryDirectory(prefix="maturity-") as folder:
            return add_questionnaire(_written(own, data, Path(folder))[0], data)
    except OSError as refused:
        raise machine_error(data, refused) from refused


def _gaps(own: OwnItems) -> Iterator[Lack]:
    if not own.title.strip():
        yield Lack(None, said("the group has no name"), said("give it one"))
    if not own.items:
        yield Lack(None, said("there is no question yet"), said("add one"))
    for position, item in enumerate(own.items):
        if not item.text.strip():
            yield Lack(position, said("there is no statement"), said("write what could be seen"))
        if not item.title.strip():
            yield Lack(position, said("there is no short name"), said("two to five words"))
        if item.type == "choice":
            empty = [o for o in OPTIONS if not item.anchors.get(o, "").strip()]
            if empty:
                what = said("answers without their meaning: {count}", count=len(empty))
                yield Lack(position, what, said("say what each of the four means here"))
            elif len({item.anchors[o].strip() for o in OPTIONS}) < len(OPTIONS):
                what = said("two answers mean the same")
                yield Lack(position, what, said("let each climb one step"))


def _item_at(text: str, place: str) -> int | None:
    """Return the position of the item that a line stands in; None above all of them."""
    if not place.isdecimal():
        return None
    above = text.splitlines()[: int(place)]
    return sum(line.startswith(_ITEM_BEGINS) for line in above) - 1 if _begun(above) else None


def _begun(lines: list[str]) -> bool:
    return any(line.startswith(_ITEM_BEGINS) for line in lines)


_ITEM_BEGINS = "  - id: "


# --- as a file ---------------------------------------------------------------------------


def _written(own: OwnItems, data: Path, folder: Path) -> tuple[Path, str]:
    text = own_yaml(_named(own, data), installed_as(own.extends, data))
    path = folder / "own.yaml"
    path.write_text(text, "utf-8")
    return path, text


def own_yaml(own: OwnItems, base: Questionnaire | None) -> str:
    """Return own items as the file that `questionnaires/README.md` describes."""
    import yaml

    numbered = _numbered(own)
    scale = _scale_of(base)
    whole: dict[str, object] = {
        "format": 1,
        "extends": own.extends,
        "id": own.id,
        "version": own.version,
        "title": _line(own.title),
    }
    if scale == _OWN_SCALE:
        labels = answer_labels(base, wording_for(base.language if base else "en"))
        whole["scales"] = {
            scale: [
                {"id": option, "label": label, "value": value}
                for value, (option, label) in enumerate(labels.items())
            ]
        }
    group = {"id": _group_id(own), "title": _line(own.title)}
    if any(item.type == "choice" for item in numbered):
        group["aggregate"] = "mean"
    whole["children"] = [{**group, "items": [_mapping(item, scale) for item in numbered]}]
    return str(yaml.safe_dump(whole, allow_unicode=True, sort_keys=False, width=10**6))


def own_items_of(questionnaire: Questionnaire) -> OwnItems | None:
    """Return the own items in a questionnaire; None if it holds what can't be edited here.

    An author may have written groups, weights or conditions by hand. Editing must not lose them.
    """
    own = questionnaire.extension
    local = [node for node in questionnaire.tree.children if node.local]
    if own is None or len(local) != 1 or len(local[0].children) != 1:
        return None
    group = local[0].children[0]
    items = tuple(
        OwnItem(
            id=item.id,
            revision=item.revision,
            type=item.type,
            title=item.title,
            text=item.text,
            evidence=item.evidence,
            anchors=dict(item.anchors),
        )
        for item in group.items
    )
    found = OwnItems(
        extends=questionnaire.id, id=own.id, version=own.version, title=own.title, items=items
    )
    return found if group == _node(found, _scale_of(questionnaire)) else None


def _node(own: OwnItems, scale: str) -> Node:
    """Return the group as reading the file would give it."""
    return Node(
        id=_group_id(own),
        title=own.title,
        aggregate="mean" if any(item.type == "choice" for item in own.items) else None,
        items=tuple(
            Item(
                id=item.id,
                revision=item.revision,
                type=item.type,
                title=item.title,
                text=item.text,
                evidence=item.evidence,
                answers=scale if item.type == "choice" else None,
                anchors=item.anchors,
            )
            for item in own.items
        ),
    )


def _mapping(item: OwnItem, scale: str) -> dict[str, object]:
    told: dict[str, object] = {"id": item.id, "revision": item.revision}
    told |= {"type": item.type} if item.type != "choice" else {"answers": scale}
    told |= {"title": _line(item.title), "text": _line(item.text)}
    if item.evidence.strip():
        told["evidence"] = _line(item.evidence)
    if item.type == "choice":
        told["anchors"] = {option: _line(item.anchors[option]) for option in OPTIONS}
    return told


def _line(text: str) -> str:
    return " ".join(text.split())


# --- names -------------------------------------------------------------------------------


def _named(own: OwnItems, data: Path) -> OwnItems:
    """Return own items with an id, made from their title where they have none yet."""
    if own.id:
        return own
    taken = installed_names(data)
    plain = re.sub(r"[^a-z0-9-]", "", id_from(own.title)).strip("-") or "own-questions"
    candidates = (plain, *(f"{plain}-{number}" for number in range(2, len(taken) + 3)))
    return replace(own, id=next(name for name in candidates if name not in taken))


def _numbered(own: OwnItems) -> list[OwnItem]:
    """Return the items, new ones with an id that no other version gave or will give."""
    made: list[OwnItem] = []
    fresh = 0
    for item in own.items:
        if not item.id:
            fresh += 1
        made.append(item if item.id else replace(item, id=f"{own.id}-{own.version}-{fresh}"))
    return made


def _group_id(own: OwnItems) -> str:
    return f"{own.id}-group"


def _scale_of(base: Questionnaire | None) -> str:
    """Return the name of the scale with the four answers, which the items bring if need be."""
    scales = base.scales.items() if base else ()
    fitting = (name for name, steps in scales if tuple(step.id for step in steps) == OPTIONS)
    return next(fitting, _OWN_SCALE)
