"""Which members came to which of the latest meetings."""

from collections.abc import Sequence
from datetime import date

from core.activities.models import Presence
from core.i18n import N_
from core.reports.queries import presence
from core.reports.queries.presence import Seat
from pages._ui.charts import bars, cells, palette, sources
from pages._ui.charts.bars import Spec
from pages._ui.charts.cells import Cell, Grid
from pages._ui.charts.panel import Cells, Panel, Table, View

# What stands on a cell beside its colour.
_MARKS = {
    Presence.PRESENT: N_("P"),
    Presence.LATE: N_("L"),
    Presence.LEFT_EARLY: N_("E"),
    Presence.ON_LEAVE: N_("O"),
    Presence.ABSENT: N_("A"),
}


def draw(rows: Sequence[Seat], view: View) -> Spec:
    """Members down, who missed most first; meetings along in the order of time."""
    _ = view.say
    meetings, members = _meetings(rows), _members(rows)
    drawn = [
        Cell(
            meetings[row.activity_id],
            members[row.member_id],
            _named(row.presence, view),
            _(_MARKS[row.presence]),
            told={
                _("Member"): row.name,
                _("Which meeting"): row.title,
                _("Day"): row.held_on.isoformat(),
                _("Presence"): _.word(row.presence),
                _("Missed"): f"{row.missed}/{row.called}",
            },
            link=view.activities(**{"from": _iso(row), "to": _iso(row)}),
        )
        for row in rows
    ]
    grid = Grid(tuple(meetings.values()), tuple(members.values()), angle=-90, marks=11)
    colours = {_named(one, view): shade for one, shade in palette.PRESENCE.items()}
    return cells.drawn(drawn, grid, colours)


def tell(rows: Sequence[Seat], view: View) -> str:
    """How many missed something, and who most."""
    _ = view.say
    first = rows[0]
    if not first.missed:
        return _("Nobody stayed away without leave from these meetings.")
    missed = len({row.member_id for row in rows if row.missed})
    return _(
        "{n} of those shown stayed away without leave; {name} most often ({missed} of {called}).",
        n=_.count(missed),
        name=first.name,
        missed=_.count(first.missed),
        called=_.count(first.called),
    )


def table(rows: Sequence[Seat], view: View) -> Table:
    """A row a member, a column a meeting."""
    _ = view.say
    meetings = {row.activity_id: f"{row.held_on} {row.title}" for row in sorted(rows, key=_in_time)}
    columns = dict(zip(meetings, bars.told_apart(list(meetings.values())), strict=True))
    members = _members(rows)
    found: dict[int, Cells] = {}
    for row in rows:
        if row.member_id not in found:
            first: Cells = {_("Member"): members[row.member_id]}
            first |= {_("Missed"): row.missed, _("Called"): row.called}
            found[row.member_id] = first | dict.fromkeys(columns.values(), "")
        found[row.member_id][columns[row.activity_id]] = _.word(row.presence)
    return list(found.values())


def _meetings(rows: Sequence[Seat]) -> dict[int, str]:
    """The meetings in the order of time, by what stands above them."""
    days = {row.activity_id: row.held_on for row in sorted(rows, key=_in_time)}
    with_year = len({day.year for day in days.values()}) > 1
    named = [_day(day, with_year=with_year) for day in days.values()]
    return dict(zip(days, bars.told_apart(named), strict=True))


def _members(rows: Sequence[Seat]) -> dict[int, str]:
    names = {row.member_id: row.name for row in rows}
    return dict(zip(names, bars.told_apart(list(names.values())), strict=True))


def _day(day: date, *, with_year: bool) -> str:
    return f"{day:%y-%m-%d}" if with_year else f"{day:%m-%d}"


def _named(one: Presence, view: View) -> str:
    return f"{view.say(_MARKS[one])} {view.say.word(one)}"


def _in_time(row: Seat) -> tuple[date, int]:
    return row.held_on, row.activity_id


def _iso(row: Seat) -> str:
    return row.held_on.isoformat()


SEATS = Panel(
    "seats",
    N_("Who missed which meetings"),
    N_("No attendance at a meeting of this committee was recorded. Add it to an activity."),
    presence.matrix,
    tell,
    table,
    draw,
    source=sources.ATTENDANCE,
)
