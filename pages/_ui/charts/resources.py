"""Money for the year, honours given, and members sent out."""

from collections.abc import Sequence

from core.i18n import N_
from core.reports.queries import awards, funds, members
from core.reports.queries.awards import HonourFigures
from core.reports.queries.funds import BudgetFigures
from core.reports.queries.members import AppointmentFigures
from pages._ui.charts import bars, palette, sources
from pages._ui.charts.bars import Axis, Piece, Spec
from pages._ui.charts.panel import Panel, Table, View


def draw_budgets(rows: Sequence[BudgetFigures], view: View) -> Spec:
    """For each kind, how many have a budget for the year and how many have none."""
    _ = view.say
    pieces = []
    for row in rows:
        told = {
            _("For"): _kind(row, view),
            _("With a budget"): f"{row.with_budget}/{row.owners}",
            _("Budget"): _.yuan(row.amount_fen),
            _("Spent"): _.yuan(row.spent_fen),
        }
        note = f"{row.with_budget}/{row.owners}"
        pieces += [
            Piece(_kind(row, view), row.with_budget, _("With a budget"), note=note, told=told),
            Piece(
                _kind(row, view),
                row.owners - row.with_budget,
                _("Without a budget"),
                note=note,
                told=told,
            ),
        ]
    colours = {_("With a budget"): palette.GOOD, _("Without a budget"): palette.OPEN}
    return bars.ranked(pieces, Axis(_("places and groups")), colours)


def tell_budgets(rows: Sequence[BudgetFigures], view: View) -> str:
    """How many have a budget, and how much of it is spent."""
    _ = view.say
    amount = sum(row.amount_fen for row in rows)
    return _(
        "{n} of {total} have a budget: {amount}, of which {spent} is spent.",
        n=_.count(sum(row.with_budget for row in rows)),
        total=_.count(sum(row.owners for row in rows)),
        amount=_.yuan(amount),
        spent=_.yuan(sum(row.spent_fen for row in rows)),
    )


def table_budgets(rows: Sequence[BudgetFigures], view: View) -> Table:
    """Budgets and spending by kind."""
    _ = view.say
    return [
        {
            _("For"): _kind(row, view),
            _("Number"): row.owners,
            _("With a budget"): row.with_budget,
            _("Budget (yuan)"): row.amount_fen / 100,
            _("Spent (yuan)"): row.spent_fen / 100,
        }
        for row in rows
    ]


def draw_honours(rows: Sequence[HonourFigures], view: View) -> Spec:
    """Honours lying, the most frequent first."""
    _ = view.say
    pieces = [
        Piece(
            _honour(row, view),
            row.commendations,
            note=_.count(row.commendations),
            told={
                _("Honour"): _.word(row.honour),
                _("Level"): _.word(row.level),
                _("Given to"): _.word(row.subject),
                _("Commendations"): _.count(row.commendations),
            },
        )
        for row in rows
    ]
    return bars.ranked(pieces, Axis(_("commendations"), colour=palette.OLIVE))


def tell_honours(rows: Sequence[HonourFigures], view: View) -> str:
    """How many honours were given."""
    _ = view.say
    return _("{n} commendations.", n=_.count(sum(row.commendations for row in rows)))


def table_honours(rows: Sequence[HonourFigures], view: View) -> Table:
    """Honours by level and subject."""
    _ = view.say
    return [
        {
            _("Honour"): _.word(row.honour),
            _("Level"): _.word(row.level),
            _("Given to"): _.word(row.subject),
            _("Commendations"): row.commendations,
        }
        for row in rows
    ]


def draw_appointments(rows: Sequence[AppointmentFigures], view: View) -> Spec:
    """Members sent out by capacity, standing members apart."""
    _ = view.say
    pieces = []
    for row in rows:
        told = {
            _("Capacity"): _.word(row.kind),
            _("Standing members"): _.count(row.standing),
            _("Other members"): _.count(row.others),
            _("Units"): _.count(row.units),
        }
        note = _.count(row.standing + row.others)
        pieces += [
            Piece(_.word(row.kind), row.others, _("Other members"), note=note, told=told),
            Piece(_.word(row.kind), row.standing, _("Standing members"), note=note, told=told),
        ]
    colours = {_("Other members"): palette.MEMBERS, _("Standing members"): palette.BLUE}
    return bars.ranked(pieces, Axis(_("members")), colours)


def tell_appointments(rows: Sequence[AppointmentFigures], view: View) -> str:
    """In which capacity most were sent."""
    _ = view.say
    return _(
        "Most as {kind}: {n} members.",
        kind=_.word(rows[0].kind),
        n=_.count(rows[0].standing + rows[0].others),
    )


def table_appointments(rows: Sequence[AppointmentFigures], view: View) -> Table:
    """Members sent out by capacity."""
    _ = view.say
    return [
        {
            _("Capacity"): _.word(row.kind),
            _("Standing members"): row.standing,
            _("Other members"): row.others,
            _("Units"): row.units,
        }
        for row in rows
    ]


def _kind(row: BudgetFigures, view: View) -> str:
    _ = view.say
    return _.word(row.kind) if row.kind else _("Sector group")


def _honour(row: HonourFigures, view: View) -> str:
    _ = view.say
    return _("{honour} ({level})", honour=_.word(row.honour), level=_.word(row.level))


PANELS = (
    Panel(
        "budgets",
        N_("Who has how much of a budget"),
        N_("Nobody has a budget for this year. Enter budgets under Funds."),
        funds.coverage,
        tell_budgets,
        table_budgets,
        draw_budgets,
        source=sources.FUNDS,
    ),
    Panel(
        "appointments",
        N_("Where were members sent"),
        N_("No member is sent out. Add appointments in a member's file."),
        members.appointments,
        tell_appointments,
        table_appointments,
        draw_appointments,
        source=sources.MEMBERS,
    ),
    Panel(
        "honours",
        N_("Which honours were given"),
        N_("No commendation is recorded for this year. Add them under Commendations."),
        awards.by_honour,
        tell_honours,
        table_honours,
        draw_honours,
        source=sources.COMMENDATIONS,
    ),
)
