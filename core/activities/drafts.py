"""What a person types about an activity and who attended."""

from dataclasses import dataclass, field
from datetime import datetime

from core.activities.models import AttendanceRole, LeaveKind, OwnerKind, Presence, Stage


@dataclass(frozen=True, slots=True)
class Owner:
    """Who organises: `id` names a studio, group, special committee or committee by `kind`."""

    kind: OwnerKind
    id: int


@dataclass(frozen=True, slots=True)
class Figures:
    """What came of it, in numbers. Money and goods are yuan as typed, such as 1.2万."""

    served: int = 0
    opinions_heard: int = 0
    problems_raised: int = 0
    problems_solved: int = 0
    suggestions: int = 0
    lecturers: int = 0
    money: str = ""
    goods: str = ""


@dataclass(frozen=True, slots=True)
class Media:
    """Where the press told of it."""

    title: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class ActivityDraft:
    """An activity as typed. `starts` and `ends` are what the clock on the wall shows."""

    owner: Owner
    category_id: int
    title: str
    starts: datetime
    ends: datetime
    place: str = ""
    topic: str = ""
    summary: str = ""
    outcome: str = ""
    figures: Figures = field(default_factory=Figures)
    media: tuple[Media, ...] = ()
    stage: Stage = Stage.DONE
    community_id: int | None = None
    term_session_id: int | None = None


@dataclass(frozen=True, slots=True)
class AttendanceDraft:
    """One member at an activity. `share_percent` is how much of it one who came was there."""

    member_id: int
    role: AttendanceRole = AttendanceRole.PARTICIPANT
    presence: Presence = Presence.PRESENT
    share_percent: int = 100
    leave_reason: str = ""
    leave_approved_by: str = ""
    leave_kind: LeaveKind | None = None
