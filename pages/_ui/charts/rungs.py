"""The ladder of adoption: how many opinion items reached each level, and climbed on from it."""

from collections.abc import Sequence

from core.i18n import N_
from core.reports.queries import ladder
from core.reports.queries.ladder import LevelAdopted
from pages._ui.charts import bars, palette, sources
from pages._ui.charts.bars import Axis, Piece, Spec
from pages._ui.charts.panel import Panel, Table, View


def draw(rows: Sequence[LevelAdopted], view: View) -> Spec:
    """A rung a level, the highest above; what climbed on beside what stayed there."""
    _ = view.say
    pieces = []
    for row in rows:
        told = {
            _("Level"): _.word(row.level),
            _("Opinion items"): _.count(row.items),
            _("Climbed higher"): _.count(row.higher),
            _("Stayed at this level"): _.count(row.items - row.higher),
        }
        parts = (
            (_("Climbed higher"), row.higher),
            (_("Stayed at this level"), row.items - row.higher),
        )
        pieces += [
            Piece(_.word(row.level), number, series, note=_note(row, view), told=told)
            for series, number in parts
        ]
    colours = {_("Climbed higher"): palette.PURPLE, _("Stayed at this level"): palette.GOOD}
    return bars.ranked(pieces, Axis(_("opinion items")), colours)


def tell(rows: Sequence[LevelAdopted], view: View) -> str:
    """How many reached the highest level, and how many climbed from the level with most."""
    _ = view.say
    top, most = rows[0], max(rows, key=lambda row: row.items)
    told = {"n": _.count(top.items), "level": _.word(top.level)}
    if top is most:
        return _("{n} reached the highest level: {level}. An item counts once a level.", **told)
    return _(
        "{n} reached the highest level: {level}; of {items} at the level with most ({most})"
        " {share} climbed higher.",
        items=_.count(most.items),
        most=_.word(most.level),
        share=_.percent(most.higher / most.items),
        **told,
    )


def table(rows: Sequence[LevelAdopted], view: View) -> Table:
    """Items adopted by level."""
    _ = view.say
    return [
        {
            _("Level"): _.word(row.level),
            _("Opinion items"): row.items,
            _("Climbed higher"): row.higher,
            _("Stayed at this level"): row.items - row.higher,
        }
        for row in rows
    ]


def _note(row: LevelAdopted, view: View) -> str:
    _ = view.say
    if not row.higher:
        return _.count(row.items)
    return f"{_.count(row.items)}　↑{_.percent(row.higher / row.items)}"


LEVELS = Panel(
    "opinion_levels",
    N_("How high did adopted items get"),
    N_("Nothing was adopted in this period. Enter adoptions on the page of the item."),
    ladder.by_level,
    tell,
    table,
    draw,
    source=sources.OPINIONS,
)
