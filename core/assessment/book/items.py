"""Sections and items as they are read from the text."""

from core.assessment.book.shape import (
    HUNDREDTHS,
    Case,
    Choosable,
    Item,
    Multiplier,
    Section,
    Share,
    Step,
)
from core.assessment.book.tables import Table
from core.i18n import N_

LONGEST_NOTE = 1000
LONGEST_CHOICE = 60  # that a claim of it can hold
EVENLY = "even"
PER_FACT = ("share", "times", "best", "from", "at_most")

# What cannot be said together with the key on the left.
EXCLUDED = {
    "steps": ("points", "cases", "choices", *PER_FACT),
    "out_of": ("points", "cases", *PER_FACT),
    "cases": ("points", "choices"),
    "choices": ("points",),
    "entered": ("counts", "where", "cases", "share", "times", "best", "out_of"),
}


def section(table: Table) -> Section:
    """A section with its items."""
    start = table.points("start")
    cap, floor = _bounds(table, start)
    read = Section(
        key=table.key(),
        name=table.named(),
        name_en=table.text("name_en"),
        start=start,
        cap=cap,
        floor=floor,
        items=tuple(_item(each) for each in table.tables("item")),
    )
    table.done()
    return read


def _bounds(table: Table, start: int | None) -> tuple[int | None, int | None]:
    """Cap and floor. A pool starts full and never falls below nothing, unless it says so."""
    cap, floor = table.points("cap"), table.points("floor")
    if start is None:
        return cap, floor
    return start if cap is None else cap, 0 if floor is None else floor


def _item(table: Table) -> Item:
    _exclusions(table)
    start = table.points("start")
    cap, floor = _bounds(table, start)
    read = Item(
        key=table.key(),
        name=table.named(),
        name_en=table.text("name_en"),
        note=table.text("note", LONGEST_NOTE),
        counts=_counts(table),
        where=table.where("where") or (),
        unit=table.text("unit") or "time",
        points=table.points("points") or 0,
        cases=tuple(_case(each) for each in table.tables("cases")),
        share=_share(table.table("share")),
        times=tuple(_multiplier(each) for each in table.tables("times")),
        best=table.flag("best"),
        from_nth=table.count("from") or 1,
        at_most=table.count("at_most"),
        steps=tuple(_step(each) for each in table.tables("steps")),
        out_of=table.where("out_of"),
        start=start,
        cap=cap,
        floor=floor,
        evidence=table.flag("evidence"),
        choices=_choices(table.table("choices")),
    )
    table.done()
    return read


def _exclusions(table: Table) -> None:
    """A fault for each pair that says two things at once."""
    for key, others in EXCLUDED.items():
        said = table.has(key) and table.values[key] is not False
        for other in (each for each in others if said and table.has(each)):
            table.fault(
                other, N_("“{key}” and “{other}” exclude each other: keep one of them."), other=key
            )


def _counts(table: Table) -> str:
    """The measure, "" when the item is entered by hand."""
    entered, counts = table.flag("entered"), table.text("counts")
    if not entered and not table.has("counts"):
        table.log.fault(
            table.path,
            N_("Say what is counted, counts = “…”, or that it is entered: entered = true."),
        )
    for key in ("choices", "evidence"):
        if table.has(key) and not entered:
            table.fault(key, N_("“{key}” belongs to items that are entered: entered = true."))
    return "" if entered else counts


def _case(table: Table) -> Case:
    table.need("points")
    read = Case(when=table.where("when") or (), points=table.points("points") or 0)
    table.done()
    return read


def _multiplier(table: Table) -> Multiplier:
    table.need("by")
    by = table.hundredths("by")
    read = Multiplier(when=table.where("when") or (), by=HUNDREDTHS if by is None else by)
    table.done()
    return read


def _step(table: Table) -> Step:
    table.need("from")
    table.need("points")
    read = Step(table.hundredths("from") or 0, table.points("points") or 0)
    table.done()
    return read


def _share(table: Table | None) -> Share | None:
    """The first author's percentage and the others', the rest evenly unless it says how much."""
    if table is None:
        return None
    table.need("first")
    first = table.hundredths("first") or 0
    others = None if table.values.get("others") == EVENLY else table.hundredths("others")
    table.asked.add("others")
    table.done()
    return Share(first, others)


def _choices(table: Table | None) -> tuple[Choosable, ...]:
    if table is None:
        return ()
    for name in table.values:
        if not 0 < len(name) <= LONGEST_CHOICE or name != name.strip() or not name.isprintable():
            table.fault(
                name,
                N_("A choice is a name of at most {n} characters, without blanks around it."),
                n=LONGEST_CHOICE,
            )
    found = ((name, table.points(name)) for name in table.values)
    return tuple(Choosable(name, points or 0) for name, points in found)
