"""What the forms for units, assignments and replies send."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from core.handling.models import (
    AuthorityLevel,
    ContactMode,
    HandlingRole,
    Result,
    Satisfaction,
    UnitKind,
    UrgingKind,
)
from core.matters.models import MatterKind, Urgency


@dataclass(frozen=True, slots=True)
class UnitDraft:
    """A unit as typed. No `code`: the next one. `phone`: None keeps it, "" takes it out."""

    name: str
    kind: UnitKind = UnitKind.GOVERNMENT
    code: str = ""
    contact: str = ""
    phone: str | None = None


@dataclass(frozen=True, slots=True)
class NormDraft:
    """Within which time a kind of matter is to be answered: months, or working days, not both."""

    kind: MatterKind
    urgency: Urgency
    months: int = 0
    workdays: int = 0


@dataclass(frozen=True, slots=True)
class InstructionDraft:
    """What a leader wrote on a matter, as the office copies it out."""

    leader: str
    given_on: date
    words: str
    post: str = ""
    level: AuthorityLevel = AuthorityLevel.COUNTY
    is_main_leader: bool = False


@dataclass(frozen=True, slots=True)
class Share:
    """One unit's part in an assignment. Without months, days or a day the norm counts."""

    unit_id: int
    role: HandlingRole = HandlingRole.LEAD
    months: int = 0
    workdays: int = 0
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class AssignDraft:
    """Which units get a matter. Counted from the day of the instruction, else from today."""

    shares: Sequence[Share]
    words: str = ""
    instruction_id: int | None = None


@dataclass(frozen=True, slots=True)
class ReplyDraft:
    """What a unit answers. `joined`: the assignments of co-handling units that answer with it."""

    result: Result
    words: str
    contact: ContactMode | None = None
    contacted_on: date | None = None
    signed_by: str = ""
    joined: Sequence[int] = ()


@dataclass(frozen=True, slots=True)
class ExtensionDraft:
    """More time that a unit asks for."""

    until: date
    reason: str


@dataclass(frozen=True, slots=True)
class DecisionDraft:
    """What the office says to more time; `until` where it grants another day than was asked for."""

    granted: bool
    note: str = ""
    until: date | None = None


@dataclass(frozen=True, slots=True)
class UrgeDraft:
    """A reminder, plain or under supervision of some level."""

    kind: UrgingKind = UrgingKind.URGE
    level: AuthorityLevel | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class FeedbackDraft:
    """What who raised a matter says to the reply."""

    satisfaction: Satisfaction
    met_in_person: bool = False
    words: str = ""
