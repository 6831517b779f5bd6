"""The days of the year on which something was held, and the months of several years."""

from collections.abc import Sequence
from datetime import date, timedelta

from core.i18n import CHINESE, N_
from core.reports.queries import calendar
from core.reports.queries.calendar import DayFigures
from pages._ui.charts import cells, sources, steps
from pages._ui.charts.bars import Spec
from pages._ui.charts.cells import Cell, Grid
from pages._ui.charts.panel import Panel, Table, View

LONGEST = 371  # days that are drawn one by one: a year and the rest of its weeks
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def draw(rows: Sequence[DayFigures], view: View) -> Spec:
    """A cell a day, weeks along and weekdays down; a cell a month where there are more years."""
    return _days(rows, view) if view.period.days <= LONGEST else _months(rows, view)


def tell(rows: Sequence[DayFigures], view: View) -> str:
    """On how many days something was held, and which day was the busiest."""
    _ = view.say
    most = max(rows, key=lambda row: row.activities)
    return _(
        "Something was held on {n} of {days} days, most on {day} ({most}).",
        n=_.count(len(rows)),
        days=_.count(view.period.days),
        day=most.day.isoformat(),
        most=_.count(most.activities),
    )


def table(rows: Sequence[DayFigures], view: View) -> Table:
    """The days with their activities."""
    _ = view.say
    return [
        {
            _("Day"): row.day.isoformat(),
            _("Activities"): row.activities,
            _("People served"): row.served,
        }
        for row in rows
    ]


def _days(rows: Sequence[DayFigures], view: View) -> Spec:
    found = {row.day: row for row in rows}
    among = steps.steps([row.activities for row in rows])
    names, weekdays = steps.shades(among), _weekdays(view)
    shown = [view.period.first + timedelta(days=n) for n in range(view.period.days)]
    drawn = [
        Cell(
            _week(day),
            weekdays[day.weekday()],
            list(names)[steps.step_of(figures.activities, among)],
            told=_told(day.isoformat(), figures, view),
            link=_link(view, day, day) if figures.activities else "",
        )
        for day in shown
        for figures in [found.get(day) or DayFigures(day, 0, 0)]
    ]
    weeks = tuple(dict.fromkeys(map(_week, shown)))
    return cells.drawn(drawn, Grid(weeks, weekdays, _heads(shown, view), row=22), names)


def _months(rows: Sequence[DayFigures], view: View) -> Spec:
    sums: dict[int, DayFigures] = {}
    for row in rows:
        month = row.day.year * 100 + row.day.month
        known = sums.get(month) or DayFigures(row.day.replace(day=1), 0, 0)
        sums[month] = DayFigures(
            known.day, known.activities + row.activities, known.served + row.served
        )
    among = steps.steps([figures.activities for figures in sums.values()])
    names, months = steps.shades(among), view.period.months()
    drawn = [
        Cell(
            view.say.month(month, with_year=False),
            str(month // 100),
            list(names)[steps.step_of(figures.activities, among)],
            told=_told(f"{month // 100}-{month % 100:02}", figures, view),
            link=view.activities_of(month) if figures.activities else "",
        )
        for month in months
        for figures in [sums.get(month) or DayFigures(view.period.first, 0, 0)]
    ]
    columns = tuple(view.say.month(100 + n, with_year=False) for n in range(1, 13))
    years = tuple(dict.fromkeys(str(month // 100) for month in months))
    return cells.drawn(drawn, Grid(columns, years, row=34), names)


def _told(day: str, figures: DayFigures, view: View) -> dict[str, str]:
    _ = view.say
    return {
        _("Day"): day,
        _("Activities"): _.count(figures.activities),
        _("People served"): _.count(figures.served),
    }


def _link(view: View, first: date, last: date) -> str:
    return view.activities(**{"from": first.isoformat(), "to": last.isoformat()})


def _week(day: date) -> str:
    """The Monday of a day's week."""
    return (day - timedelta(days=day.weekday())).isoformat()


def _heads(shown: Sequence[date], view: View) -> tuple[tuple[str, str], ...]:
    """What is written above a week: the month that begins in it, else nothing."""
    first = shown[0]
    begun = [day for day in shown if day.day == 1 or (day == first and day.day < 15)]
    with_year = first.year != shown[-1].year and len(begun) < 7
    return tuple(
        (_week(day), view.say.month(day.year * 100 + day.month, with_year=with_year))
        for day in begun
    )


def _weekdays(view: View) -> tuple[str, ...]:
    return tuple("一二三四五六日") if view.say.language == CHINESE else _WEEKDAYS


CALENDAR = Panel(
    "calendar",
    N_("On which days was much held"),
    N_("Nothing was recorded in this period. Choose another, or record an activity."),
    calendar.by_day,
    tell,
    table,
    draw,
    source=sources.ACTIVITIES,
)
