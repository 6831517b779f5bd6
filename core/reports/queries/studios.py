"""Studios and other places of duty: how many are open, where, and up to standard."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, SelectBase, and_, case, func, or_
from sqlalchemy import select as columns
from sqlalchemy.orm import aliased
from sqlmodel import col

from core.committees.models import Committee, Level
from core.reports.queries import parts
from core.studios.models import Studio, StudioKind, StudioState, StudioStep

# The states of a studio that has opened once.
LIVED = (
    StudioState.OPENED,
    StudioState.RECTIFYING,
    StudioState.SUSPENDED,
    StudioState.WITHDRAWN,
)
# The states in which it receives people.
OPEN = (StudioState.OPENED, StudioState.RECTIFYING)


@dataclass(frozen=True, slots=True)
class KindFigures:
    """The open places of one kind. `judged` have a standard to meet, `up_to_standard` meet it."""

    kind: StudioKind
    open: int
    judged: int
    up_to_standard: int


@dataclass(frozen=True, slots=True)
class TownshipFigures:
    """The open places in one township of a county."""

    township_id: int
    name: str
    name_en: str
    county: str
    county_en: str
    open: int
    judged: int
    up_to_standard: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many of all townships have a liaison station."""

    townships: int
    covered: int

    @property
    def rate(self) -> float:
        """The share covered; 0 without townships."""
        return self.covered / self.townships if self.townships else 0.0


@dataclass(frozen=True, slots=True)
class Steps:
    """How many places of one kind went from one state to another."""

    kind: StudioKind
    before: StudioState
    after: StudioState
    studios: int


def open_on(day: parts.Column) -> ColumnElement[bool]:
    """Whether a studio received people on a day, as its history tells.

    One that was registered with an earlier opening date counts from that date on; one
    without history counts by the state it has now.
    """
    mine = and_(col(StudioStep.studio_id) == col(Studio.id), col(StudioStep.after).in_(LIVED))
    last = (
        columns(col(StudioStep.after))
        .where(mine, col(StudioStep.taken_on) <= day)
        .order_by(col(StudioStep.id).desc())
        .limit(1)
        .correlate(Studio)
        .scalar_subquery()
    )
    lived = columns(col(StudioStep.id)).where(mine).correlate(Studio).exists()
    without = case((lived, StudioState.OPENED.value), else_=col(Studio.state))
    return and_(
        col(Studio.binned_at).is_(None),
        col(Studio.state).in_(LIVED),
        col(Studio.opened_on) <= day,
        func.coalesce(last, without).in_(OPEN),
    )


def judged() -> ColumnElement[bool]:
    """Whether a studio has a standard to meet."""
    return col(Studio.standard_items) > 0


def up_to_standard() -> ColumnElement[bool]:
    """Whether a studio meets every item of its standard."""
    return and_(judged(), col(Studio.standard_met) == col(Studio.standard_items))


@parts.answers(KindFigures)
def by_kind() -> SelectBase:
    """Places open on the period's last day by kind, the most frequent first."""
    return (
        columns(
            col(Studio.kind),
            func.count(),
            parts.count_if(judged()),
            parts.count_if(up_to_standard()),
        )
        .where(col(Studio.committee_id).in_(parts.WITHIN), open_on(parts.LAST))
        .group_by(col(Studio.kind))
        .order_by(func.count().desc(), col(Studio.kind))
    )


@parts.answers(TownshipFigures)
def by_township() -> SelectBase:
    """Places open on the period's last day by township; where there are none is shown too."""
    found = (
        columns(
            col(Studio.township_id).label("township_id"),
            func.count().label("open"),
            parts.count_if(judged()).label("judged"),
            parts.count_if(up_to_standard()).label("up_to_standard"),
        )
        .where(col(Studio.committee_id).in_(parts.WITHIN), open_on(parts.LAST))
        .group_by(col(Studio.township_id))
        .subquery()
    )
    counts = [func.coalesce(found.c[name], 0) for name in ("open", "judged", "up_to_standard")]
    county = aliased(Committee)
    names = (col(Committee.name), col(Committee.name_en), col(county.name), col(county.name_en))
    return (
        columns(col(Committee.id), *names, *counts)
        .join(county, col(county.id) == func.coalesce(col(Committee.parent_id), col(Committee.id)))
        .outerjoin(found, found.c.township_id == col(Committee.id))
        .where(col(Committee.id).in_(parts.WITHIN), col(Committee.level) == Level.TOWNSHIP)
        .order_by(counts[0].desc(), col(Committee.code))
    )


@parts.answers(Coverage)
def station_coverage() -> SelectBase:
    """The townships that have a liaison station on the period's last day."""
    station = (
        columns(col(Studio.id))
        .where(
            or_(
                col(Studio.township_id) == col(Committee.id),
                col(Studio.committee_id) == col(Committee.id),
            ),
            col(Studio.kind) == StudioKind.LIAISON_STATION,
            open_on(parts.LAST),
        )
        .correlate(Committee)
        .exists()
    )
    return columns(func.count(), parts.count_if(station)).where(
        col(Committee.id).in_(parts.WITHIN), col(Committee.level) == Level.TOWNSHIP
    )


@parts.answers(Steps)
def steps() -> SelectBase:
    """What happened in the lives of places in the period; each place counts once a step."""
    studios = func.count(func.distinct(StudioStep.studio_id))
    return (
        columns(col(Studio.kind), col(StudioStep.before), col(StudioStep.after), studios)
        .join(Studio, col(Studio.id) == col(StudioStep.studio_id))
        .where(
            col(Studio.committee_id).in_(parts.WITHIN),
            col(Studio.binned_at).is_(None),
            col(StudioStep.taken_on).between(parts.FIRST, parts.LAST),
        )
        .group_by(col(Studio.kind), col(StudioStep.before), col(StudioStep.after))
        .order_by(studios.desc(), col(Studio.kind), col(StudioStep.after))
    )
