"""Informants: the register, pasting a list, their figures, and information points."""

import streamlit as st

from core.informants import service
from core.permissions import Actor, Permission
from pages._ui import lists, pickers
from pages._ui.edge import action, fresh, problem
from pages._ui.informants import detail, figures, forms, points, register
from pages._ui.login import require_actor
from pages._ui.words import _

REGISTER, PASTE = "informants.register", "informants.paste"


def ask_one(actor: Actor, committee_id: int) -> None:
    """The empty form."""
    with st.expander(_("Register an informant"), icon=":material/add:"):
        draft = forms.ask(actor, REGISTER, committee_id, None, _("Register"))
    if draft:
        with action(_("Informant registered."), REGISTER) as session:
            service.register(session, actor, committee_id, draft)


def ask_many(actor: Actor, committee_id: int) -> None:
    """The box for a pasted list."""
    box = st.expander(_("Paste a list"), icon=":material/content_paste:")
    with box, st.form(fresh(PASTE), border=False):
        text = st.text_area(
            _("One informant a line: name, employer, information point, phone, first day"),
            height=160,
            required=True,
            help=_("Copied from a spreadsheet, or with commas. Only the name is required."),
        )
        problem(PASTE, "lines")
        problem(PASTE)
        sent = st.form_submit_button(_("Register all"), type="primary")
    if sent:
        with action(_("The list was registered."), PASTE) as session:
            service.add_lines(session, actor, committee_id, text or "")


def show(actor: Actor, *, writes: bool) -> None:
    """The three parts of a committee's informants."""
    committee = pickers.committee(actor, Permission.INFORMANT_READ)
    if committee is None:
        return
    parts = {
        _("Register of informants"): register.show,
        _("Handed in and adopted"): figures.show,
        _("Information points"): points.show,
    }
    opened = st.tabs(list(parts), key="informants.part", on_change="rerun")
    for place, (tab, part) in enumerate(zip(opened, parts.values(), strict=True)):
        if tab.open:
            with tab:
                if writes and not place:
                    ask_one(actor, committee.id)
                    ask_many(actor, committee.id)
                part(actor, committee.id, writes=writes)


actor = require_actor(Permission.INFORMANT_READ)
writes = actor.may(Permission.INFORMANT_WRITE)
st.title(_("Informants"))
if record := lists.record_id():
    detail.show(actor, record, writes=writes)
else:
    show(actor, writes=writes)
