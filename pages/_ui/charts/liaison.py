"""Villages and communities: visited in which quarter, and which not at all."""

from collections.abc import Sequence

from core.i18n import N_
from core.reports.queries import liaison
from core.reports.queries.liaison import QuarterVisits, Unvisited
from pages._ui.charts import bars, palette, sources
from pages._ui.charts.bars import Axis, Piece, Spec
from pages._ui.charts.panel import Panel, Table, View

_NO_COMMUNITY = N_("No village or community is registered. Add them under Committees.")


def draw_quarters(rows: Sequence[QuarterVisits], view: View) -> Spec:
    """Visited and not visited, standing by quarter."""
    _ = view.say
    with_year = view.period.first.year != view.period.last.year
    pieces = []
    for quarter, (visited, total) in _by_quarter(rows).items():
        name = _.quarter(quarter, with_year=with_year)
        told = {
            _("Quarter"): name,
            _("Visited"): _.count(visited),
            _("Not visited"): _.count(total - visited),
        }
        pieces += [
            Piece(name, visited, _("Visited"), told=told),
            Piece(name, total - visited, _("Not visited"), told=told),
        ]
    colours = {_("Visited"): palette.GOOD, _("Not visited"): palette.NOT_YET}
    return bars.in_time(pieces, Axis(_("villages and communities")), colours)


def tell_quarters(rows: Sequence[QuarterVisits], view: View) -> str:
    """How the last quarter with a visit stands."""
    _ = view.say
    quarters = _by_quarter(rows)
    begun = [quarter for quarter, (visited, _total) in quarters.items() if visited]
    last = begun[-1] if begun else next(iter(quarters))
    visited, total = quarters[last]
    return _(
        "{quarter}: {visited} of {total} villages and communities were visited.",
        quarter=_.quarter(last),
        visited=_.count(visited),
        total=_.count(total),
    )


def table_quarters(rows: Sequence[QuarterVisits], view: View) -> Table:
    """Visits by quarter and kind of community."""
    _ = view.say
    return [
        {
            _("Quarter"): _.quarter(row.quarter),
            _("Kind"): _.word(row.kind),
            _("Registered"): row.total,
            _("Visited"): row.visited,
        }
        for row in rows
    ]


def tell_unvisited(rows: Sequence[Unvisited], view: View) -> str:
    """How many had no visit at all."""
    _ = view.say
    return _("{n} had no visit in this period.", n=len(rows))


def table_unvisited(rows: Sequence[Unvisited], view: View) -> Table:
    """The villages and communities without a visit."""
    _ = view.say
    return [
        {
            _("Township"): _.either(row.township, row.township_en),
            _("Village or community"): _.name(row),
            _("Kind"): _.word(row.kind),
            _("Members in liaison"): row.members,
        }
        for row in rows
    ]


def _by_quarter(rows: Sequence[QuarterVisits]) -> dict[int, tuple[int, int]]:
    found: dict[int, tuple[int, int]] = {}
    for row in rows:
        visited, total = found.get(row.quarter, (0, 0))
        found[row.quarter] = (visited + row.visited, total + row.total)
    return found


PANELS = (
    Panel(
        "liaison",
        N_("How many villages were visited"),
        _NO_COMMUNITY,
        liaison.by_quarter,
        tell_quarters,
        table_quarters,
        draw_quarters,
        source=sources.VISITS,
    ),
    Panel(
        "unvisited",
        N_("Which villages had no visit"),
        N_("No village or community is without a visit."),
        liaison.unvisited,
        tell_unvisited,
        table_unvisited,
        source=sources.COMMUNITIES,
    ),
)
