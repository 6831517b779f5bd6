"""Points that can never be reached, and bounds that contradict each other."""

from fractions import Fraction
from math import ceil, inf, prod

from core.assessment.book.faults import shown
from core.assessment.book.lines import Path
from core.assessment.book.most import (
    IN_A_YEAR,
    MONTHS,
    most,
    most_of_item,
    most_of_section,
    pays,
)
from core.assessment.book.references import all_tests
from core.assessment.book.shape import (
    HUNDREDTHS,
    About,
    Book,
    Item,
    Section,
    Span,
    Test,
)
from core.assessment.book.tables import MOST_POINTS, Log
from core.assessment.book.vocabulary import STRETCHES, Unit
from core.i18n import N_

WHOLE = 100 * HUNDREDTHS
LARGEST_INTEGER = 2**63 - 1  # of the databases
MANY_SIGNERS = 1_000


def check(book: Book, log: Log) -> None:
    """Note what can never be reached or never be met."""
    if not log.partly:
        _bounds(book.base, book.cap, book.floor, (), log)
    _months(book, log)
    for place, section in enumerate(book.sections):
        _section(section, ("section", place), log)
    for test, path in all_tests(book):
        if isinstance(test, Test):
            _test(test, path, log)
            if not (log.partly or _over_years(book, test, path)):
                _within_reach(book, test, path, log)


def _bounds(start: int | None, cap: int | None, floor: int | None, path: Path, log: Log) -> None:
    if cap is not None and floor is not None and cap <= floor:
        log.fault(
            (*path, "cap"),
            N_("The cap of {cap} is not above the floor of {floor}."),
            cap=shown(cap),
            floor=shown(floor),
        )
    elif start is not None and (
        start > (inf if cap is None else cap) or start < (-inf if floor is None else floor)
    ):
        log.fault(
            (*path, "start" if path else "base"),
            N_("It starts with {start} points, outside its own cap and floor."),
            start=shown(start),
        )


def _months(book: Book, log: Log) -> None:
    if book.span is Span.YEAR and book.pro_rata.at_least_months > MONTHS:
        log.fault(("pro_rata", "at_least_months"), N_("A year has twelve months."))


def _section(section: Section, path: Path, log: Log) -> None:
    _bounds(section.start, section.cap, section.floor, path, log)
    if not section.items:
        log.fault(path, N_("This section holds no item: add one with [[section.item]]."))
    for number, item in enumerate(section.items):
        inner: Path = (*path, "item", number)
        _bounds(item.start, item.cap, item.floor, inner, log)
        _order(item, inner, log)
        _best(item, inner, log)
        _shares(item, inner, log)
        _beyond(section, item, inner, log)
    costs = any(_deducts(item) for item in section.items)
    if section.start and section.items and not costs:
        _full(path, log)


def _deducts(item: Item) -> bool:
    return any(points < 0 for points, _ in pays(item))


def _full(path: Path, log: Log) -> None:
    if log.partly:
        return
    log.fault((*path, "start"), N_("This starts full, but nothing is deducted from it."))


def _beyond(section: Section, item: Item, path: Path, log: Log) -> None:
    """What pays more at once than its own cap, or that of its section, allows."""
    if item.start and not _deducts(item):
        _full(path, log)
    caps = [cap for cap in (item.cap, section.cap) if cap is not None]
    if item.start is not None or section.start is not None or not caps:
        return
    if item.cap is not None and item.cap > min(caps):
        _never((*path, "cap"), item.cap, min(caps), log)
    for points, place in pays(item):
        if points > min(caps):
            _never((*path, *place), points, min(caps), log)


def _never(path: Path, points: int, cap: int, log: Log) -> None:
    log.fault(
        path,
        N_(
            "{points} points can never be reached: the cap is {cap}."
            " Lower the one or raise the other."
        ),
        points=shown(points),
        cap=shown(cap),
    )


