"""Points, amounts and what is missing, in words."""

from core.assessment.book.faults import shown
from core.assessment.book.shape import (
    About,
    Book,
    Condition,
    Consequence,
    Grade,
    Item,
    Limit,
    Section,
    Test,
)
from core.assessment.book.vocabulary import Unit
from core.assessment.entries import ObjectionRow
from core.assessment.scoring.conditions import Lacking
from pages._ui.books.saying import tested
from pages._ui.pickers import name_in_language
from pages._ui.words import _, moment, plain, word

Part = Item | Section | Grade | Condition | Consequence | Limit


def points(hundredths: int) -> str:
    """Points as people write them, with their word."""
    return _("{n} points", n=shown(hundredths))


def signed(hundredths: int) -> str:
    """Points given or taken."""
    return f"+{shown(hundredths)}" if hundredths > 0 else shown(hundredths)


def answered(row: ObjectionRow) -> str:
    """Who answered an objection and when, and the points that it brought."""
    told = [plain(row.answered_by), moment(row.answered_at)]
    if row.hundredths:
        told.append(_("{n} points", n=signed(row.hundredths)))
    return " · ".join(told)


def in_language(part: Part) -> str:
    """What a part of the book is called."""
    return name_in_language(part.name, part.name_en)


def name(part: Part) -> str:
    """The same, safe for Markdown."""
    return plain(in_language(part))


def amount(item: Item, hundredths: int) -> str:
    """How much there is of an item: times, half-days or a percentage."""
    if item.out_of is not None:
        return f"{shown(hundredths)}%"
    if item.unit == Unit.TIME:
        return _("× {n}", n=shown(hundredths))
    units = {one.value: one for one in Unit}
    unit = units.get(item.unit)
    return f"{word(unit)} {shown(hundredths)}" if unit else shown(hundredths)


def lacking(one: Lacking, book: Book) -> str:
    """A test that is not met: what it asks for, and what there is."""
    what = plain(tested(one.test, book))
    bound, has = _bound(one.test), _n(one.test, one.has)
    return _("{what}: {bound}, now {n}", what=what, bound=bound, n=has)


def _bound(test: Test) -> str:
    if test.at_least is not None:
        return _("at least {n}", n=_n(test, test.at_least))
    if test.at_most is not None:
        return _("at most {n}", n=_n(test, test.at_most))
    return _("below {n}", n=_n(test, test.below or 0))


def _n(test: Test, hundredths: int) -> str:
    told = shown(hundredths)
    return _("{n} points", n=told) if test.about in _OF_POINTS else told


_OF_POINTS = (About.ITEM, About.SECTION, About.TOTAL)
