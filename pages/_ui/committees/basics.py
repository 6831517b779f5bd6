"""A committee's own names and code, and where it stands."""

from collections.abc import Sequence

import streamlit as st

from core.committees import queries, service
from core.committees.drafts import CommitteeDraft
from core.committees.models import Level
from core.committees.queries import CommitteeDetail, CommitteeOption
from core.permissions import Actor
from pages._ui import pickers
from pages._ui.edge import action, fresh, input_key, problem, reading, version_of
from pages._ui.words import _, plain, word

EDIT, MOVE = "committees.edit", "committees.move"


def show(
    actor: Actor, chosen: CommitteeOption, options: Sequence[CommitteeOption], *, writes: bool
) -> None:
    """The form, or what it would hold for those who only read."""
    with reading() as session:
        row = queries.detail(session, actor, chosen.id)
    if not writes:
        st.table(
            {
                _("Name"): plain(row.name),
                _("English name"): plain(row.name_en),
                _("Code"): plain(row.code),
                _("Level"): word(row.level),
            }
        )
        return
    _edit(actor, row)
    ranks = list(Level)
    above = [
        one
        for one in options
        if ranks.index(one.level) < ranks.index(row.level) and one.id != row.parent_id
    ]
    if above and row.parent_id in {one.id for one in options}:
        with st.expander(_("Move below another committee"), icon=":material/drive_file_move:"):
            _move(actor, row, above)


def _edit(actor: Actor, row: CommitteeDetail) -> None:
    form = f"{EDIT}.{row.id}"
    version = version_of(form, row.version)
    with st.form(fresh(form)):
        columns = st.columns(2)
        with columns[0]:
            name = st.text_input(
                _("Name"),
                row.name,
                key=input_key(form, "name"),
                required=True,
            )
            problem(form, "name")
            code = st.text_input(
                _("Code"),
                row.code,
                key=input_key(form, "code"),
                required=True,
            )
            problem(form, "code")
        with columns[1]:
            name_en = st.text_input(
                _("English name"),
                row.name_en,
                key=input_key(form, "name_en"),
            )
            problem(form, "name_en")
            st.text_input(_("Level"), word(row.level), disabled=True)
        problem(form)
        sent = st.form_submit_button(_("Save"), type="primary")
    if sent:
        draft = CommitteeDraft(name, code, row.level, name_en, row.time_zone)
        with action(_("Committee saved."), form) as session:
            service.edit(session, actor, row.id, draft, version)


def _move(actor: Actor, row: CommitteeDetail, above: Sequence[CommitteeOption]) -> None:
    form = f"{MOVE}.{row.id}"
    version = version_of(form, row.version)
    names = pickers.labels(above)
    with st.form(fresh(form)):
        parent_id = st.selectbox(_("Below"), list(names), format_func=names.__getitem__)
        problem(form, "parent_id")
        problem(form)
        sent = st.form_submit_button(_("Move"), type="primary")
    if sent:
        with action(_("Committee moved."), form) as session:
            service.move(session, actor, row.id, parent_id, version)
