"""The panels of the board in their order. The screen draws them, the export writes them."""

from core.i18n import N_
from pages._ui.charts import activities, attendance, groups, liaison, people, resources, studios
from pages._ui.charts.panel import Panel

_MONTHS, _CATEGORIES, _OWNERS = activities.PANELS
SECTIONS: tuple[tuple[str, tuple[Panel, ...]], ...] = (
    (N_("Activities"), (_MONTHS, people.SERVED, _CATEGORIES, _OWNERS)),
    (N_("Studios and stations"), studios.PANELS),
    (N_("Sector groups and plans"), groups.PANELS),
    (N_("Attendance"), attendance.PANELS),
    (N_("Liaison with villages and communities"), liaison.PANELS),
    (N_("Money, appointments and honours"), resources.PANELS),
    (N_("In numbers"), (groups.TARGETS, people.ROLES, groups.THEME_DAYS)),
)
PANELS = {panel.key: panel for _title, panels in SECTIONS for panel in panels}
