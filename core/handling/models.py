"""Tables of handling units, what is assigned to them, and what they reply."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field

from core import clock
from core.i18n import N_
from core.matters.models import MatterKind, Urgency
from db.base import Choice, Table, Versioned, stored_by_value


class UnitKind(Choice):
    """Which side a handling unit belongs to."""

    PARTY = "party", N_("Party body")
    GOVERNMENT = "government", N_("Government department")
    COURT = "court", N_("Court or procuratorate")
    TOWNSHIP = "township", N_("Township or subdistrict")
    PEOPLES_ORGANISATION = "peoples_organisation", N_("People's organisation")
    ENTERPRISE = "enterprise", N_("Enterprise or institution")


class HandlingRole(Choice):
    """What a unit is in one assignment. The lead answers for the whole."""

    LEAD = "lead", N_("Lead unit")
    CO = "co", N_("Co-handling unit")


class AssignmentState(Choice):
    """Where an assignment stands with its unit."""

    NEW = "new", N_("New")
    ACCEPTED = "accepted", N_("Accepted")
    HANDED_BACK = "handed_back", N_("Handed back")
    TAKEN_BACK = "taken_back", N_("Taken back by the office")
    REPLIED = "replied", N_("Replied")


class Result(Choice):
    """What came of a matter, as units report it."""

    A = "a", N_("A: solved or largely solved")
    B = "b", N_("B: started or planned")
    C = "c", N_("C: kept for reference")


class Satisfaction(Choice):
    """What who raised a matter says to the reply."""

    SATISFIED = "satisfied", N_("Satisfied")
    BASICALLY = "basically", N_("Basically satisfied")
    DISSATISFIED = "dissatisfied", N_("Dissatisfied")


class ContactMode(Choice):
    """How a unit got in touch with who raised the matter."""

    VISIT = "visit", N_("Visit")
    MEETING = "meeting", N_("Meeting")
    PHONE = "phone", N_("Telephone")
    LETTER = "letter", N_("Letter")


class UrgingKind(Choice):
    """How a unit is reminded of what it owes."""

    URGE = "urge", N_("Urging")
    SUPERVISE = "supervise", N_("Supervised handling")


class AuthorityLevel(Choice):
    """On which level somebody gives instructions, adopts or supervises."""

    COUNTY = "county", N_("County level")
    PREFECTURE = "prefecture", N_("Prefecture level")
    PROVINCE = "province", N_("Provincial")
    NATION = "nation", N_("National")


class HandlingUnit(Versioned, Table, table=True):
    """A department that matters are assigned to."""

    __table_args__ = (UniqueConstraint("committee_id", "code"),)

    id: int = Field(default=None, primary_key=True)
    committee_id: int = Field(foreign_key="committee.id")
    code: str = Field(max_length=20)
    name: str = Field(max_length=80)
    kind: UnitKind = Field(sa_type=stored_by_value(UnitKind))
    contact: str = Field(default="", max_length=60)
    phone: str = Field(default="", max_length=400)
    retired_at: datetime | None = Field(default=None)


class Norm(Versioned, Table, table=True):
    """Within which time a committee wants a kind of matter answered: months, or working days."""

    __table_args__ = (
        UniqueConstraint("committee_id", "kind", "urgency"),
        CheckConstraint("months BETWEEN 0 AND 24 AND workdays BETWEEN 0 AND 366", name="in_reason"),
        CheckConstraint("(months = 0) <> (workdays = 0)", name="one_measure"),
    )

    id: int = Field(default=None, primary_key=True)
    committee_id: int = Field(foreign_key="committee.id")
    kind: MatterKind = Field(sa_type=stored_by_value(MatterKind))
    urgency: Urgency = Field(sa_type=stored_by_value(Urgency))
    months: int = Field(default=0)
    workdays: int = Field(default=0)


class Instruction(Versioned, Table, table=True):
    """What a leader wrote on a matter. It opens assignments and starts their clocks."""

    __table_args__ = (Index("ix_instruction_board", "committee_id", "given_on", "level"),)

    id: int = Field(default=None, primary_key=True)
    matter_id: int = Field(foreign_key="matter.id", ondelete="CASCADE", index=True)
    committee_id: int = Field(foreign_key="committee.id")
    leader: str = Field(max_length=60)
    post: str = Field(default="", max_length=80)
    level: AuthorityLevel = Field(sa_type=stored_by_value(AuthorityLevel))
    given_on: date
    words: str = Field(max_length=2000)
    is_main_leader: bool = Field(default=False)
    account_id: int | None = Field(default=None, foreign_key="account.id")
    recorded_at: datetime = Field(default_factory=clock.now)


class Reply(Versioned, Table, table=True):
    """What one unit, or several together, answered."""

    id: int = Field(default=None, primary_key=True)
    matter_id: int = Field(foreign_key="matter.id", ondelete="CASCADE", index=True)
    unit_id: int = Field(foreign_key="handling_unit.id", index=True)
    result: Result = Field(sa_type=stored_by_value(Result))
    words: str = Field(max_length=8000)
    contact: ContactMode | None = Field(default=None, sa_type=stored_by_value(ContactMode))
    contacted_on: date | None = Field(default=None)
    signed_by: str = Field(default="", max_length=60)
    account_id: int | None = Field(default=None, foreign_key="account.id")
    replied_at: datetime = Field(default_factory=clock.now)
    replied_on: date


class EarlierReply(Table, table=True):
    """A reply as it stood before it was corrected, and who corrected it; never changed."""

    __table_args__ = (UniqueConstraint("reply_id", "version"),)

    id: int = Field(default=None, primary_key=True)
    reply_id: int = Field(foreign_key="reply.id", ondelete="CASCADE")
    version: int
    result: Result = Field(sa_type=stored_by_value(Result))
    words: str = Field(max_length=8000)
    contact: ContactMode | None = Field(default=None, sa_type=stored_by_value(ContactMode))
    contacted_on: date | None = Field(default=None)
    signed_by: str = Field(default="", max_length=60)
    corrected_by: str = Field(default="", max_length=80)
    account_id: int | None = Field(default=None, foreign_key="account.id")
    corrected_at: datetime = Field(default_factory=clock.now)


class Assignment(Versioned, Table, table=True):
    """A matter in the hands of one unit, with a clock of its own.

    `round` rises when a matter is reopened. `due_on` follows from `counted_from`, `months`,
    `workdays` and what was granted, see `core.handling.deadlines.explain`; without a measure
    the office named the day itself. `settled_at` is when the office dealt with what was handed
    back: until then the matter waits for it.
    """

    __table_args__ = (
        UniqueConstraint("matter_id", "unit_id", "round"),
        CheckConstraint("round >= 1", name="round"),
        CheckConstraint("(state = 'replied') = (reply_id IS NOT NULL)", name="reply_given"),
        Index("ix_assignment_unit", "unit_id", "state", "due_on", "id"),
        Index("ix_assignment_matter", "matter_id", "round", "role"),
        Index(
            "ix_assignment_board",
            *("committee_id", "kind", "counted_from", "unit_id", "state", "due_on"),
            *("replied_on", "answered_in"),
        ),
    )

    id: int = Field(default=None, primary_key=True)
    matter_id: int = Field(foreign_key="matter.id", ondelete="CASCADE")
    committee_id: int = Field(foreign_key="committee.id")
    kind: MatterKind = Field(sa_type=stored_by_value(MatterKind))
    unit_id: int = Field(foreign_key="handling_unit.id")
    role: HandlingRole = Field(sa_type=stored_by_value(HandlingRole))
    round: int = Field(default=1)
    instruction_id: int | None = Field(default=None, foreign_key="instruction.id", index=True)
    state: AssignmentState = Field(
        default=AssignmentState.NEW, sa_type=stored_by_value(AssignmentState)
    )
    words: str = Field(default="", max_length=1000)
    assigned_at: datetime = Field(default_factory=clock.now)
    counted_from: date
    months: int = Field(default=0)
    workdays: int = Field(default=0)
    first_due_on: date
    due_on: date
    accepted_at: datetime | None = Field(default=None)
    settled_at: datetime | None = Field(default=None)
    reply_id: int | None = Field(default=None, foreign_key="reply.id", index=True)
    replied_on: date | None = Field(default=None)
    answered_in: int | None = Field(default=None)  # working days of the clock until the reply


class GivenBack(Table, table=True):
    """One time that a unit handed an assignment back, or the office took it back; never changed."""

    __table_args__ = (
        CheckConstraint("state IN ('handed_back', 'taken_back')", name="gone"),
        CheckConstraint("state <> 'handed_back' OR reason <> ''", name="reason_given"),
    )

    id: int = Field(default=None, primary_key=True)
    assignment_id: int = Field(foreign_key="assignment.id", ondelete="CASCADE", index=True)
    state: AssignmentState = Field(sa_type=stored_by_value(AssignmentState))
    reason: str = Field(default="", max_length=400)
    by: str = Field(default="", max_length=80)
    account_id: int | None = Field(default=None, foreign_key="account.id")
    at: datetime = Field(default_factory=clock.now)


class Extension(Table, table=True):
    """More time that a unit asked for, and what was decided."""

    __table_args__ = (CheckConstraint("decided_at IS NULL OR granted IS NOT NULL", name="decided"),)

    id: int = Field(default=None, primary_key=True)
    assignment_id: int = Field(foreign_key="assignment.id", ondelete="CASCADE", index=True)
    asked_at: datetime = Field(default_factory=clock.now)
    until: date
    reason: str = Field(max_length=400)
    granted: bool | None = Field(default=None)
    decided_at: datetime | None = Field(default=None)
    decided_by: str = Field(default="", max_length=80)
    note: str = Field(default="", max_length=400)


class Urging(Table, table=True):
    """A reminder that was sent to a unit, plain or under supervision of some level."""

    __table_args__ = (
        CheckConstraint("kind <> 'supervise' OR level IS NOT NULL", name="level_given"),
    )

    id: int = Field(default=None, primary_key=True)
    assignment_id: int = Field(foreign_key="assignment.id", ondelete="CASCADE", index=True)
    kind: UrgingKind = Field(sa_type=stored_by_value(UrgingKind))
    level: AuthorityLevel | None = Field(default=None, sa_type=stored_by_value(AuthorityLevel))
    words: str = Field(default="", max_length=400)
    urged_on: date
    urged_at: datetime = Field(default_factory=clock.now)
    account_id: int | None = Field(default=None, foreign_key="account.id")


class Feedback(Table, table=True):
    """What who raised a matter says to the reply, once for each round."""

    __table_args__ = (
        UniqueConstraint("matter_id", "round"),
        Index("ix_feedback_board", "committee_id", "kind", "given_on", "satisfaction"),
    )

    id: int = Field(default=None, primary_key=True)
    matter_id: int = Field(foreign_key="matter.id", ondelete="CASCADE")
    committee_id: int = Field(foreign_key="committee.id")
    kind: MatterKind = Field(sa_type=stored_by_value(MatterKind))
    round: int = Field(default=1)
    satisfaction: Satisfaction = Field(sa_type=stored_by_value(Satisfaction))
    met_in_person: bool = Field(default=False)
    words: str = Field(default="", max_length=1000)
    given_on: date
    account_id: int | None = Field(default=None, foreign_key="account.id")