def _order(item: Item, path: Path, log: Log) -> None:
    """Cases and steps that others stand before."""
    for place, case in enumerate(item.cases):
        earlier = [other.when for other in item.cases[:place]]
        if () in earlier or case.when in earlier:
            log.fault(
                (*path, "cases", place),
                N_("This case is never reached: one before it fits first. Put it higher up."),
            )
    for place, step in enumerate(item.steps):
        if place and step.from_amount <= item.steps[place - 1].from_amount:
            log.fault((*path, "steps", place), N_("Steps go upwards: this begins too low."))
        if item.out_of is not None and step.from_amount > WHOLE:
            log.fault((*path, "steps", place), N_("This step is a percentage: 100 at most."))


def _best(item: Item, path: Path, log: Log) -> None:
    """The best of two things at once: what one excludes may be what the other would pay."""
    if item.best and item.unit in STRETCHES:
        log.fault(
            (*path, "best"),
            N_("The best of a month, quarter or year pays already: leave out “best”."),
        )


def _shares(item: Item, path: Path, log: Log) -> None:
    shares = [item.share.first, item.share.others or 0] if item.share else []
    if any(not 0 <= share <= WHOLE for share in shares):
        log.fault((*path, "share"), N_("Shares are percentages from 0 to 100."))
    for place, multiplier in enumerate(item.times):
        if multiplier.by < 0:
            log.fault((*path, "times", place), N_("A multiplier is not below 0."))
    _products(item, path, log)


def _products(item: Item, path: Path, log: Log) -> None:
    """Multipliers that make more of one record than sums can hold, on the way or in the end."""
    if not item.times:
        return
    points = max(abs(points) for points, _ in pays(item))
    factors = [Fraction(abs(one.by), HUNDREDTHS) for one in item.times]
    most = points * prod((max(one, Fraction(1)) for one in factors), start=Fraction(1))
    above = points * WHOLE * prod(max(one.numerator, one.denominator) for one in factors)
    below = MANY_SIGNERS * WHOLE * prod(one.denominator for one in factors)
    if most > MOST_POINTS * HUNDREDTHS:
        log.fault(
            (*path, "times"),
            N_("So multiplied, one record pays up to {points} points; that cannot be meant."),
            points=shown(ceil(most)),
        )
    elif 2 * above + below > LARGEST_INTEGER:
        log.fault(
            (*path, "times"),
            N_("These multipliers are too many to be multiplied exactly: use fewer, or rounder."),
        )


def _test(test: Test, path: Path, log: Log) -> None:
    """Bounds that no number lies between."""
    low = test.at_least
    tops = [test.at_most, None if test.below is None else test.below - 1]
    top = min((each for each in tops if each is not None), default=None)
    if low is not None and top is not None and low > top:
        log.fault(path, N_("No number is both: at_least is above at_most or below."))


def _over_years(book: Book, test: Test, path: Path) -> bool:
    """Whether a limit adds up several years of it."""
    adds_up = test.about not in (About.TOTAL, About.MONTHS)
    limits = [limit for n, limit in enumerate(book.limits) if path == ("limit", n)]
    return adds_up and any(limit.years != 1 for limit in limits)


def _within_reach(book: Book, test: Test, path: Path, log: Log) -> None:
    """What a test asks for, beside the most there can be."""
    highest = _highest(book, test)
    if test.at_least is not None and test.at_least > highest:
        log.fault(
            path,
            N_("{points} can never be reached here: {most} is the most there can be."),
            points=shown(test.at_least),
            most=shown(int(highest)),
        )


def _highest(book: Book, test: Test) -> float:
    """The most that what a test looks at can come to."""
    if test.about is About.TOTAL:
        return most(book)
    if test.about is About.MONTHS:
        return MONTHS * HUNDREDTHS if book.span is Span.YEAR else inf
    if test.about is About.SECTION:
        found = [section for section in book.sections if section.key == test.key]
        return most_of_section(found[0], book.span) if found else inf
    item = book.by_key.get(test.key)
    if item is None:
        return inf
    return most_of_item(item, book.span) if test.about is About.ITEM else _amount(item, book.span)


def _amount(item: Item, span: Span) -> float:
    if item.out_of is not None:
        return WHOLE
    if item.counts == "member":
        return HUNDREDTHS
    in_stretches = item.unit in IN_A_YEAR and span is Span.YEAR
    return IN_A_YEAR[Unit(item.unit)] * HUNDREDTHS if in_stretches else inf
