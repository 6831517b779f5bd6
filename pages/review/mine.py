"""One's own points, or those of one who is scored: why, and what is still missing."""

import streamlit as st

from core.assessment import points
from core.assessment.models import Scores
from core.assessment.points import Points
from core.errors import NotFound
from core.permissions import Actor, Permission
from pages._ui.duty import form, register
from pages._ui.edge import reading
from pages._ui.login import require_actor
from pages._ui.points import choosing, head, items, objecting
from pages._ui.points.choosing import Chosen
from pages._ui.words import _, plain, refusal


def show(actor: Actor, chosen: Chosen) -> None:
    """The points of one subject."""
    try:
        with reading() as session:
            found = points.points(session, actor, chosen.assessment_id, chosen.subject_id or 0)
    except NotFound as error:
        st.error(refusal(error), icon=":material/search_off:")
        return
    st.header(f"{plain(found.name)} {plain(found.number)}".strip(), anchor=False)
    tabs = {_("Points"): _points, _("Objections and corrections"): objecting.show}
    if found.book.scores is Scores.MEMBERS:
        tabs[_("Duty form")] = _duty_form
    shown = st.tabs(list(tabs), on_change="rerun", key=f"mine.tab.{chosen.assessment_id}")
    for tab, part in zip(shown, tabs.values(), strict=True):
        if tab.open:
            with tab:
                part(actor, found)


def _points(actor: Actor, found: Points) -> None:
    head.show(found)
    items.show(actor, found)


def _duty_form(actor: Actor, found: Points) -> None:
    form.show(actor, found.assessment.id, found.kept.subject_id)


def choose(actor: Actor, chosen: Chosen) -> None:
    """Whoever looks at others, and has not said at whom: of members the forms they hand in."""
    st.info(_("Choose whose points to look at."), icon=":material/person_search:")
    if chosen.scores is Scores.MEMBERS:
        register.show(actor, chosen.assessment_id, running=chosen.running)


def nothing() -> None:
    """Nobody is assessed yet, or not this person."""
    st.info(
        _("There are no points yet. They appear once the office has begun an assessment."),
        icon=":material/info:",
    )


actor = require_actor(Permission.ASSESSMENT_READ)
heading = st.empty()
chosen = choosing.ask(actor)
heading.title(_("My points") if chosen and chosen.own else _("Duty points"))
if chosen is None:
    nothing()
elif chosen.subject_id is None:
    choose(actor, chosen)
else:
    show(actor, chosen)
