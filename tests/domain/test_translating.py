"""A questionnaire in another language, and what a translation lacks."""

from dataclasses import replace

from maturity_app.domain.questionnaire import Questionnaire
from maturity_app.domain.scoring import score
from maturity_app.domain.translating import (
    front_texts,
    in_language,
    item_texts,
    node_texts,
    text_fingerprint,
)
from maturity_app.domain.translation import ItemTexts, NodeTexts, Translation
from maturity_app.domain.translation_faults import translation_faults
from tests.building import answers, dimension, questionnaire

PLAIN = questionnaire(dimension("p", (1,)), scales={"nplf": questionnaire().scales["nplf"]})


def translated(**changes: object) -> Translation:
    """Return a complete French translation of `PLAIN`, with some of it changed."""
    node, item = PLAIN.nodes["p"], PLAIN.items["p-1"]
    options = [option.id for option in PLAIN.options("p-1")]
    french = ItemTexts(
        source=text_fingerprint(item_texts(item)),
        title="Ce que p-1 demande",
        text="L'unité le fait.",
        why="Cela montre la pratique.",
        evidence="Une note.",
        anchors={option: f"Ancre {option}" for option in options},
        next_steps={option: f"Étape {option}" for option in options},
    )
    root = PLAIN.nodes["root"]
    values: dict[str, object] = {
        "source": text_fingerprint(front_texts(PLAIN)),
        "title": "Essai",
        "level_names": ("initial", "essayé", "géré", "établi", "apprenant"),
        "scales": {"nplf": {option: option.upper() for option in options}},
        "nodes": {
            "root": NodeTexts(source=text_fingerprint(node_texts(root)), title="Tout"),
            "p": NodeTexts(source=text_fingerprint(node_texts(node)), title="Pratique"),
        },
        "items": {"p-1": french},
    }
    return Translation(**{**values, **changes})  # type: ignore[arg-type]  # the caller names them


def with_french(**changes: object) -> Questionnaire:
    return replace(PLAIN, translations={"fr": translated(**changes)})


def told(definition: Questionnaire) -> list[str]:
    return [
        f"{'/'.join(map(str, f.where))}: {f.what}; {f.mend}" for f in translation_faults(definition)
    ]


def test_texts_change_and_nothing_else_does() -> None:
    french = in_language(with_french(), "fr")
    assert french.title == "Essai"
    assert french.level_names[1] == "essayé"
    assert french.nodes["p"].title == "Pratique"
    assert french.items["p-1"].text == "L'unité le fait."
    option = french.options("p-1")[2]
    assert (option.id, option.label, option.anchor) == ("largely", "LARGELY", "Ancre largely")
    given = answers(p="L")
    assert score(french, given).nodes["p"].level == score(PLAIN, given).nodes["p"].level


def test_a_language_that_is_not_there_changes_nothing() -> None:
    assert in_language(with_french(), "de") == with_french()
    assert with_french().languages == ("en", "fr")


def test_a_complete_translation_has_no_faults() -> None:
    assert told(with_french()) == []


def test_what_is_missing_is_named_and_read_in_the_first_language() -> None:
    lacking = replace(translated().items["p-1"], why="", anchors={"not": "Ancre"})
    definition = with_french(items={"p-1": lacking}, nodes={"p": translated().nodes["p"]})
    assert told(definition) == [
        "translations/fr/nodes/root: `root` is not translated; add its texts",
        "translations/fr/items/p-1: `why` is not translated; write it",
        (
            "translations/fr/items/p-1/anchors: `anchors` is not translated for `partially`,"
            " `largely`, `fully`; write it"
        ),
    ]
    french = in_language(definition, "fr").items["p-1"]
    assert french.why == PLAIN.items["p-1"].why
    assert french.anchors["fully"] == PLAIN.items["p-1"].anchors["fully"]


def test_texts_for_the_options_of_another_scale_are_one_fault() -> None:
    definition = replace(PLAIN, tree=questionnaire(dimension("p", (1, 1))).tree)
    options = ("never", "weekly")
    texts = {key: dict.fromkeys(options, "Texte") for key in ("anchors", "next_steps")}
    items = {
        item_id: replace(translated().items["p-1"], **texts)  # type: ignore[arg-type]
        for item_id in definition.items
    }
    french = translated(items=items, scales={"nplf": dict.fromkeys(options, "Mot")})
    found = told(replace(definition, translations={"fr": french}))
    assert [text for text in found if "source" not in text] == [
        (
            "translations/fr/scales/nplf: `nplf` is translated for `never`, `weekly` instead of "
            "`not`, `partially`, `largely`, `fully`; write the options as the questionnaire has "
            "them"
        ),
        (
            "translations/fr/items/p-1: the texts of 2 items, `p-1` the first, are for `never`, "
            "`weekly`, but their scale has `not`, `partially`, `largely`, `fully`; write `anchors` "
            "and `next_steps` for the options of the scale"
        ),
    ]


def test_what_is_too_much_is_named() -> None:
    beyond = replace(translated().nodes["p"], description="Décrit.")
    items = {**translated().items, "q": ItemTexts(title="Autre")}
    nodes = {**translated().nodes, "p": beyond}
    assert [
        message.partition(";")[0] for message in told(with_french(items=items, nodes=nodes))
    ] == [
        "translations/fr/nodes/p/description: there is no `description` in the source to translate",
        "translations/fr/items/q: there is no `q` in the questionnaire",
    ]


def test_a_translation_older_than_its_source_is_told() -> None:
    changed = replace(PLAIN.items["p-1"], why="It has another reason now.")
    tree = replace(PLAIN.tree, children=(replace(PLAIN.nodes["p"], items=(changed,)),))
    (message,) = told(replace(with_french(), tree=tree))
    now = text_fingerprint(item_texts(changed))
    assert message == (
        "translations/fr/items/p-1/source: `p-1` was translated from a text that has changed since;"
        f' compare the two, then write `source: "{now}"`'
    )


def test_a_change_of_rules_leaves_translations_as_they_are() -> None:
    heavier = replace(PLAIN.items["p-1"], weight=PLAIN.items["p-1"].weight * 2, level=2)
    tree = replace(PLAIN.tree, children=(replace(PLAIN.nodes["p"], items=(heavier,)),))
    assert told(replace(with_french(), tree=tree)) == []
