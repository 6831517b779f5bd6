"""Places side by side, one year beside another, and the results of groups and studios."""

from collections.abc import Callable, Sequence

from core.i18n import N_
from core.reports.assessed import lists, years
from core.reports.assessed.lists import Side
from core.reports.assessed.look import One
from core.reports.assessed.subjects import By
from core.reports.assessed.years import Moved, Result
from pages._ui.charts import bars, dots, palette, scored, sources
from pages._ui.charts.bars import Axis, Piece, Spec
from pages._ui.charts.dots import Axes, Dot
from pages._ui.charts.panel import Panel, Table, View

_NO_PLACES = N_("Those who are scored belong to none. Complete the roster under Members.")
MOST_BARS = 16


def draw_sides(by: By) -> Callable[[Sequence[Side], View], Spec]:
    """Average points of each place, lying."""

    def draw(rows: Sequence[Side], view: View) -> Spec:
        _ = view.say
        told = list(rows)[:MOST_BARS]
        names = bars.told_apart([_.name(row.place) for row in told])
        pieces = [
            Piece(
                name,
                row.average / 100,
                note=scored.points(row.average),
                told=_side(row, view),
                link=view.ranking(by=by.value, of=row.place.key),
            )
            for row, name in zip(told, names, strict=True)
        ]
        return bars.ranked(pieces, Axis(_("points on average"), colour=palette.BLUE))

    return draw


def tell_sides(rows: Sequence[Side], view: View) -> str:
    """Who is first and who last, and by how much."""
    _ = view.say
    first, last = rows[0], rows[-1]
    if first is last:
        return _("{name}: {points} on average.", name=_.name(first.place), points=_points(first))
    return _(
        "First: {first} ({most}); last: {last} ({least}).",
        first=_.name(first.place),
        most=_points(first),
        last=_.name(last.place),
        least=_points(last),
    )


def table_sides(rows: Sequence[Side], view: View) -> Table:
    """Places in numbers."""
    _ = view.say
    return [
        {
            _("Who is scored"): _.name(row.place),
            _("How many"): row.people,
            _("Average"): scored.number(row.average),
            _("Highest"): scored.number(row.highest),
            _("Lowest"): scored.number(row.lowest),
            _("With the best grade"): row.best,
        }
        for row in rows
    ]


def draw_moved(rows: Sequence[Moved], view: View) -> Spec:
    """Points now over points before; above the line is who gained."""
    _ = view.say
    found = [
        Dot(
            row.before.kept.rated / 100,
            row.now.kept.rated / 100,
            1,
            scored.grade(row.now.grade, view),
            told=_moved(row, view),
        )
        for row in rows
    ]
    years_of = {"year": rows[0].year, "before": rows[0].year_before}
    axes = Axes(_("points {before}", **years_of), _("points {year}", **years_of))
    return dots.scattered(found, axes, _colours([row.now for row in rows], view))


def tell_moved(rows: Sequence[Moved], view: View) -> str:
    """How many gained and how many lost."""
    _ = view.say
    return _(
        "Against {year}, {up} have more points and {down} fewer.",
        year=rows[0].year_before,
        up=_.count(sum(row.change > 0 for row in rows)),
        down=_.count(sum(row.change < 0 for row in rows)),
    )


def table_moved(rows: Sequence[Moved], view: View) -> Table:
    """Each with points and grade of both years."""
    _ = view.say
    return [
        {
            _("Who is scored"): scored.person(row.now, view),
            _("Points {year}", year=row.year_before): scored.number(row.before.kept.rated),
            _("Points {year}", year=row.year): scored.number(row.now.kept.rated),
            _("Change"): scored.number(row.change),
            _("Grade {year}", year=row.year_before): scored.grade(row.before.grade, view),
            _("Grade {year}", year=row.year): scored.grade(row.now.grade, view),
        }
        for row in rows
    ]


