"""Leave to make papers that hold personal data: given once a reason was typed, for some minutes.

The reason stays on the server. What the address carries is a token that only who typed it can use.
"""

import hashlib
import secrets
from datetime import timedelta

from sqlalchemy import delete
from sqlmodel import Session, col, select

from core import clock
from core.errors import RuleBroken
from core.i18n import N_
from core.papers.models import PaperKind, PaperPass
from core.permissions import Actor, Permission, require
from core.text import required

LASTS = timedelta(minutes=10)
LONGEST_REASON = 200


def give(session: Session, actor: Actor, kind: PaperKind, reason: str) -> str:
    """The token that stands for a reason, for papers of one kind."""
    require(actor, Permission.EXPORT)
    asked = N_("Say for what the paper is needed.")
    typed = required(reason, LONGEST_REASON, "reason", asked)
    session.execute(delete(PaperPass).where(col(PaperPass.until) < clock.now()))
    token = secrets.token_urlsafe(24)
    until = clock.now() + LASTS
    row = PaperPass(
        token_hash=_hashed(token),
        account_id=actor.account_id,
        kind=kind,
        reason=typed,
        until=until,
    )
    session.add(row)
    session.flush()
    return token


def reason(session: Session, actor: Actor, kind: PaperKind, token: str) -> str:
    """The reason that a token stands for. Refuses one of another person, kind or hour."""
    require(actor, Permission.EXPORT)
    asked = select(PaperPass.reason).where(
        PaperPass.token_hash == _hashed(token),
        PaperPass.account_id == actor.account_id,
        PaperPass.kind == kind,
        col(PaperPass.until) >= clock.now(),
    )
    found = session.exec(asked).first()
    if found is None:
        raise RuleBroken(N_("Say once more for what the paper is needed, then fetch it."))
    return found


def _hashed(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
