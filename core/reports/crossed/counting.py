"""The bars of crossed charts: one statement each, narrowed by what is chosen in the others."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    String,
    Subquery,
    and_,
    case,
    cast,
    false,
    func,
    literal,
    or_,
    select,
)
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from core.activities.models import Activity, Attendance, Category, OwnerKind, Stage
from core.committees import scope
from core.committees.models import Committee, Community, Sector
from core.groups.models import SectorGroup
from core.members.models import Member
from core.permissions import Actor
from core.reports.crossed.choices import NOWHERE, SIZES, Cross, Dimension, holder
from core.reports.queries import parts
from core.studios.models import Studio

MOST_BARS = 15
Statement = Select[*tuple[Any, ...]]
Keys = Sequence[str]
Chosen = Sequence[tuple[Dimension, tuple[str, ...]]]


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a chart: what it is known by, its names where it has some, and its figures."""

    key: str
    name: str
    name_en: str
    activities: int
    served: int


@dataclass(frozen=True, slots=True)
class Left:
    """What is left of all activities after every choice."""

    activities: int
    served: int


def left(session: Session, actor: Actor, cross: Cross) -> Left:
    """How many activities all choices leave."""
    parts.check(session, actor, cross.committee_id)
    asked = select(func.count(), parts.total(Activity.served)).where(_held(cross, cross.chosen))
    return Left(*session.execute(asked).one())


def bars(session: Session, actor: Actor, cross: Cross, dimension: Dimension) -> list[Bar]:
    """The bars of one chart, the largest first, months and sizes in their order.

    Of many only the first are told; what is chosen is among them, though it may be none now.
    """
    parts.check(session, actor, cross.committee_id)
    chosen = cross.of(dimension)
    found = _found(session, cross, dimension, cross.others(dimension))
    known = {bar.key for bar in found}
    if missing := [key for key in chosen if key not in known]:
        every = _found(session, cross, dimension, ())
        found += [replace(bar, activities=0, served=0) for bar in every if bar.key in missing]
    if order := _ORDER.get(dimension):
        return sorted(found, key=order)
    found.sort(key=lambda bar: (-bar.activities, bar.key))
    return [bar for place, bar in enumerate(found) if place < MOST_BARS or bar.key in chosen]


def _found(session: Session, cross: Cross, dimension: Dimension, narrowed: Chosen) -> list[Bar]:
    asked = _ASKED[dimension](_held(cross, narrowed), cross)
    return [_bar(row) for row in session.execute(asked)]


def _bar(row: Sequence[Any]) -> Bar:
    key, name, name_en, activities, served = row
    return Bar(NOWHERE if key is None else str(key), name or "", name_en or "", activities, served)


def _held(cross: Cross, chosen: Sequence[tuple[Dimension, tuple[str, ...]]]) -> ColumnElement[bool]:
    """Activities that were held, and that each choice leaves."""
    return and_(
        col(Activity.committee_id).in_(scope.below([cross.committee_id])),
        col(Activity.stage) == Stage.DONE,
        col(Activity.binned_at).is_(None),
        col(Activity.held_on).between(cross.period.first, cross.period.last),
        *[_CHOSEN[dimension](keys, cross) for dimension, keys in chosen if keys],
    )


def _summed(where: ColumnElement[bool], *by: Any) -> Subquery:  # noqa: ANN401  columns
    """Activities counted by columns of their own, before names are sought."""
    told = [column.label(f"by{place}") for place, column in enumerate(by)]
    served = parts.total(Activity.served).label("served")
    counted = select(*told, func.count().label("activities"), served)
    return counted.where(where).group_by(*[f"by{place}" for place in range(len(by))]).subquery()


def _plain(column: Any) -> Callable[[ColumnElement[bool], Cross], Statement]:  # noqa: ANN401  a column
    """A chart over a column that needs no names."""

    def asked(where: ColumnElement[bool], _cross: Cross) -> Statement:
        found = _summed(where, column)
        return select(found.c.by0, literal(""), literal(""), found.c.activities, found.c.served)

    return asked


def _headings(where: ColumnElement[bool], _cross: Cross) -> Statement:
    found = _summed(where, col(Activity.category_id))
    below, top, key = _heading()
    return (
        select(key.label("key"), func.max(top.name), func.max(top.name_en), *_totals(found))
        .select_from(found)
        .join(below, col(below.id) == found.c.by0)
        .join(top, col(top.id) == func.coalesce(col(below.parent_id), col(below.id)))
        .group_by("key")
    )


def _heading() -> tuple[Any, Any, ColumnElement[str]]:
    """A category, its heading, and what the heading is known by on all boards."""
    below, top = aliased(Category), aliased(Category)
    return below, top, col(top.code) + parts.apart(top)


def _holders(where: ColumnElement[bool], _cross: Cross) -> Statement:
    found = _summed(where, col(Activity.studio_id), col(Activity.sector_group_id))
    key = case(
        (found.c.by0.is_not(None), f"{OwnerKind.STUDIO.value}." + _text(found.c.by0)),
        else_=f"{OwnerKind.GROUP.value}." + _text(found.c.by1),
    )
    name = func.coalesce(col(Studio.name), col(SectorGroup.name))
    return (
        select(key, name, col(SectorGroup.name_en), found.c.activities, found.c.served)
        .select_from(found)
        .outerjoin(Studio, col(Studio.id) == found.c.by0)
        .outerjoin(SectorGroup, col(SectorGroup.id) == found.c.by1)
        .where(or_(found.c.by0.is_not(None), found.c.by1.is_not(None)))
    )


