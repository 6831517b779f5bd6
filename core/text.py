"""Cleaning and reading of what people type.

Text is kept as typed as far as it can be: rare characters, `·` in names and Chinese
punctuation stay. Only what nobody can see is taken out.
"""

import re
import unicodedata
from datetime import date

from core.errors import RuleBroken
from core.i18n import N_

LINE = 200
BLOCK = 4000
# Control, format (zero-width, direction marks) and lone surrogates: unseen, or unstorable.
_UNSEEN = {"Cc", "Cf", "Cs"}
_BREAKS = re.compile(r"\r\n|[\r\n\v\f\x85\u2028\u2029]")
_DATE = re.compile(
    r"(?P<year>\d{4})(?:"
    r"年(?P<m1>\d{1,2})月(?P<d1>\d{1,2})[日号]?"
    r"|(?P<mark>[-./])(?P<m2>\d{1,2})(?P=mark)(?P<d2>\d{1,2})"
    r"|(?P<m3>\d{2})(?P<d3>\d{2})"
    r")(?:[T ]0?0:00(?::00)?)?"  # as spreadsheets write a day that was kept as a moment
)


def clean(text: str, limit: int = LINE, field: str = "") -> str:
    """One line: nothing unseen, blanks run together. Does not change full-width signs."""
    seen = "".join(_visible(sign) for sign in unicodedata.normalize("NFC", text))
    return _fitting(" ".join(seen.split()), limit, field)


def clean_block(text: str, limit: int = BLOCK, field: str = "") -> str:
    """Several lines, each cleaned; at most one empty line between two, none at the ends."""
    lines = [clean(line, limit, field) for line in _BREAKS.split(text)]
    joined = re.sub(r"\n{3,}", "\n\n", "\n".join(lines))
    return _fitting(joined.strip("\n"), limit, field)


def digits(text: str) -> str:
    """A code or phone number as plain signs: full-width ones made narrow, no blanks.

    Letters and dashes stay; whether it is a phone number is not asked here.
    """
    plain = unicodedata.normalize("NFKC", text)
    return "".join("".join(_visible(sign) for sign in plain).split())


def read_date(text: str, field: str = "") -> date:
    """A day as offices write it: 2024年9月4日, 2024.9.4, 2024-09-04, 20240904.

    Refuses what could be read in two ways (4/9/24) and days that do not exist.
    """
    found = _DATE.fullmatch(_plain_date(text))
    try:
        if found is None:
            raise ValueError(text)
        month, day = (found[f"{part}1"] or found[f"{part}2"] or found[f"{part}3"] for part in "md")
        return date(int(found["year"]), int(month), int(day))
    except ValueError:
        raise RuleBroken(
            N_("“{text}” is not a date. Write it like 2024-09-04 or 2024年9月4日."),
            field=field,
            text=text.strip()[:40],
        ) from None


def _plain_date(text: str) -> str:
    narrow = unicodedata.normalize("NFKC", clean(text, limit=1000))
    return re.sub(r"\s*([年月日号./-])\s*", r"\1", narrow).strip()


def _visible(sign: str) -> str:
    if sign.isspace():
        return " "
    return "" if unicodedata.category(sign) in _UNSEEN else sign


def _fitting(text: str, limit: int, field: str) -> str:
    if len(text) > limit:
        raise RuleBroken(
            N_("This is {length} characters long. Shorten it to {limit} at most."),
            field=field,
            length=len(text),
            limit=limit,
        )
    return text
