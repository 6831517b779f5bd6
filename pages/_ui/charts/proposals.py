"""Proposals and what came of them; speeches, reports, the press and instructions."""

from collections.abc import Sequence

from core.i18n import N_
from core.reports.queries import opinions, proposals
from core.reports.queries.opinions import Instructions
from core.reports.queries.proposals import Contributed, Press, ProposalFigures
from pages._ui.charts import bars, palette, sources
from pages._ui.charts.bars import Axis, Piece, Spec
from pages._ui.charts.panel import Panel, Table, View, some

_NOTHING = N_("No proposal came in in this period. Record them under Proposals.")


def draw_proposals(rows: Sequence[ProposalFigures], view: View) -> Spec:
    """Proposals by nature, and how far they got."""
    return _counted(_natures(rows[0], view), view, palette.BLUE)


def tell_proposals(rows: Sequence[ProposalFigures], view: View) -> str:
    """How many came in, and how many of them are collective and replied."""
    _ = view.say
    row = rows[0]
    return _(
        "{n} proposals, {collective} of them collective; {rate} of those assigned are replied.",
        n=_.count(row.received),
        collective=_.count(row.collective),
        rate=_.percent(row.replied_rate),
    )


def table_proposals(rows: Sequence[ProposalFigures], view: View) -> Table:
    """Proposals by nature and state."""
    _ = view.say
    return [{_("Proposals"): name, _("How many"): n} for name, n in _natures(rows[0], view)]


def draw_results(rows: Sequence[ProposalFigures], view: View) -> Spec:
    """What came of proposals, and what their authors say."""
    return _counted(_results(rows[0], view), view, palette.TEAL)


def tell_results(rows: Sequence[ProposalFigures], view: View) -> str:
    """The share of authors who are content."""
    _ = view.say
    return _(
        "{rate} of the authors who said so are satisfied or basically satisfied.",
        rate=_.percent(rows[0].satisfaction),
    )


def table_results(rows: Sequence[ProposalFigures], view: View) -> Table:
    """Results and satisfaction in numbers."""
    _ = view.say
    return [{_("What came of it"): name, _("How many"): n} for name, n in _results(rows[0], view)]


def draw_contributions(rows: Sequence[Contributed], view: View) -> Spec:
    """Speeches, reports and suggestions by kind."""
    _ = view.say
    return _counted([(_.word(row.kind), row.pieces) for row in rows], view, palette.OLIVE)


def tell_contributions(rows: Sequence[Contributed], view: View) -> str:
    """How many were given in all, and how many pieces they hold."""
    _ = view.say
    items, pieces = sum(row.items for row in rows), sum(row.pieces for row in rows)
    if items == pieces:
        return _("{n} in all.", n=_.count(items))
    return _("{n} in all, with {pieces} single pieces.", n=_.count(items), pieces=_.count(pieces))


def table_contributions(rows: Sequence[Contributed], view: View) -> Table:
    """Contributions by kind, with single pieces and points."""
    _ = view.say
    return [
        {
            _("Kind"): _.word(row.kind),
            _("How many"): row.items,
            _("Single suggestions"): row.pieces,
            _("Points made"): row.points,
        }
        for row in rows
    ]


def draw_press(rows: Sequence[Press], view: View) -> Spec:
    """Reports written, and printed."""
    _ = view.say
    told = [(_("Written"), rows[0].written), (_("Printed"), rows[0].printed)]
    return _counted(told, view, palette.PINK)


def tell_press(rows: Sequence[Press], view: View) -> str:
    """How many of the reports were printed."""
    _ = view.say
    written, printed = _.count(rows[0].written), _.count(rows[0].printed)
    return _("{printed} of {written} reports were printed.", printed=printed, written=written)


def table_press(rows: Sequence[Press], view: View) -> Table:
    """Reports in numbers."""
    _ = view.say
    return [{_("Written"): rows[0].written, _("Printed"): rows[0].printed}]


def draw_instructions(rows: Sequence[Instructions], view: View) -> Spec:
    """Instructions by level."""
    _ = view.say
    return _counted([(_.word(row.level), row.instructions) for row in rows], view, palette.RED)


def tell_instructions(rows: Sequence[Instructions], view: View) -> str:
    """How many instructions were given, and how many by main leaders."""
    _ = view.say
    return _(
        "{n} instructions, {main} of them by main leaders.",
        n=_.count(sum(row.instructions for row in rows)),
        main=_.count(sum(row.by_main_leaders for row in rows)),
    )


def table_instructions(rows: Sequence[Instructions], view: View) -> Table:
    """Instructions by level."""
    _ = view.say
    return [
        {
            _("Level"): _.word(row.level),
            _("Instructions"): row.instructions,
            _("By main leaders"): row.by_main_leaders,
        }
        for row in rows
    ]


def _counted(told: Sequence[tuple[str, int]], view: View, colour: str) -> Spec:
    _ = view.say
    pieces = [
        Piece(name, n, note=_.count(n), told={_("Name"): name, _("How many"): _.count(n)})
        for name, n in told
    ]
    return bars.ranked(pieces, Axis(_("number"), colour=colour))


def _natures(row: ProposalFigures, view: View) -> list[tuple[str, int]]:
    _ = view.say
    return [
        (_("Individual proposal"), row.individual),
        (_("Co-signed proposal"), row.co_signed),
        (_("Collective proposal"), row.collective),
        (_("Put on the register"), row.registered),
        (_("Merged"), row.merged),
        (_("Converted to an opinion item"), row.converted),
        (_("Not registered"), row.refused),
        (_("Assigned"), row.assigned),
        (_("Replied"), row.replied),
    ]


def _results(row: ProposalFigures, view: View) -> list[tuple[str, int]]:
    _ = view.say
    return [
        (_("A: solved or largely solved"), row.solved),
        (_("B: started or planned"), row.started),
        (_("C: kept for reference"), row.kept),
        (_("Satisfied"), row.satisfied),
        (_("Basically satisfied"), row.basically),
        (_("Dissatisfied"), row.dissatisfied),
    ]


_figures = some(proposals.figures, "received")
PROPOSALS = Panel(
    "proposals",
    N_("How far do proposals get"),
    _NOTHING,
    _figures,
    tell_proposals,
    table_proposals,
    draw_proposals,
    source=sources.PROPOSALS,
)
RESULTS = Panel(
    "results",
    N_("What came of proposals"),
    _NOTHING,
    _figures,
    tell_results,
    table_results,
    draw_results,
    source=sources.PROPOSALS,
)
CONTRIBUTIONS = Panel(
    "contributions",
    N_("What else did members raise"),
    N_("Nothing was contributed in this period. Record it under Speeches and reports."),
    proposals.contributions,
    tell_contributions,
    table_contributions,
    draw_contributions,
    source=sources.CONTRIBUTIONS,
)
PRESS = Panel(
    "press",
    N_("What did the press print"),
    N_("No report was written in this period. Record them under Publicity."),
    some(proposals.press, "written"),
    tell_press,
    table_press,
    draw_press,
    source=sources.PUBLICITY,
)
INSTRUCTIONS = Panel(
    "instructions",
    N_("Who gave instructions"),
    N_("No instruction was given in this period. Record it on the page of the matter."),
    opinions.instructions,
    tell_instructions,
    table_instructions,
    draw_instructions,
    source=sources.OPINIONS,
)
