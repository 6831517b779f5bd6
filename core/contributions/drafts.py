"""What the form of a contribution sends."""

from dataclasses import dataclass
from datetime import date

from core.contributions.models import ContributionKind


@dataclass(frozen=True, slots=True)
class ContributionDraft:
    """A speech, report or set of suggestions as typed. The first of `member_ids` is named first."""

    kind: ContributionKind
    title: str
    given_on: date
    term_session_id: int | None = None
    occasion: str = ""
    organisation: str = ""
    member_ids: tuple[int, ...] = ()
    pieces: int = 1
    points: int = 0
    outcome: str = ""
