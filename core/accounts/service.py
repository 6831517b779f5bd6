"""Changes to accounts."""

from sqlmodel import Session

from core.accounts.models import Account
from core.errors import RuleBroken
from core.i18n import LANGUAGES, N_
from core.permissions import Actor


def set_language(session: Session, actor: Actor, language: str) -> None:
    """Keep the language that a person reads. A habit, not a change that the trail tells."""
    if language not in LANGUAGES:
        raise RuleBroken(N_("Choose one of the languages offered."), field="language")
    account = session.get(Account, actor.account_id)
    if account:
        account.language = language
