"""The people served, and the members' part in it."""

from collections.abc import Sequence

from core.i18n import N_
from core.reports.queries import activities
from core.reports.queries.activities import MonthCategory, RoleVisits
from pages._ui.charts import bars, palette, sources
from pages._ui.charts.bars import Axis, Piece, Spec
from pages._ui.charts.panel import Panel, Table, View, months_of

_NOTHING = N_("Nothing was recorded in this period. Choose another, or record an activity.")


def draw_served(rows: Sequence[MonthCategory], view: View) -> Spec:
    """People served standing by month."""
    _ = view.say
    names = months_of(view.period, _)
    served = _served(rows)
    pieces = [
        Piece(
            names[month],
            people,
            told={_("Month"): names[month], _("People served"): _.count(people)},
            link=view.activities_of(month),
        )
        for month, people in served.items()
    ]
    axis = Axis(_("people"), colour=palette.SERVED)
    return bars.in_time(pieces, axis, slots=list(names.values()))


def tell_served(rows: Sequence[MonthCategory], view: View) -> str:
    """How many people were served, and when most."""
    _ = view.say
    served = _served(rows)
    if not sum(served.values()):
        return _("No people served were recorded in this period.")
    month = max(served, key=lambda one: served[one])
    return _(
        "{total} people were served, most in {month} ({n}).",
        total=_.count(sum(served.values())),
        month=months_of(view.period, _)[month],
        n=_.count(served[month]),
    )


def table_served(rows: Sequence[MonthCategory], view: View) -> Table:
    """People served month by month."""
    _ = view.say
    return [
        {_("Month"): f"{month // 100}-{month % 100:02}", _("People served"): people}
        for month, people in _served(rows).items()
    ]


def tell_roles(rows: Sequence[RoleVisits], view: View) -> str:
    """How often members were there in all."""
    _ = view.say
    return _("Members were there {n} times.", n=_.count(sum(row.visits for row in rows)))


def table_roles(rows: Sequence[RoleVisits], view: View) -> Table:
    """Person-visits by category and role."""
    _ = view.say
    return [
        {
            _("Category"): _.name(row),
            _("Role"): _.word(row.role),
            _("Person-visits"): row.visits,
            _("Members"): row.members,
        }
        for row in rows
    ]


def _served(rows: Sequence[MonthCategory]) -> dict[int, int]:
    served: dict[int, int] = {}
    for row in rows:
        served[row.month] = served.get(row.month, 0) + row.served
    return served


SERVED = Panel(
    "served",
    N_("When were most people served"),
    _NOTHING,
    activities.by_month,
    tell_served,
    table_served,
    draw_served,
    source=sources.ACTIVITIES,
)
ROLES = Panel(
    "roles",
    N_("What part did members take"),
    N_("No attendance was recorded in this period. Add it to an activity."),
    activities.visits_by_role,
    tell_roles,
    table_roles,
    source=sources.ATTENDANCE,
)
