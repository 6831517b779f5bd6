"""Nothing counts twice: a form that was kept leaves its key behind."""

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from core.accounts.models import RequestKey
from core.errors import AlreadyDone


def claim(session: Session, key: str) -> None:
    """Take a form's key for this transaction. Raises AlreadyDone if it was kept before."""
    try:
        with session.begin_nested():
            session.add(RequestKey(key=key))
    except IntegrityError:
        raise AlreadyDone from None
