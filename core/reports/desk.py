"""What waits for a person: applications, receptions of the week, and plans that lag."""

from dataclasses import dataclass
from datetime import date, time

from sqlalchemy import ColumnElement, union
from sqlalchemy import select as columns
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from core.members.models import Member
from core.permissions import Actor, Permission, ScopeKind, require
from core.plans.drafts import SubjectKind
from core.plans.models import Measure
from core.plans.queries import PlanFilter
from core.plans.rules import Light
from core.reports import progress
from core.reports.queries import parts
from core.studios import queries as studios
from core.studios import reach
from core.studios.models import Reception, Rota, Studio, StudioState
from core.studios.queries import Filters, StudioRow, Window

LAGGING = (Light.BEHIND, Light.MISSED)
MOST = 10
MOST_PLANS = 100
# Whose plans a person looks after, by the scope of the role.
_PLANS = (
    (ScopeKind.COMMITTEE, SubjectKind.GROUP),
    (ScopeKind.COMMITTEE, SubjectKind.STUDIO),
    (ScopeKind.STUDIO, SubjectKind.STUDIO),
    (ScopeKind.GROUP, SubjectKind.GROUP),
    (ScopeKind.MEMBER, SubjectKind.MEMBER),
)


@dataclass(frozen=True, slots=True)
class ReceptionOfWeek:
    """A day on which a studio receives the public, and the member on duty."""

    studio_id: int
    studio: str
    held_on: date
    from_time: time | None
    until_time: time | None
    member: str


@dataclass(frozen=True, slots=True)
class Lagging:
    """A target that is behind what would be done by now."""

    kind: SubjectKind
    subject_id: int
    name: str
    name_en: str
    measure: Measure
    done: int
    target: int


def applications(session: Session, actor: Actor) -> list[StudioRow]:
    """Studios that wait to be decided on by this actor, or that came back to this actor."""
    require(actor, Permission.STUDIO_READ)
    if actor.may(Permission.STUDIO_DECIDE):
        state = StudioState.APPLIED
    elif actor.may(Permission.STUDIO_APPLY):
        state = StudioState.RETURNED
    else:
        return []
    return studios.listing(session, actor, Filters(state=state), Window(limit=MOST))


def receptions(session: Session, actor: Actor, first: date, last: date) -> list[ReceptionOfWeek]:
    """Receptions from one day to another: of the actor's studios, or of the member itself."""
    statement = (
        columns(
            col(Studio.id),
            col(Studio.name),
            col(Reception.held_on),
            col(Rota.from_time),
            col(Rota.until_time),
            col(Member.name),
        )
        .join(Studio, col(Studio.id) == col(Reception.studio_id))
        .join(Member, col(Member.id) == col(Reception.member_id))
        .outerjoin(Rota, col(Rota.studio_id) == col(Studio.id))
        .where(
            _reaches(actor),
            col(Reception.held_on).between(first, last),
            col(Studio.binned_at).is_(None),
        )
        .order_by(col(Reception.held_on), col(Studio.name), col(Member.name))
        .limit(MOST)
    )
    return [ReceptionOfWeek(*row) for row in parts.rows(session, statement)]


def lagging(session: Session, actor: Actor, year: int, day: date) -> list[Lagging]:
    """The targets that lag, of all that the actor looks after; the furthest behind first."""
    require(actor, Permission.PLAN_READ)
    kinds = {kind for held, kind in _PLANS if actor.reach(Permission.PLAN_READ, held)}
    found = [
        one
        for kind in sorted(kinds)
        for subject in progress.matrix(
            session, actor, PlanFilter(kind, year, planned=True, limit=MOST_PLANS), day
        )
        for one in _lagging(kind, subject)
    ]
    return sorted(found, key=lambda one: (one.done / one.target, one.name))


def _lagging(kind: SubjectKind, subject: progress.SubjectProgress) -> list[Lagging]:
    return [
        Lagging(
            kind,
            subject.subject_id,
            subject.name,
            subject.name_en,
            each.line.measure,
            each.done,
            each.line.target,
        )
        for each in subject.targets.values()
        if each.light in LAGGING
    ]


def _reaches(actor: Actor) -> ColumnElement[bool]:
    """Whether a reception is at a studio that the actor reads, or the actor is on duty there."""
    studio, own = aliased(Reception), aliased(Reception)
    at = columns(col(studio.id)).join(Studio, col(Studio.id) == col(studio.studio_id))
    oneself = actor.reach(Permission.MEMBER_READ, ScopeKind.MEMBER)
    return col(Reception.id).in_(
        union(
            at.where(reach.in_scope(actor, Permission.STUDIO_READ)),
            columns(col(own.id)).where(col(own.member_id).in_(oneself)),
        )
    )
