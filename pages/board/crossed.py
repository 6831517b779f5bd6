"""Crossed charts: bars chosen in one narrow all others."""

from collections.abc import Sequence

import streamlit as st

from core.i18n import N_
from core.permissions import Actor, Permission, ScopeKind
from core.reports.crossed.choices import Cross, Dimension
from core.reports.crossed.counting import Bar, Left
from pages._ui.board import cards, crossing, registered, watching
from pages._ui.board.look import STYLE
from pages._ui.charts import arrow, crossed
from pages._ui.charts.panel import View
from pages._ui.login import require_actor
from pages._ui.words import _

NARROWEST = 360
NOTHING = N_("Nothing was recorded in this period.")
NOTHING_LEFT = N_("Nothing is left here. Take a choice back.")


def show(actor: Actor, view: View) -> None:
    """The choices, what they leave, and the charts."""
    revision = watching.begin(view)
    cross = crossing.asked(view)
    reach = actor.reach(Permission.BOARD_READ, ScopeKind.COMMITTEE)
    left, found = crossing.figures(actor, cross, (revision, reach, view.say.language))
    crossing.chips(cross, found, view)
    tell(actor, cross, left, view)
    st.html(STYLE)
    with st.grid(3, min_column_width=NARROWEST):
        for dimension in Dimension:
            with st.container(border=True, height="stretch"):
                chart(dimension, found[dimension], cross, view)


def tell(actor: Actor, cross: Cross, left: Left, view: View) -> None:
    """How many activities are left, and the way to them."""
    _ = view.say
    counted = {"n": _.count(left.activities), "served": _.count(left.served)}
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(_("**{n} activities**, {served} people served", **counted), width="content")
        there = registered.address(cross, view)
        if there and left.activities and actor.may(Permission.ACTIVITY_READ):
            opens = _("Open them in the register")
            st.markdown(f"[{opens}]({there})", width="content")
        elif cross.chosen and not there:
            st.caption(_("The register cannot be narrowed in this way."), width="content")


def chart(dimension: Dimension, rows: Sequence[Bar], cross: Cross, view: View) -> None:
    """One chart with its question, its figures, and its choice by keyboard."""
    st.subheader(view.say(crossed.TITLES[dimension]), anchor=False)
    if not rows:
        st.caption(_(NOTHING_LEFT if cross.others(dimension) else NOTHING))
        return
    chosen = cross.of(dimension)
    told = crossed.sentence(dimension, rows, view)
    st.caption(told)
    spec = crossed.draw(dimension, rows, chosen, view)
    key = crossing.chart_key(dimension)
    drawn = {name: arrow.table(table) for name, table in spec["datasets"].items()}
    st.vega_lite_chart(
        spec | {"datasets": drawn},
        key=key,
        alt=told,
        on_select=lambda: crossing.clicked(dimension, key),
        selection_mode=crossing.PICKED,
    )
    with st.expander(_("Choose without a mouse, and figures")):
        pills(dimension, rows, chosen, view)
        st.html(f'<div class="card">{cards.table(crossed.table(dimension, rows, view))}</div>')


def pills(dimension: Dimension, rows: Sequence[Bar], chosen: tuple[str, ...], view: View) -> None:
    """The same choice as buttons that the keyboard reaches."""
    names = {bar.key: crossed.name(dimension, bar, view) for bar in rows}
    key = f"crossed.pills.{dimension.value}"
    st.session_state[key] = [one for one in chosen if one in names]
    st.pills(
        view.say(crossed.TITLES[dimension]),
        list(names),
        selection_mode="multi",
        format_func=names.__getitem__,
        key=key,
        on_change=crossing.ticked,
        args=(dimension, key),
        label_visibility="collapsed",
    )


actor = require_actor(Permission.BOARD_READ)
st.title(_("Crossed charts"))
if view := watching.choose(actor):
    show(actor, view)
else:
    st.info(_("Your role reaches no committee. Ask the administrator."))
