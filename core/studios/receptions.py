"""When a studio receives the public, and who is on duty."""

from datetime import date

from sqlalchemy import select as select_columns
from sqlmodel import Session, col, delete, select
from sqlmodel.sql.expression import SelectOfScalar

from core.audit import service as audit
from core.audit.service import Entry
from core.committees import calendar, trail
from core.errors import NotFound, RuleBroken
from core.i18n import N_
from core.members.models import Member
from core.permissions import Actor, Permission, require
from core.studios import queries, rota, rules
from core.studios.drafts import RotaDraft
from core.studios.models import Reception, Rota, Studio, StudioMember

MOST_AT_ONCE = 5


def set_rota(
    session: Session, actor: Actor, studio_id: int, draft: RotaDraft, *, version: int = 0
) -> Rota:
    """Say when a studio receives. `version` is that of the rota shown, 0 for none yet."""
    studio = _open(session, actor, studio_id)
    columns = rota.columns(draft)
    row = session.exec(_rota_of(studio.id)).first()
    if row is None:
        row = Rota(studio_id=studio.id, **columns)
        session.add(row)
        changes = audit.Changes({}, columns)
    else:
        changes = audit.apply(row, columns, version)
    _record(session, actor, studio, "studio:rota_set", changes)
    return row


def plan_quarter(
    session: Session, actor: Actor, studio_id: int, first: date, *, at_once: int = 1
) -> int:
    """Put members on duty by turns on each day of reception of the quarter of a day.

    Days that already have somebody are left as they are. Returns how many were planned.
    """
    studio = _open(session, actor, studio_id)
    row = session.exec(_rota_of(studio.id)).first()
    if row is None:
        raise RuleBroken(N_("Say first when this studio receives."))
    if not 1 <= at_once <= MOST_AT_ONCE:
        raise RuleBroken(
            N_("From 1 to {n} members are on duty at once."), field="at_once", n=MOST_AT_ONCE
        )
    start, end = rota.quarter(first.year, (first.month + 2) // 3)
    team = _team(session, studio, start, end)
    if not team:
        raise RuleBroken(N_("Nobody works in this studio then. Assign members first."))
    meant = rota.reception_days(row, start, end, calendar.load(session))
    days = _free_days(session, studio, meant)
    planned = list(rota.round_robin(days, team, _last_on_duty(session, studio, end), at_once))
    session.add_all(
        Reception(studio_id=studio.id, held_on=day, member_id=member) for day, member in planned
    )
    told = {"from": start, "until": end, "receptions": len(planned)}
    _record(session, actor, studio, "studio:receptions_planned", audit.Changes({}, told))
    return len(planned)


def change_duty(session: Session, actor: Actor, reception_id: int, member_id: int) -> Reception:
    """Put another member of the studio on duty on a day of reception."""
    studio, reception = _reception(session, actor, reception_id)
    day = reception.held_on
    if all(one.member_id != member_id for one in _team(session, studio, day, day)):
        raise RuleBroken(N_("This member does not work in the studio then."), "member_id")
    if session.exec(_on_duty(studio.id, day, member_id)).first() not in (None, reception.id):
        raise RuleBroken(N_("This member is already on duty on that day."), "member_id")
    before = _told(session, reception)
    reception.member_id = member_id
    session.flush()
    changes = audit.Changes(before, _told(session, reception))
    _record(session, actor, studio, "studio:duty_changed", changes)
    return reception


def cancel(session: Session, actor: Actor, reception_id: int) -> None:
    """Take a member off duty on a day of reception."""
    studio, reception = _reception(session, actor, reception_id)
    before = _told(session, reception)
    session.delete(reception)
    _record(session, actor, studio, "studio:reception_cancelled", audit.Changes(before, {}))


def clear_rota(session: Session, actor: Actor, studio_id: int) -> None:
    """Let a studio receive by no rule any more. Receptions already planned stay."""
    studio = _open(session, actor, studio_id)
    session.execute(delete(Rota).where(col(Rota.studio_id) == studio.id))
    _record(session, actor, studio, "studio:rota_cleared", audit.Changes({}, {}))


def _open(session: Session, actor: Actor, studio_id: int) -> Studio:
    """The studio, locked, if the actor may change it and it can still be changed."""
    require(actor, Permission.STUDIO_WRITE)
    studio = queries.find(session, actor, studio_id, Permission.STUDIO_WRITE, lock=True)
    rules.check_alive(studio.state)
    return studio


def _rota_of(studio_id: int) -> SelectOfScalar[Rota]:
    return select(Rota).where(Rota.studio_id == studio_id).execution_options(populate_existing=True)


def _team(session: Session, studio: Studio, first: date, last: date) -> list[rota.Duty]:
    """Who works in a studio within a stretch of time, in order of member number."""
    found = (
        select_columns(
            col(StudioMember.member_id), col(StudioMember.starts_on), col(StudioMember.ends_on)
        )
        .join(Member, col(Member.id) == col(StudioMember.member_id))
        .where(
            col(StudioMember.studio_id) == studio.id,
            col(StudioMember.starts_on) <= last,
            col(StudioMember.ends_on).is_(None) | (col(StudioMember.ends_on) >= first),
        )
        .order_by(col(Member.number), col(Member.id), col(StudioMember.starts_on))
    )
    return [rota.Duty(*row) for row in session.execute(found)]


def _free_days(session: Session, studio: Studio, days: list[rota.ReceptionDay]) -> list[date]:
    held = select_columns(col(Reception.held_on)).where(col(Reception.studio_id) == studio.id)
    taken = set(session.scalars(held))
    return [one.day for one in days if one.day not in taken]


def _last_on_duty(session: Session, studio: Studio, until: date) -> int | None:
    last = (
        select(Reception.member_id)
        .where(Reception.studio_id == studio.id, Reception.held_on <= until)
        .order_by(col(Reception.held_on).desc(), col(Reception.id).desc())
        .limit(1)
    )
    return session.exec(last).first()


def _on_duty(studio_id: int, day: date, member_id: int) -> SelectOfScalar[int]:
    return select(Reception.id).where(
        Reception.studio_id == studio_id,
        Reception.held_on == day,
        Reception.member_id == member_id,
    )


def _reception(session: Session, actor: Actor, reception_id: int) -> tuple[Studio, Reception]:
    of = session.exec(select(Reception.studio_id).where(Reception.id == reception_id)).first()
    studio = _open(session, actor, of or 0)
    reception = session.get(Reception, reception_id, populate_existing=True)
    if reception is None:
        raise NotFound
    return studio, reception


def _told(session: Session, reception: Reception) -> dict[str, object]:
    name = session.exec(select(Member.name).where(Member.id == reception.member_id)).one()
    return {"held_on": reception.held_on, "member": name}


def _record(
    session: Session, actor: Actor, studio: Studio, action: str, changes: audit.Changes
) -> None:
    subject = (studio.id, studio.name, studio.committee_id)
    entry = Entry(action, "studio", *subject, changes.before, changes.after)
    trail.record(session, actor, entry)
