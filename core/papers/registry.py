"""The one registry of papers: the routes, the screen of templates and the tests read it."""

from core.papers.kinds import (
    approval_sheet,
    assignment_letter,
    board_report,
    circular,
    duty_file,
    duty_form,
    edit_sheet,
    employer_letter,
    opinion_issue,
    opinion_survey,
    proposal_form,
    receipt_list,
    reply_form,
    sign_in_sheet,
    urging_letter,
)
from core.papers.models import PaperKind
from core.papers.paper import Paper

_ALL = (
    opinion_issue.PAPER,
    edit_sheet.PAPER,
    approval_sheet.PAPER,
    assignment_letter.PAPER,
    urging_letter.PAPER,
    reply_form.PAPER,
    opinion_survey.PAPER,
    proposal_form.PAPER,
    receipt_list.PAPER,
    circular.PAPER,
    board_report.QUARTERLY,
    board_report.YEARLY,
    duty_file.PAPER,
    duty_form.PAPER,
    employer_letter.PAPER,
    sign_in_sheet.PAPER,
)
PAPERS: dict[PaperKind, Paper] = {paper.kind: paper for paper in _ALL}
