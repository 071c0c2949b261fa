"""Every dialog of the program, filled with what a person would be asked or told."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QDialog, QRadioButton

from maturity_app.domain.mapping import MappedItem, VersionMapping
from maturity_app.domain.migration import migrated
from maturity_app.domain.plan import Action
from maturity_app.domain.succession import changes_between
from maturity_app.jobs import preview as previewing
from maturity_app.jobs.assessing import summary_of
from maturity_app.jobs.examining import Examined, examine
from maturity_app.jobs.organising import likely_same
from maturity_app.jobs.own_items import Lack, OwnItem, OwnItems, answer_labels
from maturity_app.jobs.planning import next_steps
from maturity_app.jobs.reporting import write_comparison
from maturity_app.reports.findings import judged_nodes
from maturity_app.reports.method import method_of
from maturity_app.storage.entries import UnitName
from maturity_app.storage.places import ADDED
from maturity_app.storage.settings import Settings
from maturity_app.ui.actions import Actions
from maturity_app.ui.dialogs import action, units
from maturity_app.ui.dialogs.about import AboutDialog
from maturity_app.ui.dialogs.add_questionnaire import AddQuestionnaireDialog
from maturity_app.ui.dialogs.confirm import ConfirmDialog
from maturity_app.ui.dialogs.crash import CrashDialog, report_of
from maturity_app.ui.dialogs.export import (
    ComparisonDialog,
    ExportDialog,
    RollUpDialog,
    report_kinds,
)
from maturity_app.ui.dialogs.form_for import FormForDialog, FormOffer
from maturity_app.ui.dialogs.help import HelpWindow
from maturity_app.ui.dialogs.message import CopyDialog, MessageDialog, StopDialog
from maturity_app.ui.dialogs.method import MethodDialog
from maturity_app.ui.dialogs.migration import MigrationDialog
from maturity_app.ui.dialogs.new_assessment import NewAssessmentDialog, Offer
from maturity_app.ui.dialogs.next_steps import NextStepsDialog
from maturity_app.ui.dialogs.own_questions import Editing, OwnQuestionsDialog
from maturity_app.ui.dialogs.preferences import PreferencesDialog
from maturity_app.ui.dialogs.preview import PreviewDialog
from maturity_app.ui.dialogs.sign_off import Signing, SignOffDialog
from maturity_app.ui.models.wave_tree import level_words
from maturity_app.ui.rounds import Rounds
from tests.ui.staging import BROKEN, DRAFT, EARLIER, LONG, PARKS, SIGNED, TODAY, Stage, wait_until

# --- an assessment -------------------------------------------------------------------------


def new(stage: Stage) -> NewAssessmentDialog:
    pulse = replace(stage.questionnaire, id="pulse", title="Pulse", short_form_of="digital-culture")
    offer = Offer(
        units=stage.library.units(), questionnaires=[stage.questionnaire, pulse],
        taken={("ports", "Autumn 2026")}, today=TODAY, unit=None,
    )  # fmt: skip
    return NewAssessmentDialog(stage.window, stage.w, offer)


def new_refused(stage: Stage) -> QDialog:
    dialog = new(stage)
    dialog.show()
    dialog.accept_button.click()
    return dialog


def sign(stage: Stage) -> QDialog:
    signing = Signing(
        unit=LONG, wave="Autumn 2026", open_items=2, dont_know=1,
        level=level_words(summary_of(stage.library.assessment(DRAFT)), stage.w), is_correction=True,
    )  # fmt: skip
    return SignOffDialog(stage.window, stage.w, signing)


def export(stage: Stage) -> QDialog:
    about = f"{LONG}, Autumn 2026"
    return ExportDialog(stage.window, stage.w, about, report_kinds(stage.w))


def export_comparison(stage: Stage) -> QDialog:
    w = stage.w
    about = w.plural("{count} assessment", "{count} assessments", 2)
    dialog = ComparisonDialog(stage.window, w, about)
    field = dialog.share_field.field
    field.setCurrentIndex(field.findData("without_names"))
    return dialog


def form_for(stage: Stage) -> FormForDialog:
    offer = FormOffer(
        questionnaire=stage.questionnaire, units=stage.library.units(),
        round_of=Rounds(stage.library, stage.library.entries()).of, today=TODAY,
    )  # fmt: skip
    return FormForDialog(stage.window, stage.w, offer)


def form_for_wave(stage: Stage) -> QDialog:
    dialog = form_for(stage)
    draft = stage.library.entry(DRAFT)
    dialog.wave_part.show_wave(draft.unit, draft.wave)
    dialog.who_part.name_field.setText("Bernd Berg-Lindemann")
    return dialog


def form_for_staff(stage: Stage) -> QDialog:
    dialog = form_for(stage)
    dialog.wave_part.one_wave.setChecked(True)
    dialog.who_part.unnamed.setChecked(True)
    dialog.show()
    dialog.accept_button.click()
    return dialog


def form_to_print(stage: Stage) -> QDialog:
    dialog = form_for(stage)
    dialog.findChildren(QRadioButton)[1].click()
    return dialog


def export_rollup(stage: Stage) -> QDialog:
    return RollUpDialog(stage.window, stage.w, ["Autumn 2026", "Autumn 2025"])


def preview(stage: Stage) -> QDialog:
    w = stage.w
    compared = [stage.library.compared(record) for record in (EARLIER, SIGNED)]
    dialog = PreviewDialog(
        stage.window,
        w,
        stage.palette,
        w("Comparison"),
        lambda: previewing.pdf_from(lambda path: write_comparison(path, compared, w.language)),
    )
    dialog.show()
    wait_until(lambda: bool(dialog.preview.pages) and dialog.preview.view.sheets[0].scale > 0)
    return dialog


# --- the plan ------------------------------------------------------------------------------


def _offer(stage: Stage, held: Action, *, is_new: bool) -> action.Offer:
    whole = (stage.w("The whole unit"), "", "")
    purposes = [whole, *((node.short, node.id, "") for node in judged_nodes(stage.model.card))]
    return action.Offer(
        action=held, is_new=is_new, purposes=purposes, roles=["Head of unit"], today=TODAY
    )


def action_added(stage: Stage) -> QDialog:
    proposed = Action(id="action-new", text=next_steps(stage.model.card)[0].text)
    return action.ActionDialog(stage.window, stage.w, _offer(stage, proposed, is_new=True))


def action_edited(stage: Stage) -> QDialog:
    held = replace(_held(stage), owner="Head of unit", due=TODAY.replace(month=6))
    return action.ActionDialog(stage.window, stage.w, _offer(stage, held, is_new=False))


def outcome(stage: Stage) -> QDialog:
    return action.OutcomeDialog(stage.window, stage.w, _held(stage), "done")


def _held(stage: Stage) -> Action:
    return stage.model.assessment.plan.actions[0]


def steps(stage: Stage) -> QDialog:
    card = stage.model.card
    found = next_steps(card)
    return NextStepsDialog(stage.window, stage.w, card, found, {found[1].item})


# --- units ---------------------------------------------------------------------------------


def _parks(stage: Stage) -> UnitName:
    return next(unit for unit in stage.library.units() if unit.id == PARKS)


def rename(stage: Stage) -> QDialog:
    return units.RenameDialog(stage.window, stage.w, _parks(stage))


def move(stage: Stage) -> QDialog:
    return units.MoveDialog(stage.window, stage.w, _parks(stage), stage.library.units())


def branch(stage: Stage) -> QDialog:
    return units.NewBranchDialog(stage.window, stage.w, stage.library.units(), "transport")


def merge(stage: Stage) -> QDialog:
    likely = likely_same(_parks(stage), stage.library.units())
    return units.MergeDialog(stage.window, stage.w, _parks(stage), likely)


def separate(stage: Stage) -> QDialog:
    merged = [UnitName("parks-office", "Parks office"), UnitName("cemeteries", "Cemeteries", 12)]
    return units.SeparateDialog(stage.window, stage.w, _parks(stage), merged)


# --- questionnaires ------------------------------------------------------------------------


def add(stage: Stage) -> QDialog:
    examined = Examined(source=Path("digital-culture.zip"), questionnaire=stage.questionnaire)
    return AddQuestionnaireDialog(stage.window, stage.w, examined)


def add_newer(stage: Stage) -> QDialog:
    found = stage.questionnaire
    older = replace(
        found, version="0.9", tree=replace(found.tree, children=found.tree.children[1:])
    )
    examined = Examined(
        source=Path("digital-culture.zip"),
        questionnaire=found, older=older, changes=changes_between(older, found),
    )  # fmt: skip
    return AddQuestionnaireDialog(stage.window, stage.w, examined)


def add_refused(stage: Stage) -> QDialog:
    broken = examine(stage.folder / ADDED / BROKEN, stage.folder)
    return AddQuestionnaireDialog(stage.window, stage.w, broken)


def migration(stage: Stage) -> QDialog:
    draft = stage.library.assessment(DRAFT)
    found = draft.questionnaire
    # Version 2 leaves the first dimension out and rewords what the second asks first.
    kept = found.dimensions[1].items[0].id
    drive = found.tree.children[0]
    left = replace(drive, children=drive.children[1:])
    newer = replace(
        found, version="2.0", tree=replace(found.tree, children=(left, *found.tree.children[1:]))
    )
    says = VersionMapping(
        questionnaire=found.id, from_version=found.version, to_version="2.0",
        items=(MappedItem(how="reworded", old=(kept,)),),
    )  # fmt: skip
    return MigrationDialog(stage.window, stage.w, migrated(draft, newer, [says]))


def own_questions(stage: Stage) -> QDialog:
    anchors = {"not": "No paper is.", "partially": "One is.", "largely": "Most.", "fully": "All."}
    archive = OwnItem(
        title="Open archive", text="Old papers are open to all.", evidence="A list of what is open",
        anchors=anchors,
    )  # fmt: skip
    visits = OwnItem(type="measure", title="Visits to the reading room", text="How many came?")
    return _own(stage, OwnItems(extends="digital-culture", title=LONG, items=(archive, visits)), [])


def own_questions_lacking(stage: Stage) -> QDialog:
    lack = Lack(0, stage.w("{name} is missing", name=stage.w("the question")), "")
    return _own(stage, OwnItems(extends="digital-culture"), [lack, lack])


def _own(stage: Stage, own: OwnItems, lacks: list[Lack]) -> QDialog:
    def check(_: OwnItems, told: Callable[[list[Lack]], object]) -> None:
        told(lacks)

    found = stage.questionnaire
    editing = Editing(own=own, base=found.title, labels=answer_labels(found, stage.w))
    return OwnQuestionsDialog(stage.window, stage.w, editing, check)


# --- the program ---------------------------------------------------------------------------


def preferences(stage: Stage) -> QDialog:
    return PreferencesDialog(stage.window, stage.w, Settings(), stage.folder)


def method(stage: Stage) -> QDialog:
    return MethodDialog(stage.window, stage.w, method_of(stage.questionnaire, stage.w))


def help_window(stage: Stage) -> QDialog:
    actions, shown = stage.window.findChild(Actions), HelpWindow
    assert actions is not None
    actions.help.trigger()
    found = stage.window.findChild(shown)
    assert found is not None
    return found


def about(stage: Stage) -> QDialog:
    return AboutDialog(stage.window, stage.w, stage.library.path)


def message(stage: Stage) -> QDialog:
    w = stage.w
    told = w("There was no assessment file in it.")
    return MessageDialog(stage.window, w, w("Nothing found"), "\n".join([told] * 14))


def details(stage: Stage) -> QDialog:
    w = stage.w
    told = w("There was no assessment file in it.")
    return CopyDialog(stage.window, w, w("Details"), told, "\n".join([told] * 14))


def confirm(stage: Stage) -> QDialog:
    w = stage.w
    title = w("Remove {name}?", name=f"{stage.questionnaire.title} {stage.questionnaire.version}")
    text = w("No assessment of this library uses it. To have it again, add it again.")
    return ConfirmDialog(stage.window, w, title, text, w("Remove"))


def stop(stage: Stage) -> QDialog:
    return StopDialog(stage.window, stage.w, [stage.w("Bringing in files")])


def crash(stage: Stage) -> CrashDialog:
    return CrashDialog(stage.window, stage.w, report_of(_failure()))


def crash_again(stage: Stage) -> QDialog:
    dialog = crash(stage)
    dialog.add(ZeroDivisionError("division by zero"))
    dialog.add(ZeroDivisionError("division by zero"))
    return dialog


def _failure() -> BaseException:
    try:
        _ = int("none")
    except ValueError as failure:
        return failure
    raise AssertionError
