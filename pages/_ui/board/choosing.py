"""Which assessment a board is about, kept in its address (`?c=3&a=12`)."""

import streamlit as st

from core.permissions import Actor, Permission
from core.reports.assessed import look
from core.reports.assessed.look import Option
from pages._ui import lists, pickers
from pages._ui.edge import reading
from pages._ui.words import _, name_of, word

ASSESSMENT, HIDE = "a", "hide"


def choose(actor: Actor) -> Option | None:
    """The committee and the assessment; without one the next step is told."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        committee = pickers.committee(actor, Permission.BOARD_READ)
        if committee is None:
            st.info(_("Your role reaches no committee. Ask the administrator."))
            return None
        with reading() as session:
            options = look.options(session, actor, committee.id)
        if options:
            return _one(options)
    st.info(
        _("No assessment is open yet. Adopt a rule book and open one under Assessments."),
        icon=":material/info:",
    )
    return None


def _one(options: list[Option]) -> Option:
    """The one that the address names; at first the latest."""
    first, *others = options
    names = {str(one.id): _named(one) for one in others}
    known = {str(one.id): one for one in options}
    if st.query_params.get(ASSESSMENT) == str(first.id):
        st.query_params.pop(ASSESSMENT)
    chosen = lists.choose(_("Assessment"), names, ASSESSMENT, first=_named(first))
    return known.get(chosen, first)


def _named(one: Option) -> str:
    return f"{one.year} · {name_of(one)} · {word(one.scores)} · {word(one.state)}"
