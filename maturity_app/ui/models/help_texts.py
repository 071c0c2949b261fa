"""The help's texts, task by task; they name the menus' entries as the menus have them."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from maturity_app.ui.models.reading import Look, Paragraph
from maturity_app.wording import Wording


class Menus(NamedTuple):
    """What the menus hold: their entries by name, such as "File › Quit", and the keys of each.

    Entries stand in sentences, so that they come without the dots that promise a dialog.
    """

    entries: Mapping[str, str]
    keys: Sequence[tuple[str, str]]


def begin(w: Wording, entries: Mapping[str, str]) -> Iterator[Paragraph]:
    """Return how an assessment begins and goes on."""
    yield _body(w("Choose {begin}. Name the unit and the wave, such as “Autumn 2026”.", **entries))
    yield _body(
        w(
            "A wave is one dated round. The next time, select the unit and choose {new_wave}. "
            "Targets and open actions are carried on; what was answered in the last wave is "
            "shown to each question only once you have answered it.",
            **entries,
        )
    )
    yield _body(
        w(
            "You can stop at any time. Every answer is on disk as soon as it is shown as "
            "saved, and the survey opens again where you left it."
        )
    )
    yield _body(w("To go on with a file from a colleague, choose {open_file}.", **entries))


def answer(w: Wording) -> Iterator[Paragraph]:
    """Return how questions are answered."""
    yield _body(
        w(
            "Read the statement, then the four answers below it, and choose the highest one "
            "that is wholly true today. Plans do not count."
        )
    )
    yield _body(
        w(
            "Answer from what could be shown: note where it can be found under evidence. A "
            "comment helps whoever reads the answer in a year."
        )
    )
    yield _body(
        w(
            "What you answered in the last wave appears only after you have answered, so that "
            "it does not lead you. Where both differ, say why: practice changed, it is judged "
            "differently, or an error is corrected."
        )
    )
    yield _body(w("You can come back to any question and change its answer until sign-off."))


def team(w: Wording, entries: Mapping[str, str]) -> Iterator[Paragraph]:
    """Return how a team answers together."""
    yield _body(
        w(
            "In the survey, {meeting} shows one question at a time in large type, for a screen "
            "that the whole room can see.",
            **entries,
        )
    )
    yield _body(
        w(
            "Count each vote with its key or a click. Votes stay hidden until you show them, so "
            "that nobody follows the first voice. Talk about where they differ, vote again if "
            "that helps, and choose the answer you agree on."
        )
    )
    yield _body(
        w(
            "Only the answer agreed on is stored, with the sentence you may add to its comment. "
            "Votes are never stored: they are gone when the window closes, and nothing says "
            "who voted how."
        )
    )


def alone(w: Wording, entries: Mapping[str, str]) -> Iterator[Paragraph]:
    """Return how people answer alone before the team agrees."""
    yield _body(
        w(
            "Let each answer alone first: {begin}, for one person's own answers, or send a file "
            "to each. Then choose {gather}. What all answered the same is filled in, with their "
            "comments; “Where the team differs” leads through the rest, the widest apart first. "
            "People see each other's answers there, by name, and who does not share what is "
            "recorded can have the dissent noted.",
            **entries,
        )
    )
    yield _body(
        w(
            "From five people on, agreement is r_wg: 1 where all answer the same, 0 where as far "
            "apart as by chance. One person's own answers are never the unit's wave: they are not "
            "compared, not signed off, and stay as they were given."
        )
    )


def staff(w: Wording, entries: Mapping[str, str]) -> Iterator[Paragraph]:
    """Return how many people answer without their names."""
    yield _body(
        w(
            "{staff} asks everyone in a unit. Whoever gathers the answers sees single ones, and "
            "should be someone outside the unit.",
            **entries,
        )
    )
    yield _body(
        w(
            "Begin the survey, hand out the form, and add what comes back. Of each person only the "
            "chosen answers and the role are kept: no name, no time, no comment. At the end, "
            "delete the people's own files, and keep the survey's as carefully as those."
        )
    )
    yield _body(
        w(
            "Of eight people or more a report tells figures, of five to seven the third of the "
            "scale, of fewer nothing, and nothing that could be worked out by subtraction. The "
            "first report closes the survey for good: one response more would tell that person's "
            "answers."
        )
    )


def keys(w: Wording, menus: Sequence[tuple[str, str]]) -> Iterator[Paragraph]:
    """Return the keys: those of the survey, and those of the menus."""
    yield Paragraph(Look.NAME, w("In the survey"))
    yield from _points(
        w,
        ("1 – 4", w("choose an answer; 1 – 5 where there are five")),
        ("N", w("to the next open question")),
        ("P", w("to the question before")),
        ("D", w("don't know")),
        ("A", w("not applicable, where the question allows it")),
        ("C", w("comment")),
        ("E", w("evidence")),
        ("X", w("dissent, where people answered alone before")),
        (w("Esc"), w("back to the answers")),
    )
    yield Paragraph(Look.NAME, w("In the meeting view"))
    yield from _points(
        w,
        ("1 – 4", w("count a vote; once votes are shown, choose the answer agreed on")),
        (w("Backspace"), w("take the last vote back")),
        ("R", w("show the votes")),
        ("V", w("vote again, or back")),
        ("D", w("don't know")),
        ("C", w("comment; Ctrl+Enter adds it")),
        ("N, P", w("to the next and the previous question")),
        (w("Esc"), w("leave the view")),
    )
    yield Paragraph(Look.NAME, w("Everywhere"))
    yield from _points(w, *menus)


def non_answers(w: Wording) -> Iterator[Paragraph]:
    """Return what the three non-answers are."""
    yield _body(
        w("Three things are never mixed: not yet answered, don't know, and not applicable.")
    )
    yield _body(
        w(
            "Don't know leaves the question open. The figures then show how low and how high "
            "they could still come out. It is an honest answer, and better than a guess."
        )
    )
    yield _body(
        w(
            "Not applicable takes the question out of every figure. Only some questions allow "
            "it, each on the one ground it names, and a reason is asked for."
        )
    )
    yield _body(
        w(
            "If less than half of a practice is answered it has no level; if more than three "
            "tenths is not applicable it is not rated. Each questionnaire states its own "
            "limits."
        )
    )


def results(w: Wording, entries: Mapping[str, str]) -> Iterator[Paragraph]:
    """Return how results are read."""
    yield _body(
        w(
            "The page leads with the level in words, then says what holds it there. Practices "
            "and safeguards are never added up, and pressure is context, neither good nor "
            "bad."
        )
    )
    yield _body(
        w(
            "Select a figure to see why it is so: the rule, the questions behind it, their "
            "weights, and what was left out. From there one click leads to an open question."
        )
    )
    yield _body(
        w(
            "A bar with a thin line shows what open answers could still change. How the "
            "present questionnaire is scored stands under {method}.",
            **entries,
        )
    )


def plan(w: Wording) -> Iterator[Paragraph]:
    """Return what targets and actions are."""
    yield _body(
        w(
            "A target is the level a unit wants a practice to reach by its next wave. The gap "
            "is the way from here to there. Choose few targets; one level is much for a year."
        )
    )
    yield _body(
        w(
            "An action is something to do about it: what, which role takes it on, and until "
            "when. The next steps on the results page are a good beginning."
        )
    )
    yield _body(
        w("In the next wave, note what came of each action. Targets and actions change no figure.")
    )


def reports(w: Wording, entries: Mapping[str, str]) -> Iterator[Paragraph]:
    """Return what can be exported."""
    yield _body(w("Choose {export} and the kind of file.", **entries))
    yield from _points(
        w,
        ("PDF", w("the report for management; its annex shows how each figure came about")),
        ("Excel", w("every figure as a formula one can follow")),
        ("CSV", w("one line for each question, for other programs")),
        ("JSON", w("the assessment itself, to be opened here again")),
    )
    yield _body(
        w(
            "{roll_up} writes one report on all units, each with its newest wave or with the one "
            "you choose: branch by branch, how many there are and how their scores lie.",
            **entries,
        )
    )
    yield _body(
        w(
            "Everything exported before sign-off is marked as a draft. Files from others come "
            "in with {open_file} or when they are dropped on the window; nothing is "
            "overwritten.",
            **entries,
        )
    )


def compare(w: Wording) -> Iterator[Paragraph]:
    """Return what a comparison says."""
    yield _body(
        w(
            "Choose two or more waves of a unit, or one wave each of several units. Only "
            "questions with the same meaning on both sides are compared, and both sides are "
            "worked out anew on them. Where too few are left, the page says so instead of "
            "showing a figure."
        )
    )
    yield _body(
        w(
            "Facts come first: how many answers went up or down, and for which stated reason. "
            "A difference within one answer step is never called a change. “Not testable” "
            "means that one agreed record has no known error."
        )
    )
    yield _body(
        w(
            "A click on a table's cell, or Enter, shows its questions with answers, reason and "
            "evidence."
        )
    )
    yield _body(w("Units are not ranked: they differ in task, size and pressure."))


def units(w: Wording, entries: Mapping[str, str]) -> Iterator[Paragraph]:
    """Return how units are kept in order."""
    yield _body(
        w(
            "The home page shows units with their waves, in the branches of the organisation "
            "where there are any. {search} finds a unit by its name.",
            **entries,
        )
    )
    yield _body(
        w(
            "A unit keeps its identity when it is renamed or moved, and its waves stay "
            "together. Signed records keep the name they were signed under."
        )
    )
    yield _body(
        w(
            "Two entries that turn out to be the same unit can be made one, and separated "
            "again. A draft that is not needed is set aside rather than deleted."
        )
    )


def questionnaires(w: Wording) -> Iterator[Paragraph]:
    """Return how questionnaires are added."""
    yield _body(
        w(
            "The page lists what can be answered, what each one asks, and how it is scored. A "
            "pulse is a short form for between two full surveys: it gives indices and no "
            "level."
        )
    )
    yield _body(
        w(
            "Another questionnaire is added from its folder, a ZIP or a file. It is checked "
            "first, and what it would change is shown. Assessments keep the version they were "
            "answered with."
        )
    )
    yield _body(
        w(
            "With “{own}” a unit asks more without touching a questionnaire. Write one fact to a "
            "question, and let the four answers differ in one thing only.",
            own=w("Add questions of your own…"),
        )
    )
    yield _body(
        w(
            "“{form}” is for people without the program; the workbook that comes back is opened "
            "like any file.",
            form=w("Form to fill in…"),
        )
    )


def data(w: Wording, entries: Mapping[str, str]) -> Iterator[Paragraph]:
    """Return where everything is kept."""
    yield _body(
        w(
            "Everything is in one folder on this computer: {folder} opens it. It holds the "
            "library with all answers, the added questionnaires and your preferences.",
            **entries,
        )
    )
    yield _body(
        w(
            "The program opens no network connection. Nothing leaves the computer unless you "
            "export it. If the folder lies on a shared drive, whoever may read that can read "
            "the answers."
        )
    )
    yield _body(
        w(
            "Copy the folder while the program is closed, and you have a whole backup. An "
            "update of the program never deletes an answer."
        )
    )


def sign_off(w: Wording, entries: Mapping[str, str]) -> Iterator[Paragraph]:
    """Return what signing off does."""
    yield _body(
        w(
            "{sign_off} makes a draft final. It can't be changed afterwards, and it gets a "
            "fingerprint that stands on every report, so that any later change to it shows.",
            **entries,
        )
    )
    yield _body(
        w(
            "If something was wrong, choose {correct}. That begins a new record which links "
            "back; the old one stays readable as superseded.",
            **entries,
        )
    )
    yield _body(
        w(
            "The fingerprint shows tampering; it is no qualified signature. Who can rewrite "
            "the whole folder is found out only by a fingerprint that was kept elsewhere."
        )
    )


def access(w: Wording, entries: Mapping[str, str]) -> Iterator[Paragraph]:
    """Return how the window is used in other ways."""
    yield _body(
        w(
            "Everything can be done by keyboard: Tab moves on, the arrow keys move within a "
            "list, Space or Enter presses a button. A blue ring shows where you are."
        )
    )
    yield _body(
        w(
            "Screen readers are told the name and state of every field. No meaning is told by "
            "colour alone: each mark has its own shape, pattern, sign or word."
        )
    )
    yield _body(
        w(
            "Language, colours and other preferences stand under {preferences}. The window "
            "follows the scaling of the desktop.",
            **entries,
        )
    )


def words_asked(w: Wording) -> Iterator[Paragraph]:
    """Return what the words of the survey mean."""
    yield from _points(
        w,
        (w("Questionnaire"), w("what is asked, with its rules")),
        (w("Dimension"), w("a practice, safeguard, pressure, enabler or outcome")),
        (w("Practice"), w("a way of working that drives the change")),
        (w("Safeguard"), w("what bounds it: accountability and equity")),
        (w("Pressure"), w("what the unit works under; context only")),
        (w("Item"), w("one question")),
        (w("Option"), w("one answer, with its meaning")),
        (w("Assessment"), w("one unit's answers in one wave")),
        (w("Wave"), w("a dated round")),
        (w("Assessor"), w("a person who answers alone")),
        (w("Consensus"), w("what the team agreed")),
    )


def words_found(w: Wording) -> Iterator[Paragraph]:
    """Return what the words of the results mean."""
    yield from _points(
        w,
        (w("Open"), w("not yet answered, or don't know")),
        (w("Coverage"), w("the share of applicable questions that is answered")),
        (w("Bounds"), w("lowest and highest figure the open questions still allow")),
        (w("Index"), w("a figure from 0 to 100")),
        (w("Level"), w("0 to 4; the decimal is the way to the next")),
        (w("Provisional"), w("less than four fifths is answered")),
        (w("Target, gap"), w("the level wanted, and the way there")),
        (w("Headline level"), w("what the practices and safeguards together allow")),
        (w("Pack"), w("many assessments in one file, with their fingerprints")),
        (w("Fingerprint"), w("digits that change when the record does")),
    )


def _points(w: Wording, *pairs: tuple[str, str]) -> Iterator[Paragraph]:
    for name, text in pairs:
        yield Paragraph(Look.POINT, w.labelled(name, text))


def _body(text: str) -> Paragraph:
    return Paragraph(Look.BODY, text)
