"""What the window has others do, as values that app.py puts together.

Reading files, writing reports and most pages need modules that cost as much to import as a
window to open; behind these calls they are imported when first needed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from maturity_app.domain.assessment import Assessment
    from maturity_app.domain.questionnaire import Questionnaire
    from maturity_app.jobs.exchange import ImportResult
    from maturity_app.storage.library import Entry
    from maturity_app.ui.assessment_model import AssessmentModel
    from maturity_app.ui.pages.compare import ComparePage
    from maturity_app.ui.pages.results import ResultsPage
    from maturity_app.ui.pages.survey import SurveyPage


@dataclass(frozen=True, kw_only=True)
class Services:
    """Calls into jobs. The second half runs in the background and opens its own connection."""

    open_assessment: Callable[[str], AssessmentModel]
    questionnaires: Callable[[], Sequence[Questionnaire]]
    file_stem: Callable[[Assessment], str]

    import_files: Callable[[Sequence[Path]], Sequence[ImportResult]]
    write_report: Callable[[Path, str], None]
    write_comparison: Callable[[Path, Sequence[str]], None]
    refresh: Callable[[str], Entry]


@dataclass(frozen=True, kw_only=True)
class Pages:
    """How each page that is built on first use is made."""

    survey: Callable[[], SurveyPage]
    results: Callable[[], ResultsPage]
    compare: Callable[[], ComparePage]
