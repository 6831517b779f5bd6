"""Opinion items by the unit they came from: what each handed in, and how far up it got.

Counted as on the board of voices: what came in in the period, and what of it was adopted so far,
whenever that was. One item may come from several units; each of them counts it.
"""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    SelectBase,
    Subquery,
    and_,
    case,
    func,
    literal,
    or_,
    union,
)
from sqlalchemy import select as columns
from sqlalchemy.orm import aliased
from sqlmodel import col

from core.committees.models import Committee, CommitteeTree, SpecialCommittee, Term
from core.groups.models import SectorGroup
from core.handling.models import AuthorityLevel
from core.informants.models import Informant, InformationPoint
from core.matters import credit
from core.matters.links import SHARED
from core.matters.models import Matter, MatterKind, MatterLink, State
from core.opinions.models import Adoption
from core.reports.queries import parts
from core.reports.queries.matters import received
from core.reports.queries.studios import open_on
from core.studios.models import Studio

_LEVELS = tuple(AuthorityLevel)


@dataclass(frozen=True, slots=True)
class Submitted:
    """What a unit handed in in the period; of it, what was adopted, at which levels, instructed.

    An item adopted at several levels counts at each of them.
    """

    id: int
    name: str
    name_en: str
    submitted: int
    adopted: int
    instructed: int
    county: int
    prefecture: int
    province: int
    nation: int

    @property
    def rate(self) -> float:
        """Adopted of submitted, 0 to 1; 0 where nothing was handed in."""
        return self.adopted / self.submitted if self.submitted else 0.0


@parts.answers(Submitted)
def all_units() -> SelectBase:
    """All that came in, in one row: each item once, whoever it came from."""
    items = _items()
    return columns(literal(0), literal(""), literal(""), *_figures(items)).select_from(items)


@parts.answers(Submitted)
def special_committees() -> SelectBase:
    """What each special committee of the committee handed in as a body, none of it left out."""
    items = _items()
    told = (SpecialCommittee, func.max(col(SpecialCommittee.name_en)))
    return _by(told, items, items.c.special_committee_id == col(SpecialCommittee.id)).where(
        col(SpecialCommittee.committee_id) == parts.COMMITTEE
    )


@parts.answers(Submitted)
def groups() -> SelectBase:
    """What each sector group raised, or what was heard in it; groups of the term, and others."""
    items = _items()
    mine = func.coalesce(items.c.raising_group_id, items.c.sector_group_id)
    now = and_(
        col(SectorGroup.binned_at).is_(None),
        parts.in_force(col(Term.starts_on), col(Term.ends_on), parts.LAST),
    )
    return (
        _by((SectorGroup, func.max(col(SectorGroup.name_en))), items, mine == col(SectorGroup.id))
        .join(Term, col(Term.id) == col(SectorGroup.term_id))
        .where(
            col(SectorGroup.committee_id) == parts.COMMITTEE, or_(now, items.c.item.is_not(None))
        )
    )


@parts.answers(Submitted)
def studios() -> SelectBase:
    """What was heard at each studio that is open at the end of the period, and at others."""
    items = _items()
    here = or_(
        and_(col(Studio.binned_at).is_(None), open_on(parts.LAST)), items.c.item.is_not(None)
    )
    return _by((Studio, literal("")), items, items.c.studio_id == col(Studio.id)).where(
        col(Studio.committee_id) == parts.COMMITTEE, here
    )


@parts.answers(Submitted)
def committees() -> SelectBase:
    """What the committees right below handed in, all below each of them included."""
    items = _items()
    joined = items.join(CommitteeTree, col(CommitteeTree.descendant_id) == items.c.committee_id)
    return (
        columns(
            col(Committee.id),
            func.max(col(Committee.name)),
            func.max(col(Committee.name_en)),
            *_figures(items),
        )
        .select_from(Committee)
        .outerjoin(joined, col(CommitteeTree.ancestor_id) == col(Committee.id))
        .where(col(Committee.parent_id) == parts.COMMITTEE)
        .group_by(col(Committee.id))
        .order_by(*_order(items), col(Committee.id))
    )


