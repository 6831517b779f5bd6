"""Informants: whose opinion items are adopted, not who hands in most."""

from collections.abc import Sequence

from core.i18n import N_
from core.reports.queries import opinions
from core.reports.queries.opinions import InformantFigures
from pages._ui.charts import bars, sources
from pages._ui.charts.bars import Axis, Piece, Spec
from pages._ui.charts.opinions import by_adoption
from pages._ui.charts.panel import Panel, Table, View


def draw_informants(rows: Sequence[InformantFigures], view: View) -> Spec:
    """Informants lying, those with most adopted first."""
    _ = view.say
    names = bars.told_apart([row.name for row in rows])
    pieces = []
    for name, row in zip(names, rows, strict=True):
        note = f"{row.adopted}/{row.submitted}"
        told = {
            _("Informant"): row.name,
            _("Committee"): row.committee,
            _("Adopted"): _.count(row.adopted),
            _("Submitted"): _.count(row.submitted),
        }
        rest = row.submitted - row.adopted
        pieces += [
            Piece(name, row.adopted, _("Adopted"), note=note, told=told),
            Piece(name, rest, _("Not adopted so far"), note=note, told=told),
        ]
    return bars.ranked(pieces, Axis(_("opinion items")), by_adoption(view))


def tell_informants(rows: Sequence[InformantFigures], view: View) -> str:
    """Whose items are adopted most."""
    _ = view.say
    return _(
        "{name} has most adopted: {n}. What is adopted counts, not what is handed in.",
        name=rows[0].name,
        n=_.count(rows[0].adopted),
    )


def table_informants(rows: Sequence[InformantFigures], view: View) -> Table:
    """Informants with what they handed in and what was adopted."""
    _ = view.say
    return [
        {
            _("Informant"): row.name,
            _("Committee"): row.committee,
            _("Adopted"): row.adopted,
            _("Submitted"): row.submitted,
        }
        for row in rows
    ]


INFORMANTS = Panel(
    "informants",
    N_("Which informants are adopted"),
    N_("No informant handed anything in in this period. Register them under Informants."),
    opinions.by_informant,
    tell_informants,
    table_informants,
    draw_informants,
    source=sources.INFORMANTS,
)
