"""Tables of the assessment. Points are hundredths throughout: 500 are five points."""

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, Index, LargeBinary, Text, UniqueConstraint
from sqlmodel import Field

from core import clock
from core.i18n import N_
from db.base import Choice, Table, Versioned, stored_by_value


class Scores(Choice):
    """Whom a rule book scores."""

    MEMBERS = "members", N_("Members")
    GROUPS = "groups", N_("Sector groups")
    STUDIOS = "studios", N_("Studios")
    COMMITTEES = "committees", N_("Committees")


class BookState(Choice):
    """Where one version of a rule book stands. What was adopted is never changed."""

    DRAFT = "draft", N_("Draft")
    ADOPTED = "adopted", N_("Adopted for use")
    RETIRED = "retired", N_("Retired")


class AssessmentState(Choice):
    """Where an assessment stands. Scores follow the records until it is closed."""

    OPEN = "open", N_("Under way")
    REVIEW = "review", N_("In review")
    CLOSED = "closed", N_("Closed and archived")


class ClaimState(Choice):
    """Where an entered item stands. Only an approved one pays."""

    CLAIMED = "claimed", N_("Waiting for approval")
    APPROVED = "approved", N_("Approved")
    REFUSED = "refused", N_("Not approved")


class ObjectionState(Choice):
    """What became of an objection."""

    OPEN = "open", N_("Waiting for an answer")
    UPHELD = "upheld", N_("Upheld")
    REJECTED = "rejected", N_("Rejected")
    WITHDRAWN = "withdrawn", N_("Taken back")


class DutyFormState(Choice):
    """Whether a member has handed the yearly duty form in."""

    DRAFT = "draft", N_("Draft")
    SUBMITTED = "submitted", N_("Submitted")


class RuleBook(Versioned, Table, table=True):
    """One version of a rule book: the text as typed, byte for byte."""

    __table_args__ = (
        UniqueConstraint("committee_id", "code", "version_number"),
        CheckConstraint("version_number >= 1", name="version_number"),
        Index("ix_rule_book_list", "committee_id", "state", "scores", "id"),
    )

    id: int = Field(default=None, primary_key=True)
    committee_id: int = Field(foreign_key="committee.id")
    code: str = Field(max_length=40)
    version_number: int = Field(default=1)
    name: str = Field(max_length=120)
    name_en: str = Field(default="", max_length=200)
    scores: Scores = Field(sa_type=stored_by_value(Scores))
    text: str = Field(sa_type=Text)
    sha256: str = Field(max_length=64)
    state: BookState = Field(default=BookState.DRAFT, sa_type=stored_by_value(BookState))
    account_id: int | None = Field(default=None, foreign_key="account.id", index=True)
    at: datetime = Field(default_factory=clock.now)


class Assessment(Versioned, Table, table=True):
    """One rule book applied to one committee and one span of days, both ends included."""

    __table_args__ = (
        UniqueConstraint("committee_id", "book_id", "first_on"),
        CheckConstraint("last_on >= first_on", name="in_order"),
        CheckConstraint("(state = 'closed') = (closed_at IS NOT NULL)", name="closed"),
        Index("ix_assessment_open", "state", "committee_id", "id"),
        Index("ix_assessment_list", "committee_id", "year", "id"),
        Index("ix_assessment_book", "book_id"),
    )

    id: int = Field(default=None, primary_key=True)
    committee_id: int = Field(foreign_key="committee.id")
    book_id: int = Field(foreign_key="rule_book.id")
    year: int
    first_on: date
    last_on: date
    state: AssessmentState = Field(
        default=AssessmentState.OPEN, sa_type=stored_by_value(AssessmentState)
    )
    approval_step: str = Field(default="", max_length=40)
    objections_from: date | None = Field(default=None)
    objections_until: date | None = Field(default=None)
    account_id: int | None = Field(default=None, foreign_key="account.id", index=True)
    opened_at: datetime = Field(default_factory=clock.now)
    closed_at: datetime | None = Field(default=None)


class Score(Table, table=True):
    """What one subject has. Kept by the saving transaction while the assessment is open.

    `rated` is the total made up for months not served: what places and grades go by. `items`,
    `sections` and `failed` are JSON as `core.assessment.keeping` writes it; `grade` and
    `place` are filled when the assessment is closed.
    """

    __table_args__ = (
        UniqueConstraint("assessment_id", "subject_id"),
        Index("ix_score_order", "assessment_id", "rated", "subject_id"),
        Index("ix_score_subject", "subject_kind", "subject_id", "assessment_id"),
    )

    id: int = Field(default=None, primary_key=True)
    assessment_id: int = Field(foreign_key="assessment.id", ondelete="CASCADE")
    subject_kind: Scores = Field(sa_type=stored_by_value(Scores, "subject_kind"))
    subject_id: int
    total: int = Field(sa_type=BigInteger)
    rated: int = Field(sa_type=BigInteger)
    months: int = Field(default=12)
    items: str = Field(default="{}", sa_type=Text)
    sections: str = Field(default="{}", sa_type=Text)
    failed: str = Field(default="[]", sa_type=Text)
    grade: str = Field(default="", max_length=40)
    place: int | None = Field(default=None)


