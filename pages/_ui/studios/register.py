"""The form for a new studio: kept as a draft, or handed in as an application."""

import streamlit as st

from core.committees import queries as committees
from core.permissions import Actor, Permission
from core.studios import queries, service
from core.studios.drafts import StudioDraft
from pages._ui.edge import action, fresh, problem, reading
from pages._ui.studios import choices, facts
from pages._ui.studios.facts import Sheet
from pages._ui.words import _

_FORM = "studios.register"


def show(actor: Actor, committee_id: int) -> None:
    """The form, folded away until it is wanted."""
    with st.expander(_("Register a studio"), icon=":material/add_home_work:", key=_FORM):
        names = choices.of_committee(actor, committee_id)
        with reading() as session:
            code = queries.next_code(session, actor, committee_id)
            level = committees.detail(session, actor, committee_id).level
        sheet = Sheet(_FORM, StudioDraft("", level=level), code)
        with st.form(fresh(_FORM), border=False):
            draft = facts.ask(sheet, names)
            problem(_FORM)
            with st.container(horizontal=True):
                apply = st.form_submit_button(
                    _("Hand in the application"), type="primary", icon=":material/send:"
                )
                keep = st.form_submit_button(_("Keep as a draft"), icon=":material/save:")
        if apply and actor.may(Permission.STUDIO_APPLY):
            with action(_("Application handed in."), _FORM) as session:
                row = service.register_and_apply(session, actor, committee_id, draft)
                st.query_params["id"] = str(row.id)
        elif keep:
            with action(_("Draft kept."), _FORM) as session:
                row = service.register(session, actor, committee_id, draft)
                st.query_params["id"] = str(row.id)
