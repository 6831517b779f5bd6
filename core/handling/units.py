"""The register of handling units."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, or_, select
from sqlmodel import Session, col
from sqlmodel import select as select_row

from core import clock
from core.audit import service as audit
from core.audit.service import Changes, Entry
from core.committees import scope, trail
from core.committees.models import Committee
from core.errors import NotFound, RuleBroken
from core.handling import finding, rules
from core.handling.drafts import UnitDraft
from core.handling.models import Assignment, HandlingUnit, UnitKind
from core.i18n import N_
from core.members import phones
from core.permissions import Actor, Permission, require
from core.text import clean_name, digits, required

WRITE = Permission.HANDLING_ASSIGN
NAME, CODE, CONTACT = 80, 20, 60
MEANT_FOR = b"handling_unit.phone"


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit as the register shows it. The phone is masked."""

    id: int
    code: str
    name: str
    kind: UnitKind
    contact: str
    phone: str
    is_retired: bool
    version: int
    in_hand: int


def register(session: Session, actor: Actor, committee_id: int, draft: UnitDraft) -> HandlingUnit:
    """Put a unit on a committee's register."""
    require(actor, WRITE)
    if not scope.covers(session, actor, WRITE, committee_id):
        raise NotFound
    _lock(session, committee_id)
    columns = _columns(draft)
    columns["code"] = _free_code(session, committee_id, columns["code"])
    row = HandlingUnit(committee_id=committee_id, **columns)
    session.add(row)
    session.flush()
    _told(session, actor, "registered", row, Changes({}, columns))
    return row


def edit(
    session: Session, actor: Actor, unit_id: int, draft: UnitDraft, version: int
) -> HandlingUnit:
    """Correct what the register says of a unit."""
    require(actor, WRITE)
    row = finding.find_unit(session, actor, unit_id)
    columns = _columns(draft)
    code = columns["code"] or row.code
    if code != row.code:
        _free_code(session, row.committee_id, code)
    columns["code"] = code
    if draft.phone is None or draft.phone == phone_of(row):
        columns.pop("phone", None)  # sealed anew it would look changed
    changes = audit.apply(row, columns, version)
    _told(session, actor, "edited", row, changes)
    return row


def retire(session: Session, actor: Actor, unit_id: int) -> HandlingUnit:
    """Offer a unit no more. What it has in hand stays with it."""
    require(actor, WRITE)
    row = finding.find_unit(session, actor, unit_id)
    row.retired_at = row.retired_at or clock.now()
    row.version += 1
    _told(session, actor, "retired", row, Changes({}, {}))
    return row


def bring_back(session: Session, actor: Actor, unit_id: int) -> HandlingUnit:
    """Offer a retired unit again."""
    require(actor, WRITE)
    row = finding.find_unit(session, actor, unit_id)
    row.retired_at = None
    row.version += 1
    _told(session, actor, "brought back", row, Changes({}, {}))
    return row


def show_phone(session: Session, actor: Actor, unit_id: int) -> str:
    """A unit's whole phone number. That it was shown is kept in the trail."""
    require(actor, WRITE)
    row = finding.find_unit(session, actor, unit_id)
    _told(session, actor, "phone shown", row, Changes({}, {}))
    return phone_of(row)


def listing(
    session: Session, actor: Actor, committee_id: int, search: str = "", *, retired: bool = False
) -> list[UnitRow]:
    """The units of a committee by code, with how much each has in hand."""
    require(actor, WRITE)
    open_ = (
        select(func.count(col(Assignment.id)))
        .where(
            col(Assignment.unit_id) == col(HandlingUnit.id),
            col(Assignment.state).in_(rules.OPEN),
        )
        .scalar_subquery()
    )
    wanted = (
        select(HandlingUnit, open_)
        .where(
            col(HandlingUnit.committee_id) == committee_id,
            scope.within(actor, WRITE, col(HandlingUnit.committee_id)),
        )
        .order_by(col(HandlingUnit.code), col(HandlingUnit.id))
    )
    if not retired:
        wanted = wanted.where(col(HandlingUnit.retired_at).is_(None))
    if search:
        wanted = wanted.where(
            or_(
                col(HandlingUnit.name).contains(search, autoescape=True),
                col(HandlingUnit.code).startswith(search, autoescape=True),
            )
        )
    return [_row(*found) for found in session.execute(wanted)]


def reseal_phones(session: Session) -> int:
    """Seal every phone with the newest key; how many. For the operator, who has no role here."""
    rows = session.exec(select_row(HandlingUnit).where(col(HandlingUnit.phone) != "")).all()
    for row in rows:
        row.phone = phones.seal(phone_of(row), MEANT_FOR)
    return len(rows)


def phone_of(row: HandlingUnit) -> str:
    """The phone number of a unit that was fetched within scope."""
    return phones.unseal(row.phone, MEANT_FOR)


def _row(row: HandlingUnit, in_hand: int) -> UnitRow:
    return UnitRow(
        row.id,
        row.code,
        row.name,
        row.kind,
        row.contact,
        _masked(row),
        row.retired_at is not None,
        row.version,
        in_hand,
    )


def _masked(row: HandlingUnit) -> str:
    try:
        number = phone_of(row)
    except RuleBroken:
        return phones.UNREADABLE
    return f"{number[:3]}****{number[-4:]}" if number else ""


def _columns(draft: UnitDraft) -> dict[str, Any]:
    number = phones.read_phone(draft.phone or "")
    return {
        "name": required(draft.name, NAME, "name", N_("Type the name of the unit.")),
        "kind": draft.kind,
        "code": digits(draft.code, CODE, "code"),
        "contact": clean_name(draft.contact, CONTACT, "contact"),
        "phone": phones.seal(number, MEANT_FOR),
    }


def _lock(session: Session, committee_id: int) -> None:
    session.exec(select_row(Committee).where(Committee.id == committee_id).with_for_update()).one()


def _free_code(session: Session, committee_id: int, code: str) -> str:
    """The code asked for, if it is free; the next one where none was."""
    asked = select_row(HandlingUnit.code).where(HandlingUnit.committee_id == committee_id)
    taken = set(session.exec(asked))
    if not code:
        number = len(taken) + 1
        while (code := f"D{number:03}") in taken:
            number += 1
    elif code in taken:
        raise RuleBroken(N_("Another unit has this code."), "code")
    return code


def _told(session: Session, actor: Actor, done: str, row: HandlingUnit, changes: Changes) -> None:
    trail.record(
        session,
        actor,
        Entry(
            f"unit:{done}",
            "handling_unit",
            row.id,
            row.name,
            row.committee_id,
            changes.before,
            changes.after,
        ),
    )
