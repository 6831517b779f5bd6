"""Reading dates as people write them. What could mean two days is refused, never guessed."""

import re
import unicodedata
from datetime import date

from core.errors import RuleBroken
from core.i18n import N_
from core.text.cleaning import clean

FIRST_YEAR = 1900
LAST_YEAR = 2100
_LONGEST = 40
# Spreadsheets write a day that they kept as a moment so.
_MIDNIGHT = re.compile(r"[T ]0?0:00(?::00)?$")
_NUMERALS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_FORMS = (
    re.compile(r"(\d{4})\s*([-./])\s*(\d{1,2})\s*\2\s*(\d{1,2})", re.ASCII),
    re.compile(r"(\d{4})()(\d{2})(\d{2})", re.ASCII),
    re.compile(r"([\d〇○零一二三四五六七八九]{4})\s*(年)\s*(\w{1,3})\s*月\s*(\w{1,3})\s*[日号]"),
)


def read_date(text: str | None, field: str = "") -> date:
    """The day that is written: 2024年9月4日, 二〇二四年九月四日, 2024.9.4, 2024-09-04, 20240904."""
    typed = clean(text, _LONGEST, field)
    narrow = _MIDNIGHT.sub("", unicodedata.normalize("NFKC", typed))
    found = next((m for form in _FORMS if (m := form.fullmatch(narrow))), None)
    parts = [_number(found[group]) for group in (1, 3, 4)] if found else [None]
    if None in parts:
        raise RuleBroken(
            N_("“{text}” is not a date. Write it like 2024-09-04 or 2024年9月4日."),
            field,
            text=typed,
        )
    return _day(typed, field, [part or 0 for part in parts])


def _day(typed: str, field: str, parts: list[int]) -> date:
    try:
        day = date(*parts)
    except ValueError:
        day = date.min
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise RuleBroken(
            N_("“{text}” is not in the calendar. Write a day like 2024-09-04 or 2024年9月4日."),
            field,
            text=typed,
        )
    return day


def _number(part: str) -> int | None:
    """The number in ASCII digits or Chinese numerals up to 九十九; None for anything else."""
    written = part.translate(_NUMERALS)
    if part != written and "十" not in part and len(part) not in (1, 4):
        return None  # 一二月 is no month
    if tens := re.fullmatch(r"([1-9]?)十([1-9]?)", written):
        if re.search(r"[0-9]", part):
            return None
        return int(tens[1] or 1) * 10 + int(tens[2] or 0)
    return int(written) if re.fullmatch(r"[0-9]+", written) else None
