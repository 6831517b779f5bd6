"""What lies right below a committee, on its square, with what was done there."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    SelectBase,
    and_,
    cast,
    func,
    literal,
    null,
    union_all,
)
from sqlalchemy import select as columns
from sqlmodel import col

from core.activities.models import Activity, Stage
from core.committees.models import Committee, CommitteeTree, Community, MapLayout, MapSquare
from core.matters.models import Matter, MatterKind
from core.members.models import Liaison, Member
from core.reports.queries import parts
from core.reports.queries.matters import UNSAID, received
from core.reports.queries.studios import open_on
from core.studios.models import Studio

_NONE = cast(null(), Integer)
_ADDED_UP = ("activities", "opinions", "studios")


@dataclass(frozen=True, slots=True)
class PlaceFigures:
    """A committee below, or a community, with its square (0 for none) and what was counted.

    What was held or raised at a studio counts in the studio's township, what was held in a
    community in that one's; all else in the committee that holds the record.
    """

    child_id: int | None
    community_id: int | None
    name: str
    name_en: str
    row: int
    column: int
    activities: int
    opinions: int
    studios: int
    liaison: int


@parts.answers(PlaceFigures)
def right_below() -> SelectBase:
    """The committees right below and a township's communities, by code and name."""
    told = union_all(_children(), _communities()).subquery()
    return columns(*[one for one in told.c if one.key != "code"]).order_by(told.c.code, told.c.name)


def _children() -> Any:  # noqa: ANN401  a select
    events = union_all(_activities(), _opinions(), _studios()).subquery()
    tied = _liaison().subquery()
    counted = (
        columns(
            col(CommitteeTree.ancestor_id).label("child_id"),
            *[parts.total(events.c[name]).label(name) for name in _ADDED_UP],
        )
        .join(CommitteeTree, col(CommitteeTree.descendant_id) == events.c.place_id)
        .join(Committee, col(Committee.id) == col(CommitteeTree.ancestor_id))
        .where(col(Committee.parent_id) == parts.COMMITTEE)
        .group_by(col(CommitteeTree.ancestor_id))
        .subquery()
    )
    square = and_(col(MapSquare.child_id) == col(Committee.id), _mine())
    return (
        columns(
            col(Committee.id).label("child_id"),
            _NONE.label("community_id"),
            col(Committee.name).label("name"),
            col(Committee.name_en).label("name_en"),
            *_square(),
            *[func.coalesce(counted.c[name], 0).label(name) for name in _ADDED_UP],
            func.coalesce(tied.c.members, 0).label("liaison"),
            col(Committee.code).label("code"),
        )
        .select_from(Committee)
        .outerjoin(MapSquare, square)
        .outerjoin(counted, counted.c.child_id == col(Committee.id))
        .outerjoin(tied, tied.c.child_id == col(Committee.id))
        .where(col(Committee.parent_id) == parts.COMMITTEE)
    )


def _communities() -> Any:  # noqa: ANN401  a select
    here = col(Community.id)
    held = (
        columns(func.count())
        .select_from(Activity)
        .where(*_held(), col(Activity.community_id) == here)
    )
    raised = (
        columns(func.count())
        .select_from(Matter)
        .join(Activity, col(Activity.id) == col(Matter.activity_id))
        .where(
            col(Matter.kind) == MatterKind.OPINION,
            col(Matter.binned_at).is_(None),
            col(Matter.received_on).between(parts.FIRST, parts.LAST),
            col(Matter.state).not_in(UNSAID),
            col(Activity.community_id) == here,
        )
    )
    tied = (
        columns(func.count(func.distinct(Liaison.member_id)))
        .join(Member, col(Member.id) == col(Liaison.member_id))
        .where(_in_liaison(), col(Liaison.community_id) == here)
    )
    square = and_(col(MapSquare.community_id) == here, _mine())
    counts = [one.correlate(Community).scalar_subquery() for one in (held, raised, tied)]
    return (
        columns(
            _NONE,
            here,
            col(Community.name),
            col(Community.name_en),
            *_square(),
            counts[0],
            counts[1],
            literal(0),
            counts[2],
            literal(""),
        )
        .select_from(Community)
        .outerjoin(MapSquare, square)
        .where(col(Community.township_id) == parts.COMMITTEE)
    )


def _activities() -> Any:  # noqa: ANN401  a select
    place = func.coalesce(
        col(Community.township_id), col(Studio.township_id), col(Activity.committee_id)
    )
    return (
        columns(place.label("place_id"), *_one("activities"))
        .select_from(Activity)
        .outerjoin(Community, col(Community.id) == col(Activity.community_id))
        .outerjoin(Studio, col(Studio.id) == col(Activity.studio_id))
        .where(parts.held())
        .group_by(place)
    )


def _opinions() -> Any:  # noqa: ANN401  a select
    place = func.coalesce(col(Studio.township_id), col(Matter.committee_id))
    return (
        columns(place, *_one("opinions"))
        .select_from(Matter)
        .outerjoin(Studio, col(Studio.id) == col(Matter.studio_id))
        .where(received(MatterKind.OPINION))
        .group_by(place)
    )


def _studios() -> Any:  # noqa: ANN401  a select
    place = func.coalesce(col(Studio.township_id), col(Studio.committee_id))
    return (
        columns(place, *_one("studios"))
        .where(col(Studio.committee_id).in_(parts.WITHIN), open_on(parts.LAST))
        .group_by(place)
    )


def _liaison() -> Any:  # noqa: ANN401  a select
    """Members by the place right below: who is tied to several townships of a county is one."""
    place = col(Community.township_id)
    return (
        columns(
            col(CommitteeTree.ancestor_id).label("child_id"),
            func.count(func.distinct(Liaison.member_id)).label("members"),
        )
        .select_from(Liaison)
        .join(Member, col(Member.id) == col(Liaison.member_id))
        .join(Community, col(Community.id) == col(Liaison.community_id))
        .join(CommitteeTree, col(CommitteeTree.descendant_id) == place)
        .join(Committee, col(Committee.id) == col(CommitteeTree.ancestor_id))
        .where(_in_liaison(), col(Committee.parent_id) == parts.COMMITTEE)
        .group_by(col(CommitteeTree.ancestor_id))
    )


def _one(name: str) -> list[ColumnElement[int]]:
    """The columns of all figures: the one that is counted, and nothing of the others."""
    return [(func.count() if each == name else literal(0)).label(each) for each in _ADDED_UP]


def _in_liaison() -> ColumnElement[bool]:
    return and_(
        col(Member.binned_at).is_(None),
        parts.in_force(col(Liaison.starts_on), col(Liaison.ends_on), parts.LAST),
    )


def _held() -> list[ColumnElement[bool]]:
    """Activities of any committee that were held in the period: whoever held one there."""
    return [
        col(Activity.stage) == Stage.DONE,
        col(Activity.binned_at).is_(None),
        col(Activity.held_on).between(parts.FIRST, parts.LAST),
    ]


def _mine() -> ColumnElement[bool]:
    layout = columns(col(MapLayout.id)).where(col(MapLayout.committee_id) == parts.COMMITTEE)
    return col(MapSquare.layout_id).in_(layout)


def _square() -> list[ColumnElement[int]]:
    return [
        func.coalesce(col(MapSquare.at_row), 0).label("at_row"),
        func.coalesce(col(MapSquare.at_column), 0).label("at_column"),
    ]
