"""What holds somebody down and what follows, as columns of a list, where a book has any."""

from collections.abc import Collection, Mapping, Sequence

from core.assessment.book.faults import shown
from core.assessment.book.shape import Book, Condition
from core.assessment.consequences import Reached, following
from pages._ui.words import _, name_of


def columns(
    book: Book, failed: Collection[str], grade_key: str, hits: Sequence[Reached]
) -> dict[str, str]:
    """Conditions, vetoes, limits over several years, and what follows."""
    comma = _(", ")
    told: dict[str, str] = {}
    if book.minimums:
        told[_("Conditions not met")] = comma.join(map(name_of, unmet(book, failed)))
    if book.vetoes:
        told[_("Vetoes that apply")] = comma.join(map(name_of, vetoed(book, failed)))
    if book.limits:
        told[_("Limits reached")] = comma.join(name_of(hit.limit) for hit in hits)
    if book.consequences:
        told[_("What follows")] = comma.join(map(name_of, following(book, grade_key, hits)))
    return told


def unmet(book: Book, failed: Collection[str]) -> list[Condition]:
    """The minimum conditions that are not met."""
    return _named(book, {one.condition for one in book.minimums} & set(failed))


def vetoed(book: Book, failed: Collection[str]) -> list[Condition]:
    """The conditions of vetoes that apply."""
    return _named(book, {one.condition for one in book.vetoes} & set(failed))


def years(given: Mapping[int, int]) -> str:
    """What each year gave, the first one first."""
    return _("; ").join(f"{year}: {shown(value)}" for year, value in sorted(given.items()))


def _named(book: Book, keys: Collection[str]) -> list[Condition]:
    return [one for one in book.conditions if one.key in keys]
