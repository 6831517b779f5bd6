"""From the text of a rule book to its shape. Whether the words are known, `checking` says."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from core.assessment.book.conditions import condition, limit
from core.assessment.book.faults import BookFaulty, Fault
from core.assessment.book.items import section
from core.assessment.book.lines import Path, lines
from core.assessment.book.shape import (
    Approval,
    Book,
    Colour,
    Consequence,
    Grade,
    Minimum,
    Once,
    ProRata,
    ProRataBy,
    Records,
    Span,
    Veto,
)
from core.assessment.book.syntax import parse
from core.assessment.book.tables import Log, Table
from core.assessment.models import Scores
from core.i18n import N_

FORMAT = 1
LONGEST_NOTE = 4000


@dataclass(frozen=True, slots=True)
class Draft:
    """A book as far as it could be read, the line of each path, and what could not be read."""

    book: Book
    lines: Mapping[Path, int]
    faults: tuple[Fault, ...]


def read(text: str) -> Book:
    """The book that a text says, or all that keeps it from being read."""
    found = draft(text)
    if found.faults:
        raise BookFaulty(found.faults)
    return found.book


def draft(text: str) -> Draft:
    """As much of a book as can be read. Raises only where the text is no TOML at all."""
    values = parse(text)
    where = lines(text)
    log = Log(where)
    top = Table(log, (), values)
    book = _book(top)
    top.done()
    return Draft(book, MappingProxyType(where), tuple(log.faults))


def _book(top: Table) -> Book:
    _format(top)
    top.need("scores")
    top.need("section")
    return Book(
        name=top.named(),
        name_en=top.text("name_en"),
        note=top.text("note", LONGEST_NOTE),
        scores=top.choice("scores", Scores) or Scores.MEMBERS,
        kinds=top.texts("kinds"),
        span=top.choice("span", Span) or Span.YEAR,
        records=top.choice("records", Records) or Records.ALL,
        base=top.points("base") or 0,
        cap=top.points("cap"),
        floor=top.points("floor"),
        pro_rata=_pro_rata(top.table("pro_rata")),
        sections=tuple(section(each) for each in top.tables("section")),
        onces=tuple(_once(each) for each in top.tables("once")),
        conditions=tuple(condition(each) for each in top.tables("condition")),
        minimums=tuple(_minimum(each) for each in top.tables("minimum")),
        vetoes=tuple(_veto(each) for each in top.tables("veto")),
        limits=tuple(limit(each) for each in top.tables("limit")),
        grades=tuple(_grade(each) for each in top.tables("grade")),
        consequences=tuple(_consequence(each) for each in top.tables("consequence")),
        approvals=tuple(_approval(each) for each in top.tables("approval")),
    )


def _format(top: Table) -> None:
    top.need("format")
    given = top.take("format")
    if given is not None and given != FORMAT:
        top.fault(
            "format", N_("Only format {known} is read. Write format = {known}."), known=FORMAT
        )


def _pro_rata(table: Table | None) -> ProRata:
    if table is None:
        return ProRata()
    table.need("by")
    read = ProRata(
        by=table.choice("by", ProRataBy) or ProRataBy.NONE,
        at_least_months=table.count("at_least_months", least=0) or 0,
    )
    table.done()
    return read


def _once(table: Table) -> Once:
    table.need("items")
    read = Once(table.texts("items"))
    table.done()
    return read


def _minimum(table: Table) -> Minimum:
    read = Minimum(condition=table.named("condition"), otherwise=table.named("otherwise"))
    table.done()
    return read


def _veto(table: Table) -> Veto:
    read = Veto(condition=table.named("condition"), grade=table.named("grade"))
    table.done()
    return read


def _grade(table: Table) -> Grade:
    read = Grade(
        key=table.key(),
        name=table.named(),
        name_en=table.text("name_en"),
        from_points=table.points("from"),
        top_count=table.count("top_count"),
        top_percent=table.hundredths("top_percent"),
        colour=table.choice("colour", Colour),
        consequence=table.text("consequence"),
    )
    table.done()
    return read


def _consequence(table: Table) -> Consequence:
    read = Consequence(key=table.key(), name=table.named(), name_en=table.text("name_en"))
    table.done()
    return read


def _approval(table: Table) -> Approval:
    read = Approval(
        key=table.key(),
        name=table.named(),
        role=table.named("role"),
        name_en=table.text("name_en"),
    )
    table.done()
    return read
