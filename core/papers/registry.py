"""The one registry of papers: the routes, the screen of templates and the tests read it.

A kind is loaded once it is asked for: a server that prints little does not bear them all.
"""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib import import_module

from core.papers.models import PaperKind
from core.papers.paper import Paper

_KINDS = "core.papers.kinds"
# Where each is, in the order of the screen. `PAPER` of its module, unless another is named.
_WHERE = {
    PaperKind.OPINION_ISSUE: "opinion_issue",
    PaperKind.EDIT_SHEET: "edit_sheet",
    PaperKind.APPROVAL_SHEET: "approval_sheet",
    PaperKind.ASSIGNMENT_LETTER: "assignment_letter",
    PaperKind.URGING_LETTER: "urging_letter",
    PaperKind.REPLY_FORM: "reply_form",
    PaperKind.OPINION_SURVEY: "opinion_survey",
    PaperKind.PROPOSAL_FORM: "proposal_form",
    PaperKind.RECEIPT_LIST: "receipt_list",
    PaperKind.CIRCULAR: "circular",
    PaperKind.QUARTERLY_REPORT: "board_report.QUARTERLY",
    PaperKind.YEARLY_REPORT: "board_report.YEARLY",
    PaperKind.STUDIO_APPLICATION: "studio_application",
    PaperKind.PLAQUE_CERTIFICATE: "plaque_certificate",
    PaperKind.RECEPTION_POSTER: "reception_poster",
    PaperKind.DUTY_FILE: "duty_file",
    PaperKind.DUTY_FORM: "duty_form",
    PaperKind.EMPLOYER_LETTER: "employer_letter",
    PaperKind.SIGN_IN_SHEET: "sign_in_sheet",
}


class _Papers(Mapping[PaperKind, Paper]):
    """The papers by their kinds."""

    def __getitem__(self, kind: PaperKind) -> Paper:
        return _paper(_WHERE[kind])

    def __iter__(self) -> Iterator[PaperKind]:
        return iter(_WHERE)

    def __len__(self) -> int:
        return len(_WHERE)


@lru_cache
def _paper(where: str) -> Paper:
    module, _dot, name = where.partition(".")
    found: Paper = getattr(import_module(f"{_KINDS}.{module}"), name or "PAPER")
    return found


PAPERS: Mapping[PaperKind, Paper] = _Papers()
