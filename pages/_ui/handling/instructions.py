"""Leaders' instructions on a matter: told, and copied out with the scan."""

from collections.abc import Callable

import streamlit as st

from core import clock
from core.files import queries as files
from core.files.models import FileOwner
from core.handling import instructions
from core.handling.drafts import InstructionDraft
from core.handling.models import AuthorityLevel, Instruction
from core.handling.queries import Whole
from core.handling.reading import InstructionRow
from core.permissions import Actor
from db.session import Session
from pages._ui import days, photos
from pages._ui.edge import action, fresh, problem, reading
from pages._ui.words import _, day, plain, word


def show(whole: Whole) -> None:
    """The instructions with their scans, the first one first."""
    if not whole.instructions:
        return
    st.subheader(_("Instructions"), anchor=False)
    ids = [one.id for one in whole.instructions]
    with reading() as session:
        scans = files.of_all(session, FileOwner.INSTRUCTION, ids)
    for one in whole.instructions:
        with st.container(border=True):
            _one(one)
            photos.show([scan for scan in scans if scan.owner_id == one.id])


def ask(
    actor: Actor, matter_id: int, recorded: Callable[[Session, Actor, Instruction], object]
) -> None:
    """The form to copy out an instruction; `recorded` is told of it in the same transaction."""
    form = f"handling.instruct.{matter_id}"
    with st.expander(_("Record an instruction"), icon=":material/edit_note:"):
        with st.form(fresh(form), border=False):
            draft = _draft(form)
            scan = st.file_uploader(
                _("Scan of the instruction"), type=photos.TYPES, key=f"{fresh(form)}.scan"
            )
            problem(form, "file")
            problem(form)
            sent = st.form_submit_button(_("Record"), type="primary")
        if sent:
            with action(_("Instruction recorded."), form) as session:
                row = instructions.record(session, actor, matter_id, draft)
                recorded(session, actor, row)
                if scan:
                    instructions.attach_scan(session, actor, row.id, scan.name, scan.getvalue())


def _draft(form: str) -> InstructionDraft:
    left, right = st.columns(2)
    levels = list(AuthorityLevel)
    with left:
        leader = st.text_input(_("Leader"), key=f"{fresh(form)}.leader", required=True)
        problem(form, "leader")
        level = st.selectbox(_("Level"), levels, 0, format_func=word, key=f"{fresh(form)}.level")
    with right:
        post = st.text_input(_("Office held"), key=f"{fresh(form)}.post")
        problem(form, "post")
        given_on = days.ask(_("Given on"), clock.today(), form, "given_on", required=True)
    main = st.checkbox(_("Main leader"), key=f"{fresh(form)}.main")
    words = st.text_area(_("Words of the instruction"), key=f"{fresh(form)}.words")
    problem(form, "words")
    return InstructionDraft(leader or "", given_on or clock.today(), words, post, level, main)


def _one(row: InstructionRow) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{plain(row.leader)}** {plain(row.post)}", width="content")
        st.badge(word(row.level), color="violet")
        if row.is_main_leader:
            st.badge(_("Main leader"), color="red")
        st.caption(day(row.given_on), width="content")
    st.text(row.words)
