"""Which way opinion items go: from a sector to the unit that answers, to what came of it."""

from collections.abc import Sequence

from core.handling.models import Result
from core.i18n import N_
from core.reports.queries import flow
from core.reports.queries.flow import Stream
from pages._ui.charts import bands, flows, palette, sources
from pages._ui.charts.bands import Band, Stop, Way
from pages._ui.charts.bars import Spec
from pages._ui.charts.panel import Panel, Table, View

_WAITING, _NOBODY, _OTHER = N_("No reply yet"), N_("Not assigned"), N_("Others")
RESULTS = {
    Result.A: palette.GOOD,
    Result.B: palette.BLUE,
    Result.C: palette.PURPLE,
}


def draw(rows: Sequence[Stream], view: View) -> Spec:
    """Bands in the colours of what came of the items; what nobody was given ends half-way."""
    _ = view.say
    colours = {_.word(result): shade for result, shade in RESULTS.items()}
    colours |= {_(_WAITING): palette.NOT_YET, _(_NOBODY): palette.OPEN}
    ways = [_way(row, view) for row in rows]
    made = bands.flow(ways, list(colours), _(_OTHER), [_(_NOBODY)])
    used = {band.series for band in made.bands}
    shown = {name: shade for name, shade in colours.items() if name in used}
    told = [_band(band, view) for band in made.bands]
    return flows.drawn(made, shown, told, [_stop(stop, view) for stop in made.stops])


def tell(rows: Sequence[Stream], view: View) -> str:
    """How many were assigned, answered and solved."""
    _ = view.say
    total = sum(row.items for row in rows)
    return _(
        "Of {total} opinion items {assigned} were assigned to a unit, {replied} were answered"
        " and {solved} solved or largely solved.",
        total=_.count(total),
        assigned=_.count(sum(row.items for row in rows if row.unit is not None)),
        replied=_.count(sum(row.items for row in rows if row.result)),
        solved=_.count(sum(row.items for row in rows if row.result is Result.A)),
    )


def table(rows: Sequence[Stream], view: View) -> Table:
    """Each way with its items, small ones too."""
    _ = view.say
    return [
        {
            _("Comes from"): _from(row, view),
            _("Handling unit"): row.unit or _(_NOBODY),
            _("What came of it"): _outcome(row, view),
            _("Opinion items"): row.items,
        }
        for row in rows
    ]


def _way(row: Stream, view: View) -> Way:
    end = _outcome(row, view)
    if row.unit is None:
        return Way((_from(row, view), end), end, row.items)
    return Way((_from(row, view), row.unit, end), end, row.items)


def _from(row: Stream, view: View) -> str:
    _ = view.say
    if row.sector is None:
        return _.word(row.submitter)
    return _.either(row.sector, row.sector_en or "")


def _outcome(row: Stream, view: View) -> str:
    _ = view.say
    if row.unit is None:
        return _(_NOBODY)
    return _.word(row.result) if row.result else _(_WAITING)


def _band(band: Band, view: View) -> dict[str, str]:
    _ = view.say
    return {
        _("Comes from"): band.source,
        _("Goes to"): band.target,
        _("What came of it"): band.series,
        _("Opinion items"): _.count(band.items),
    }


def _stop(stop: Stop, view: View) -> dict[str, str]:
    _ = view.say
    return {_("Name"): stop.name, _("Opinion items"): _.count(stop.items)}


STREAMS = Panel(
    "streams",
    N_("Which way do opinion items go"),
    N_("No opinion item came in in this period. Record them under Opinion items."),
    flow.streams,
    tell,
    table,
    draw,
    source=sources.OPINIONS,
)
