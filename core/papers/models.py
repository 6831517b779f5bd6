"""Tables of templates, and of leave to make papers that name people."""

from datetime import datetime

from sqlalchemy import Index
from sqlmodel import Field

from core import clock
from core.i18n import N_
from db.base import Choice, Table, stored_by_value


class PaperKind(Choice):
    """What a paper is."""

    OPINION_ISSUE = "opinion_issue", N_("Issue of opinion items")
    EDIT_SHEET = "edit_sheet", N_("Edit sheet")
    APPROVAL_SHEET = "approval_sheet", N_("Approval sheet")
    ASSIGNMENT_LETTER = "assignment_letter", N_("Letter of assignment")
    URGING_LETTER = "urging_letter", N_("Urging letter")
    REPLY_FORM = "reply_form", N_("Reply form")
    OPINION_SURVEY = "opinion_survey", N_("Survey of opinions on the handling")
    PROPOSAL_FORM = "proposal_form", N_("Proposal paper")
    RECEIPT_LIST = "receipt_list", N_("List of what was received")
    CIRCULAR = "circular", N_("Circular of submission and adoption")
    DUTY_FILE = "duty_file", N_("Duty file of a member")
    DUTY_FORM = "duty_form", N_("Yearly duty form")
    EMPLOYER_LETTER = "employer_letter", N_("Letter to the employer")
    STUDIO_APPLICATION = "studio_application", N_("Application of a studio")
    PLAQUE_CERTIFICATE = "plaque_certificate", N_("Certificate of a plaque")
    RECEPTION_POSTER = "reception_poster", N_("Poster of receptions")
    SIGN_IN_SHEET = "sign_in_sheet", N_("Sign-in sheet")
    QUARTERLY_REPORT = "quarterly_report", N_("Quarterly report")
    YEARLY_REPORT = "yearly_report", N_("Yearly report")


class PaperTemplate(Table, table=True):
    """How a committee wants one kind of paper in one language.

    With a file it is the office's own; without one the preset, red header or not. At most one
    of a committee, kind and language is in use; without any, the preset as it comes.
    """

    __table_args__ = (Index("ix_paper_template_use", "committee_id", "kind", "language"),)

    id: int = Field(default=None, primary_key=True)
    committee_id: int = Field(foreign_key="committee.id")
    kind: PaperKind = Field(sa_type=stored_by_value(PaperKind))
    language: str = Field(max_length=8)
    name: str = Field(max_length=120)
    red_header: bool = Field(default=False)
    attachment_id: int | None = Field(default=None, foreign_key="attachment.id", index=True)
    in_use: bool = Field(default=True)
    account_id: int | None = Field(default=None, foreign_key="account.id")
    kept_at: datetime = Field(default_factory=clock.now)
    binned_at: datetime | None = Field(default=None)


class PaperPass(Table, table=True):
    """Leave to make papers that name people, for some minutes, with the reason that was typed."""

    __table_args__ = (Index("ix_paper_pass_until", "until"),)

    token_hash: str = Field(max_length=64, primary_key=True)
    account_id: int = Field(foreign_key="account.id", ondelete="CASCADE")
    kind: PaperKind = Field(sa_type=stored_by_value(PaperKind))
    reason: str = Field(max_length=200)
    until: datetime
