"""How points and grades are spread, and what sections and items bring."""

from collections.abc import Sequence

from core.i18n import N_
from core.reports.assessed import spread
from core.reports.assessed.spread import Band, Below, Graded, ItemFigures, SectionFigures
from pages._ui.charts import bars, palette, scored
from pages._ui.charts.bars import Axis, Piece, Spec
from pages._ui.charts.panel import Panel, Table, View

_NOBODY = N_("Nobody is scored yet. Register members, or choose another assessment.")
MOST_BARS = 16


def draw_bands(rows: Sequence[Band], view: View) -> Spec:
    """People standing by points, in the colours of their grades."""
    _ = view.say
    pieces = [
        Piece(
            _points(row, view),
            row.people,
            scored.grade(row.grade, view),
            told={
                _("Score"): _points(row, view),
                _("Grade"): scored.grade(row.grade, view),
                _("How many"): _.count(row.people),
            },
            link=view.ranking(low=str(row.first), high=str(row.end - 1)),
        )
        for row in rows
    ]
    slots = _slots(rows, view)
    return bars.in_time(pieces, Axis(_("how many")), _colours(rows, view), slots)


def tell_bands(rows: Sequence[Band], view: View) -> str:
    """Where most are."""
    _ = view.say
    people: dict[str, int] = {}
    for row in rows:
        people[_points(row, view)] = people.get(_points(row, view), 0) + row.people
    most = max(people, key=lambda one: people[one])
    return _(
        "Most ({n} of {total}) have {points} points.",
        n=_.count(people[most]),
        total=_.count(sum(people.values())),
        points=most,
    )


def table_bands(rows: Sequence[Band], view: View) -> Table:
    """People by points and grade."""
    _ = view.say
    return [
        {
            _("Score"): _points(row, view),
            _("Grade"): scored.grade(row.grade, view),
            _("How many"): row.people,
        }
        for row in rows
    ]


def draw_grades(rows: Sequence[Graded], view: View) -> Spec:
    """People of each grade, lying."""
    _ = view.say
    pieces = [
        Piece(
            scored.grade(row.grade, view),
            row.people,
            scored.grade(row.grade, view),
            note=f"{_.count(row.people)}  {_.rate(row.share)}",
            told={
                _("Grade"): scored.grade(row.grade, view),
                _("How many"): _.count(row.people),
                _("What follows"): _.either(row.consequence, row.consequence_en),
            },
            link=view.ranking(grade=row.grade.key if row.grade else "-"),
        )
        for row in rows
    ]
    return bars.ranked(pieces, Axis(_("how many")), _colours(rows, view))


def tell_grades(rows: Sequence[Graded], view: View) -> str:
    """How many have the best grade, and how many the last."""
    _ = view.say
    named = [row for row in rows if row.grade]
    if not named:
        return _("{n} are scored; the book has no grades.", n=_sum(rows))
    return _(
        "Of {total}, {best} are “{first}” and {worst} are “{last}”.",
        total=_sum(rows),
        best=_.count(named[0].people),
        first=scored.grade(named[0].grade, view),
        worst=_.count(named[-1].people),
        last=scored.grade(named[-1].grade, view),
    )


def table_grades(rows: Sequence[Graded], view: View) -> Table:
    """Grades in numbers, with what follows."""
    _ = view.say
    return [
        {
            _("Grade"): scored.grade(row.grade, view),
            _("How many"): row.people,
            _("Share (%)"): round(row.share * 100, 1),
            _("What follows"): _.either(row.consequence, row.consequence_en),
        }
        for row in rows
    ]


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


def draw_below(rows: Sequence[Below], view: View) -> Spec:
    """People in equal steps below the top."""
    _ = view.say
    pieces = [
        Piece(
            _range(row, view),
            row.people,
            note=_.count(row.people),
            told={_("Score"): _range(row, view), _("How many"): _.count(row.people)},
            link=view.ranking(low=str(row.first), high=str(row.end)),
        )
        for row in rows
    ]
    return bars.ranked(pieces, Axis(_("how many"), colour=palette.PURPLE))


def tell_below(rows: Sequence[Below], view: View) -> str:
    """How many stand next to the highest points."""
    _ = view.say
    return _(
        "{n} stand together at the top; whoever shares a step hardly differs.",
        n=_.count(rows[0].people),
    )


def table_below(rows: Sequence[Below], view: View) -> Table:
    """The steps in numbers."""
    _ = view.say
    return [{_("Score"): _range(row, view), _("How many"): row.people} for row in rows]


def _points(row: Band, view: View) -> str:
    return view.say(
        "{first} to {last}", first=scored.points(row.first), last=scored.points(row.end)
    )


def _range(row: Below, view: View) -> str:
    return view.say(
        "{first} to {last}", first=scored.points(row.first), last=scored.points(row.end)
    )


def _slots(rows: Sequence[Band], view: View) -> list[str]:
    """The bands from the first to the last, empty ones too."""
    width = rows[0].end - rows[0].first
    starts = range(rows[0].first, rows[-1].end, width)
    return [_points(Band(at, at + width, None, 0), view) for at in starts]


def _colours(rows: Sequence[Band] | Sequence[Graded], view: View) -> dict[str, str]:
    return scored.colours([row.grade for row in rows], view)


def _sum(rows: Sequence[Graded]) -> str:
    return f"{sum(row.people for row in rows):,}"


def _against(row: SectionFigures, view: View) -> str:
    _ = view.say
    if row.section.cap is None:
        return scored.points(row.average)
    return f"{scored.points(row.average)}/{scored.points(row.section.cap)}"


BANDS = Panel(
    "bands",
    N_("How are points spread?"),
    _NOBODY,
    spread.bands,
    tell_bands,
    table_bands,
    draw_bands,
)
GRADES = Panel(
    "grades",
    N_("How many have which grade?"),
    _NOBODY,
    spread.grades,
    tell_grades,
    table_grades,
    draw_grades,
)
SECTIONS = Panel(
    "sections",
    N_("Where are points won?"),
    _NOBODY,
    spread.sections,
    tell_sections,
    table_sections,
    draw_sections,
)
ITEMS = Panel(
    "items",
    N_("Which items are used?"),
    _NOBODY,
    spread.items,
    tell_items,
    table_items,
    draw_items,
)
BELOW = Panel(
    "below",
    N_("How far below the top?"),
    _NOBODY,
    spread.below_the_top,
    tell_below,
    table_below,
    draw_below,
)
