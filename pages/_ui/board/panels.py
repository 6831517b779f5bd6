"""The panels of the board in their order. The screen draws them, the export writes them."""

from core.i18n import N_
from pages._ui.charts import activities, attendance, groups, liaison, people, resources, studios
from pages._ui.charts.panel import Panel

_MONTHS, _CATEGORIES, _OWNERS = activities.PANELS
_BUDGETS, _APPOINTMENTS, _HONOURS = resources.PANELS
# Four to a section: a wall shows them in one row, a desk in two, a phone below each other.
SECTIONS: tuple[tuple[str, tuple[Panel, ...]], ...] = (
    (N_("Activities"), (_MONTHS, people.SERVED, _CATEGORIES, _OWNERS)),
    (N_("Studios and stations"), studios.PANELS),
    (N_("Sector groups, plans and attendance"), (*groups.PANELS, *attendance.PANELS)),
    (N_("Liaison, funds and appointments"), (*liaison.PANELS, _BUDGETS, _APPOINTMENTS)),
    (N_("Honours and targets"), (_HONOURS, groups.TARGETS, people.ROLES, groups.THEME_DAYS)),
)
PANELS = {panel.key: panel for _title, panels in SECTIONS for panel in panels}
