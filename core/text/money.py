"""Reading amounts of money."""

import re
import unicodedata
from decimal import Decimal

from core.errors import RuleBroken
from core.i18n import N_
from core.text.cleaning import clean

_LONGEST = 40
_AMOUNT = re.compile(
    r"[¥]?\s*(?P<yuan>[0-9]{1,12}|[0-9]{1,3}(?:,[0-9]{3}){1,3})(?P<part>\.[0-9]{1,6})?"
    r"\s*(?P<wan>万?)\s*元?"
)
MOST_FEN = 2_000_000_000  # what an integer column of PostgreSQL holds, rounded down


def read_money(text: str | None, field: str = "") -> int:
    """The fen that are written in yuan: 1,234.50, ￥12, 12元, 1.2万. Never less than nothing."""
    narrow = unicodedata.normalize("NFKC", clean(text, _LONGEST, field))
    found = _AMOUNT.fullmatch(narrow)
    fen = _fen(found) if found else Decimal("0.5")
    if fen != int(fen):
        raise RuleBroken(
            N_("Write the amount in yuan, such as 1234.50 or 1.2万, with two decimals at most."),
            field,
        )
    if fen > MOST_FEN:
        raise RuleBroken(
            N_("One amount can be {most} yuan at most."), field, most=f"{MOST_FEN // 100:,}"
        )
    return int(fen)


def _fen(found: re.Match[str]) -> Decimal:
    yuan = Decimal(found["yuan"].replace(",", "") + (found["part"] or ""))
    return yuan * (1_000_000 if found["wan"] else 100)
