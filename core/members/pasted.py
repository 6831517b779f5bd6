"""Reading a paste of names or numbers, as it comes out of a spreadsheet or a message."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from core.members.names import key_of

LONGEST = 6
_CELLS = re.compile(r"[\t,、;|/]+")
_COUNTED = re.compile(r"[(\[]?\d{1,4}[.)\]:]+")
_ASIDE = re.compile(r"[(\[].*?[)\]]")
_NUMBERED = re.compile(r"(?P<number>[A-Za-z]*\d+)(?P<name>\D+)")


@dataclass(frozen=True, slots=True)
class MemberName:
    """A member as pickers and papers name one."""

    id: int
    number: str
    name: str
    employer: str = ""


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """A piece of a paste that may mean several members, or whose number is not the name's."""

    text: str
    candidates: list[MemberName]


@dataclass(frozen=True, slots=True)
class Matched:
    """What a paste was read as: each member once, in the order of the paste."""

    found: list[MemberName]
    unknown: list[str]
    ambiguous: list[Ambiguous]


@dataclass(frozen=True, slots=True)
class _Hit:
    """A piece of a line and the members that it may mean."""

    text: str
    by_number: bool
    candidates: list[MemberName]


class Roster:
    """The members among whom names and numbers are looked up."""

    def __init__(self, members: Iterable[MemberName]) -> None:
        self.by_name: dict[str, list[MemberName]] = defaultdict(list)
        self.by_number: dict[str, list[MemberName]] = defaultdict(list)
        self.by_short_number: dict[str, list[MemberName]] = defaultdict(list)
        for member in members:
            self.by_name[key_of(member.name)].append(member)
            self.by_number[key_of(member.number)].append(member)
            self.by_short_number[_short(member.number)].append(member)

    def match(self, text: str) -> Matched:
        """Who is meant by a paste. A number and a name side by side must be one person's."""
        matched = Matched([], [], [])
        for line in unicodedata.normalize("NFKC", text).splitlines():
            cells = (_words(cell) for cell in _CELLS.split(line))
            _judge([hit for words in cells for hit in self._read(words)], matched)
        return matched

    def _read(self, words: list[str]) -> list[_Hit]:
        """The pieces of a cell: the most words that make a known name, else each by itself."""
        hits: list[_Hit] = []
        at = 0
        while at < len(words):
            taken, hit = self._longest(words, at)
            hits.append(hit)
            at += taken
        return _joined(hits)

    def _longest(self, words: list[str], at: int) -> tuple[int, _Hit]:
        for end in range(min(len(words), at + LONGEST), at, -1):
            text = "".join(words[at:end])
            if found := self.by_name.get(key_of(text)):
                return end - at, _Hit(" ".join(words[at:end]), False, found)
        return 1, self._single(words[at])

    def _single(self, word: str) -> _Hit:
        """One word: a number, or a name with a running number before or a note behind it."""
        if found := self.by_number.get(key_of(word)):
            return _Hit(word, True, found)
        bare = _ASIDE.sub("", _COUNTED.sub("", word, count=1))
        if numbered := _NUMBERED.fullmatch(bare):
            bare = numbered["name"]
            named = self.by_name.get(key_of(bare), [])
            same = [one for one in named if key_of(one.number) == key_of(numbered["number"])]
            return _Hit(word, False, same or named)
        if found := self.by_name.get(key_of(bare)):
            return _Hit(word, False, found)
        return _Hit(word, _is_number(word), self.by_short_number.get(_short(word), []))


def _judge(hits: list[_Hit], matched: Matched) -> None:
    """Add a line's members, unknown pieces and doubts."""
    named = [member for hit in hits if not hit.by_number for member in hit.candidates]
    numbers = {member.id for hit in hits if hit.by_number for member in hit.candidates}
    for hit in hits:
        if hit.by_number and named:
            _check_number(hit, named, matched)
            continue
        narrowed = [one for one in hit.candidates if one.id in numbers] or hit.candidates
        _settle(_Hit(hit.text, hit.by_number, narrowed), matched)


def _check_number(hit: _Hit, named: list[MemberName], matched: Matched) -> None:
    """A number beside names: theirs, a running number, or somebody else's and so a doubt."""
    exact = [one for one in hit.candidates if key_of(one.number) == key_of(hit.text)]
    if exact and not any(one in named for one in exact):
        matched.ambiguous.append(Ambiguous(hit.text, exact))


def _settle(hit: _Hit, matched: Matched) -> None:
    if len(hit.candidates) > 1:
        matched.ambiguous.append(Ambiguous(hit.text, hit.candidates))
    elif not hit.candidates:
        matched.unknown.append(hit.text)
    elif hit.candidates[0] not in matched.found:
        matched.found.append(hit.candidates[0])


def _joined(hits: list[_Hit]) -> list[_Hit]:
    """Single signs that belong to nobody, side by side, are one unknown name: 王 五."""
    joined: list[_Hit] = []
    for hit in hits:
        lone = not hit.candidates and not hit.by_number and len(hit.text) == 1
        if lone and joined and _open(joined[-1]):
            joined[-1] = _Hit(joined[-1].text + hit.text, False, [])
        else:
            joined.append(hit)
    return joined


def _open(hit: _Hit) -> bool:
    return not hit.candidates and not hit.by_number and len(hit.text) == 1


def _words(cell: str) -> list[str]:
    return "".join(sign for sign in cell if unicodedata.category(sign) != "Cf").split()


def _is_number(word: str) -> bool:
    return bool(re.fullmatch(r"[A-Za-z]*-?\d+[.)]?", word))


def _short(number: str) -> str:
    """A number as a spreadsheet leaves it: without the noughts before it."""
    return key_of(number).lstrip("0")
