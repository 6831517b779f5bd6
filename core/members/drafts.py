"""What people hand in about members."""

from dataclasses import dataclass
from datetime import date

from core.members.models import AppointmentKind, PostKind, Sex


@dataclass(frozen=True, slots=True)
class MemberDraft:
    """A member as typed. No `number`: the next one. `phone`: None keeps it, "" takes it out.

    The day of leaving is not among it: that is a step of its own.
    """

    name: str
    joined_on: date
    number: str = ""
    sex: Sex | None = None
    birth_year: int | None = None
    ethnicity: str = ""
    party: str = ""
    sector_id: int | None = None
    special_committee_id: int | None = None
    employer: str = ""
    occupation: str = ""
    phone: str | None = None
    standing: bool = False
    terms_served: int = 1
    scored: bool = True
    not_scored_reason: str = ""


@dataclass(frozen=True, slots=True)
class PostDraft:
    """A post; without an end it is held until further notice."""

    kind: PostKind
    starts_on: date
    ends_on: date | None = None
    title: str = ""


@dataclass(frozen=True, slots=True)
class LiaisonDraft:
    """A member tied to a village or community from a day on."""

    community_id: int
    starts_on: date
    ends_on: date | None = None


@dataclass(frozen=True, slots=True)
class AppointmentDraft:
    """Where a member is sent, and as what."""

    kind: AppointmentKind
    unit: str
    starts_on: date
    ends_on: date | None = None
    note: str = ""
