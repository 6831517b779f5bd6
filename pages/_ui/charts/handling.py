"""Handling: what is overdue with whom, who answers fastest, and how long steps take."""

from collections.abc import Sequence

from core.i18n import N_
from core.reports.queries import handling, matters
from core.reports.queries.handling import FEWEST_REPLIES, Pace, UnitFigures
from core.reports.queries.matters import StepTime
from pages._ui.charts import bars, palette, sources
from pages._ui.charts.bars import Axis, Piece, Spec
from pages._ui.charts.panel import Panel, Table, View

MOST_BARS = 14
_NO_UNIT = N_("Nothing was assigned in this period. Assign matters on their pages.")
_MATTERS = N_("matters")


def draw_units(rows: Sequence[UnitFigures], view: View) -> Spec:
    """Units lying, those with most overdue first."""
    _ = view.say
    shown = rows[:MOST_BARS]
    names = bars.told_apart([row.unit for row in shown])
    pieces = []
    for name, row in zip(names, shown, strict=True):
        told = {
            _("Handling unit"): row.unit,
            _("Assigned"): _.count(row.assigned),
            _("Replied"): _.count(row.replied),
            _("of these late"): _.count(row.late),
            _("Overdue"): _.count(row.overdue),
        }
        open_ = row.assigned - row.replied - row.overdue
        note = f"{row.replied}/{row.assigned}"
        pieces += [
            Piece(name, row.overdue, _("Overdue"), note=note, told=told),
            Piece(name, open_, _("Within time"), note=note, told=told),
            Piece(name, row.replied, _("Replied"), note=note, told=told),
        ]
    colours = {
        _("Overdue"): palette.RED,
        _("Within time"): palette.OPEN,
        _("Replied"): palette.GOOD,
    }
    return bars.ranked(pieces, Axis(_(_MATTERS)), colours)


def tell_units(rows: Sequence[UnitFigures], view: View) -> str:
    """How many are overdue, and with whom most."""
    _ = view.say
    overdue = sum(row.overdue for row in rows)
    if not overdue:
        return _("Nothing is overdue: {n} units.", n=_.count(len(rows)))
    return _(
        "{n} are overdue, most with {unit}: {most}.",
        n=_.count(overdue),
        unit=rows[0].unit,
        most=_.count(rows[0].overdue),
    )


def table_units(rows: Sequence[UnitFigures], view: View) -> Table:
    """What each unit was assigned, and how it stands."""
    _ = view.say
    return [
        {
            _("Handling unit"): row.unit,
            _("Assigned"): row.assigned,
            _("Replied"): row.replied,
            _("of these late"): row.late,
            _("Overdue"): row.overdue,
        }
        for row in rows
    ]


def draw_fastest(rows: Sequence[Pace], view: View) -> Spec:
    """Units by the median of their answers, the fastest first; too few replies are no bar."""
    _ = view.say
    ranked = [(row, row.median) for row in rows if row.median is not None][:MOST_BARS]
    names = bars.told_apart([row.unit for row, _median in ranked])
    pieces = [
        Piece(
            name,
            median,
            note=_days(median, view),
            told={
                _("Handling unit"): row.unit,
                _("Working days, median"): _days(median, view),
                _("Replies"): _.count(row.replies),
            },
        )
        for name, (row, median) in zip(names, ranked, strict=True)
    ]
    return bars.ranked(pieces, Axis(_("working days, median"), colour=palette.SKY))


def tell_fastest(rows: Sequence[Pace], view: View) -> str:
    """Who answers fastest, and who has answered too seldom to say."""
    _ = view.say
    if rows[0].median is None:
        return _("No unit has {n} replies yet, so no pace is told.", n=FEWEST_REPLIES)
    days, few = _days(rows[0].median, view), sum(row.median is None for row in rows)
    fastest = _("{unit} answers fastest: {days} working days.", unit=rows[0].unit, days=days)
    if not few:
        return fastest
    return fastest + _(
        " {few} units with fewer than {n} replies have no rank.",
        few=_.count(few),
        n=FEWEST_REPLIES,
    )


def table_fastest(rows: Sequence[Pace], view: View) -> Table:
    """The median of working days of each unit, and of how many replies."""
    _ = view.say
    return [
        {
            _("Handling unit"): row.unit,
            _("Working days, median"): "—" if row.median is None else row.median,
            _("Replies"): row.replies,
        }
        for row in rows
    ]


def draw_steps(rows: Sequence[StepTime], view: View) -> Spec:
    """How long matters stand in each state, in the order of the work."""
    _ = view.say
    pieces = [
        Piece(
            _step(row, view),
            row.median,
            note=_days(row.median, view),
            told={
                _("State"): _step(row, view),
                _("Working days, median"): _days(row.median, view),
                _("Steps taken"): _.count(row.steps),
            },
        )
        for row in rows
    ]
    return bars.ranked(pieces, Axis(_("working days, median"), colour=palette.PURPLE))


def tell_steps(rows: Sequence[StepTime], view: View) -> str:
    """Where matters stand longest."""
    _ = view.say
    longest = max(rows, key=lambda row: row.median)
    return _(
        "Longest in “{state}”: {days} working days.",
        state=_step(longest, view),
        days=_days(longest.median, view),
    )


def table_steps(rows: Sequence[StepTime], view: View) -> Table:
    """The median of working days in each state."""
    _ = view.say
    return [
        {
            _("State"): _step(row, view),
            _("Working days, median"): row.median,
            _("Steps taken"): row.steps,
        }
        for row in rows
    ]


def _step(row: StepTime, view: View) -> str:
    _ = view.say
    return _("{kind}: {state}", kind=_.word(row.kind), state=_.word(row.state))


def _days(median: float, view: View) -> str:
    return view.say.count(int(median)) if median == int(median) else f"{median:.1f}"


UNITS = Panel(
    "units",
    N_("Which units are overdue"),
    _NO_UNIT,
    handling.by_unit,
    tell_units,
    table_units,
    draw_units,
    source=sources.HANDLING,
)
FASTEST = Panel(
    "fastest",
    N_("Which units answer fastest"),
    N_("No unit has replied in this period."),
    handling.fastest,
    tell_fastest,
    table_fastest,
    draw_fastest,
    source=sources.HANDLING,
)
STEPS = Panel(
    "steps_time",
    N_("Where do matters wait longest"),
    N_("No step was taken in this period."),
    matters.times,
    tell_steps,
    table_steps,
    draw_steps,
    source=sources.MATTERS,
)
