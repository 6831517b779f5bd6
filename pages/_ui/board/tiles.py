"""The key figures of the board: value, change against the period before, and the year's line."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from html import escape

import streamlit as st

from core.reports import periods
from core.reports.changes import KeyFigure
from core.reports.periods import Period
from core.reports.queries.groups import Counts
from core.reports.queries.kpis import Kpis, MonthFigures
from core.reports.queries.liaison import LiaisonFigures
from core.reports.queries.studios import Coverage
from core.reports.why import Reason
from pages._ui.board import because
from pages._ui.charts.panel import View
from pages._ui.charts.say import Say

NARROWEST = 150
NONE = "–"
State = tuple[Counts, Coverage, LiaisonFigures]


@dataclass(frozen=True, slots=True)
class Tile:
    """One key figure. `delta` is None where a comparison would mislead."""

    label: str
    value: str
    delta: str | int | None = None
    help: str = ""
    line: Sequence[float] = ()


def flowing(found: Kpis, view: View) -> list[Tile]:
    """What was done in the period, with the twelve months up to its end."""
    _, now, before = view.say, found.now, found.before
    return [
        _counted(KeyFigure.ACTIVITIES, found, _),
        _counted(KeyFigure.SERVED, found, _),
        _counted(KeyFigure.OPINIONS_HEARD, found, _),
        replace(
            _counted(KeyFigure.PROBLEMS_SOLVED, found, _),
            help=_("Of {n} raised.", n=_.count(now.problems_raised)),
        ),
        Tile(
            _("Attendance rate"),
            _.percent(now.attendance_rate) if now.called else NONE,
            points(now.attendance_rate, before.attendance_rate, _) if before.called else None,
            _(
                "{came} came of {called} called.",
                came=_.count(now.came),
                called=_.count(now.called),
            ),
            [row.came / row.called if row.called else 0 for row in found.months],
        ),
        replace(
            _counted(KeyFigure.GIVEN_FEN, found, _),
            value=_.yuan(now.given_fen),
            help=_(
                "{money} in money, {goods} in goods.",
                money=_.yuan(now.money_fen),
                goods=_.yuan(now.goods_fen),
            ),
        ),
    ]


def standing(found: Kpis, state: State, view: View) -> list[Tile]:
    """How things stand on the last day of the period."""
    _, now, before = view.say, found.now, found.before
    counts, coverage, tied = state
    return [
        Tile(
            _("Studios open"),
            _.count(now.studios),
            now.studios - before.studios or None,
            _("{n} places of duty in all, with homes, stations and groups.", n=now.places),
        ),
        Tile(
            _("Up to standard"),
            _.percent(now.standard_rate) if now.judged else NONE,
            help=_(
                "{n} of {judged} places with a standard meet it in full.",
                n=now.up_to_standard,
                judged=now.judged,
            ),
        ),
        Tile(_("Township stations"), f"{coverage.covered}/{coverage.townships}"),
        Tile(_("Members"), _.count(now.members), now.members - before.members or None),
        Tile(
            _("At plenary"),
            _.count(now.at_plenary) if now.at_plenary else NONE,
            help=_("At the plenary that reviews {year}.", year=view.period.last.year),
        ),
        Tile(_("Members in liaison"), _.count(tied.members)),
        Tile(_("Villages covered"), f"{tied.villages_covered}/{tied.villages}"),
        Tile(_("Urban covered"), f"{tied.urban_covered}/{tied.urban}"),
        Tile(_("Sector groups"), _.count(counts.groups)),
        Tile(_("Special committees"), _.count(counts.special_committees)),
        Tile(_("Sectors"), _.count(counts.sectors)),
    ]


def draw(shown: Sequence[Tile]) -> None:
    """Tiles in a grid that narrows to the screen."""
    with st.grid(6, min_column_width=NARROWEST):
        for tile in shown:
            st.metric(
                tile.label,
                tile.value,
                tile.delta,
                help=tile.help or None,
                border=True,
                height="stretch",
                chart_data=list(tile.line) if any(tile.line) else None,
                chart_type="bar",
                delta_color="blue" if tile.delta is None else "normal",
            )


def listed(shown: Sequence[Tile]) -> str:
    """Tiles without a line as one piece of HTML, which costs what a single one would."""
    return f'<dl class="tiles">{"".join(map(_listed, shown))}</dl>'


def opening(found: Kpis, view: View, against: Period, reason: Reason | None) -> str:
    """What changed most and why, and which days changes are against, as a piece of HTML."""
    _ = view.say
    days = _("Changes are against {days}.", days=_.days(against.first, against.last))
    told = escape(headline(found, view, against, reason))
    return f'<p class="opening"><strong>{told}</strong> <small>{escape(days)}</small></p>'


def headline(found: Kpis, view: View, against: Period, reason: Reason | None) -> str:
    """What changed most against the other period and what it is due to, in one sentence."""
    _ = view.say
    if not found.before.activities:
        return _("Nothing was recorded in the period before to compare with.")
    if reason is None:
        return _("Nothing stands out against the period before.")
    return because.told(reason, periods.then(view.period, against), view)


def _listed(tile: Tile) -> str:
    delta = int(tile.delta or 0)
    kind, sign = ("more", "↑") if delta > 0 else ("less", "↓")
    change = f'<b class="{kind}">{sign} {abs(delta):,}</b>' if delta else ""
    told = f"<dd>{escape(tile.help)}</dd>" if tile.help else ""
    return f"<div><dt>{escape(tile.label)}</dt><dd>{escape(tile.value)}{change}</dd>{told}</div>"


def _counted(figure: KeyFigure, found: Kpis, _: Say) -> Tile:
    now, before = getattr(found.now, figure.value), getattr(found.before, figure.value)
    line = [_of_month(row, figure) for row in found.months]
    return Tile(_.word(figure), _.count(now), change(now, before), "", line)


def _of_month(row: MonthFigures, figure: KeyFigure) -> int:
    number: int = getattr(row, figure.value)
    return number


def change(now: int, before: int) -> str | int | None:
    """By which share a figure changed; None where there was nothing before."""
    if not before:
        return None
    if now == before:
        return 0
    return f"{(now - before) / before:+.0%}"


def points(now: float, before: float, _: Say) -> str | int:
    """By how many points of a hundred a rate changed."""
    points = round((now - before) * 100)
    return _("{n} percentage points", n=f"{points:+}") if points else 0
