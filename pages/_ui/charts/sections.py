"""What the sections and items of a book bring."""

from collections.abc import Sequence

from core.i18n import N_
from core.reports.assessed import spread
from core.reports.assessed.spread import ItemFigures, SectionFigures
from pages._ui.charts import bars, palette, scored, sources
from pages._ui.charts.bars import Axis, Piece, Spec
from pages._ui.charts.grades import NOBODY
from pages._ui.charts.panel import Panel, Table, View

MOST_BARS = 16


def draw_sections(rows: Sequence[SectionFigures], view: View) -> Spec:
    """What all have of each section on average, against what it can pay."""
    _ = view.say
    names = bars.told_apart([_.name(row.section) for row in rows])
    pieces = [
        Piece(
            name,
            row.average / 100,
            note=_against(row, view),
            told={
                _("Section"): _.name(row.section),
                _("Average"): scored.points(row.average),
                _("Highest"): scored.points(row.highest),
                _("At the cap"): _.count(row.full),
                _("With nothing"): _.count(row.none),
            },
            link=view.ranking(**{"with": row.section.key}),
        )
        for row, name in zip(rows, names, strict=True)
    ]
    return bars.ranked(pieces, Axis(_("points on average"), colour=palette.TEAL))


def tell_sections(rows: Sequence[SectionFigures], view: View) -> str:
    """In which section most have nothing."""
    _ = view.say
    row = max(rows, key=lambda one: one.none)
    if not row.none:
        return _("All have points in each section.")
    return _("{n} have nothing in “{name}”.", n=_.count(row.none), name=_.name(row.section))


def table_sections(rows: Sequence[SectionFigures], view: View) -> Table:
    """Sections in numbers."""
    _ = view.say
    return [
        {
            _("Section"): _.name(row.section),
            _("Average"): scored.number(row.average),
            _("Highest"): scored.number(row.highest),
            _("Cap"): "" if row.section.cap is None else scored.points(row.section.cap),
            _("At the cap"): row.full,
            _("With nothing"): row.none,
        }
        for row in rows
    ]


def draw_items(rows: Sequence[ItemFigures], view: View) -> Spec:
    """How many have something of each item."""
    _ = view.say
    told = list(rows)[:MOST_BARS]
    names = bars.told_apart([_.name(row.item) for row in told])
    pieces = [
        Piece(
            name,
            row.people,
            note=_.count(row.people),
            told={
                _("Item of the book"): _.name(row.item),
                _("How many"): _.count(row.people),
                _("Points in all"): scored.points(row.points),
            },
            link=view.ranking(**{"with": row.item.key}),
        )
        for row, name in zip(told, names, strict=True)
    ]
    return bars.ranked(pieces, Axis(_("how many have records of it"), colour=palette.OLIVE))


def tell_items(rows: Sequence[ItemFigures], view: View) -> str:
    """Which item brings most, and how many bring nothing to anybody."""
    _ = view.say
    unused = sum(not row.people for row in rows)
    return _(
        "“{name}” brings most points; of {n} items {unused} have no records.",
        name=_.name(rows[0].item),
        n=len(rows),
        unused=unused,
    )


def table_items(rows: Sequence[ItemFigures], view: View) -> Table:
    """Items in numbers."""
    _ = view.say
    return [
        {
            _("Section"): _.name(row.section),
            _("Item of the book"): _.name(row.item),
            _("How many"): row.people,
            _("Points in all"): scored.number(row.points),
            _("At the cap"): row.full,
        }
        for row in rows
    ]


def _against(row: SectionFigures, view: View) -> str:
    _ = view.say
    if row.section.cap is None:
        return scored.points(row.average)
    return f"{scored.points(row.average)}/{scored.points(row.section.cap)}"


SECTIONS = Panel(
    "sections",
    N_("Where are points won"),
    NOBODY,
    spread.sections,
    tell_sections,
    table_sections,
    draw_sections,
    source=sources.ASSESSMENTS,
)
ITEMS = Panel(
    "items",
    N_("Which items are used"),
    NOBODY,
    spread.items,
    tell_items,
    table_items,
    draw_items,
    source=sources.ASSESSMENTS,
)
