"""Reading targets."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, ScalarSelect, and_, exists, func, select
from sqlmodel import Session, col

from core.committees import scope
from core.i18n import N_
from core.permissions import Actor, Permission, require
from core.plans import subjects
from core.plans.drafts import Line, Subject, SubjectKind
from core.plans.models import Every, Measure, PlanTarget
from core.plans.subjects import Named
from db.base import Choice

_ORDER = {measure: position for position, measure in enumerate(Measure)}


class Order(Choice):
    """In which order subjects come."""

    NAME = "name", N_("By name")
    FEWEST = "fewest", N_("Fewest targets first")


@dataclass(frozen=True, slots=True)
class PlanFilter:
    """Which subjects a list asks for. `planned`: with targets, without, None for all."""

    kind: SubjectKind
    year: int
    committee_id: int | None = None
    search: str = ""
    planned: bool | None = None
    offset: int = 0
    limit: int = 50
    order: Order = Order.NAME


@dataclass(frozen=True, slots=True)
class TargetRow:
    """A target of a subject. `preset` is "" when it was set by hand."""

    subject_id: int
    measure: Measure
    every: Every
    target: int
    preset: str
    version: int

    @property
    def line(self) -> Line:
        """What is to be reached."""
        return Line(self.measure, self.every, self.target)


def total(session: Session, actor: Actor, wanted: PlanFilter) -> int:
    """How many subjects a list has in all."""
    require(actor, Permission.PLAN_READ)
    counted = select(func.count()).select_from(
        subjects.statement(wanted.kind).where(_asked(actor, wanted)).subquery()
    )
    return session.scalar(counted) or 0


def listing(session: Session, actor: Actor, wanted: PlanFilter) -> list[Named]:
    """The subjects of a list, in the order asked for. Their targets: `of_subjects`."""
    require(actor, Permission.PLAN_READ)
    fewest = [_number_of_targets(wanted)] if wanted.order is Order.FEWEST else []
    asked = (
        subjects.statement(wanted.kind)
        .where(_asked(actor, wanted))
        .order_by(*fewest, subjects.name_of(wanted.kind), subjects.id_of(wanted.kind))
        .offset(wanted.offset)
        .limit(wanted.limit)
    )
    return [Named(*row) for row in session.execute(asked)]


def targets(session: Session, actor: Actor, subject: Subject, year: int) -> list[TargetRow]:
    """The targets of one subject for a year, in the order of the measures."""
    subjects.find(session, actor, subject)
    return of_subjects(session, subject.kind, [subject.id], year)


def of_subjects(
    session: Session, kind: SubjectKind, ids: Sequence[int], year: int
) -> list[TargetRow]:
    """The targets of some subjects for a year. Asks nobody's permission."""
    whose = subjects.column(kind)
    asked = select(
        whose,
        col(PlanTarget.measure),
        col(PlanTarget.every),
        col(PlanTarget.target),
        col(PlanTarget.preset),
        col(PlanTarget.version),
    ).where(whose.in_(ids), col(PlanTarget.year) == year)
    rows = [TargetRow(*row) for row in session.execute(asked)]
    return sorted(rows, key=lambda row: (row.subject_id, _ORDER[row.measure]))


def _number_of_targets(wanted: PlanFilter) -> ScalarSelect[int]:
    return (
        select(func.count(col(PlanTarget.id)))
        .where(
            subjects.column(wanted.kind) == subjects.id_of(wanted.kind),
            col(PlanTarget.year) == wanted.year,
        )
        .scalar_subquery()
    )


def _asked(actor: Actor, wanted: PlanFilter) -> ColumnElement[bool]:
    kind = wanted.kind
    has_targets = exists().where(
        subjects.column(kind) == subjects.id_of(kind), col(PlanTarget.year) == wanted.year
    )
    parts = [
        subjects.within(actor, Permission.PLAN_READ, kind),
        subjects.at_work(kind, wanted.year),
    ]
    if wanted.committee_id is not None:
        parts.append(subjects.committee_of(kind).in_(scope.below([wanted.committee_id])))
    if wanted.search:
        parts.append(subjects.name_of(kind).icontains(wanted.search, autoescape=True))
    if wanted.planned is not None:
        parts.append(has_targets if wanted.planned else ~has_targets)
    return and_(*parts)