@parts.answers(Submitted)
def points() -> SelectBase:
    """What informants of each information point handed in, credited as in their register.

    What was merged counts in what it went into, for the points of all who raised either.
    """
    pairs, items = _of_points(), _items(credited=True)
    joined = pairs.join(items, items.c.item == pairs.c.item)
    return (
        columns(
            col(InformationPoint.id),
            func.max(col(InformationPoint.name)),
            literal(""),
            *_figures(items),
        )
        .select_from(InformationPoint)
        .outerjoin(joined, pairs.c.point_id == col(InformationPoint.id))
        .where(
            col(InformationPoint.committee_id) == parts.COMMITTEE,
            or_(col(InformationPoint.retired_at).is_(None), items.c.item.is_not(None)),
        )
        .group_by(col(InformationPoint.id))
        .order_by(*_order(items), col(InformationPoint.id))
    )


@parts.answers(Submitted)
def others() -> SelectBase:
    """In one row: what came to the committee from none of its units, members for the most part."""
    items = _items()
    point = columns(col(Informant.point_id)).where(col(Informant.id) == items.c.informant_id)
    return (
        columns(literal(0), literal(""), literal(""), *_figures(items))
        .select_from(items)
        .where(
            items.c.committee_id == parts.COMMITTEE,
            items.c.special_committee_id.is_(None),
            items.c.raising_group_id.is_(None),
            items.c.sector_group_id.is_(None),
            items.c.studio_id.is_(None),
            point.scalar_subquery().is_(None),
        )
    )


def _by(
    told: tuple[Any, ColumnElement[str]], items: Subquery, mine: ColumnElement[bool]
) -> Select[*tuple[Any, ...]]:
    """Units, those that handed in nothing too, the most adopted first."""
    unit, name_en = told
    return (
        columns(col(unit.id), func.max(col(unit.name)), name_en, *_figures(items))
        .select_from(unit)
        .outerjoin(items, mine)
        .group_by(col(unit.id))
        .order_by(*_order(items), col(unit.id))
    )


def _items(*, credited: bool = False) -> Subquery:
    """What came in, whose it is, and how far it got."""
    levels = _levels()
    adopted_on: Any = col(Matter.adopted_on)
    asked = columns(
        col(Matter.id).label("item"),
        *(
            col(getattr(Matter, name))
            for name in (
                *("committee_id", "special_committee_id", "raising_group_id"),
                *("sector_group_id", "studio_id", "informant_id", "instructed_on"),
            )
        ),
        *(levels.c[level.value] for level in _LEVELS),
    ).outerjoin(levels, levels.c.matter_id == col(Matter.id))
    if credited:
        gone = credit.carried()
        adopted_on = func.coalesce(adopted_on, gone.c.adopted_on)
        asked = asked.outerjoin(gone, gone.c.into_id == col(Matter.id))
    asked = asked.add_columns(adopted_on.label("adopted_on"))
    return asked.where(received(MatterKind.OPINION)).subquery()


def _levels() -> Subquery:
    """At which levels each item was adopted: 1 or 0 for each."""
    at = [func.max(case((col(Adoption.level) == one, 1), else_=0)) for one in _LEVELS]
    named = [flag.label(one.value) for flag, one in zip(at, _LEVELS, strict=True)]
    return (
        columns(col(Adoption.matter_id), *named)
        .where(col(Adoption.committee_id).in_(parts.WITHIN))
        .group_by(col(Adoption.matter_id))
        .subquery()
    )


def _figures(items: Subquery) -> tuple[ColumnElement[int], ...]:
    counted = (items.c.item, items.c.adopted_on, items.c.instructed_on)
    levels = (parts.total(items.c[level.value]) for level in _LEVELS)
    return (*map(func.count, counted), *levels)


def _order(items: Subquery) -> tuple[ColumnElement[int], ...]:
    return func.count(items.c.adopted_on).desc(), func.count(items.c.item).desc()


def _of_points() -> Subquery:
    """Which point is credited with which item, each once."""
    first = aliased(Matter)
    named = col(Informant.point_id).is_not(None)
    own: Any = (
        columns(col(Matter.id).label("item"), col(Informant.point_id).label("point_id"))
        .join(Informant, col(Informant.id) == col(Matter.informant_id))
        .where(received(MatterKind.OPINION), col(Matter.state) != State.MERGED, named)
    )
    shared = (
        columns(col(Matter.id), col(Informant.point_id))
        .join(MatterLink, col(MatterLink.to_id) == col(Matter.id))
        .join(first, col(first.id) == col(MatterLink.from_id))
        .join(Informant, col(Informant.id) == col(first.informant_id))
        .where(
            received(MatterKind.OPINION),
            col(Matter.state) != State.MERGED,
            col(MatterLink.kind).in_(SHARED),
            named,
        )
    )
    return union(own, shared).subquery()
