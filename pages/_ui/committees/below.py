"""The committees and townships directly below a committee."""

from collections.abc import Sequence

import streamlit as st

from core.committees import service
from core.committees.drafts import CommitteeDraft
from core.committees.models import Level
from core.committees.queries import CommitteeOption
from core.permissions import Actor
from pages._ui.edge import action, fresh, problem
from pages._ui.words import _, name_of, plain, word

ADD, PASTE = "committees.add", "committees.townships"


def show(
    actor: Actor, chosen: CommitteeOption, options: Sequence[CommitteeOption], *, writes: bool
) -> None:
    """Those below, and the forms to add one, or many townships at once."""
    children = [one for one in options if one.parent_id == chosen.id]
    if children:
        shown = [
            {_("Name"): name_of(one), _("Level"): word(one.level), _("Code"): one.code}
            for one in children
        ]
        st.dataframe(shown, hide_index=True, key="committees.below")
    else:
        st.info(_("Nothing below yet. Add townships: studios and villages belong to them."))
    if writes:
        with st.expander(_("Add many townships"), icon=":material/playlist_add:"):
            _paste(actor, chosen)
        with st.expander(_("Add one committee or township"), icon=":material/add:"):
            _add(actor, chosen)


def _paste(actor: Actor, parent: CommitteeOption) -> None:
    with st.form(fresh(PASTE)):
        names = st.text_area(
            _("Names, one a line"),
            height=180,
            placeholder="01镇\n02乡\n03街道",
            help=_("Paste a column from Excel or Word. Each gets the next code."),
        )
        problem(PASTE, "names")
        problem(PASTE)
        sent = st.form_submit_button(_("Add all"), type="primary")
    if sent:
        with action(_("Townships added."), PASTE) as session:
            service.add_townships(session, actor, parent.id, names)


def _add(actor: Actor, parent: CommitteeOption) -> None:
    levels = list(Level)[list(Level).index(parent.level) + 1 :]
    with st.form(fresh(ADD)):
        columns = st.columns(2)
        with columns[0]:
            name = st.text_input(_("Name"), required=True)
            problem(ADD, "name")
            code = st.text_input(_("Code"), required=True, placeholder=f"{parent.code}-01")
            problem(ADD, "code")
        with columns[1]:
            name_en = st.text_input(_("English name"))
            problem(ADD, "name_en")
            level = st.selectbox(_("Level"), levels, format_func=word)
            problem(ADD, "level")
        problem(ADD)
        sent = st.form_submit_button(_("Add"), type="primary")
    if sent:
        with action(_("{name} added.", name=plain(name)), ADD) as session:
            service.add(session, actor, parent.id, CommitteeDraft(name, code, level, name_en))
