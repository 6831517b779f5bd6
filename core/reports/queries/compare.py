"""Sector groups side by side: what each held, raised and reached."""

from dataclasses import dataclass

from sqlalchemy import SelectBase
from sqlalchemy import select as columns
from sqlmodel import Session, col

from core.groups.models import SectorGroup
from core.matters.models import Matter, MatterKind
from core.permissions import Actor
from core.reports import progress
from core.reports.periods import Period
from core.reports.queries import groups, parts, plans


@dataclass(frozen=True, slots=True)
class GroupMeasures:
    """All that a group is compared by. Without a plan `plan_rate` is None, so is `rate` where
    nobody was called."""

    group_id: int
    name: str
    name_en: str
    committee: str
    committee_en: str
    members: int
    activities: int
    served: int
    rate: float | None
    opinions: int
    proposals: int
    plan_rate: float | None


@dataclass(frozen=True, slots=True)
class _Raised:
    group_id: int
    opinions: int
    proposals: int


def side_by_side(
    session: Session, actor: Actor, committee_id: int, period: Period
) -> tuple[GroupMeasures, ...]:
    """The groups of the terms that run on the last day, the most active first."""
    asked = (session, actor, committee_id, period)
    raised = {row.group_id: row for row in _raised(*asked)}
    planned = {row.group_id: row.rate for row in plans.groups_done(*asked)}
    none = _Raised(0, 0, 0)
    return tuple(
        GroupMeasures(
            *(row.group_id, row.name, row.name_en, row.committee, row.committee_en),
            *(row.members, row.activities, row.served),
            row.rate if row.called else None,
            raised.get(row.group_id, none).opinions,
            raised.get(row.group_id, none).proposals,
            planned.get(row.group_id),
        )
        for row in groups.comparison(*asked)
    )


@parts.answers(_Raised)
def _raised() -> SelectBase:
    """What groups handed in, or what was heard in one, in the period."""
    mine = columns(col(SectorGroup.id)).where(col(SectorGroup.committee_id).in_(parts.WITHIN))
    kind = col(Matter.kind)
    return (
        columns(
            progress.GROUP_OF,
            parts.count_if(kind == MatterKind.OPINION),
            parts.count_if(kind == MatterKind.PROPOSAL),
        )
        .where(progress.of_groups(mine), progress.handed_in(parts.FIRST, parts.LAST))
        .group_by(progress.GROUP_OF)
    )
