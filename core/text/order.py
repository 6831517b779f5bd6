"""The two orders in which offices list names: by pinyin, and by the strokes of the surname."""

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from core.i18n import N_
from db.base import Choice

_HERE = Path(__file__).parent
# What the tables do not know comes last, by its number in Unicode.
_UNKNOWN = "~"
_BEYOND = 1 << 20
# Surnames that are read otherwise than the common word.
_SURNAMES = {
    "万俟": "mo4 qi2",
    "单于": "chan2 yu2",
    "尉迟": "yu4 chi2",
    "令狐": "ling2 hu2",
    "长孙": "zhang3 sun1",
    "澹台": "tan2 tai2",
    "单": "shan4",
    "曾": "zeng1",
    "仇": "qiu2",
    "解": "xie4",
    "翟": "zhai2",
    "查": "zha1",
    "朴": "piao2",
    "区": "ou1",
    "盖": "ge3",
    "乐": "yue4",
    "缪": "miao4",
    "覃": "qin2",
    "员": "yun4",
    "隗": "wei3",
    "牟": "mu4",
    "种": "chong2",
    "折": "she2",
    "黑": "he4",
    "繁": "po2",
    "秘": "bi4",
    "祭": "zhai4",
    "那": "na1",
    "能": "nai4",
    "幺": "yao1",
    "召": "shao4",
}
Row = TypeVar("Row")


class Order(Choice):
    """How names follow each other."""

    PINYIN = "pinyin", N_("By pinyin")
    STROKE = "stroke", N_("By strokes of the surname")


def in_order(rows: Iterable[Row], order: Order, name: Callable[[Row], str]) -> list[Row]:
    """Rows by a name of theirs; those named alike stay as they are."""
    if order is Order.STROKE:
        return sorted(rows, key=lambda row: by_strokes(name(row)))
    return sorted(rows, key=lambda row: by_pinyin(name(row)))


def by_strokes(name: str) -> tuple[int, ...]:
    """What a name is sorted by: sign by sign, so that a short name stands before a longer one."""
    places = _strokes()
    return tuple(places.get(sign, _BEYOND + ord(sign)) for sign in name.strip())


def by_pinyin(name: str) -> tuple[tuple[str, int], ...]:
    """What a name is sorted by: the syllable and tone of each sign, then its strokes."""
    return tuple(zip(_spoken(name.strip()), by_strokes(name), strict=True))


def _spoken(name: str) -> list[str]:
    syllables = _syllables()
    said = [syllables.get(sign, _UNKNOWN if ord(sign) > 127 else sign.lower()) for sign in name]
    for surname, reading in _SURNAMES.items():
        if name.startswith(surname):
            return [*reading.split(), *said[len(surname) :]]
    return said


@lru_cache
def _strokes() -> dict[str, int]:
    signs = "".join(_lines("strokes.txt"))
    return {sign: place for place, sign in enumerate(signs)}


@lru_cache
def _syllables() -> dict[str, str]:
    parts = (line.split(" ", 1) for line in _lines("pinyin.txt"))
    return {sign: syllable for syllable, signs in parts for sign in signs}


def _lines(file: str) -> Iterator[str]:
    lines = (_HERE / file).read_text(encoding="utf-8").splitlines()
    return (line for line in lines if not line.startswith("#"))
