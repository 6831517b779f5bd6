"""Whether the activities of the year keep up with what studios and groups set themselves."""

from collections.abc import Sequence
from itertools import accumulate

from core.i18n import N_
from core.reports.queries import calendar
from core.reports.queries.calendar import MonthPlan
from pages._ui.charts import bars, palette, sources
from pages._ui.charts.bars import Axis, Piece, Spec
from pages._ui.charts.panel import Panel, Table, View

MONTHS = 12


def draw(rows: Sequence[MonthPlan], view: View) -> Spec:
    """What is held up to each month, what is planned on top of it, and the line of the plan."""
    _ = view.say
    names = {row.month: _.month(row.month, with_year=False) for row in rows}
    pieces = [
        Piece(
            names[row.month],
            number,
            series,
            told=_told(row, names[row.month], view),
            link=view.activities_of(row.month),
        )
        for row in _grown(rows)
        for series, number in _parts(row, view).items()
    ]
    colours = {
        _("Held by those with a target"): palette.GOOD,
        _("Held by others"): palette.SKY,
        _("Held"): palette.GOOD,
        _("Planned still"): palette.OPEN,
    }
    shown = {name: shade for name, shade in colours.items() if name in _parts(rows[0], view)}
    axis, line = Axis(_("activities up to then")), _line(rows, names)
    return bars.in_time(pieces, axis, shown, list(names.values()), line)


def tell(rows: Sequence[MonthPlan], view: View) -> str:
    """How many are held and planned, and how much of what was aimed at is done."""
    _ = view.say
    told = {
        "year": rows[0].month // 100,
        "held": _.count(sum(row.held for row in rows)),
        "planned": _.count(sum(row.planned for row in rows)),
    }
    if not rows[0].goal:
        return _(
            "{year}: {held} held, {planned} planned still; no number was set as a target.", **told
        )
    return _(
        "{year}: {held} held, {planned} planned still; of the {goal} aimed at {aimed} are done"
        " (the dashed line: evenly through the year).",
        goal=_.count(rows[0].goal),
        aimed=_.count(sum(row.aimed for row in rows)),
        **told,
    )


def table(rows: Sequence[MonthPlan], view: View) -> Table:
    """Month by month, and up to each month."""
    _ = view.say
    return [
        {
            _("Month"): f"{row.month // 100}-{row.month % 100:02}",
            _("Held"): row.held,
            _("Planned still"): row.planned,
            _("Held up to then"): grown.held,
            _("of these by those with a target"): grown.aimed,
            _("Aimed at up to then"): due,
        }
        for row, grown, due in zip(rows, _grown(rows), _due(rows), strict=True)
    ]


def _parts(row: MonthPlan, view: View) -> dict[str, int]:
    """What a bar is made of; with targets, what is held towards them stands apart."""
    _ = view.say
    if not row.goal:
        return {_("Held"): row.held, _("Planned still"): row.planned}
    return {
        _("Held by those with a target"): row.aimed,
        _("Held by others"): row.held - row.aimed,
        _("Planned still"): row.planned,
    }


def _told(row: MonthPlan, name: str, view: View) -> dict[str, str]:
    _ = view.say
    return {
        _("Up to"): name,
        _("Held"): _.count(row.held),
        _("of these by those with a target"): _.count(row.aimed),
        _("Planned still"): _.count(row.planned),
    }


def _grown(rows: Sequence[MonthPlan]) -> list[MonthPlan]:
    """Each month with all months before it."""
    return list(accumulate(rows, _added))


def _added(before: MonthPlan, row: MonthPlan) -> MonthPlan:
    return MonthPlan(
        row.month,
        before.held + row.held,
        before.aimed + row.aimed,
        before.planned + row.planned,
        row.goal,
    )


def _due(rows: Sequence[MonthPlan]) -> list[int]:
    return [round(row.goal * (row.month % 100) / MONTHS) for row in rows]


def _line(rows: Sequence[MonthPlan], names: dict[int, str]) -> dict[str, float]:
    if not rows[0].goal:
        return {}
    return {names[row.month]: due for row, due in zip(rows, _due(rows), strict=True)}


ON_PLAN = Panel(
    "on_plan",
    N_("Do activities keep to the plan"),
    N_("Nothing is held or planned in this year. Plan an activity, or set targets under Plans."),
    calendar.against_plan,
    tell,
    table,
    draw,
    source=sources.ACTIVITIES,
)
