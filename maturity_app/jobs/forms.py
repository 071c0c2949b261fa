"""Forms of a questionnaire that are filled in outside the program."""

from pathlib import Path

from maturity_app.domain.questionnaire import Questionnaire
from maturity_app.domain.said import said
from maturity_app.domain.translating import in_language, language_of
from maturity_app.storage.atomic import write_whole
from maturity_app.storage.problems import problem_in
from maturity_app.wording import wording_for


def write_form(path: Path, questionnaire: Questionnaire, language: str = "en") -> None:
    """Write a questionnaire as a form to print and fill in by hand, the suffix being .pdf.

    What stands around the questions speaks as they do: a form in two languages helps nobody.

    Raises:
        InputError: another suffix.
        MachineError: the file can't be written; an old one of the name is still whole.

    """
    suffix = path.suffix.lower()
    if suffix == ".xlsx":
        what = said("this version writes no form as a workbook yet")
        raise problem_in(path, what, said("end the name in .pdf for one to print"))
    if suffix != ".pdf":
        what = said("there is no form of the kind `{kind}`", kind=suffix or path.name)
        raise problem_in(path, what, said("end the name in {suffixes}", suffixes=".pdf"))
    from maturity_app.reports.pdf.form import form_pdf

    spoken = language_of(questionnaire, language)
    write_whole(path, form_pdf(in_language(questionnaire, spoken), wording_for(spoken)))
