"""Opening and closing the box of a studio."""

import re
import secrets

from sqlmodel import Session, col, select

from core import clock
from core.audit.service import Entry
from core.box import notices, reach
from core.box.models import Box
from core.committees import trail
from core.errors import NotFound, RuleBroken
from core.i18n import N_
from core.permissions import Actor, Permission, require
from core.studios.models import Studio

CODE_BYTES = 16  # 128 bits: nobody comes upon a box by trying
SHAPE = re.compile(r"[A-Za-z0-9_-]{22}")


def fresh_code() -> str:
    """A code for the address of a box."""
    return secrets.token_urlsafe(CODE_BYTES)


def open_box(session: Session, actor: Actor, studio_id: int) -> Box:
    """Open the box of a studio. One that was closed keeps its code: posters stay good."""
    studio = _studio(session, actor, studio_id)
    if studio.state not in reach.AT_WORK:
        raise RuleBroken(N_("A box belongs to a studio that is open."), field="studio_id")
    notices.ensure(session, studio.committee_id)
    box = session.exec(select(Box).where(Box.studio_id == studio.id).with_for_update()).first()
    if box and box.closed_at is None:
        raise RuleBroken(N_("The box of this studio is open already."), field="studio_id")
    if box:
        box.version += 1
    box = box or Box(studio_id=studio.id, committee_id=studio.committee_id, code=fresh_code())
    box.opened_at, box.closed_at = clock.now(), None
    _tell(session, actor, "box:opened", box, studio)
    return box


def close_box(session: Session, actor: Actor, studio_id: int) -> Box:
    """Close the box of a studio: it takes nothing in, receipts can still be read."""
    studio, box = _box(session, actor, studio_id)
    if box.closed_at is not None:
        raise RuleBroken(N_("The box of this studio is closed already."))
    box.closed_at = clock.now()
    box.version += 1
    _tell(session, actor, "box:closed", box, studio)
    return box


def renew_code(session: Session, actor: Actor, studio_id: int) -> Box:
    """Give a box a new address, where the old one is misused. Posters must be printed anew."""
    studio, box = _box(session, actor, studio_id)
    box.code = fresh_code()
    box.version += 1
    _tell(session, actor, "box:code renewed", box, studio)
    return box


def _studio(session: Session, actor: Actor, studio_id: int) -> Studio:
    """The studio, locked, if the actor looks after its box."""
    require(actor, Permission.BOX_WRITE)
    asked = select(Studio).where(
        Studio.id == studio_id,
        col(Studio.binned_at).is_(None),
        reach.in_scope(actor, Permission.BOX_WRITE, col(Studio.committee_id), col(Studio.id)),
    )
    found = session.exec(asked.with_for_update()).first()
    if found is None:
        raise NotFound
    return found


def _box(session: Session, actor: Actor, studio_id: int) -> tuple[Studio, Box]:
    studio = _studio(session, actor, studio_id)
    box = session.exec(select(Box).where(Box.studio_id == studio.id).with_for_update()).first()
    if box is None:
        raise NotFound
    return studio, box


def _tell(session: Session, actor: Actor, action: str, box: Box, studio: Studio) -> None:
    session.add(box)
    session.flush()
    entry = Entry(action, "box", box.id, studio.name, box.committee_id)
    trail.record(session, actor, entry)