def _sectors(where: ColumnElement[bool], cross: Cross) -> Statement:
    """An activity counts once for each sector that somebody came from."""
    came = (
        select(col(Activity.id), col(Activity.served), col(Sector.name).label("name"))
        .join(Attendance, col(Attendance.activity_id) == col(Activity.id))
        .join(Member, col(Member.id) == col(Attendance.member_id))
        .join(Sector, col(Sector.id) == col(Member.sector_id))
        .where(where, parts.was_there())
        .distinct()
        .subquery()
    )
    english = (
        select(func.max(Sector.name_en))
        .where(
            col(Sector.name) == came.c.name,
            col(Sector.committee_id).in_(scope.below([cross.committee_id])),
        )
        .scalar_subquery()
    )
    told = (came.c.name, came.c.name.label("told"), english)
    return select(*told, func.count(), parts.total(came.c.served)).group_by(came.c.name)


def _townships(where: ColumnElement[bool], _cross: Cross) -> Statement:
    found = _summed(where, col(Activity.community_id))
    township = aliased(Committee)
    told = (col(township.id), func.max(township.name), func.max(township.name_en))
    return (
        select(*told, *_totals(found))
        .select_from(found)
        .outerjoin(Community, col(Community.id) == found.c.by0)
        .outerjoin(township, col(township.id) == col(Community.township_id))
        .group_by(col(township.id))
    )


def _totals(found: Subquery) -> tuple[ColumnElement[int], ColumnElement[int]]:
    return parts.total(found.c.activities), parts.total(found.c.served)


def _text(number: Any) -> Any:  # noqa: ANN401  a column
    return cast(number, String)


def _size() -> ColumnElement[str]:
    served = col(Activity.served)
    kinds = [(served <= most, key) for key, (_least, most) in SIZES.items() if most is not None]
    return case(*kinds, else_=list(SIZES)[-1])


def _of_headings(keys: Keys, _cross: Cross) -> ColumnElement[bool]:
    below, top, key = _heading()
    asked = select(col(below.id)).join(
        top, col(top.id) == func.coalesce(col(below.parent_id), col(below.id))
    )
    return col(Activity.category_id).in_(asked.where(key.in_(keys)))


def _of_holders(keys: Keys, _cross: Cross) -> ColumnElement[bool]:
    known = [one for one in map(holder, keys) if one]
    ids = {kind: [number for one, number in known if one is kind] for kind, _number in known}
    columns = {
        OwnerKind.STUDIO: col(Activity.studio_id),
        OwnerKind.GROUP: col(Activity.sector_group_id),
    }
    return or_(false(), *[columns[kind].in_(numbers) for kind, numbers in ids.items()])


def _of_sectors(keys: Keys, cross: Cross) -> ColumnElement[bool]:
    came = (
        select(col(Attendance.activity_id))
        .join(Member, col(Member.id) == col(Attendance.member_id))
        .join(Sector, col(Sector.id) == col(Member.sector_id))
        .where(
            col(Attendance.committee_id).in_(scope.below([cross.committee_id])),
            col(Attendance.held_on).between(cross.period.first, cross.period.last),
            parts.was_there(),
            col(Sector.name).in_(keys),
        )
    )
    return col(Activity.id).in_(came)


def _of_townships(keys: Keys, _cross: Cross) -> ColumnElement[bool]:
    ids = [int(key) for key in keys]
    there = select(col(Community.id)).where(col(Community.township_id).in_(ids))
    nowhere = [col(Activity.community_id).is_(None)] if NOWHERE in keys else []
    return or_(col(Activity.community_id).in_(there), *nowhere)


_CHOSEN: dict[Dimension, Callable[[Keys, Cross], ColumnElement[bool]]] = {
    Dimension.MONTH: lambda keys, _cross: col(Activity.held_month).in_([*map(int, keys)]),
    Dimension.HEADING: _of_headings,
    Dimension.OWNER: lambda keys, _cross: col(Activity.owner_kind).in_([*map(OwnerKind, keys)]),
    Dimension.HOLDER: _of_holders,
    Dimension.SECTOR: _of_sectors,
    Dimension.TOWNSHIP: _of_townships,
    Dimension.SIZE: lambda keys, _cross: _size().in_(keys),
}
_ASKED: dict[Dimension, Callable[[ColumnElement[bool], Cross], Statement]] = {
    Dimension.MONTH: _plain(col(Activity.held_month)),
    Dimension.HEADING: _headings,
    Dimension.OWNER: _plain(col(Activity.owner_kind)),
    Dimension.HOLDER: _holders,
    Dimension.SECTOR: _sectors,
    Dimension.TOWNSHIP: _townships,
    Dimension.SIZE: _plain(_size()),
}
_ORDER: dict[Dimension, Callable[[Bar], Any]] = {
    Dimension.MONTH: lambda bar: bar.key,
    Dimension.SIZE: lambda bar: list(SIZES).index(bar.key),
}
