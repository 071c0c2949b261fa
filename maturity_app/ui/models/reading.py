"""Longer texts as paragraphs: how a questionnaire is scored, and what it asks."""

from collections.abc import Iterator
from enum import Enum, auto
from typing import NamedTuple

from maturity_app.domain.questionnaire import Item, Questionnaire
from maturity_app.reports.method import Method
from maturity_app.ui.widgets.sections import sections_of
from maturity_app.wording import Wording


class Look(Enum):
    """What a paragraph is to the others."""

    TITLE = auto()
    HEADING = auto()
    NAME = auto()
    BODY = auto()
    POINT = auto()


class Paragraph(NamedTuple):
    """A text and what it is."""

    look: Look
    text: str


def method_paragraphs(method: Method) -> list[Paragraph]:
    """Return a method: title, what it is about, and its parts with their facts."""
    told = [Paragraph(Look.TITLE, method.title), Paragraph(Look.BODY, method.intro)]
    for part in method.parts:
        told.append(Paragraph(Look.HEADING, part.heading))
        for name, text in part.facts:
            told += [Paragraph(Look.NAME, name), Paragraph(Look.BODY, text)]
    return told


def question_paragraphs(questionnaire: Questionnaire, w: Wording) -> list[Paragraph]:
    """Return all that a questionnaire asks, by dimension, each answer with its meaning."""
    told = [Paragraph(Look.TITLE, questionnaire.title)]
    if questionnaire.description:
        told.append(Paragraph(Look.BODY, questionnaire.description))
    for section in sections_of(questionnaire, w):
        told.append(Paragraph(Look.HEADING, f"{section.code} {section.title}".strip()))
        if section.description:
            told.append(Paragraph(Look.BODY, section.description))
        for item, number in zip(section.items, section.numbers, strict=True):
            told.append(Paragraph(Look.NAME, f"{number} {item.title}"))
            told += _question(questionnaire, item, w)
    return told


def _question(questionnaire: Questionnaire, item: Item, w: Wording) -> Iterator[Paragraph]:
    yield Paragraph(Look.BODY, item.text)
    if item.frame:
        yield Paragraph(Look.BODY, item.frame)
    for option in questionnaire.options(item.id):
        meaning = w.labelled(option.label, option.anchor) if option.anchor else option.label
        yield Paragraph(Look.POINT, meaning)
    if item.type == "text":
        yield Paragraph(Look.POINT, w("Answered in words"))
    elif item.type == "measure":
        yield Paragraph(Look.POINT, w("Answered with a figure and its source"))
    if item.not_applicable:
        yield Paragraph(Look.POINT, w.labelled(w("Not applicable"), item.not_applicable))
    if item.evidence:
        yield Paragraph(Look.BODY, w.labelled(w("What would show it"), item.evidence))
