"""Where on the way down a board stands, and the steps that led there."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, literal, select
from sqlmodel import Session, col

from core import clock
from core.committees import scope
from core.committees.models import Committee, CommitteeTree, Sector, SpecialCommittee
from core.errors import NotFound
from core.groups.membership import pairs
from core.groups.models import SectorGroup
from core.i18n import N_
from core.members.models import Member
from core.members.reach import serving
from core.permissions import Actor, Permission
from core.reports.periods import Period
from core.reports.queries import parts
from core.studios.models import Studio, StudioMember
from db.base import Choice


class Level(Choice):
    """What a board can be about."""

    COMMITTEE = "committee", N_("Committee")
    SPECIAL_COMMITTEE = "special_committee", N_("Special committee")
    SECTOR = "sector", N_("Sector")
    GROUP = "group", N_("Sector group")
    STUDIO = "studio", N_("Studio")
    MEMBER = "member", N_("Member")


@dataclass(frozen=True, slots=True)
class Spot:
    """One of a level, as an address names it: `studio.12`."""

    level: Level
    id: int

    @classmethod
    def read(cls, text: str) -> "Spot | None":
        """What an address says; None for what names nothing."""
        level, _dot, number = text.partition(".")
        known = level in {one.value for one in Level}
        is_id = number.isdecimal() and number.isascii() and len(number) < 10
        return cls(Level(level), int(number)) if known and is_id else None

    def __str__(self) -> str:
        """As an address says it."""
        return f"{self.level.value}.{self.id}"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the way down, with its names."""

    spot: Spot
    name: str
    name_en: str


@dataclass(frozen=True, slots=True)
class Way:
    """The steps down to a spot, itself the last, and the committee whose records it shows."""

    committee_id: int
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class _Found:
    committee_id: int
    name: str
    name_en: str
    above: tuple[tuple[Level, int | None], ...] = ()


def find(session: Session, actor: Actor, spot: Spot) -> int:
    """The committee that a spot belongs to; NotFound beyond the actor's boards."""
    return _find(session, actor, spot).committee_id


def way(session: Session, actor: Actor, spot: Spot) -> Way:
    """The way down to a spot, as far as the actor reaches."""
    found = _find(session, actor, spot)
    steps = committees(session, actor, found.committee_id)
    for level, number in found.above:
        if number is not None:
            over = Spot(level, number)
            named = _find(session, actor, over)
            steps.append(Step(over, named.name, named.name_en))
    if spot.level is not Level.COMMITTEE:
        steps.append(Step(spot, found.name, found.name_en))
    return Way(found.committee_id, tuple(steps))


def committees(session: Session, actor: Actor, committee_id: int) -> list[Step]:
    """The committees from the highest in reach down to one, itself the last."""
    parts.check(session, actor, committee_id)
    asked = (
        select(col(Committee.id), col(Committee.name), col(Committee.name_en))
        .join(CommitteeTree, col(CommitteeTree.ancestor_id) == col(Committee.id))
        .where(
            col(CommitteeTree.descendant_id) == committee_id,
            scope.within(actor, Permission.BOARD_READ, col(Committee.id)),
        )
        .order_by(col(CommitteeTree.depth).desc())
    )
    return [
        Step(Spot(Level.COMMITTEE, number), name, name_en)
        for number, name, name_en in session.execute(asked)
    ]


def members(spot: Spot, period: Period) -> Select[Any]:
    """The ids of those who belong to a spot on the last day of a period, or today if earlier."""
    day = min(period.last, clock.today())
    mine = select(col(Member.id))
    match spot.level:
        case Level.SECTOR:
            return mine.where(col(Member.sector_id) == spot.id, serving(day))
        case Level.SPECIAL_COMMITTEE:
            return mine.where(col(Member.special_committee_id) == spot.id, serving(day))
        case Level.GROUP:
            return select(pairs([spot.id], day).c.member_id)
        case Level.STUDIO:
            return mine.where(serving(day), _in_studio(spot.id, day))
        case Level.MEMBER:
            return mine.where(col(Member.id) == spot.id)
    return mine.where(col(Member.committee_id) == spot.id, serving(day))


def _in_studio(studio_id: int, day: date) -> Any:  # noqa: ANN401  a condition
    leads = select(col(Studio.lead_id)).where(col(Studio.id) == studio_id)
    works = select(col(StudioMember.member_id)).where(
        col(StudioMember.studio_id) == studio_id,
        parts.in_force(col(StudioMember.starts_on), col(StudioMember.ends_on), literal(day)),
    )
    return col(Member.id).in_(leads) | col(Member.id).in_(works)


def _find(session: Session, actor: Actor, spot: Spot) -> _Found:
    """A spot within reach, asked once in a session."""
    known: dict[tuple[Actor, Spot], _Found] = session.info.setdefault("spots", {})
    if (actor, spot) not in known:
        row = session.execute(_asked(spot)).first()
        if row is None:
            parts.check(session, actor, 0)
            raise NotFound
        parts.check(session, actor, row[0])
        known[actor, spot] = _Found(row[0], row[1], row[2], _above(spot, row[3:]))
    return known[actor, spot]


def _above(spot: Spot, told: Any) -> tuple[tuple[Level, int | None], ...]:  # noqa: ANN401  the rest of a row
    if spot.level is not Level.MEMBER:
        return ()
    sector_id, special_committee_id = told
    if sector_id is not None:
        return ((Level.SECTOR, sector_id),)
    return ((Level.SPECIAL_COMMITTEE, special_committee_id),)


def _asked(spot: Spot) -> Select[Any]:
    """Committee, names, and what a member stands under."""
    table, alive = _TABLES[spot.level]
    owner = table.id if spot.level is Level.COMMITTEE else table.committee_id
    english = table.name_en if hasattr(table, "name_en") else literal("")
    told = [col(owner), col(table.name), english]
    if spot.level is Level.MEMBER:
        told += [col(Member.sector_id), col(Member.special_committee_id)]
    asked = select(*told).where(col(table.id) == spot.id)
    return asked.where(col(table.binned_at).is_(None)) if alive else asked


# Each level's table, and whether rows of it can lie in the bin.
_TABLES: dict[Level, tuple[Any, bool]] = {
    Level.COMMITTEE: (Committee, False),
    Level.SPECIAL_COMMITTEE: (SpecialCommittee, False),
    Level.SECTOR: (Sector, False),
    Level.GROUP: (SectorGroup, True),
    Level.STUDIO: (Studio, True),
    Level.MEMBER: (Member, True),
}
