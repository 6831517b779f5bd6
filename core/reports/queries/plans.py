"""The targets in force: how many studios, groups and members have which."""

from dataclasses import dataclass

from sqlalchemy import case, func
from sqlalchemy import select as columns
from sqlmodel import Session, col

from core.i18n import N_
from core.permissions import Actor
from core.plans.models import Every, Measure, PlanTarget
from core.reports.periods import Period
from core.reports.queries import parts
from db.base import Choice


class Planned(Choice):
    """Whose target it is."""

    STUDIO = "studio", N_("Studio")
    GROUP = "group", N_("Sector group")
    MEMBER = "member", N_("Member")


@dataclass(frozen=True, slots=True)
class TargetFigures:
    """How many of one kind have the same target for one measure in the year."""

    planned: Planned
    measure: Measure
    every: Every
    target: int
    subjects: int


def in_force(
    session: Session, actor: Actor, committee_id: int, period: Period
) -> tuple[TargetFigures, ...]:
    """The targets of the year of the period's last day, the most common first."""
    within = parts.area(session, actor, committee_id)
    planned = case(
        (col(PlanTarget.studio_id).is_not(None), Planned.STUDIO.value),
        (col(PlanTarget.sector_group_id).is_not(None), Planned.GROUP.value),
        else_=Planned.MEMBER.value,
    )
    asked = [col(PlanTarget.measure), col(PlanTarget.every), col(PlanTarget.target)]
    statement = (
        columns(planned, *asked, func.count())
        .where(col(PlanTarget.committee_id).in_(within), col(PlanTarget.year) == period.last.year)
        .group_by(planned, *asked)
        .order_by(func.count().desc(), planned, *asked)
    )
    return tuple(TargetFigures(Planned(row[0]), *row[1:]) for row in parts.rows(session, statement))
