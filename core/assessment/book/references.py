"""What the parts of a book call each other by: keys that are given once, and exist."""

from collections.abc import Iterable, Iterator

from core.assessment.book.lines import Path
from core.assessment.book.shape import About, Book, Joined, Part, Reference, Test
from core.assessment.book.tables import Log
from core.assessment.book.vocabulary import STRETCHES
from core.i18n import N_

# How a condition names an item, by what it compares of it.
ITEM_KEYS = {About.AMOUNT: "item", About.ITEM: "points_of"}
NO_ITEM = N_("There is no item “{given}” in this book.")
NO_SECTION = N_("There is no section “{given}” in this book.")
NO_CONDITION = N_("There is no condition “{given}” in this book.")
NO_GRADE = N_("There is no grade “{given}” in this book.")
NO_CONSEQUENCE = N_("There is no consequence “{given}” in this book.")


def check(book: Book, log: Log) -> None:
    """Note keys given twice, names of what is not there, and conditions that go in circles."""
    _twice(book, log)
    _onces(book, log)
    _conditions(book, log)
    _grades(book, log)
    _consequences(book, log)


def tests(part: Part, path: Path) -> Iterator[tuple[Test | Reference, Path]]:
    """The single tests of a condition, each with where it stands."""
    if isinstance(part, Joined):
        for place, inner in enumerate(part.parts):
            yield from tests(inner, (*path, str(part.by), place))
    else:
        yield part, path


def all_tests(book: Book) -> Iterator[tuple[Test | Reference, Path]]:
    """The tests of all conditions and limits."""
    for place, condition in enumerate(book.conditions):
        yield from tests(condition.part, ("condition", place))
    for place, limit in enumerate(book.limits):
        yield limit.test, ("limit", place)


def _twice(book: Book, log: Log) -> None:
    items = [
        (item.key, ("section", place, "item", number))
        for place, section in enumerate(book.sections)
        for number, item in enumerate(section.items)
    ]
    _once_each(items, log)
    for name, keys in (
        ("section", [each.key for each in book.sections]),
        ("condition", [each.key for each in book.conditions]),
        ("grade", [each.key for each in book.grades]),
        ("consequence", [each.key for each in book.consequences]),
        ("approval", [each.key for each in book.approvals]),
    ):
        _once_each([(key, (name, place)) for place, key in enumerate(keys)], log)


def _once_each(keys: Iterable[tuple[str, Path]], log: Log) -> None:
    first: dict[str, Path] = {}
    for key, path in keys:
        if key and key in first:
            log.fault(
                (*path, "key"),
                N_("The key “{key}” was given in line {other} already. Choose another."),
                key=key,
                other=log.line((*first[key], "key")),
            )
        first.setdefault(key, path)


def _known(given: str, known: Iterable[str], path: Path, sentence: str, log: Log) -> bool:
    listed = list(known)
    if given and given not in listed:
        log.unknown(path, sentence, given, listed)
    return given in listed


def _onces(book: Book, log: Log) -> None:
    """Lists of items that exclude each other; none excludes another that is excluded itself."""
    first: dict[str, Path] = {}
    for place, once in enumerate(book.onces):
        path: Path = ("once", place, "items")
        if len(set(once.items)) == 1:
            log.fault(path, N_("Name at least two items of which one affair pays only one."))
        for number, key in enumerate(once.items):
            if _known(key, book.by_key, (*path, number), NO_ITEM, log):
                _payable_once(book, key, (*path, number), log)
                _listed_twice(key, first.setdefault(key, path), (*path, number), log)


def _payable_once(book: Book, key: str, path: Path, log: Log) -> None:
    item = book.by_key[key]
    if item.entered or item.steps:
        log.fault(
            path,
            N_("“{key}” is not paid by single records: take it out of this list."),
            key=key,
        )
    elif item.unit in STRETCHES:
        log.fault(
            path,
            N_("“{key}” pays the best of a month, quarter or year: take it out of this list."),
            key=key,
        )


def _listed_twice(key: str, first: Path, path: Path, log: Log) -> None:
    if first != path[:-1]:
        log.fault(
            path,
            N_("“{key}” stands in the list of line {other} already: make one list of both."),
            key=key,
            other=log.line(first),
        )


def _conditions(book: Book, log: Log) -> None:
    named = {condition.key: condition.part for condition in book.conditions}
    sections = [section.key for section in book.sections]
    for test, path in all_tests(book):
        if isinstance(test, Reference):
            _known(test.condition, named, (*path, "condition"), NO_CONDITION, log)
        elif test.about is About.SECTION:
            _known(test.key, sections, (*path, "section"), NO_SECTION, log)
        elif test.about in ITEM_KEYS:
            _known(test.key, book.by_key, (*path, ITEM_KEYS[test.about]), NO_ITEM, log)
    _circles(named, log)
    _unused(book, log)


def _circles(named: dict[str, Part], log: Log) -> None:
    """A condition that comes back to itself, told once with the way round."""
    order = list(named)
    for place, key in enumerate(order):
        way = _way_back(key, named)
        if way and place == min(order.index(each) for each in way):
            log.fault(
                ("condition", place),
                N_("This condition goes in a circle: {way}. Take one of them out."),
                way=" → ".join((key, *way)),
            )


def _way_back(start: str, named: dict[str, Part]) -> tuple[str, ...]:
    """The shortest way from a condition back to itself, () when there is none."""
    ways: dict[str, tuple[str, ...]] = {start: ()}
    waiting = [start]
    for key in waiting:
        for test, _ in tests(named[key], ()) if key in named else ():
            if not isinstance(test, Reference):
                continue
            if test.condition == start:
                return (*ways[key], start)
            if test.condition not in ways:
                ways[test.condition] = (*ways[key], test.condition)
                waiting.append(test.condition)
    return ()


def _unused(book: Book, log: Log) -> None:
    used = {each.condition for each in book.minimums} | {each.condition for each in book.vetoes}
    used |= {test.condition for test, _ in all_tests(book) if isinstance(test, Reference)}
    for place, condition in enumerate(book.conditions):
        if condition.key and condition.key not in used:
            log.fault(
                ("condition", place),
                N_("The condition “{key}” is used nowhere: name it in a minimum or veto."),
                key=condition.key,
            )


def _grades(book: Book, log: Log) -> None:
    grades = [grade.key for grade in book.grades]
    named = [condition.key for condition in book.conditions]
    ends = [
        *(
            (("minimum", n), "otherwise", e.condition, e.otherwise)
            for n, e in enumerate(book.minimums)
        ),
        *((("veto", n), "grade", e.condition, e.grade) for n, e in enumerate(book.vetoes)),
    ]
    for path, key, condition, grade in ends:
        _known(condition, named, (*path, "condition"), NO_CONDITION, log)
        if _known(grade, grades, (*path, key), NO_GRADE, log) and grade == grades[0]:
            log.fault(
                (*path, key),
                N_("“{grade}” is the best grade: this keeps nobody back. Name a lower one."),
                grade=grade,
            )


def _consequences(book: Book, log: Log) -> None:
    known = [consequence.key for consequence in book.consequences]
    for place, grade in enumerate(book.grades):
        path: Path = ("grade", place, "consequence")
        _known(grade.consequence, known, path, NO_CONSEQUENCE, log)
    for place, limit in enumerate(book.limits):
        path = ("limit", place, "consequence")
        _known(limit.consequence, known, path, NO_CONSEQUENCE, log)
