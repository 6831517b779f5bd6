"""The name that an account signs in with: one spelling, however it is typed."""

import re
import unicodedata

from core.errors import RuleBroken
from core.i18n import N_

_FORM = re.compile(r"[a-z0-9一-鿿](?:[a-z0-9一-鿿._-]{0,62}[a-z0-9一-鿿])")


def normal(typed: str) -> str:
    """The one spelling of a user name: NFKC, lower case, no spaces around."""
    return unicodedata.normalize("NFKC", typed).strip().lower()


def check(username: str) -> None:
    """A user name is easy to type and to tell from others."""
    if not _FORM.fullmatch(username):
        raise RuleBroken(
            N_(
                "A user name has 2 to 64 letters, digits, Chinese characters, dots or dashes,"
                " and begins and ends with a letter, a digit or a Chinese character."
            ),
            field="username",
        )
