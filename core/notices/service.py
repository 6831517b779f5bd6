"""Telling accounts what happened to what is theirs."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, update
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from core import clock
from core.accounts.models import Account, RoleGrant
from core.errors import NotFound
from core.notices.models import Notice, NoticeKind
from core.permissions import Actor

LONGEST = 400


@dataclass(frozen=True, slots=True)
class Told:
    """What a notice tells, and the record that it leads to."""

    kind: NoticeKind
    subject_kind: str
    subject_id: int
    title: str
    words: str = ""


def tell(
    session: Session, account_ids: Collection[int], told: Told, rings_at: datetime | None = None
) -> None:
    """Tell accounts something, each once, from a moment on; at once where none is given."""
    for account_id in sorted(set(account_ids)):
        session.add(
            Notice(
                account_id=account_id,
                kind=told.kind,
                subject_kind=told.subject_kind,
                subject_id=told.subject_id,
                title=told.title,
                words=told.words[:LONGEST],
                rings_at=rings_at or clock.now(),
            )
        )


def accounts_of(session: Session, **scope: Collection[int]) -> set[int]:
    """The accounts with a role in narrow scopes: `member_id=[1, 2]`, `unit_id=[3]`."""
    found: set[int] = set()
    for column, ids in scope.items():
        if ids:
            asked = select(RoleGrant.account_id).where(getattr(RoleGrant, column).in_(ids))
            found |= set(session.exec(asked))
    return enabled(session, found)


def hush(
    session: Session,
    subject_kind: str,
    subject_ids: Collection[int],
    kinds: Collection[NoticeKind],
    account_ids: Collection[int] | None = None,
) -> None:
    """Take back what was told of some kinds about records, where nobody has read it yet.

    From everybody, unless some accounts are named.
    """
    whose = [] if account_ids is None else [col(Notice.account_id).in_(account_ids)]
    session.execute(
        delete(Notice).where(
            col(Notice.subject_kind) == subject_kind,
            col(Notice.subject_id).in_(subject_ids),
            col(Notice.kind).in_(kinds),
            col(Notice.read_at).is_(None),
            *whose,
        )
    )


def read(session: Session, actor: Actor, notice_ids: Collection[int]) -> None:
    """Mark one's own notices as read."""
    mine = col(Notice.account_id) == actor.account_id
    known = set(session.exec(select(Notice.id).where(mine, col(Notice.id).in_(notice_ids))))
    if not known >= set(notice_ids):
        raise NotFound
    session.execute(update(Notice).where(col(Notice.id).in_(known)).values(read_at=clock.now()))


def unread(session: Session, actor: Actor, limit: int = 20) -> list[Notice]:
    """One's own notices that ring by now and are unread, the newest first."""
    return list(
        session.exec(_ringing(actor).order_by(col(Notice.rings_at).desc()).limit(limit)).all()
    )


def count_unread(session: Session, actor: Actor) -> int:
    """How many of one's own notices ring by now and are unread."""
    asked = select(func.count()).select_from(_ringing(actor).subquery())
    return session.exec(asked).one()


def _ringing(actor: Actor) -> SelectOfScalar[Notice]:
    return select(Notice).where(
        col(Notice.account_id) == actor.account_id,
        col(Notice.read_at).is_(None),
        col(Notice.rings_at) <= clock.now(),
    )


def enabled(session: Session, ids: Collection[int]) -> set[int]:
    """Those of some accounts that can sign in."""
    asked = select(Account.id).where(col(Account.id).in_(ids), col(Account.disabled_at).is_(None))
    return set(session.exec(asked))
