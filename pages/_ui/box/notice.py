"""The notice of purpose that citizens read before they write."""

import streamlit as st

from core.box import notices, rules
from core.box.drafts import NoticeDraft
from core.box.notices import NoticeText
from core.permissions import Actor, Permission
from pages._ui.edge import action, fresh, input_key, problem, reading, start_of
from pages._ui.words import _, language, moment

FORM = "box.notice"


def show(actor: Actor, committee_id: int) -> None:
    """The notice in force, and the form for a new version."""
    with reading() as session:
        found = notices.current(session, actor, committee_id)
        usual = notices.usual_of(session, actor, committee_id)
    if found is None:
        st.info(_("The usual notice is put into force with the first box."), icon=":material/info:")
    else:
        _tell(found, committee_id)
    if actor.may(Permission.BOX_WRITE):
        _ask(actor, committee_id, NoticeDraft(found.words, found.words_en) if found else usual)


def _tell(found: NoticeText, committee_id: int) -> None:
    with st.container(border=True):
        st.text(found.in_language(language()))
        since = moment(found.valid_from)
        st.caption(
            _("Version {number}, in force since {moment}", number=found.number, moment=since)
        )
        if found.committee_id != committee_id:
            st.caption(_("It is the notice of the committee above."))


def _ask(actor: Actor, committee_id: int, now: NoticeDraft) -> None:
    form = f"{FORM}.{committee_id}"
    kept = start_of(form, now)
    with st.expander(_("A new version"), icon=":material/edit:", key=form):
        with st.form(fresh(form), border=False):
            words = st.text_area(
                _("Text"),
                kept.words,
                height=260,
                max_chars=rules.NOTICE,
                key=input_key(form, "words"),
                required=True,
            )
            problem(form, "words")
            words_en = st.text_area(
                _("English text"),
                kept.words_en,
                height=200,
                max_chars=rules.NOTICE_EN,
                key=input_key(form, "words_en"),
            )
            problem(form, "words_en")
            st.caption(_("Say who reads it, what for, how long it is kept, and how to withdraw."))
            problem(form)
            sent = st.form_submit_button(_("Put into force"), type="primary")
        if sent:
            draft = NoticeDraft(words or "", words_en or "")
            with action(_("The new version is in force."), form) as session:
                notices.write(session, actor, committee_id, draft)
