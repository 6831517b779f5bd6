"""Adding what judges a sheet to the text of a book, and taking it out: conditions, vetoes, limits.

Each change leaves every other byte of the text as it was typed.
"""

from collections.abc import Collection
from dataclasses import dataclass

from core.assessment.book import editing
from core.assessment.book.lines import Path
from core.assessment.book.shape import About, Book
from core.assessment.book.writing import Plain
from core.errors import RuleBroken
from core.i18n import N_
from db.base import Choice


class Bound(Choice):
    """How what is looked at is compared."""

    AT_LEAST = "at_least", N_("Not less than")
    AT_MOST = "at_most", N_("Not more than")
    BELOW = "below", N_("Less than")


class Judges(Choice):
    """What somebody whom it fits, or does not, has to expect."""

    MINIMUM = "minimum", N_("Must be met, or the grade is held down")
    VETO = "veto", N_("Holds the grade down whenever it is so")
    LIMIT = "limit", N_("Counts over several years")


@dataclass(frozen=True, slots=True)
class Compared:
    """What is looked at: `key` is that of the item or section, "" of the whole."""

    about: About
    key: str
    bound: Bound
    number: Plain


@dataclass(frozen=True, slots=True)
class Judgement:
    """Something to be added. `grade` is the best that is left to whom it holds down.

    Of a limit `years` None is the term, and `follows` the consequence, by key or as a new name.
    """

    judges: Judges
    name: str
    test: Compared
    grade: str = ""
    years: int | None = None
    follows: str = ""


_NAMED = {About.AMOUNT: "item", About.ITEM: "points_of", About.SECTION: "section"}
_BEFORE = {About.TOTAL: "total_", About.MONTHS: "months_"}


def added(text: str, book: Book, new: Judgement) -> str:
    """The text with a condition and what it is for, or with a limit and what follows from it."""
    name = new.name.strip()
    if not name:
        raise RuleBroken(N_("Give it a name: those who are judged by it read it."), "name")
    if new.judges is Judges.LIMIT:
        text, follows = with_consequence(text, book, new.follows)
        span: dict[str, Plain] = {"span": "term"} if new.years is None else {"years": new.years}
        told = {"name": name, **span, **_written(new.test), "consequence": follows}
        return editing.add(text, ("limit",), told)
    key = free("condition", {one.key for one in book.conditions})
    text = editing.add(text, ("condition",), {"key": key, "name": name, **_written(new.test)})
    held = "otherwise" if new.judges is Judges.MINIMUM else "grade"
    return editing.add(text, (new.judges.value,), {"condition": key, held: new.grade})


def with_consequence(text: str, book: Book, wanted: str) -> tuple[str, str]:
    """The text with a consequence, known by its key or new by its name, and its key."""
    known = {one.key for one in book.consequences}
    if wanted in known:
        return text, wanted
    if not wanted.strip():
        raise RuleBroken(N_("Say what follows, such as a talk."), "follows")
    key = free("consequence", known)
    return editing.add(text, ("consequence",), {"key": key, "name": wanted.strip()}), key


def removed(text: str, book: Book, judges: Judges, place: int) -> str:
    """The text without a minimum, veto or limit, and without a condition that nothing names now."""
    text = editing.remove(text, (judges.value, place))
    if judges is Judges.LIMIT:
        return text
    minimums = [one.condition for one in book.minimums]
    vetoes = [one.condition for one in book.vetoes]
    key = (minimums if judges is Judges.MINIMUM else vetoes)[place]
    uses = [*minimums, *vetoes].count(key)
    others = [repr(one.part) for one in book.conditions if one.key != key]
    if uses > 1 or any(f"condition={key!r}" in part for part in others):
        return text
    path: Path = ("condition", [one.key for one in book.conditions].index(key))
    return editing.remove(text, path)


def free(base: str, known: Collection[str]) -> str:
    """A key that no other has: condition_1, condition_2."""
    number = 1
    while f"{base}_{number}" in known:
        number += 1
    return f"{base}_{number}"


def _written(test: Compared) -> dict[str, Plain]:
    before = _BEFORE.get(test.about, "")
    whose: dict[str, Plain] = {_NAMED[test.about]: test.key} if test.about in _NAMED else {}
    return whose | {f"{before}{test.bound.value}": test.number}
