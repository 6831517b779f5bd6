"""What forms send: values as typed, cleaned by the services."""

from dataclasses import dataclass
from datetime import date

from core.clock import HOME_ZONE
from core.committees.models import CommunityKind, Level


@dataclass(frozen=True, slots=True)
class CommitteeDraft:
    """A committee or township as typed."""

    name: str
    code: str
    level: Level
    name_en: str = ""
    time_zone: str = HOME_ZONE


@dataclass(frozen=True, slots=True)
class TermDraft:
    """A term (届) as typed; without `ends_on` it is still running."""

    number: int
    starts_on: date
    ends_on: date | None = None


@dataclass(frozen=True, slots=True)
class SessionDraft:
    """A plenary session (次) as typed."""

    number: int
    starts_on: date
    ends_on: date
    reviews_year: int


@dataclass(frozen=True, slots=True)
class SectorDraft:
    """A sector as typed; `national_code` "" where it has none of the 34."""

    name: str
    name_en: str = ""
    national_code: str = ""
    position: int = 0


@dataclass(frozen=True, slots=True)
class CommunityDraft:
    """A village or urban community as typed."""

    name: str
    kind: CommunityKind = CommunityKind.VILLAGE
    name_en: str = ""


@dataclass(frozen=True, slots=True)
class SpecialCommitteeDraft:
    """A special committee as typed."""

    name: str
    name_en: str = ""
    position: int = 0
