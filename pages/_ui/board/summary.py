"""The key figures and months of a level."""

from collections.abc import Mapping, Sequence
from html import escape

import streamlit as st

from core.reports.changes import KeyFigure
from core.reports.levels.held import HeldFigures, MonthHeld
from core.reports.levels.people import MonthCalled, PeopleFigures
from pages._ui.board.tiles import NONE, Tile, change, points
from pages._ui.charts import bars, palette
from pages._ui.charts.bars import Axis, Piece, Spec
from pages._ui.charts.panel import View, months_of
from pages._ui.words import _

HELD = (
    KeyFigure.ACTIVITIES,
    KeyFigure.SERVED,
    KeyFigure.OPINIONS_HEARD,
    KeyFigure.PROBLEMS_SOLVED,
    KeyFigure.GIVEN_FEN,
)


def held(now: HeldFigures, before: HeldFigures, view: View) -> list[Tile]:
    """What came of the activities."""
    say, shown = view.say, []
    for figure in HELD:
        value, then = getattr(now, figure.value), getattr(before, figure.value)
        told = say.yuan(value) if figure is KeyFigure.GIVEN_FEN else say.count(value)
        shown.append(Tile(say.word(figure), told, change(value, then)))
    return shown


def people(now: PeopleFigures, before: PeopleFigures, view: View, *, person: bool) -> list[Tile]:
    """What the members did, or the one member."""
    say = view.say
    told = _("{came} came of {called} called.", came=now.came, called=now.called)
    compared = points(now.rate, before.rate, say) if before.called else None
    shown = [
        Tile(_("Times attended"), say.count(now.came), change(now.came, before.came)),
        Tile(_("Attendance rate"), say.percent(now.rate) if now.called else NONE, compared, told),
        Tile(
            _("Opinions raised"),
            say.count(now.opinions),
            change(now.opinions, before.opinions),
            _("Those signed together count too, each once."),
        ),
        Tile(_("Proposals"), say.count(now.proposals), change(now.proposals, before.proposals)),
    ]
    return shown if person else [Tile(_("Members"), say.count(now.members)), *shown]


def months_held(rows: Sequence[MonthHeld], view: View) -> None:
    """The months of a body that holds activities."""
    if rows:
        _draw(_("In which months was it active?"), *_held(rows, view))


def months_came(rows: Sequence[MonthCalled], view: View) -> None:
    """The months of members, or of one."""
    if rows:
        _draw(_("In which months did members come?"), *_came(rows, view))


def _draw(title: str, spec: Spec, told: str) -> None:
    with st.container(border=True):
        st.subheader(title, anchor=False)
        st.caption(told)
        if colours := bars.keys(spec):
            st.html(_keys(colours))
        st.vega_lite_chart(spec, key="level.months", alt=told)


def _keys(colours: Mapping[str, str]) -> str:
    marks = [
        f'<span><span style="color:{colour}" aria-hidden="true">■</span> {escape(name)}</span>'
        for name, colour in colours.items()
    ]
    return f'<div class="card"><p class="keys">{" ".join(marks)}</p></div>'


def _held(rows: Sequence[MonthHeld], view: View) -> tuple[Spec, str]:
    names, say = months_of(view.period, view.say), view.say
    pieces = [
        Piece(
            names[row.month],
            row.activities,
            told={
                _("Month"): names[row.month],
                _("Activities"): say.count(row.activities),
                _("People served"): say.count(row.served),
            },
        )
        for row in rows
    ]
    most = max(rows, key=lambda row: row.activities)
    told = _(
        "{n} activities in {months} months; the most in {month} ({many}).",
        n=say.count(sum(row.activities for row in rows)),
        months=len(rows),
        month=names[most.month],
        many=say.count(most.activities),
    )
    spec = bars.in_time(pieces, Axis(_("activities")), None, list(names.values()))
    return spec, told


def _came(rows: Sequence[MonthCalled], view: View) -> tuple[Spec, str]:
    names, say = months_of(view.period, view.say), view.say
    came, missed = _("came"), _("did not come")
    pieces = [
        Piece(
            names[row.month],
            number,
            series,
            told={
                _("Month"): names[row.month],
                _("Called"): say.count(row.called),
                _("Came"): say.count(row.came),
            },
        )
        for row in rows
        for series, number in ((came, row.came), (missed, row.called - row.came))
    ]
    colours = {came: palette.TEAL, missed: palette.GRAY}
    told = _(
        "Called {called} times, came {came} times.",
        called=say.count(sum(row.called for row in rows)),
        came=say.count(sum(row.came for row in rows)),
    )
    return bars.in_time(pieces, Axis(_("times")), colours, list(names.values())), told
