"""The panels of the two boards in their order. The screen draws them, the export writes them."""

from core.i18n import N_
from pages._ui.charts import (
    activities,
    attendance,
    compare,
    days,
    groups,
    handling,
    informants,
    liaison,
    on_plan,
    opinions,
    people,
    proposals,
    resources,
    rungs,
    seats,
    squares,
    streams,
    studios,
)
from pages._ui.charts.panel import Panel

_MONTHS, _CATEGORIES, _OWNERS = activities.PANELS
_BUDGETS, _APPOINTMENTS, _HONOURS = resources.PANELS
# Four to a section: a wall shows them in one row, a desk in two, a phone below each other.
Sections = tuple[tuple[str, tuple[Panel, ...]], ...]
WORK: Sections = (
    (N_("Activities"), (_MONTHS, people.SERVED, _CATEGORIES, _OWNERS)),
    (
        N_("Calendar and comparison"),
        (days.CALENDAR, on_plan.ON_PLAN, seats.SEATS, compare.COMPARE),
    ),
    (N_("Studios and stations"), studios.PANELS),
    (N_("Sector groups, plans and attendance"), (*groups.PANELS, *attendance.PANELS)),
    (N_("Liaison, funds and appointments"), (*liaison.PANELS, _BUDGETS, _APPOINTMENTS)),
    (N_("Honours and targets"), (_HONOURS, groups.TARGETS, people.ROLES, groups.THEME_DAYS)),
)
VOICES: Sections = (
    (
        N_("Opinion items"),
        (opinions.WAY, opinions.MONTHS, rungs.LEVELS, proposals.INSTRUCTIONS),
    ),
    (
        N_("Whose voice is adopted"),
        (opinions.COMMITTEES, opinions.STUDIOS, opinions.SECTORS, informants.INFORMANTS),
    ),
    (
        N_("Proposals, speeches and the press"),
        (proposals.PROPOSALS, proposals.RESULTS, proposals.CONTRIBUTIONS, proposals.PRESS),
    ),
    (
        N_("Handling units and time"),
        (streams.STREAMS, handling.UNITS, handling.FASTEST, handling.STEPS),
    ),
)
PANELS = {panel.key: panel for _title, panels in WORK + VOICES for panel in panels} | {
    panel.key: panel for panel in squares.PANELS.values()
}