class Claim(Versioned, Table, table=True):
    """An item that no record can know, entered by whoever organises and approved.

    Of one item several may be entered; `choice` names one of the item's choices, if it has any.
    Those entered together share the evidence of the first of them: `evidence_of`.
    """

    __table_args__ = (
        CheckConstraint("quantity >= 1", name="quantity"),
        CheckConstraint("state <> 'refused' OR decision <> ''", name="reason_given"),
        Index(
            "ix_claim_facts",
            *("committee_id", "subject_kind", "subject_id", "done_on", "item_key", "state"),
        ),
        Index("ix_claim_list", "assessment_id", "state", "id"),
    )

    id: int = Field(default=None, primary_key=True)
    committee_id: int = Field(foreign_key="committee.id")
    assessment_id: int = Field(foreign_key="assessment.id", ondelete="CASCADE")
    subject_kind: Scores = Field(sa_type=stored_by_value(Scores, "subject_kind"))
    subject_id: int
    item_key: str = Field(max_length=40)
    choice: str = Field(default="", max_length=60)
    quantity: int = Field(default=1)
    title: str = Field(max_length=120)
    done_on: date
    words: str = Field(default="", max_length=1000)
    evidence_of: int | None = Field(default=None, foreign_key="claim.id", index=True)
    state: ClaimState = Field(default=ClaimState.CLAIMED, sa_type=stored_by_value(ClaimState))
    account_id: int | None = Field(default=None, foreign_key="account.id", index=True)
    recorded_at: datetime = Field(default_factory=clock.now)
    decided_by: str = Field(default="", max_length=80)
    decided_at: datetime | None = Field(default=None)
    decision: str = Field(default="", max_length=400)
    binned_at: datetime | None = Field(default=None)


class Objection(Versioned, Table, table=True):
    """A subject's word against a score. `item_key` is "" when it is about the whole."""

    __table_args__ = (
        CheckConstraint("state NOT IN ('upheld', 'rejected') OR answer <> ''", name="answered"),
        Index("ix_objection_list", "assessment_id", "state", "id"),
        Index("ix_objection_subject", "assessment_id", "subject_id"),
    )

    id: int = Field(default=None, primary_key=True)
    assessment_id: int = Field(foreign_key="assessment.id", ondelete="CASCADE")
    subject_kind: Scores = Field(sa_type=stored_by_value(Scores, "subject_kind"))
    subject_id: int
    item_key: str = Field(default="", max_length=40)
    words: str = Field(max_length=1000)
    state: ObjectionState = Field(
        default=ObjectionState.OPEN, sa_type=stored_by_value(ObjectionState)
    )
    account_id: int | None = Field(default=None, foreign_key="account.id", index=True)
    recorded_at: datetime = Field(default_factory=clock.now)
    answer: str = Field(default="", max_length=1000)
    answered_by: str = Field(default="", max_length=80)
    answered_at: datetime | None = Field(default=None)


class Correction(Table, table=True):
    """Points given or taken by a person, with the reason. Never changed, only added to."""

    __table_args__ = (
        CheckConstraint("hundredths <> 0", name="changes_something"),
        CheckConstraint("reason <> ''", name="reason_given"),
        Index("ix_correction_subject", "assessment_id", "subject_id"),
    )

    id: int = Field(default=None, primary_key=True)
    assessment_id: int = Field(foreign_key="assessment.id", ondelete="CASCADE")
    subject_kind: Scores = Field(sa_type=stored_by_value(Scores, "subject_kind"))
    subject_id: int
    item_key: str = Field(default="", max_length=40)
    hundredths: int
    reason: str = Field(max_length=400)
    objection_id: int | None = Field(default=None, foreign_key="objection.id", index=True)
    account_id: int | None = Field(default=None, foreign_key="account.id", index=True)
    by: str = Field(default="", max_length=80)
    at: datetime = Field(default_factory=clock.now)


class DutyForm(Versioned, Table, table=True):
    """What a member writes about the year. `facts` is what was recorded when it was handed in.

    Until then it is read from the records. `returned` says why the office gave it back.
    """

    __table_args__ = (
        UniqueConstraint("assessment_id", "member_id"),
        CheckConstraint("(state = 'submitted') = (submitted_at IS NOT NULL)", name="submitted"),
    )

    id: int = Field(default=None, primary_key=True)
    assessment_id: int = Field(foreign_key="assessment.id", ondelete="CASCADE")
    member_id: int = Field(foreign_key="member.id", index=True)
    summary: str = Field(default="", max_length=4000)
    further: str = Field(default="", max_length=4000)
    suggestions: str = Field(default="", max_length=2000)
    facts: str = Field(default="", sa_type=Text)
    returned: str = Field(default="", max_length=400)
    state: DutyFormState = Field(
        default=DutyFormState.DRAFT, sa_type=stored_by_value(DutyFormState)
    )
    submitted_at: datetime | None = Field(default=None)
    changed_at: datetime = Field(default_factory=clock.now)


class Approval(Table, table=True):
    """A step of the approval chain as it was taken. Never changed.

    `sha256` is that of the scores as they stood then, "" where it was sent back.
    """

    __table_args__ = (
        CheckConstraint("agreed OR words <> ''", name="reason_given"),
        Index("ix_approval_chain", "assessment_id", "id"),
    )

    id: int = Field(default=None, primary_key=True)
    assessment_id: int = Field(foreign_key="assessment.id", ondelete="CASCADE")
    step: str = Field(max_length=40)
    name: str = Field(max_length=120)
    agreed: bool = Field(default=True)
    words: str = Field(default="", max_length=1000)
    sha256: str = Field(default="", max_length=64)
    account_id: int | None = Field(default=None, foreign_key="account.id", index=True)
    by: str = Field(default="", max_length=80)
    at: datetime = Field(default_factory=clock.now)


class Frozen(Table, table=True):
    """A document kept when an assessment was closed, compressed, with the hash of its text."""

    __table_args__ = (UniqueConstraint("assessment_id", "name"),)

    id: int = Field(default=None, primary_key=True)
    assessment_id: int = Field(foreign_key="assessment.id", ondelete="CASCADE")
    name: str = Field(max_length=60)
    sha256: str = Field(max_length=64)
    content: bytes = Field(sa_type=LargeBinary)
