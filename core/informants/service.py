"""Registering informants, by themselves or from pasted lines."""

from typing import Any

from sqlmodel import Session, col, select

from core import clock
from core.audit import service as audit
from core.audit.service import Changes, Entry
from core.committees import scope, trail
from core.committees.models import Committee
from core.errors import NotFound, RuleBroken
from core.i18n import N_
from core.informants import queries, rules
from core.informants.drafts import InformantDraft
from core.informants.models import Informant, InformationPoint
from core.members import phones
from core.permissions import Actor, Permission, require

WRITE = Permission.INFORMANT_WRITE
PHONE_OF = b"informant.phone"


def register(session: Session, actor: Actor, committee_id: int, draft: InformantDraft) -> Informant:
    """Put an informant on a committee's register."""
    require(actor, WRITE)
    _lock(session, actor, committee_id)
    cleaned = rules.cleaned(draft, clock.today())
    _check_point(session, cleaned.point_id, committee_id)
    row = _add(session, committee_id, cleaned)
    _tell(session, actor, "registered", row, Changes({}, _told(row)))
    return row


def add_lines(session: Session, actor: Actor, committee_id: int, text: str) -> int:
    """Register the informants of pasted lines, all of them or none; how many.

    Points that are not there yet are added. Who stands on the register under the same name
    and employer is passed over.
    """
    require(actor, WRITE)
    _lock(session, actor, committee_id)
    lines = rules.read_lines(text, clock.today())
    known, points = _known(session, committee_id), _points(session, committee_id)
    added = 0
    for line in lines:
        if (line.draft.name, line.draft.employer) in known:
            continue
        known.add((line.draft.name, line.draft.employer))
        if line.point not in points:
            points[line.point] = _new_point(session, committee_id, line.point)
        _add(session, committee_id, line.draft, points[line.point])
        added += 1
    told = {"members": added}
    entry = Entry("informant:several added", "committee", committee_id, "", committee_id, {}, told)
    trail.record(session, actor, entry)
    return added


def edit(
    session: Session, actor: Actor, informant_id: int, draft: InformantDraft, version: int
) -> Informant:
    """Change what the register says of an informant."""
    require(actor, WRITE)
    row = queries.find(session, actor, informant_id, WRITE, lock=True)
    cleaned = rules.cleaned(draft, clock.today())
    if cleaned.point_id != row.point_id:
        _check_point(session, cleaned.point_id, row.committee_id)
    columns = _columns(cleaned) | {"number": cleaned.number or row.number}
    if columns["number"] != row.number:
        _check_free(session, row.committee_id, columns["number"])
    if cleaned.phone is not None and cleaned.phone != phones.unseal(row.phone, PHONE_OF):
        columns["phone"] = phones.seal(cleaned.phone, PHONE_OF)
    _tell(session, actor, "edited", row, audit.apply(row, columns, version))
    return row


def bin_informant(session: Session, actor: Actor, informant_id: int) -> Informant:
    """Put an informant into the bin. What they reported stays."""
    require(actor, WRITE)
    row = queries.find(session, actor, informant_id, WRITE, lock=True)
    row.binned_at = clock.now()
    row.version += 1
    _tell(session, actor, "binned", row, Changes({}, {}))
    return row


def restore(session: Session, actor: Actor, informant_id: int) -> Informant:
    """Take an informant out of the bin."""
    require(actor, WRITE)
    row = queries.find_binned(session, actor, informant_id)
    row.binned_at = None
    row.version += 1
    _tell(session, actor, "restored", row, Changes({}, {}))
    return row


def show_phone(session: Session, actor: Actor, informant_id: int) -> str:
    """An informant's whole phone number. That it was shown is kept in the trail."""
    require(actor, WRITE)
    row = queries.find(session, actor, informant_id, WRITE)
    number = phones.unseal(row.phone, PHONE_OF)
    _tell(session, actor, "phone shown", row, Changes({}, {}))
    return number


def _lock(session: Session, actor: Actor, committee_id: int) -> None:
    """One at a time per committee, so that no number is given twice."""
    if not scope.covers(session, actor, WRITE, committee_id):
        raise NotFound
    session.exec(select(Committee.id).where(Committee.id == committee_id).with_for_update()).one()


def _check_point(session: Session, point_id: int | None, committee_id: int) -> None:
    if point_id is None:
        return
    asked = select(InformationPoint.id).where(
        InformationPoint.id == point_id,
        col(InformationPoint.retired_at).is_(None),
        col(InformationPoint.committee_id).in_(scope.above(committee_id)),
    )
    if session.exec(asked).first() is None:
        raise RuleBroken(N_("Choose an information point of the committee."), "point_id")


def _check_free(session: Session, committee_id: int, number: str) -> None:
    asked = select(Informant.name).where(
        Informant.committee_id == committee_id, Informant.number == number
    )
    if (name := session.exec(asked).first()) is not None:
        raise RuleBroken(
            N_("Number {number} is {name}'s. Type another one."), "number", number=number, name=name
        )


def _add(
    session: Session,
    committee_id: int,
    draft: InformantDraft,
    point: InformationPoint | None = None,
) -> Informant:
    columns = _columns(draft)
    if draft.number:
        _check_free(session, committee_id, draft.number)
    else:
        asked = select(Informant.number).where(Informant.committee_id == committee_id)
        columns["number"] = rules.next_number(session.exec(asked).all())
    if point:
        columns["point_id"] = point.id
    sealed = phones.seal(draft.phone or "", PHONE_OF)
    row = Informant(committee_id=committee_id, **columns, phone=sealed)
    session.add(row)
    session.flush()
    return row


def _new_point(session: Session, committee_id: int, name: str) -> InformationPoint | None:
    if not name:
        return None
    row = InformationPoint(committee_id=committee_id, name=name)
    session.add(row)
    session.flush()
    return row


def _known(session: Session, committee_id: int) -> set[tuple[str, str]]:
    asked = select(Informant.name, Informant.employer).where(
        Informant.committee_id == committee_id, col(Informant.binned_at).is_(None)
    )
    return set(session.exec(asked).all())


def _points(session: Session, committee_id: int) -> dict[str, InformationPoint | None]:
    asked = select(InformationPoint).where(InformationPoint.committee_id == committee_id)
    return {row.name: row for row in session.exec(asked)}


def _columns(draft: InformantDraft) -> dict[str, Any]:
    """All that is typed but the phone, which is sealed."""
    return {
        "name": draft.name,
        "number": draft.number,
        "employer": draft.employer,
        "point_id": draft.point_id,
        "starts_on": draft.starts_on,
        "ends_on": draft.ends_on,
    }


def _told(row: Informant) -> dict[str, Any]:
    return {key: getattr(row, key) for key in ("number", "employer", "point_id", "starts_on")}


def _tell(session: Session, actor: Actor, verb: str, row: Informant, changes: Changes) -> None:
    told = (changes.before, changes.after)
    entry = Entry(f"informant:{verb}", "informant", row.id, row.name, row.committee_id, *told)
    trail.record(session, actor, entry)
