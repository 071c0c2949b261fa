"""Every page and dialog of the program as a person meets it: one line each in `VIEWS`.

The walk through what must be accessible and the gallery both show what stands here; a page or
dialog that is missing fails a test.
"""

from maturity_app.ui.actions import Page
from maturity_app.ui.dialogs.about import AboutDialog
from maturity_app.ui.dialogs.action import ActionDialog, OutcomeDialog
from maturity_app.ui.dialogs.add_questionnaire import AddQuestionnaireDialog
from maturity_app.ui.dialogs.confirm import ConfirmDialog
from maturity_app.ui.dialogs.crash import CrashDialog
from maturity_app.ui.dialogs.export import ComparisonDialog, ExportDialog, RollUpDialog
from maturity_app.ui.dialogs.form_for import FormForDialog
from maturity_app.ui.dialogs.gather import GatherDialog, WhichCountsDialog
from maturity_app.ui.dialogs.help import HelpWindow
from maturity_app.ui.dialogs.message import CopyDialog, MessageDialog, StopDialog
from maturity_app.ui.dialogs.method import MethodDialog
from maturity_app.ui.dialogs.migration import MigrationDialog
from maturity_app.ui.dialogs.new_assessment import NewAssessmentDialog
from maturity_app.ui.dialogs.new_staff import NewStaffDialog
from maturity_app.ui.dialogs.next_steps import NextStepsDialog
from maturity_app.ui.dialogs.own_questions import OwnQuestionsDialog
from maturity_app.ui.dialogs.preferences import PreferencesDialog
from maturity_app.ui.dialogs.preview import PreviewDialog
from maturity_app.ui.dialogs.sign_off import SignOffDialog
from maturity_app.ui.dialogs.staff import StaffDialog
from maturity_app.ui.dialogs.staff_report import StaffFormDialog, StaffReportDialog
from maturity_app.ui.dialogs.staff_start import StaffStartDialog
from maturity_app.ui.dialogs.units import (
    MergeDialog,
    MoveDialog,
    NewBranchDialog,
    RenameDialog,
    SeparateDialog,
)
from tests.ui import dialog_views as dialogs
from tests.ui import page_views as pages
from tests.ui import staffing_views as staff
from tests.ui import teaming
from tests.ui.staging import BARELY_BEGUN, DRAFT, SIGNED, View

