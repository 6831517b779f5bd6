"""The record of one member over a span of days: what a duty file and a letter tell of.

Each part is asked of the concept that keeps it, so that it says what screens and points say.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from core.activities import record as activities
from core.activities.models import WAS_THERE, Presence
from core.activities.record import Called
from core.assessment import yearly
from core.assessment.yearly import YearResult
from core.commendations import queries as commendations
from core.commendations.queries import CommendationRow
from core.contributions import record as contributions
from core.contributions.record import Given
from core.groups import membership
from core.matters import record as matters
from core.matters.models import AuthorRole, MatterKind
from core.matters.record import Raised
from core.members import files
from core.members import queries as members
from core.members.files import AppointmentRow, LiaisonRow, MemberFile, PostRow
from core.members.models import Member
from core.opinions import record as opinions
from core.opinions.record import Used
from core.permissions import Actor, Permission
from core.proposals import record as proposals
from core.proposals.record import Proposed

MEETINGS = ("meeting",)
STUDY = ("study",)
CONSULTING = ("consultation", "inspection_survey", "supervision")
SERVICE = ("service", "contact", "donation")


@dataclass(frozen=True, slots=True)
class Record:
    """What one member did from `first` to `last`. `group`: its names, "" without one."""

    file: MemberFile
    group: tuple[str, str]
    first: date
    last: date
    called: list[Called]
    proposals: list[Proposed]
    opinions: list[Raised]
    used: list[Used]
    given: list[Given]
    honours: list[CommendationRow]
    results: list[YearResult]

    def under(self, headings: Collection[str]) -> list[Called]:
        """What the member was called to under some headings of the catalogue."""
        return [one for one in self.called if one.heading in headings]

    def others(self) -> list[Called]:
        """What is neither meeting nor study nor consultation nor service."""
        known = {*MEETINGS, *STUDY, *CONSULTING, *SERVICE}
        return [one for one in self.called if one.heading not in known]

    @property
    def posts(self) -> list[PostRow]:
        """The posts held on some day of the span."""
        return [one for one in self.file.posts if self._holds(one.starts_on, one.ends_on)]

    @property
    def liaisons(self) -> list[LiaisonRow]:
        """The villages and communities of some day of the span."""
        return [one for one in self.file.liaisons if self._holds(one.starts_on, one.ends_on)]

    @property
    def appointments(self) -> list[AppointmentRow]:
        """The appointments in force on some day of the span."""
        return [one for one in self.file.appointments if self._holds(one.starts_on, one.ends_on)]

    @property
    def led(self) -> list[Proposed]:
        """The proposals of which the member is the first author."""
        return [one for one in self.proposals if one.matter.role is AuthorRole.FIRST]

    def _holds(self, starts_on: date, ends_on: date | None) -> bool:
        return starts_on <= self.last and (ends_on is None or ends_on >= self.first)


def attended(rows: Collection[Called]) -> int:
    """How many of what a member was called to counts as attended."""
    return sum(row.counted in WAS_THERE for row in rows)


def count(rows: Collection[Called], presence: Presence) -> int:
    """How many of what a member was called to ended in one way."""
    return sum(row.counted is presence for row in rows)


def find(session: Session, actor: Actor, member_id: int) -> Member:
    """A member whose data the actor may take away."""
    return members.find(session, actor, member_id, Permission.EXPORT)


def record(session: Session, actor: Actor, member_id: int, days: tuple[date, date]) -> Record:
    """The record of a member whose data the actor may take away. Sixteen statements at most."""
    find(session, actor, member_id)
    file = files.file_of(session, actor, member_id)
    of = file.member.committee_id
    groups = membership.names(session, of, [member_id], days[1])
    asked = (session, actor, member_id, days)
    return Record(
        file,
        groups.get(member_id, ("", "")),
        *days,
        called=activities.called(*asked),
        proposals=proposals.proposed(*asked),
        opinions=matters.raised(session, actor, MatterKind.OPINION, member_id, days),
        used=opinions.used(*asked),
        given=contributions.given(*asked),
        honours=_honours(session, actor, member_id, days),
        results=yearly.results(*asked),
    )


def _honours(
    session: Session, actor: Actor, member_id: int, days: tuple[date, date]
) -> list[CommendationRow]:
    """Those of the span, the earliest first; one without a day is of the end of its year."""
    rows = commendations.of_member(session, actor, member_id)
    return [
        row
        for row in reversed(rows)
        if days[0] <= (row.given_on or min(date(row.year, 12, 31), days[1])) <= days[1]
    ]
