"""The one registry of papers: the routes, the screen of templates and the tests read it."""

from core.papers.kinds import (
    approval_sheet,
    assignment_letter,
    circular,
    duty_file,
    edit_sheet,
    opinion_issue,
    opinion_survey,
    proposal_form,
    receipt_list,
    reply_form,
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
    duty_file.PAPER,
)
PAPERS: dict[PaperKind, Paper] = {paper.kind: paper for paper in _ALL}
