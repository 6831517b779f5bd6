"""Sector groups compared, and plans against what was done."""

from collections.abc import Sequence

from core.activities.models import OwnerKind
from core.i18n import N_
from core.plans.models import Every
from core.reports.queries import groups, plans
from core.reports.queries.groups import GroupFigures, ThemeDayKind
from core.reports.queries.plans import GroupPlan, TargetFigures
from pages._ui.charts import bars, palette, sources
from pages._ui.charts.bars import Axis, Piece, Spec
from pages._ui.charts.panel import Panel, Table, View

MOST_BARS = 16


def draw_plans(rows: Sequence[GroupPlan], view: View) -> Spec:
    """The share of its plan that each group has done, with a line where the year stands."""
    _ = view.say
    names = bars.told_apart([_.name(row) for row in rows])
    pieces = [
        Piece(
            name,
            row.rate,
            _pace(row, view),
            note=f"{row.done}/{row.goal}",
            told={
                _("Sector group"): _.name(row),
                _("Done"): _.count(row.done),
                _("Planned for the year"): _.count(row.goal),
                _("Due by now"): _.count(row.due),
            },
            link=_link(row, view),
        )
        for row, name in list(zip(rows, names, strict=True))[:MOST_BARS]
    ]
    colours = {_("On pace"): palette.GOOD, _("Behind"): palette.NOT_YET}
    axis = Axis(_("share of the year's plan done; dashed: due by now"), top=1.0, percent=True)
    return bars.ranked(pieces, axis, colours, mark=_passed(rows))


def tell_plans(rows: Sequence[GroupPlan], view: View) -> str:
    """How many groups keep pace, and which is the furthest behind."""
    _ = view.say
    good = sum(row.done >= row.due for row in rows)
    if good == len(rows):
        return _("All {n} groups keep pace with their plans.", n=len(rows))
    return _(
        "{good} of {n} groups keep pace with their plans; furthest behind: {name} ({rate}).",
        good=good,
        n=len(rows),
        name=_.name(rows[-1]),
        rate=_.percent(rows[-1].rate),
    )


def table_plans(rows: Sequence[GroupPlan], view: View) -> Table:
    """Plan and done of each group."""
    _ = view.say
    return [
        {
            _("Sector group"): _.name(row),
            _("Planned for the year"): row.goal,
            _("Due by now"): row.due,
            _("Done"): row.done,
            _("Done (%)"): round(row.rate * 100, 1),
        }
        for row in rows
    ]


def draw_groups(rows: Sequence[GroupFigures], view: View) -> Spec:
    """Activities of each group, lying."""
    _ = view.say
    committees = [_.either(row.committee, row.committee_en) for row in rows]
    names = bars.told_apart([_.name(row) for row in rows], committees)
    pieces = [
        Piece(
            name,
            row.activities,
            note=_.count(row.activities),
            told={
                _("Sector group"): _.name(row),
                _("Activities"): _.count(row.activities),
                _("People served"): _.count(row.served),
                _("Members"): _.count(row.members),
                _("Attendance"): _.percent(row.rate),
            },
            link=_link(row, view),
        )
        for row, name in list(zip(rows, names, strict=True))[:MOST_BARS]
    ]
    return bars.ranked(pieces, Axis(_("activities")))


def tell_groups(rows: Sequence[GroupFigures], view: View) -> str:
    """Which group was most active, and how many held nothing."""
    _ = view.say
    idle = sum(not row.activities for row in rows)
    if idle == len(rows):
        return _("None of the {n} groups has held anything in this period.", n=len(rows))
    if not idle:
        return _(
            "All {total} groups have held something; most active: {name} ({n}).",
            name=_.name(rows[0]),
            n=_.count(rows[0].activities),
            total=len(rows),
        )
    return _(
        "Most active: {name} ({n}); {idle} of {total} groups have held nothing.",
        name=_.name(rows[0]),
        n=_.count(rows[0].activities),
        idle=idle,
        total=len(rows),
    )


def table_groups(rows: Sequence[GroupFigures], view: View) -> Table:
    """The groups side by side."""
    _ = view.say
    return [
        {
            _("Committee"): _.either(row.committee, row.committee_en),
            _("Sector group"): _.name(row),
            _("Members"): row.members,
            _("Activities"): row.activities,
            _("People served"): row.served,
            _("Attendance (%)"): round(row.rate * 100, 1),
        }
        for row in rows
    ]


def tell_targets(rows: Sequence[TargetFigures], view: View) -> str:
    """How many targets there are."""
    _ = view.say
    return _(
        "{n} targets are in force for {year}.",
        n=_.count(sum(row.subjects for row in rows)),
        year=view.period.last.year,
    )


def table_targets(rows: Sequence[TargetFigures], view: View) -> Table:
    """Who has which target."""
    _ = view.say
    return [
        {
            _("For"): _.word(row.planned),
            _("Measure"): _.word(row.measure),
            _("Target"): _per(row, view),
            _("How many have it"): row.subjects,
        }
        for row in rows
    ]


def tell_theme_days(rows: Sequence[ThemeDayKind], view: View) -> str:
    """How many kinds of theme days are kept."""
    _ = view.say
    return _("{n} kinds of theme days are kept regularly.", n=len(rows))


def table_theme_days(rows: Sequence[ThemeDayKind], view: View) -> Table:
    """Theme days with how many groups keep them."""
    _ = view.say
    return [{_("Theme day"): _.name(row), _("Number of groups"): row.groups} for row in rows]


def _link(row: GroupPlan | GroupFigures, view: View) -> str:
    kind = OwnerKind.GROUP.value
    return view.activities(by=kind, by_group=f"{kind}/{row.group_id}")


def _pace(row: GroupPlan, view: View) -> str:
    _ = view.say
    return _("On pace") if row.done >= row.due else _("Behind")


def _passed(rows: Sequence[GroupPlan]) -> float:
    goal = sum(row.goal for row in rows)
    return min(sum(row.due for row in rows) / goal, 1.0) if goal else 0.0


def _per(row: TargetFigures, view: View) -> str:
    _ = view.say
    if row.every is Every.QUARTER:
        return _("{n} a quarter", n=row.target)
    return _("{n} a year", n=row.target)


PANELS = (
    Panel(
        "plans",
        N_("How much of each plan is done"),
        N_("No sector group has a plan for this year. Set targets under Plans."),
        plans.groups_done,
        tell_plans,
        table_plans,
        draw_plans,
        source=sources.PLANS,
    ),
    Panel(
        "groups",
        N_("Which groups were most active"),
        N_("There is no sector group in this term. Compose groups under Sector groups."),
        groups.comparison,
        tell_groups,
        table_groups,
        draw_groups,
        source=sources.GROUPS,
    ),
)
TARGETS = Panel(
    "targets",
    N_("Which targets were set"),
    N_("No targets are set for this year. Set them under Plans."),
    plans.in_force,
    tell_targets,
    table_targets,
    source=sources.PLANS,
)
THEME_DAYS = Panel(
    "theme_days",
    N_("Which theme days are kept"),
    N_("No theme day is kept. Add one to a sector group."),
    groups.theme_days,
    tell_theme_days,
    table_theme_days,
    source=sources.GROUPS,
)
