"""The addresses of the levels of a board, and the way that leads down to one.

A level keeps its board's period: `/live?at=studio.12&p=term`. So it can be sent to others.
"""

from collections.abc import Sequence
from html import escape
from urllib.parse import urlencode

import streamlit as st

from core.permissions import Actor, Permission, ScopeKind
from core.reports.levels import spots
from core.reports.levels.spots import Level, Spot, Step
from pages._ui.board import choice
from pages._ui.charts.panel import View
from pages._ui.charts.say import Say
from pages._ui.edge import reading
from pages._ui.words import _

AT, COMMITTEE = "at", "c"
STYLE = """<style>
.crumbs ol{display:flex;flex-wrap:wrap;gap:.25rem;margin:0;padding:0;
list-style:none;font-size:.9rem}
.crumbs li{margin:0;padding:0}
.crumbs li+li::before{content:"›";margin:0 .35rem 0 .1rem;opacity:.6}
.crumbs a,.card .figures.all a{color:inherit;color:light-dark(#1f5c99,#8ab8e6)}
.card .figures.all{max-height:none}
</style>"""
STAYS = (choice.PERIOD, choice.FIRST, choice.LAST, choice.VERSUS)


def asked() -> Spot | None:
    """The level that the address asks for; None for the board of a committee."""
    spot = Spot.read(st.query_params.get(AT, ""))
    if spot and spot.level is Level.COMMITTEE:
        st.query_params.pop(AT)
        st.query_params[COMMITTEE] = str(spot.id)
        return None
    return spot


def to(spot: Spot) -> str:
    """The address of a level, for the period that is shown."""
    kept = {name: st.query_params[name] for name in STAYS if name in st.query_params}
    whose = {COMMITTEE: str(spot.id)} if spot.level is Level.COMMITTEE else {AT: str(spot)}
    return f"/live?{urlencode(whose | kept)}"


def crumbs(steps: Sequence[Step], say: Say) -> str:
    """The steps down as a piece of HTML, all but the last with its link."""
    *over, here = steps
    links = [
        f'<li><a href="{escape(to(step.spot))}">{escape(_told(step, say))}</a></li>'
        for step in over
    ]
    last = f'<li aria-current="page">{escape(_told(here, say))}</li>'
    label = escape(_("Where this stands"))
    return f'{STYLE}<nav class="crumbs" aria-label="{label}"><ol>{"".join(links)}{last}</ol></nav>'


def above(actor: Actor, view: View) -> None:
    """On the board of a committee: those above it that the actor reaches too."""
    if view.committee_id in actor.reach(Permission.BOARD_READ, ScopeKind.COMMITTEE):
        return
    with reading() as session:
        steps = spots.committees(session, actor, view.committee_id)
    st.html(crumbs(steps, view.say))


def _told(step: Step, say: Say) -> str:
    return say.either(step.name, step.name_en)
