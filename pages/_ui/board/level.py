"""The board of one level below a committee: its figures, its months and what is below it."""

from functools import partial

import streamlit as st

from core.errors import NotFound
from core.permissions import Actor
from core.reports.levels import held, member, people, spots
from core.reports.levels.held import HOLDERS
from core.reports.levels.spots import Level, Spot, Way
from core.reports.periods import Period
from db.session import Session
from pages._ui import lists
from pages._ui.board import choice, rows, summary, tiles, watching, ways
from pages._ui.board.look import STYLE
from pages._ui.charts.panel import View
from pages._ui.charts.say import Say
from pages._ui.edge import reading
from pages._ui.words import _, language, plain, word

Asked = tuple[Session, Actor, Spot, Period]


def show(actor: Actor, spot: Spot) -> None:
    """The level that the address names, or the way back where there is none."""
    try:
        with reading() as session:
            way = spots.way(session, actor, spot)
    except NotFound:
        gone()
        return
    say = Say(language())
    st.html(STYLE + ways.crumbs(way.steps, say))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = choice.compared(partial(watching.terms, actor, way.committee_id))
    view = View(way.committee_id, chosen.period, say, against=chosen.against)
    watching.begin(view)
    heading(way, say)
    days = say.days(chosen.against.first, chosen.against.last)
    st.caption(_("Changes are against {days}.", days=days))
    draw(actor, spot, view, chosen.against)


def gone() -> None:
    """Say that the address leads nowhere, and where boards begin."""
    st.info(
        _("This is not there any more, or beyond your reach. Go in from the board again."),
        icon=":material/wrong_location:",
    )
    st.page_link("pages/board/live.py", label=_("To the live board"), icon=":material/monitoring:")


def heading(way: Way, say: Say) -> None:
    """What the level is, and its name."""
    last = way.steps[-1]
    name = plain(say.either(last.name, last.name_en))
    st.header(f"{word(last.spot.level)} · {name}", anchor=False)


def draw(actor: Actor, spot: Spot, view: View, against: Period) -> None:
    """Figures, months and tables, all of one look."""
    with reading() as session:
        now = (session, actor, spot, view.period)
        before = (session, actor, spot, against)
        found = held.figures(*now), held.figures(*before)
        came = people.figures(*now), people.figures(*before)
        person = spot.level is Level.MEMBER
        shown = summary.held(*found, view) if spot.level in HOLDERS else []
        tiles.draw([*shown, *summary.people(*came, view, person=person)])
        links = rows.Links(actor, view)
        if person:
            _person(now, links, came[0].called)
        else:
            _body(now, links, found[0].activities)


def _body(now: Asked, links: rows.Links, activities: int) -> None:
    """The months and members of a body, and the activities of one that holds some."""
    holds = now[2].level in HOLDERS
    if holds:
        summary.months_held(held.by_month(*now), links.view)
    else:
        summary.months_came(people.by_month(*now), links.view)
    belong = rows.members(people.listing(*now), links)
    rows.show(_("Members"), belong, _("No members belong here."))
    if holds:
        told = rows.held(held.listing(*now, lists.window(lists.PAGE).offset), links)
        rows.show(_("Activities"), told, _("Nothing was held."))
        _pages(activities)


def _person(now: Asked, links: rows.Links, called: int) -> None:
    """The months of a member, the activities and the matters."""
    summary.months_came(people.by_month(*now), links.view)
    told = rows.attended(member.attended(*now, lists.window(lists.PAGE).offset), links)
    rows.show(_("Activities"), told, _("Called to no activity in this period."))
    _pages(called)
    said = rows.raised(member.raised(*now), links)
    rows.show(_("Opinions and proposals"), said, _("Raised nothing in this period."))


def _pages(total: int) -> None:
    if total:
        lists.pager(total, lists.PAGE)
