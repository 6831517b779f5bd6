"""Opinion items: how far they get, and whose are adopted."""

from collections.abc import Sequence
from functools import partial

from core.i18n import N_
from core.matters.models import State
from core.reports.levels.spots import Level
from core.reports.queries import opinions
from core.reports.queries.opinions import (
    Adopted,
    Funnel,
    MonthOpinions,
)
from pages._ui.charts import bars, palette, sources
from pages._ui.charts.bars import Axis, Piece, Spec
from pages._ui.charts.panel import Panel, Table, View, months_of, some

_NOTHING = N_("No opinion item came in in this period. Record them under Opinion items.")
# The steps of the way in their order: the column that counts each, and the state it is called by.
_STEPS = (
    ("screened", State.SCREENED),
    ("signed", State.SIGNED),
    ("issued", State.ISSUED),
    ("instructed", State.INSTRUCTED),
    ("assigned", State.ASSIGNED),
    ("replied", State.REPLIED),
    ("fed_back", State.FED_BACK),
    ("closed", State.CLOSED),
)


def draw_way(rows: Sequence[Funnel], view: View) -> Spec:
    """From received to fed back: how many got so far, and which share of all."""
    _ = view.say
    pieces = [
        Piece(
            name,
            number,
            note=f"{_.count(number)}　{_.rate(number / rows[0].received)}",
            told={_("Step"): name, _("Opinion items"): _.count(number)},
            link=view.opinions(),
        )
        for name, number in _way(rows[0], view)
    ]
    return bars.ranked(pieces, Axis(_("opinion items"), colour=palette.BLUE))


def tell_way(rows: Sequence[Funnel], view: View) -> str:
    """How many came in, were adopted, and were signed on the day they came."""
    _ = view.say
    row = rows[0]
    return _(
        "{received} came in, {adopted} were adopted ({rate}); {same} of {signed} signed were"
        " signed and sent on the day they came.",
        received=_.count(row.received),
        adopted=_.count(row.adopted),
        rate=_.rate(row.adoption_rate),
        same=_.count(row.same_day),
        signed=_.count(row.signed),
    )


def table_way(rows: Sequence[Funnel], view: View) -> Table:
    """How many reached each step, and what else is counted."""
    _ = view.say
    row = rows[0]
    told = [
        *_way(row, view),
        (_("Signed and sent on the day they came"), row.same_day),
        (_("Micro-suggestions"), row.micro),
        (_("From organisations"), row.of_organisations),
    ]
    return [{_("Step"): name, _("Opinion items"): number} for name, number in told]


def draw_months(rows: Sequence[MonthOpinions], view: View) -> Spec:
    """Adopted and other items by the month they came in."""
    _ = view.say
    names = months_of(view.period, _)
    pieces = []
    for row in rows:
        told = {
            _("Month"): names[row.month],
            _("Came in"): _.count(row.received),
            _("Adopted"): _.count(row.adopted),
        }
        link = view.opinions(month=str(row.month))
        rest = row.received - row.adopted
        pieces += [
            Piece(names[row.month], row.adopted, _("Adopted"), told=told, link=link),
            Piece(names[row.month], rest, _("Not adopted so far"), told=told, link=link),
        ]
    return bars.in_time(pieces, Axis(_("opinion items")), by_adoption(view), list(names.values()))


def tell_months(rows: Sequence[MonthOpinions], view: View) -> str:
    """In which month most came in."""
    _ = view.say
    most = max(rows, key=lambda row: row.received)
    names = months_of(view.period, _)
    return _("Most in {month}: {n}.", month=names[most.month], n=_.count(most.received))


def table_months(rows: Sequence[MonthOpinions], view: View) -> Table:
    """Received and adopted by month."""
    _ = view.say
    return [
        {
            _("Month"): f"{row.month // 100}-{row.month % 100:02}",
            _("Came in"): row.received,
            _("Adopted"): row.adopted,
        }
        for row in rows
    ]


def draw_adopted(rows: Sequence[Adopted], view: View, level: Level) -> Spec:
    """Adopted and other items lying, the most adopted first; a bar leads down to its level."""
    _ = view.say
    names = bars.told_apart([_.name(row) for row in rows])
    pieces = []
    for name, row in zip(names, rows, strict=True):
        note = f"{row.adopted}/{row.received}　{_.rate(row.rate)}"
        told = {
            _("Name"): _.name(row),
            _("Came in"): _.count(row.received),
            _("Adopted"): _.count(row.adopted),
            _("Rate"): _.rate(row.rate),
        }
        rest, link = row.received - row.adopted, view.level(level.value, row.id)
        pieces += [
            Piece(name, row.adopted, _("Adopted"), note, link, told),
            Piece(name, rest, _("Not adopted so far"), note, link, told),
        ]
    return bars.ranked(pieces, Axis(_("opinion items")), by_adoption(view))


def tell_adopted(rows: Sequence[Adopted], view: View) -> str:
    """Who has most adopted."""
    _ = view.say
    if not rows[0].adopted:
        return _("None is adopted so far: {n} came in.", n=_.count(sum(r.received for r in rows)))
    return _(
        "{name} leads with {adopted} adopted of {received}.",
        name=_.name(rows[0]),
        adopted=_.count(rows[0].adopted),
        received=_.count(rows[0].received),
    )


def table_adopted(rows: Sequence[Adopted], view: View) -> Table:
    """Received, adopted and the rate."""
    _ = view.say
    return [
        {
            _("Name"): _.name(row),
            _("Came in"): row.received,
            _("Adopted"): row.adopted,
            _("Rate (%)"): round(row.rate * 100, 1),
        }
        for row in rows
    ]


def _way(row: Funnel, view: View) -> list[tuple[str, int]]:
    """The steps by name with how many reached each; adopted ones stand behind those issued."""
    _ = view.say
    told = [(_("Came in"), row.received)]
    for column, state in _STEPS:
        told.append((_.word(state), getattr(row, column)))
        if state is State.ISSUED:
            told.append((_("Adopted"), row.adopted))
    return told


def by_adoption(view: View) -> dict[str, str]:
    """What is adopted and what is not, by the colours they always have."""
    _ = view.say
    return {_("Adopted"): palette.GOOD, _("Not adopted so far"): palette.OPEN}


WAY = Panel(
    "opinions",
    N_("How far do opinion items get"),
    _NOTHING,
    some(opinions.funnel, "received"),
    tell_way,
    table_way,
    draw_way,
    source=sources.OPINIONS,
)
MONTHS = Panel(
    "opinion_months",
    N_("When did opinion items come in"),
    _NOTHING,
    opinions.by_month,
    tell_months,
    table_months,
    draw_months,
    source=sources.OPINIONS,
)
COMMITTEES, STUDIOS, SECTORS = (
    Panel(
        key,
        title,
        empty,
        ask,
        tell_adopted,
        table_adopted,
        partial(draw_adopted, level=level),
        source=sources.OPINIONS,
    )
    for level, key, title, empty, ask in (
        (
            Level.COMMITTEE,
            "opinion_committees",
            N_("Which committees are adopted"),
            _NOTHING,
            opinions.by_committee,
        ),
        (
            Level.STUDIO,
            "opinion_studios",
            N_("Which studios are adopted"),
            N_("No opinion item was raised at a studio in this period."),
            opinions.by_studio,
        ),
        (
            Level.SECTOR,
            "opinion_sectors",
            N_("Which sectors are adopted"),
            N_("No opinion item of a member came in in this period."),
            opinions.by_sector,
        ),
    )
)
