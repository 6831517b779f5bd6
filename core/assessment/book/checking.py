"""Whether a rule book can be used: each fault with its line, and what to do about it."""

from collections.abc import Collection, Mapping

from core.assessment.book import ranking, reach, references, wording
from core.assessment.book.faults import BookFaulty, Fault, in_order
from core.assessment.book.reading import Draft, draft
from core.assessment.book.shape import Book
from core.assessment.book.tables import Log

# The codes that an office's own lists hold, by the name of the attribute.
Lists = Mapping[str, Collection[str]]


def faults(text: str, lists: Lists | None = None) -> tuple[Fault, ...]:
    """All faults of a text at once, in the order of the lines; none when it can be used.

    Codes of activities and standards are looked up in `lists`; what is not in there (or
    all, without it) is taken as it stands.
    """
    try:
        read = draft(text)
    except BookFaulty as fault:
        return fault.faults
    return in_order((*read.faults, *_found(read, lists or {})))


def sound(text: str, lists: Lists | None = None) -> Book:
    """The book that a text says, or all its faults."""
    found = faults(text, lists)
    if found:
        raise BookFaulty(found)
    return draft(text).book


def _found(read: Draft, lists: Lists) -> list[Fault]:
    """What is wrong with what could be read. Of a line that could not be, nothing more."""
    log = Log(read.lines, partly=bool(read.faults))
    told = {fault.line for fault in read.faults}
    if log.line(("scores",)) not in told:
        wording.check(read.book, log, lists)
    references.check(read.book, log)
    reach.check(read.book, log)
    ranking.check(read.book, log)
    return [fault for fault in log.faults if fault.line not in told]
