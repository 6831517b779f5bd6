"""Which villages and communities have a member tied to them, by township."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Subquery, case, func
from sqlmodel import Session, col, select

from core.committees import scope
from core.committees.models import Committee, CommitteeTree, Community, CommunityKind
from core.members.models import Liaison, Member
from core.members.queries import open_on
from core.members.reach import serving
from core.permissions import Actor, Permission, require


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """A township: its villages and urban communities, and those that a member is tied to."""

    township_id: int
    township: str
    township_en: str
    villages: int
    communities: int
    villages_with_member: int
    communities_with_member: int
    ties: int

    @property
    def places(self) -> int:
        """Villages and communities together."""
        return self.villages + self.communities

    @property
    def with_member(self) -> int:
        """Villages and communities that a member is tied to."""
        return self.villages_with_member + self.communities_with_member


def coverage(session: Session, actor: Actor, committee_id: int, day: date) -> list[CoverageRow]:
    """Liaison coverage of the townships of a committee and those below it, on a day."""
    require(actor, Permission.MEMBER_READ)
    tied = _tied(day)
    statement = (
        select(  # type: ignore[call-overload]  # SQLModel types up to four columns
            Committee.id,
            Committee.name,
            Committee.name_en,
            _sum(_is(CommunityKind.VILLAGE)),
            _sum(_is(CommunityKind.URBAN)),
            _sum(_is(CommunityKind.VILLAGE) & tied.c.community_id.is_not(None)),
            _sum(_is(CommunityKind.URBAN) & tied.c.community_id.is_not(None)),
            func.coalesce(func.sum(tied.c.ties), 0),
        )
        .select_from(CommitteeTree)
        .join(Committee, col(Committee.id) == col(CommitteeTree.descendant_id))
        .join(Community, col(Community.township_id) == col(Committee.id))
        .outerjoin(tied, tied.c.community_id == col(Community.id))
        .where(
            col(CommitteeTree.ancestor_id) == committee_id,
            scope.within(actor, Permission.MEMBER_READ, col(Committee.id)),
        )
        .group_by(col(Committee.id), col(Committee.name), col(Committee.name_en))
        .order_by(col(Committee.id))
    )
    return [
        CoverageRow(*row[:3], *(int(number) for number in row[3:]))  # PostgreSQL sums to decimals
        for row in session.execute(statement)
    ]


def tied_members(session: Session, actor: Actor, committee_id: int, day: date) -> int:
    """How many members of a committee and those below are tied to some place on a day."""
    require(actor, Permission.MEMBER_READ)
    counted = (
        select(func.count(func.distinct(col(Liaison.member_id))))
        .join(Member, col(Member.id) == col(Liaison.member_id))
        .where(
            col(Member.committee_id).in_(scope.below([committee_id])),
            scope.within(actor, Permission.MEMBER_READ, col(Member.committee_id)),
            open_on(day),
            serving(day),
        )
    )
    return session.exec(counted).one()


def _tied(day: date) -> Subquery:
    """Each place with a serving member on a day, and how many."""
    return (
        select(Liaison.community_id, func.count().label("ties"))
        .join(Member, col(Member.id) == col(Liaison.member_id))
        .where(open_on(day), serving(day))
        .group_by(col(Liaison.community_id))
        .subquery("tied")
    )


def _is(kind: CommunityKind) -> ColumnElement[bool]:
    return col(Community.kind) == kind


def _sum(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.sum(case((condition, 1), else_=0))
