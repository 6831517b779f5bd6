"""The button below a register that asks for the whole list as a file, as it is narrowed."""

from typing import Any

import streamlit as st

from core.exports import service as exports
from core.exports.models import ExportKind
from core.exports.service import PERSONAL, READS, ExportDraft
from core.permissions import Actor, Permission, ScopeKind
from core.transfer.lists import sheets
from pages._ui.edge import action, fresh, problem
from pages._ui.words import _, word
from pages._web.exporting import RUNNER

SCREEN = "exports"


def button(actor: Actor, kind: ExportKind, committee_id: int | None, filters: Any) -> None:  # noqa: ANN401
    """Ask for the list as it is narrowed now; lists of people want a reason."""
    reach = actor.reach(Permission.EXPORT, ScopeKind.COMMITTEE)
    if not reach or not actor.may(READS[kind]):
        return
    form = f"exports.{kind.value}"
    with (
        st.popover(_("Export {list}", list=word(kind)), icon=":material/download:"),
        st.form(fresh(form)),
    ):
        st.caption(_("The whole list as it is narrowed now, written in the background."))
        reason = ""
        if kind in PERSONAL:
            reason = st.text_input(
                _("Needed for"), placeholder=_("Such as: roll call at the plenary"), max_chars=200
            )
            problem(form, "reason")
        problem(form)
        sent = st.form_submit_button(_("Write the file"), type="primary")
    if sent:
        draft = ExportDraft(kind, committee_id or reach[0], sheets.written(kind, filters), reason)
        done = _(
            "{list}: the file is being written. Fetch it under “Export files”.", list=word(kind)
        )
        try:
            with action(done, form) as session:
                exports.ask(session, actor, draft)
        finally:  # a done action ends by raising
            RUNNER.wake()
