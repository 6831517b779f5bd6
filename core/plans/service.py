"""Setting targets: of one subject by hand, of many at once. Never commits."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import insert, select, update
from sqlmodel import Session, col

from core.audit import service as audit
from core.audit.service import Entry
from core.committees import scope, trail
from core.errors import Difference, EditConflict, NotFound, RuleBroken
from core.groups.models import SectorGroup
from core.i18n import N_
from core.permissions import Actor, Permission, require
from core.plans import rules, subjects
from core.plans.drafts import Applied, Line, Many, Plan, Preset, Subject, SubjectKind
from core.plans.models import Measure, PlanTarget
from core.plans.subjects import Named

Key = tuple[int, Measure]


def set_targets(session: Session, actor: Actor, subject: Subject, plan: Plan) -> None:
    """Give one subject by hand the targets of a plan; those seen and not kept are dropped."""
    named = subjects.find(session, actor, subject, Permission.PLAN_WRITE, lock=True)
    rules.check_year(plan.year)
    if plan.lines:
        rules.check_lines(plan.lines)
    kept = {m: row for (_, m), row in _rows(session, subject.kind, [named.id], plan.year).items()}
    _check_unchanged(kept, plan)
    before = {row.measure.value: _said(row) for row in kept.values()}
    for line in plan.lines:
        _set(session, (subject.kind, named), plan.year, line, kept.get(line.measure))
    for measure in plan.seen.keys() - {line.measure for line in plan.lines}:
        session.delete(kept[measure])
    after = {line.measure.value: _said(line) for line in plan.lines}
    entry = Entry(
        action="plan:set",
        subject_kind=subject.kind.value,
        subject_id=named.id,
        subject_name=named.name,
        committee_id=named.committee_id,
        before={"year": plan.year, **before},
        after={"year": plan.year, **after},
    )
    trail.record(session, actor, entry)


def apply_preset(session: Session, actor: Actor, many: Many, preset: Preset) -> Applied:
    """Give all subjects the targets of a preset. What was set by hand stays."""
    _check_many(session, actor, many)
    rules.check_lines(preset.lines)
    if many.kind not in preset.kinds:
        raise RuleBroken(N_("This plan is not meant for these. Choose another."), "preset")
    named = _meant(session, many)
    rows = _rows(session, many.kind, list(named), many.year)
    pairs = [(subject, line) for subject in named.values() for line in preset.lines]
    added, changed = [], []
    for subject, line in pairs:
        row = rows.get((subject.id, line.measure))
        if row is None:
            added.append(_new(many, subject, line, preset.key))
        elif row.preset and _said(row) != _said(line):
            changed.append(_changed(row, line, preset.key))
    return _write(session, actor, many, (added, changed), len(pairs))


def copy_last_year(session: Session, actor: Actor, many: Many) -> Applied:
    """Give all subjects the targets that they had the year before, where they have none yet.

    A group that continues one of the term before takes over that one's.
    """
    _check_many(session, actor, many)
    named = _meant(session, many)
    rows = _rows(session, many.kind, list(named), many.year)
    heirs = _heirs(session, list(named)) if many.kind is SubjectKind.GROUP else {}
    former = {key: key for key in named} | heirs
    last = _rows(session, many.kind, list(former), many.year - 1)
    added: dict[Key, dict[str, Any]] = {}
    for (old_id, measure), row in last.items():
        subject = named[former[old_id]]
        if (subject.id, measure) not in rows:
            line = Line(measure, row.every, row.target)
            added[subject.id, measure] = _new(many, subject, line, row.preset)
    return _write(session, actor, many, (list(added.values()), []), len(last))


def _set(
    session: Session,
    subject: tuple[SubjectKind, Named],
    year: int,
    line: Line,
    row: PlanTarget | None,
) -> None:
    kind, named = subject
    if row is None:
        many = Many(named.committee_id, kind, year)
        session.add(PlanTarget(**_new(many, named, line, preset="")))
    elif _said(row) != _said(line):
        audit.apply(row, {"every": line.every, "target": line.target, "preset": ""}, row.version)


def _check_unchanged(kept: dict[Measure, PlanTarget], plan: Plan) -> None:
    """Nobody set, changed or dropped meanwhile a target that the plan is about."""
    wanted = {line.measure: line for line in plan.lines}
    stale = [
        Difference(measure, _number(kept.get(measure)), _number(wanted.get(measure)))
        for measure in Measure
        if measure in wanted or measure in plan.seen
        if (kept[measure].version if measure in kept else None) != plan.seen.get(measure)
    ]
    if stale:
        raise EditConflict(stale, version=0)


def _check_many(session: Session, actor: Actor, many: Many) -> None:
    require(actor, Permission.PLAN_WRITE)
    rules.check_year(many.year)
    if not scope.covers(session, actor, Permission.PLAN_WRITE, many.committee_id):
        raise NotFound


def _meant(session: Session, many: Many) -> dict[int, Named]:
    kind = many.kind
    asked = subjects.statement(kind).where(
        subjects.meant_by_presets(kind, many.year, many.studio_kinds),
        subjects.committee_of(kind).in_(scope.below([many.committee_id])),
    )
    return {row[0]: Named(*row) for row in session.execute(asked)}


def _rows(
    session: Session, kind: SubjectKind, ids: Sequence[int], year: int
) -> dict[Key, PlanTarget]:
    whose = subjects.column(kind)
    asked = select(whose, PlanTarget).where(whose.in_(ids), col(PlanTarget.year) == year)
    return {(subject_id or 0, row.measure): row for subject_id, row in session.execute(asked)}


def _heirs(session: Session, group_ids: Sequence[int]) -> dict[int, int]:
    asked = select(col(SectorGroup.carried_from_id), col(SectorGroup.id)).where(
        col(SectorGroup.id).in_(group_ids), col(SectorGroup.carried_from_id).is_not(None)
    )
    return {old or 0: new for old, new in session.execute(asked)}


def _new(many: Many, subject: Named, line: Line, preset: str) -> dict[str, Any]:
    return {
        "committee_id": subject.committee_id,
        subjects.column_name(many.kind): subject.id,
        "year": many.year,
        "measure": line.measure,
        "every": line.every,
        "target": line.target,
        "preset": preset,
    }


def _changed(row: PlanTarget, line: Line, preset: str) -> dict[str, Any]:
    said = {"every": line.every, "target": line.target, "preset": preset}
    return {"id": row.id, "version": row.version + 1, **said}


def _write(
    session: Session,
    actor: Actor,
    many: Many,
    new_and_changed: tuple[list[dict[str, Any]], list[dict[str, Any]]],
    asked: int,
) -> Applied:
    added, changed = new_and_changed
    if added:
        session.execute(insert(PlanTarget), added)
    if changed:
        session.execute(update(PlanTarget), changed)
    told = Applied(len(added), len(changed), asked - len(added) - len(changed))
    after = {"kind": many.kind, "year": many.year, "added": told.added, "changed": told.changed}
    entry = Entry(
        action="plan:applied",
        subject_kind="committee",
        subject_id=many.committee_id,
        committee_id=many.committee_id,
        after=after,
    )
    trail.record(session, actor, entry)
    return told


def _said(row: Line | PlanTarget) -> str:
    return f"{row.target}/{row.every.value}"


def _number(row: Line | PlanTarget | None) -> str:
    return str(row.target) if row else ""