def draw_results(rows: Sequence[Result], view: View) -> Spec:
    """Points of groups or studios in the colours of their grades."""
    _ = view.say
    told = list(rows)[:MOST_BARS]
    names = bars.told_apart([_.name(row.one.subject) for row in told])
    pieces = [
        Piece(
            name,
            max(row.one.kept.rated, 0) / 100,
            scored.grade(row.one.grade, view),
            note=f"{scored.points(row.one.kept.rated)}  {scored.grade(row.one.grade, view)}",
            told={
                _("Who is scored"): _.name(row.one.subject),
                _("Score"): scored.points(row.one.kept.rated),
                _("Grade"): scored.grade(row.one.grade, view),
            },
            link=view.ranking(a=str(row.look.option.id)),
        )
        for row, name in zip(told, names, strict=True)
    ]
    axis = Axis(_("points"))
    return bars.ranked(pieces, axis, _colours([row.one for row in rows], view))


def tell_results(rows: Sequence[Result], view: View) -> str:
    """Who is first, by which book."""
    _ = view.say
    first = rows[0]
    return _(
        "First of {n}: {name} ({points}), by “{book}”.",
        n=_.count(len(rows)),
        name=_.name(first.one.subject),
        points=scored.points(first.one.kept.rated),
        book=_.name(first.look.option),
    )


def table_results(rows: Sequence[Result], view: View) -> Table:
    """Groups or studios in order."""
    _ = view.say
    return [
        {
            _("Rank"): row.one.place or "",
            _("Who is scored"): _.name(row.one.subject),
            _("Score"): scored.number(row.one.kept.rated),
            _("Grade"): scored.grade(row.one.grade, view),
        }
        for row in rows
    ]


def _side(row: Side, view: View) -> dict[str, str]:
    _ = view.say
    return {
        _("Who is scored"): _.name(row.place),
        _("How many"): _.count(row.people),
        _("Average"): scored.points(row.average),
        _("Highest"): scored.points(row.highest),
        _("Lowest"): scored.points(row.lowest),
    }


def _moved(row: Moved, view: View) -> dict[str, str]:
    _ = view.say
    return {
        _("Who is scored"): scored.person(row.now, view),
        _("Points {year}", year=row.year_before): scored.points(row.before.kept.rated),
        _("Points {year}", year=row.year): scored.points(row.now.kept.rated),
        _("Grade"): scored.grade(row.now.grade, view),
    }


def _colours(ones: Sequence[One], view: View) -> dict[str, str]:
    return scored.colours([one.grade for one in ones], view)


def _points(row: Side) -> str:
    return scored.points(row.average)


SIDES = (
    Panel(
        "by_sector",
        N_("Which sectors lead"),
        _NO_PLACES,
        lists.sectors,
        tell_sides,
        table_sides,
        draw_sides(By.SECTOR),
        source=sources.ASSESSMENTS,
    ),
    Panel(
        "by_group",
        N_("Which sector groups lead"),
        _NO_PLACES,
        lists.groups,
        tell_sides,
        table_sides,
        draw_sides(By.GROUP),
        source=sources.ASSESSMENTS,
    ),
    Panel(
        "by_special",
        N_("Which special committees lead"),
        _NO_PLACES,
        lists.special_committees,
        tell_sides,
        table_sides,
        draw_sides(By.SPECIAL),
        source=sources.ASSESSMENTS,
    ),
    Panel(
        "by_kind",
        N_("Do the kinds differ"),
        _NO_PLACES,
        lists.kinds,
        tell_sides,
        table_sides,
        draw_sides(By.KIND),
        source=sources.ASSESSMENTS,
    ),
)
MOVED = Panel(
    "moved",
    N_("Who gained since the last time"),
    N_("There is no assessment before this one to compare with."),
    years.moved,
    tell_moved,
    table_moved,
    draw_moved,
    source=sources.ASSESSMENTS,
)
GROUPS = Panel(
    "group_results",
    N_("How did sector groups do"),
    N_("No assessment of sector groups covers these days. Open one with a book for groups."),
    years.groups,
    tell_results,
    table_results,
    draw_results,
    source=sources.ASSESSMENTS,
)
STUDIOS = Panel(
    "studio_results",
    N_("How many stars have studios"),
    N_("No assessment of studios covers these days. Open one with a book for studios."),
    years.studios,
    tell_results,
    table_results,
    draw_results,
    source=sources.ASSESSMENTS,
)
