"""Sector groups side by side on some measures, each measure in shares of its best."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from core.i18n import N_
from core.reports.queries import compare
from core.reports.queries.compare import GroupMeasures
from db.base import Choice
from pages._ui.charts import bars, palette, ranges, sources
from pages._ui.charts.bars import Spec
from pages._ui.charts.panel import Cells, Panel, Table, View
from pages._ui.charts.ranges import Point

MOST = 15
KEY = "compare"


class Compared(Choice):
    """A measure that groups are compared by: the column of `GroupMeasures`."""

    ACTIVITIES = "activities", N_("Activities")
    SERVED = "served", N_("People served")
    RATE = "rate", N_("Attendance")
    OPINIONS = "opinions", N_("Opinion items")
    PROPOSALS = "proposals", N_("Proposals")
    PLAN_RATE = "plan_rate", N_("Plan done")


USUAL = (Compared.ACTIVITIES, Compared.RATE, Compared.OPINIONS, Compared.PLAN_RATE)
SHARES = frozenset({Compared.RATE, Compared.PLAN_RATE})
COLOURS = {
    Compared.ACTIVITIES: palette.ACTIVITIES,
    Compared.SERVED: palette.SERVED,
    Compared.RATE: palette.TEAL,
    Compared.OPINIONS: palette.RED,
    Compared.PROPOSALS: palette.OLIVE,
    Compared.PLAN_RATE: palette.PURPLE,
}


def draw(chosen: Sequence[Compared], rows: Sequence[GroupMeasures], view: View) -> Spec:
    """A line a group, a dot a measure: how far the group is with it towards the best of all."""
    _ = view.say
    shown = ordered(rows, chosen[0])[:MOST]
    names = bars.told_apart(
        [_.name(row) for row in shown],
        [_.either(row.committee, row.committee_en) for row in shown],
    )
    best = {one: max((number(row, one) or 0 for row in rows), default=0) for one in chosen}
    points = [
        Point(
            name,
            (number(row, one) or 0) / best[one],
            _.word(one),
            told={
                _("Sector group"): name,
                _("Measure"): _.word(one),
                _("Number"): said(row, one, view),
                _("Share of the best"): _.percent((number(row, one) or 0) / best[one]),
            },
            link=view.groups(row.group_id),
        )
        for row, name in zip(shown, names, strict=True)
        for one in chosen
        if best[one] and number(row, one) is not None
    ]
    colours = {_.word(one): COLOURS[one] for one in chosen}
    return ranges.drawn(points, names, _("share of the best"), colours)


def tell(chosen: Sequence[Compared], rows: Sequence[GroupMeasures], view: View) -> str:
    """Who is first in each measure."""
    _ = view.say
    told = []
    for one in chosen:
        first = ordered(rows, one)[0]
        if number(first, one):
            named = {"measure": _.word(one), "name": _.name(first), "n": said(first, one, view)}
            told.append(_("{measure}: {name} ({n})", **named))
    if not told:
        return _("No group has anything of what is compared yet.")
    return _("First by each measure – {told}.", told=_("; ").join(told))


def table(rows: Sequence[GroupMeasures], view: View) -> Table:
    """All measures of each group."""
    return [_line(row, view) for row in rows]


def _ask(chosen: Sequence[Compared], *of: Any) -> Sequence[GroupMeasures]:  # noqa: ANN401  whatever the question takes
    """The groups; none where none of them has anything of what is chosen."""
    rows = compare.side_by_side(*of)
    return rows if any(number(row, one) for row in rows for one in chosen) else ()


def ordered(rows: Sequence[GroupMeasures], by: Compared) -> list[GroupMeasures]:
    """Groups by a measure, the best first, those without it at the end."""
    return sorted(rows, key=lambda row: (number(row, by) is None, -(number(row, by) or 0)))


def number(row: GroupMeasures, one: Compared) -> float | None:
    """What a group has of a measure; None where it cannot be told."""
    found: float | None = getattr(row, one.value)
    return found


def said(row: GroupMeasures, one: Compared, view: View) -> str:
    """The same as it is read."""
    found = number(row, one)
    if found is None:
        return "–"
    return view.say.percent(found) if one in SHARES else view.say.count(found)


def panel(chosen: Sequence[Compared] = USUAL) -> Panel:
    """The panel that compares groups by some measures."""
    drawn: Callable[..., Spec] = partial(draw, tuple(chosen))
    return Panel(
        KEY if tuple(chosen) == USUAL else ".".join([KEY, *(one.value for one in chosen)]),
        N_("How do groups compare"),
        N_("No sector group has anything to compare in this period. Record what it held."),
        partial(_ask, tuple(chosen)),
        partial(tell, tuple(chosen)),
        table,
        drawn,
        source=sources.GROUPS,
    )


def asked(key: str) -> Panel | None:
    """The panel of a key that names its measures: `compare.served.rate`."""
    first, *named = key.split(".")
    known = [one for one in Compared if one.value in named]
    return panel(known) if first == KEY and known and len(known) == len(named) else None


def _line(row: GroupMeasures, view: View) -> Cells:
    _ = view.say
    cells: Cells = {
        _("Sector group"): _.name(row),
        _("Committee"): _.either(row.committee, row.committee_en),
        _("Members"): row.members,
    }
    for one in Compared:
        found = number(row, one)
        if one in SHARES:
            head = _("{measure} (%)", measure=_.word(one))
            cells[head] = "" if found is None else round(found * 100, 1)
        else:
            cells[_.word(one)] = int(found or 0)
    return cells


COMPARE = panel()
