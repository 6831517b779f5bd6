"""The code of the first start: while no account exists, whoever knows it opens the house."""

import secrets
from datetime import timedelta
from unicodedata import normalize

from sqlmodel import Session, select

from core import clock
from core.accounts import cookies
from core.accounts.models import Account, SetupCode
from core.errors import RuleBroken
from core.i18n import N_

MOST_FAILURES = 5
WITHIN = timedelta(minutes=15)
# Without characters that look alike.
_SIGNS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"


def is_due(session: Session) -> bool:
    """Whether no account exists yet."""
    return session.exec(select(Account.id).limit(1)).first() is None


def issue_code(session: Session) -> str:
    """A new code in place of any before: four groups of four signs. "" once it is not needed."""
    if not is_due(session):
        return ""
    code = "-".join("".join(secrets.choice(_SIGNS) for _ in range(4)) for _ in range(4))
    row = session.get(SetupCode, 1) or SetupCode(id=1, code_hash="")
    row.code_hash, row.failures, row.failures_since = _hashed(code), 0, None
    session.add(row)
    return code


def admit(session: Session, code: str) -> bool:
    """Whether a code is right; a wrong one is counted, five within 15 minutes close the door.

    Commit whatever it answers: a refusal that is undone would not be counted.
    """
    row = session.exec(select(SetupCode).with_for_update()).first()
    if row is None or not is_due(session) or not _may_try(row):
        return False
    right = secrets.compare_digest(row.code_hash, _hashed(code))
    row.failures = 0 if right else row.failures + 1
    return right


def use_code(session: Session) -> None:
    """Take the code away: the house is open. Raises when it was opened before."""
    row = session.exec(select(SetupCode).with_for_update()).first()
    if row is None or not is_due(session):
        raise RuleBroken(N_("Lianxin is set up already. Sign in."))
    session.delete(row)


def _may_try(row: SetupCode) -> bool:
    moment = clock.now()
    if row.failures_since is None or row.failures_since <= moment - WITHIN:
        row.failures, row.failures_since = 0, moment
    return row.failures < MOST_FAILURES


def _hashed(code: str) -> str:
    """Of what was typed only the signs count: not how it is grouped, nor how wide they are."""
    typed = "".join(sign for sign in normalize("NFKC", code).upper() if sign in _SIGNS)
    return cookies.hashed(f"setup {typed}")
