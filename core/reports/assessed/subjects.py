"""Those who are scored, as a board names them, and the places by which they are compared."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeAlias

from sqlalchemy import Select, literal, null, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from core.assessment.book.shape import Scores
from core.assessment.book.vocabulary import MemberKind
from core.committees import scope
from core.committees.models import Committee, Sector, SpecialCommittee
from core.groups import membership
from core.groups.models import SectorGroup
from core.i18n import CHINESE, ENGLISH, N_, translate
from core.members.models import Member
from core.studios.models import Studio
from db.base import Choice

Rows: TypeAlias = Select[*tuple[Any, ...]]


class By(Choice):
    """What those who are scored are compared by."""

    SECTOR = "sector", N_("Sector")
    GROUP = "group", N_("Sector group")
    SPECIAL = "special", N_("Special committee")
    KIND = "kind", N_("Kind")


@dataclass(frozen=True, slots=True)
class Place:
    """What somebody belongs to: a sector, a group, a special committee or a kind."""

    key: str
    name: str
    name_en: str


@dataclass(frozen=True, slots=True)
class Subject:
    """One who is scored, with the places that have them; joined and left are of members."""

    id: int
    name: str
    name_en: str = ""
    places: Mapping[By, Place] = field(default_factory=dict)
    joined_on: date | None = None
    left_on: date | None = None


def of(session: Session, scores: Scores, committee_id: int, last: date) -> dict[int, Subject]:
    """All whom a kind of book may score in a committee, by id. Asks nobody's permission."""
    if scores is Scores.MEMBERS:
        return _members(session, committee_id, last)
    rows = session.execute(_OTHERS[scores](committee_id))
    return {row[0]: Subject(row[0], row[1], row[2], _kind(row[3])) for row in rows}


def _members(session: Session, committee_id: int, last: date) -> dict[int, Subject]:
    special = aliased(SpecialCommittee)
    asked = (
        select(
            *(col(Member.id), col(Member.name), col(Member.joined_on), col(Member.left_on)),
            *(col(Sector.id), col(Sector.name), col(Sector.name_en)),
            *(col(special.id), col(special.name), col(special.name_en), col(Member.standing)),
        )
        .outerjoin(Sector, col(Sector.id) == col(Member.sector_id))
        .outerjoin(special, col(special.id) == col(Member.special_committee_id))
        .where(col(Member.committee_id) == committee_id)
    )
    groups = _groups(session, committee_id, last)
    return {row[0]: _member(row, groups.get(row[0])) for row in session.execute(asked)}


def _member(row: Any, group: Place | None) -> Subject:  # noqa: ANN401  a row of the statement
    kind = MemberKind.STANDING if row[10] else MemberKind.OTHER
    places = {
        By.SECTOR: _place(row[4:7]),
        By.GROUP: group,
        By.SPECIAL: _place(row[7:10]),
        By.KIND: _of_kind(kind),
    }
    known = {by: place for by, place in places.items() if place}
    return Subject(row[0], row[1], "", known, row[2], row[3])


def _groups(session: Session, committee_id: int, last: date) -> dict[int, Place]:
    """The group of each member on the last day."""
    mine = select(col(SectorGroup.id)).where(
        col(SectorGroup.committee_id) == committee_id, col(SectorGroup.binned_at).is_(None)
    )
    pairs = membership.pairs(mine, last)
    group = aliased(SectorGroup)
    asked = (
        select(pairs.c.member_id, col(group.id), col(group.name), col(group.name_en))
        .join(group, col(group.id) == pairs.c.group_id)
        .order_by(col(group.id))
    )
    return {row[0]: Place(str(row[1]), row[2], row[3]) for row in session.execute(asked)}


def _place(told: Iterable[Any]) -> Place | None:
    number, name, name_en = told
    return None if number is None else Place(str(number), name, name_en)


def _kind(kind: Choice | None) -> Mapping[By, Place]:
    return {By.KIND: _of_kind(kind)} if kind else {}


def _of_kind(kind: Choice) -> Place:
    return Place(kind.value, translate(kind.label, CHINESE), translate(kind.label, ENGLISH))


def _all_groups(committee_id: int) -> Rows:
    return select(
        col(SectorGroup.id), col(SectorGroup.name), col(SectorGroup.name_en), null()
    ).where(col(SectorGroup.committee_id) == committee_id)


def _all_studios(committee_id: int) -> Rows:
    return select(col(Studio.id), col(Studio.name), literal(""), col(Studio.kind)).where(
        col(Studio.committee_id).in_(scope.below([committee_id]))
    )


def _all_committees(committee_id: int) -> Rows:
    return select(
        col(Committee.id), col(Committee.name), col(Committee.name_en), col(Committee.level)
    ).where(col(Committee.id).in_(scope.below([committee_id])))


_OTHERS = {
    Scores.GROUPS: _all_groups,
    Scores.STUDIOS: _all_studios,
    Scores.COMMITTEES: _all_committees,
}
