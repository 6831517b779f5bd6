"""The first start: while no account exists, whoever knows the code opens the house."""

from sqlmodel import Session, select

from core.accounts.models import Account


def is_due(session: Session) -> bool:
    """Whether no account exists yet."""
    return session.exec(select(Account.id).limit(1)).first() is None