VIEWS = (
    View("home-first-start", Page.HOME, lambda stage: stage.at(Page.HOME), "empty"),
    View("home-example", Page.HOME, lambda stage: stage.at(Page.HOME), "example"),
    View("home", Page.HOME, pages.home),
    View("home-nothing-found", Page.HOME, pages.nothing_found),
    View("survey", Page.SURVEY, pages.survey),
    View("survey-nothing-left", Page.SURVEY, pages.nothing_left),
    View("meeting", Page.SURVEY, pages.meeting),
    View("meeting-votes", Page.SURVEY, pages.votes_shown),
    View("survey-searched", Page.SURVEY, pages.searching),
    View("survey-signed", Page.SURVEY, lambda stage: stage.at(Page.SURVEY, SIGNED)),
    View("results", Page.RESULTS, lambda stage: stage.at(Page.RESULTS, DRAFT)),
    View("results-items", Page.RESULTS, pages.items),
    View("results-trace", Page.RESULTS, pages.traced),
    View("results-nearly-empty", Page.RESULTS, lambda s: s.at(Page.RESULTS, BARELY_BEGUN)),
    View("plan", Page.PLAN, lambda stage: stage.at(Page.PLAN, DRAFT)),
    View("plan-signed", Page.PLAN, lambda stage: stage.at(Page.PLAN, SIGNED)),
    View("plan-nearly-empty", Page.PLAN, lambda stage: stage.at(Page.PLAN, BARELY_BEGUN)),
    View("compare", Page.COMPARE, pages.compare),
    View("compare-units", Page.COMPARE, pages.compare_units),
    View("compare-picks", Page.COMPARE, pages.compare_picks),
    View("compare-items", Page.COMPARE, pages.compare_items),
    View("reports", Page.REPORTS, pages.reports),
    View("reports-without-names", Page.REPORTS, pages.reports_without_names),
    View("reports-many", Page.REPORTS, pages.many_reports),
    View("questionnaires", Page.QUESTIONNAIRES, pages.questionnaires),
    View("questionnaires-questions", Page.QUESTIONNAIRES, lambda s: pages.questionnaires(s, 1)),
    View("questionnaires-scoring", Page.QUESTIONNAIRES, lambda s: pages.questionnaires(s, 2)),
    View("questionnaires-problems", Page.QUESTIONNAIRES, lambda s: pages.questionnaires(s, 0, -1)),
    View("home-set-aside", Page.HOME, pages.set_aside),
    View("home-dropping", Page.HOME, pages.dropping),
    View("home-dropping-in-vain", Page.HOME, pages.dropping_in_vain),
    View("long-work", Page.HOME, pages.working),
    View("home-own", Page.HOME, teaming.home, "team"),
    View("home-consensus", Page.HOME, teaming.home_consensus, "team"),
    View("survey-team", Page.SURVEY, teaming.survey, "team"),
    View("meeting-team", Page.SURVEY, teaming.meeting, "team"),
    View("gather", GatherDialog, teaming.gather, "team"),
    View("gather-nobody", GatherDialog, teaming.gather_nobody, "team"),
    View("which-counts", WhichCountsDialog, teaming.which_counts, "team"),
    View("new-assessment", NewAssessmentDialog, dialogs.new),
    View("new-assessment-alone", NewAssessmentDialog, teaming.new_alone),
    View("new-assessment-refused", NewAssessmentDialog, dialogs.new_refused),
    View("sign-off", SignOffDialog, dialogs.sign),
    View("export", ExportDialog, dialogs.export),
    View("export-comparison", ComparisonDialog, dialogs.export_comparison),
    View("form-for", FormForDialog, dialogs.form_for),
    View("form-for-wave", FormForDialog, dialogs.form_for_wave),
    View("form-for-staff", FormForDialog, dialogs.form_for_staff),
    View("form-to-print", FormForDialog, dialogs.form_to_print),
    View("export-rollup", RollUpDialog, dialogs.export_rollup),
    View("staff-start", StaffStartDialog, staff.start),
    View("staff-new", NewStaffDialog, staff.new),
    View("staff-new-refused", NewStaffDialog, staff.new_refused),
    View("staff-begun", StaffDialog, staff.begun),
    View("staff-gathering", StaffDialog, staff.gathering),
    View("staff-gathering-refused", StaffDialog, staff.gathering_refused),
    View("staff-closed", StaffDialog, staff.closed),
    View("staff-form", StaffFormDialog, staff.form),
    View("staff-report", StaffReportDialog, staff.report),
    View("staff-report-reading", StaffReportDialog, staff.report_reading),
    View("staff-report-since", StaffReportDialog, staff.report_since),
    View("preview", PreviewDialog, dialogs.preview),
    View("action-new", ActionDialog, dialogs.action_added),
    View("action-edited", ActionDialog, dialogs.action_edited),
    View("outcome", OutcomeDialog, dialogs.outcome),
    View("next-steps", NextStepsDialog, dialogs.steps),
    View("unit-renamed", RenameDialog, dialogs.rename),
    View("unit-moved", MoveDialog, dialogs.move),
    View("branch-new", NewBranchDialog, dialogs.branch),
    View("units-merged", MergeDialog, dialogs.merge),
    View("units-separated", SeparateDialog, dialogs.separate),
    View("questionnaire-added", AddQuestionnaireDialog, dialogs.add),
    View("questionnaire-newer", AddQuestionnaireDialog, dialogs.add_newer),
    View("questionnaire-refused", AddQuestionnaireDialog, dialogs.add_refused),
    View("migration", MigrationDialog, dialogs.migration),
    View("own-questions", OwnQuestionsDialog, dialogs.own_questions),
    View("own-questions-lacking", OwnQuestionsDialog, dialogs.own_questions_lacking),
    View("preferences", PreferencesDialog, dialogs.preferences),
    View("method", MethodDialog, dialogs.method),
    View("help", HelpWindow, dialogs.help_window),
    View("about", AboutDialog, dialogs.about),
    View("message", MessageDialog, dialogs.message),
    View("details", CopyDialog, dialogs.details),
    View("confirm", ConfirmDialog, dialogs.confirm),
    View("stop", StopDialog, dialogs.stop),
    View("crash", CrashDialog, dialogs.crash),
    View("crash-again", CrashDialog, dialogs.crash_again),
)
