"""Texts without what nobody can see; rare characters stay as they were typed."""

import re
import unicodedata

from core.errors import RuleBroken
from core.i18n import N_

_LINE_BREAK = re.compile("\r\n|[\n\v\f\r\x85\u2028\u2029]")
# Control characters, zero-width and filling characters, direction overrides, tags and
# noncharacters. Variation selectors stay: they tell the glyphs of rare names apart.
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e"
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164\ufdd0-\ufdef\ufeff\uffa0"
    "\ufff0-\ufffb\ufffe\uffff\U0001d173-\U0001d17a\U000e0000-\U000e00ff"
    + "".join(
        f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(1 << 16, 17 << 16, 1 << 16)
    )
    + "]"
)
CODE = 40
LINE = 200
BLOCK = 4000
_SURROGATE = re.compile("[\ud800-\udfff]")
_SPACES = re.compile(r"\s+")
_DOTS = "\u2022\u2027\u2219\u22c5\u30fb\uff65\u16eb\u2e31"
_DOT_IN_WORD = re.compile(rf"(?<=\w)[{_DOTS}](?=\w)")
_DOT_IN_NAME = re.compile(rf"\s*[{_DOTS}\xb7]\s*")
_DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"))
_MARGIN = 10_000


def clean(text: str | None, limit: int = LINE, field: str = "") -> str:
    """One line of text: composed, trimmed, single spaces, nothing unseen. "" stays ""."""
    line = _SPACES.sub(" ", _visible(text or "", limit, field)).strip()
    return _within(_DOT_IN_WORD.sub("·", line), limit, field)


def clean_block(text: str | None, limit: int = BLOCK, field: str = "") -> str:
    """Text of several lines: each is cleaned, at most one empty line stays between two."""
    seen = _visible(_LINE_BREAK.sub("\n", text or ""), limit, field)
    lines = [_SPACES.sub(" ", line).strip() for line in seen.split("\n")]
    block = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")
    return _within(_DOT_IN_WORD.sub("·", block), limit, field)


def clean_name(text: str | None, limit: int = LINE, field: str = "") -> str:
    """A person's name: as `clean`, with every middle dot written `·`, and no space beside it."""
    return _DOT_IN_NAME.sub("·", clean(text, limit, field))


def required(text: str | None, limit: int, field: str, what: str) -> str:
    """A cleaned line that may not be empty. `what` is the sentence that asks for it."""
    cleaned = clean(text, limit, field)
    if not cleaned:
        raise RuleBroken(what, field)
    return cleaned


def digits(text: str | None, limit: int = CODE, field: str = "") -> str:
    """A code or phone number: full-width characters made narrow, no spaces, plain dashes."""
    narrow = unicodedata.normalize("NFKC", _visible(text or "", limit, field))
    plain = "".join(_digit(character) for character in narrow.translate(_DASHES))
    # NFKC may part an accent from a blank: joined to what now stands before it.
    return _within(unicodedata.normalize("NFC", _SPACES.sub("", plain)), limit, field)


def _visible(text: str, limit: int, field: str) -> str:
    """The text composed and without what is unseen. Refuses broken and boundless text."""
    if _SURROGATE.search(text):
        raise RuleBroken(
            N_("This text holds a broken character. Delete it and type it again."), field
        )
    # Far too long is refused before any work is done on it.
    _within(text, limit * 4 + _MARGIN, field, limit)
    return unicodedata.normalize("NFC", _UNSEEN.sub("", text))


def _within(text: str, most: int, field: str, limit: int = 0) -> str:
    if len(text) > most:
        raise RuleBroken(
            N_("This is {length} characters long. Shorten it to {limit} at most."),
            field,
            length=len(text),
            limit=limit or most,
        )
    return text


def _digit(character: str) -> str:
    return str(unicodedata.decimal(character, character))
