"""Who came, month by month and to what."""

from collections.abc import Sequence

from core.activities.models import WAS_THERE, Presence
from core.i18n import N_
from core.reports.queries import attendance
from core.reports.queries.attendance import MeetingRate, MonthPresence
from pages._ui.charts import bars, palette, sources
from pages._ui.charts.bars import Axis, Piece, Spec
from pages._ui.charts.panel import Panel, Table, View, months_of

MOST_BARS = 14
_NOTHING = N_("No attendance was recorded in this period. Add it to an activity.")


def draw_months(rows: Sequence[MonthPresence], view: View) -> Spec:
    """The share of each presence, standing by month."""
    _ = view.say
    names = months_of(view.period, _)
    called = _called(rows)
    ordered = sorted(rows, key=lambda row: list(Presence).index(row.presence))
    pieces = [
        Piece(
            names[row.month],
            row.members / called[row.month],
            _.word(row.presence),
            told={
                _("Month"): names[row.month],
                _("Presence"): _.word(row.presence),
                _("Members"): _.count(row.members),
                _("Share"): _.percent(row.members / called[row.month]),
            },
            link=view.activities_of(row.month),
        )
        for row in ordered
    ]
    colours = {_.word(presence): colour for presence, colour in palette.PRESENCE.items()}
    axis = Axis(_("share of those called"), top=1.0, percent=True)
    return bars.in_time(pieces, axis, colours, list(names.values()))


def tell_months(rows: Sequence[MonthPresence], view: View) -> str:
    """How many came in all, and how many stayed away without leave."""
    _ = view.say
    called = sum(row.members for row in rows)
    came = sum(row.members for row in rows if row.presence in WAS_THERE)
    absent = sum(row.members for row in rows if row.presence is Presence.ABSENT)
    return _(
        "{rate} of those called came; {absent} stayed away without leave.",
        rate=_.percent(came / called),
        absent=_.percent(absent / called),
    )


def table_months(rows: Sequence[MonthPresence], view: View) -> Table:
    """How many were present, on leave or absent, month by month."""
    _ = view.say
    return [
        {
            _("Month"): f"{row.month // 100}-{row.month % 100:02}",
            _("Presence"): _.word(row.presence),
            _("Members"): row.members,
        }
        for row in rows
    ]


def draw_meetings(rows: Sequence[MeetingRate], view: View) -> Spec:
    """The attendance of each category, lying, the best attended first."""
    _ = view.say
    shown = _shown(rows)
    names = bars.told_apart([_.name(row) for row in shown])
    pieces = [
        Piece(
            name,
            row.rate,
            note=_.percent(row.rate),
            told={
                _("Category"): _.name(row),
                _("Attendance"): _.percent(row.rate),
                _("Came"): _.count(row.came),
                _("Called"): _.count(row.called),
            },
            link=view.activities(category=f"{row.heading_code}/{row.code}"),
        )
        for row, name in zip(shown, names, strict=True)
    ]
    axis = Axis(_("share of those called"), top=1.0, percent=True, colour=palette.TEAL)
    return bars.ranked(pieces, axis)


def tell_meetings(rows: Sequence[MeetingRate], view: View) -> str:
    """The best and the least attended."""
    _ = view.say
    best, least = rows[0], rows[-1]
    if best is least:
        return _("{name}: {rate} came.", name=_.name(best), rate=_.percent(best.rate))
    return _(
        "Best attended: {best} ({high}); least: {least} ({low}).",
        best=_.name(best),
        high=_.percent(best.rate),
        least=_.name(least),
        low=_.percent(least.rate),
    )


def table_meetings(rows: Sequence[MeetingRate], view: View) -> Table:
    """Called and come, category by category."""
    _ = view.say
    return [
        {
            _("Category"): _.name(row),
            _("Called"): row.called,
            _("Came"): row.came,
            _("Attendance (%)"): round(row.rate * 100, 1),
        }
        for row in rows
    ]


def _called(rows: Sequence[MonthPresence]) -> dict[int, int]:
    called: dict[int, int] = {}
    for row in rows:
        called[row.month] = called.get(row.month, 0) + row.members
    return called


def _shown(rows: Sequence[MeetingRate]) -> list[MeetingRate]:
    """The categories to which most were called, still from the best attended down."""
    often = sorted(rows, key=lambda row: -row.called)[:MOST_BARS]
    return [row for row in rows if row in often]


PANELS = (
    Panel(
        "attendance",
        N_("How many came each month"),
        _NOTHING,
        attendance.by_month,
        tell_months,
        table_months,
        draw_months,
        source=sources.ATTENDANCE,
    ),
    Panel(
        "meetings",
        N_("Which activities drew members"),
        _NOTHING,
        attendance.by_meeting,
        tell_meetings,
        table_meetings,
        draw_meetings,
        source=sources.ATTENDANCE,
    ),
)
