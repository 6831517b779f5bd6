"""Leaders' instructions on a matter: told, and copied out with the scan."""

from collections.abc import Callable

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

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
from pages._ui.edge import action, fresh, problem, reading, version_of
from pages._ui.words import _, day, plain, word

Told = Callable[[Session, Actor, Instruction], object]


def show(whole: Whole, correct: Callable[[InstructionRow], None] | None = None) -> None:
    """The instructions with their scans, the first one first; the office can correct them."""
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
            if correct:
                correct(one)


def correct(actor: Actor, row: InstructionRow, recorded: Told) -> None:
    """The form to correct an instruction; `recorded` is told of it in the same transaction."""
    form = f"handling.instruction.{row.id}"
    version = version_of(form, row.version)
    with st.expander(_("Correct the instruction"), icon=":material/edit:"):
        with st.form(fresh(form), border=False):
            draft = _draft(form, row)
            scan = _ask_scan(form)
            problem(form)
            sent = st.form_submit_button(_("Save"), type="primary")
        if sent:
            with action(_("Saved."), form) as session:
                kept = instructions.edit(session, actor, row.id, draft, version)
                recorded(session, actor, kept)
                if scan:
                    instructions.attach_scan(session, actor, row.id, scan.name, scan.getvalue())


def ask(actor: Actor, matter_id: int, recorded: Told) -> None:
    """The form to copy out an instruction; `recorded` is told of it in the same transaction."""
    form = f"handling.instruct.{matter_id}"
    with st.expander(_("Record an instruction"), icon=":material/edit_note:"):
        with st.form(fresh(form), border=False):
            draft = _draft(form)
            scan = _ask_scan(form)
            problem(form)
            sent = st.form_submit_button(_("Record"), type="primary")
        if sent:
            with action(_("Instruction recorded."), form) as session:
                row = instructions.record(session, actor, matter_id, draft)
                recorded(session, actor, row)
                if scan:
                    instructions.attach_scan(session, actor, row.id, scan.name, scan.getvalue())


def _ask_scan(form: str) -> UploadedFile | None:
    scan = st.file_uploader(
        _("Scan of the instruction"), type=photos.TYPES, key=f"{fresh(form)}.scan"
    )
    problem(form, "file")
    return scan


def _draft(form: str, was: InstructionRow | None = None) -> InstructionDraft:
    left, right = st.columns(2)
    levels, key = list(AuthorityLevel), fresh(form)
    with left:
        leader = st.text_input(
            _("Leader"), was.leader if was else "", key=f"{key}.leader", required=True
        )
        problem(form, "leader")
        place = levels.index(was.level) if was else 0
        level = st.selectbox(_("Level"), levels, place, format_func=word, key=f"{key}.level")
    with right:
        post = st.text_input(_("Office held"), was.post if was else "", key=f"{key}.post")
        problem(form, "post")
        usual = was.given_on if was else clock.today()
        given_on = days.ask(_("Instructed on"), usual, form, "given_on", required=True)
    main = st.checkbox(_("Main leader"), bool(was and was.is_main_leader), key=f"{key}.main")
    words = st.text_area(
        _("Words of the instruction"), was.words if was else "", key=f"{key}.words"
    )
    problem(form, "words")
    return InstructionDraft(leader or "", given_on or usual, words, post, level, main)


def _one(row: InstructionRow) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{plain(row.leader)}** {plain(row.post)}", width="content")
        st.badge(word(row.level), color="violet")
        if row.is_main_leader:
            st.badge(_("Main leader"), color="red")
        st.caption(day(row.given_on), width="content")
    st.text(row.words)
