"""Information points: where voices are gathered."""

from sqlmodel import Session, select

from core import clock
from core.audit import service as audit
from core.audit.service import Changes, Entry
from core.committees import scope, trail
from core.errors import NotFound, RuleBroken
from core.i18n import N_
from core.informants import queries, rules
from core.informants.drafts import PointDraft
from core.informants.models import InformationPoint
from core.permissions import Actor, Permission, require
from core.text import clean, required

WRITE = Permission.INFORMANT_WRITE


def add(session: Session, actor: Actor, committee_id: int, draft: PointDraft) -> InformationPoint:
    """Put an information point on a committee's register."""
    require(actor, WRITE)
    if not scope.covers(session, actor, WRITE, committee_id):
        raise NotFound
    columns = _columns(draft)
    _check_free(session, committee_id, str(columns["name"]))
    row = InformationPoint(committee_id=committee_id, **columns)  # type: ignore[arg-type]  # as cleaned
    session.add(row)
    session.flush()
    _tell(session, actor, "point added", row, Changes({}, columns))
    return row


def edit(
    session: Session, actor: Actor, point_id: int, draft: PointDraft, version: int
) -> InformationPoint:
    """Correct what the register says of a point."""
    require(actor, WRITE)
    row = queries.find_point(session, actor, point_id)
    columns = _columns(draft)
    if columns["name"] != row.name:
        _check_free(session, row.committee_id, str(columns["name"]))
    _tell(session, actor, "point edited", row, audit.apply(row, columns, version))
    return row


def retire(session: Session, actor: Actor, point_id: int) -> InformationPoint:
    """Offer a point no more. Who belongs to it stays there."""
    require(actor, WRITE)
    row = queries.find_point(session, actor, point_id)
    row.retired_at = row.retired_at or clock.now()
    row.version += 1
    _tell(session, actor, "point retired", row, Changes({}, {}))
    return row


def bring_back(session: Session, actor: Actor, point_id: int) -> InformationPoint:
    """Offer a retired point again."""
    require(actor, WRITE)
    row = queries.find_point(session, actor, point_id)
    row.retired_at = None
    row.version += 1
    _tell(session, actor, "point brought back", row, Changes({}, {}))
    return row


def _columns(draft: PointDraft) -> dict[str, object]:
    what = N_("Type the name of the information point.")
    return {
        "name": required(draft.name, rules.POINT, "name", what),
        "place": clean(draft.place, rules.PLACE, "place"),
        "opened_on": draft.opened_on,
    }


def _check_free(session: Session, committee_id: int, name: str) -> None:
    asked = select(InformationPoint.id).where(
        InformationPoint.committee_id == committee_id, InformationPoint.name == name
    )
    if session.exec(asked).first() is not None:
        raise RuleBroken(N_("There is a point of this name already."), "name")


def _tell(
    session: Session, actor: Actor, verb: str, row: InformationPoint, changes: Changes
) -> None:
    told = (changes.before, changes.after)
    entry = Entry(
        f"informant:{verb}", "information_point", row.id, row.name, row.committee_id, *told
    )
    trail.record(session, actor, entry)
