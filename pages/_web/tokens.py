"""The tokens of forms for citizens: signed, bound to one browser, good for a while."""

import hashlib
import hmac
import secrets
from dataclasses import dataclass

from core import clock
from core.errors import RuleBroken
from core.i18n import N_
from core.members.phones import derived

LEAST_SECONDS = 3
MOST_SECONDS = 2 * 3600
OLD = N_("This page was open for too long. Your text is still here: send it again.")


@dataclass(frozen=True, slots=True)
class Token:
    """One rendering of a form: when, its key, the notice it shows, and what it is good for."""

    made: int
    key: str
    notice_id: int
    purpose: str

    def sealed(self, browser: str) -> str:
        """The token as the form carries it, good in one browser only."""
        return f"{self.made}.{self.key}.{self.notice_id}.{self._seal(browser)}"

    def _seal(self, browser: str) -> str:
        told = f"{browser}\n{self.purpose}\n{self.made}\n{self.key}\n{self.notice_id}"
        return hmac.new(derived(b"form"), told.encode(), hashlib.sha256).hexdigest()


def fresh(purpose: str, notice_id: int = 0) -> Token:
    """A token for a form that is shown now."""
    return Token(_now(), secrets.token_hex(16), notice_id, purpose)


def read(carried: str, browser: str, purpose: str) -> Token:
    """The token that a form carries. Refuses one of another browser, page or day."""
    made, key, notice, _seal = [*carried[:200].split("."), "", "", "", ""][:4]
    if not (made.isdecimal() and notice.isdecimal() and len(made) < 12 and len(notice) < 10):
        raise RuleBroken(OLD)
    token = Token(int(made), key, int(notice), purpose)
    genuine = hmac.compare_digest(token.sealed(browser).encode(), carried.encode())
    if not browser or not genuine or _now() - token.made > MOST_SECONDS:
        raise RuleBroken(OLD)
    return token


def check_time(token: Token) -> None:
    """Refuse what was sent sooner than anybody reads and writes."""
    if _now() - token.made < LEAST_SECONDS:
        raise RuleBroken(N_("That was very quick. Read the notice above, then send it once more."))


def _now() -> int:
    return int(clock.now().timestamp())
