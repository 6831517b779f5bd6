"""One assignment on a unit's desk: the matter, its clock and why, and what the unit may do."""

import streamlit as st

from core.box import queries as box
from core.files import queries as files
from core.files.models import FileOwner
from core.handling import accepting, extensions, queries, replying, rules
from core.handling.drafts import ExtensionDraft
from core.handling.models import AssignmentState
from core.handling.queries import Detail, Text
from core.handling.reading import Part
from core.handling.replies import ReplyRow
from core.matters.models import Urgency
from core.permissions import Actor, Permission, ScopeKind
from pages._ui import days, lists, photos
from pages._ui.edge import action, fresh, input_key, problem, reading, version_of
from pages._ui.handling import answer, instructions, parts, replies
from pages._ui.papers import matters as papers
from pages._ui.pickers import name_in_language
from pages._ui.words import _, plain, word


def show(actor: Actor, assignment_id: int) -> None:
    """The record that the address asks for."""
    if st.button(_("Back to the list"), icon=":material/arrow_back:", type="tertiary"):
        lists.close_record()
    with reading() as session:
        seen = queries.detail(session, actor, assignment_id)
    own = seen.unit_id in actor.reach(Permission.HANDLING_REPLY, ScopeKind.UNIT)
    _head(seen.text)
    with st.container(border=True):
        parts.head(seen.part, seen.whole)
        parts.story(seen.part)
        papers.of_part(actor, seen.part)
    if own and seen.part.state is AssignmentState.NEW:
        _accept(actor, seen.part)
    if seen.gone:
        st.info(_("Your unit does not handle this any more."), icon=":material/info:")
    else:
        _text(actor, seen.text)
    instructions.show(seen.whole)
    if own and seen.part.is_open:
        _act(actor, seen)
    _others(seen)
    replies.show(actor, seen.text.id, seen.whole)
    if own and not seen.gone:
        _own_reply(actor, seen)


def _head(text: Text) -> None:
    st.header(plain(text.title), anchor=False)
    with st.container(horizontal=True, vertical_alignment="center"):
        number = f" {text.number}" if text.number else ""
        st.badge(f"{word(text.kind)}{number}", color="gray")
        if text.urgency is not Urgency.NORMAL:
            st.badge(word(text.urgency), color="red")
        st.caption(plain(name_in_language(text.committee, text.committee_en)), width="content")
    if text.raised_by:
        st.caption(_("Proposed by {names}", names=plain(text.raised_by)))


def _text(actor: Actor, text: Text) -> None:
    told = {
        _("Situation"): text.situation,
        _("Analysis"): text.analysis,
        _("Suggestions in the matter"): text.suggestion,
    }
    for label, words in told.items():
        if words:
            st.subheader(label, anchor=False)
            st.text(words)
    with reading() as session:
        photos.show(files.of(session, FileOwner.MATTER, text.id))
        sent = box.photos_in_hand(session, actor, text.id)
    if sent:
        st.subheader(_("Photos from the public box"), anchor=False)
        photos.show(sent)


def _others(seen: Detail) -> None:
    """The other units of the round: who answers for what, and how far they are."""
    others = [one for one in seen.whole.round if one.id != seen.id]
    if others:
        st.subheader(_("Other units"), anchor=False)
    for one in others:
        with st.container(border=True):
            parts.head(one, seen.whole)


def _accept(actor: Actor, part: Part) -> None:
    if st.button(_("Accept"), type="primary", icon=":material/check:", key="handling.accept"):
        with action(_("Accepted.")) as session:
            accepting.accept(session, actor, part.id)


def _act(actor: Actor, seen: Detail) -> None:
    """Answer, ask for time or hand back."""
    part = seen.part
    begun = bool(st.session_state.get(input_key(_reply_form(seen), "words")))
    with st.expander(_("Reply"), begun, icon=":material/mail:"):
        _reply(actor, seen)
    with st.expander(_("Ask for more time"), icon=":material/more_time:"):
        _ask_time(actor, part)
    with st.expander(_("Hand back"), icon=":material/undo:"):
        _hand_back(actor, part)


def _reply_form(seen: Detail) -> str:
    return f"handling.reply.{seen.id}"


def _reply(actor: Actor, seen: Detail) -> None:
    """Outside a form: what is typed is kept as one goes, and stays until it is sent."""
    form = _reply_form(seen)
    draft = answer.ask(form, seen.part, seen.whole.round)
    letter = st.file_uploader(_("Reply document"), type=photos.TYPES, key=f"{fresh(form)}.letter")
    problem(form, "file")
    problem(form)
    if st.button(_("Send the reply"), type="primary", key=f"{fresh(form)}.send"):
        with action(_("Replied. The office was told."), form) as session:
            row = replying.reply(session, actor, seen.id, draft)
            if letter:
                replying.attach(session, actor, row.id, letter.name, letter.getvalue())


def _ask_time(actor: Actor, part: Part) -> None:
    if part.open_request:
        st.info(_("You asked for more time. The office has not decided yet."))
        return
    form = f"handling.more.{part.id}"
    with st.form(fresh(form), border=False):
        until = days.ask(_("More time until"), None, form, "until", required=True)
        reason = st.text_input(
            _("What the time is needed for"), key=input_key(form, "reason"), required=True
        )
        problem(form, "reason")
        problem(form)
        sent = st.form_submit_button(_("Send the request for time"), type="primary")
    if sent:
        with action(_("Asked. The office was told."), form) as session:
            draft = ExtensionDraft(until or part.clock.due_on, reason or "")
            extensions.ask(session, actor, part.id, draft)


def _hand_back(actor: Actor, part: Part) -> None:
    form = f"handling.back.{part.id}"
    st.caption(
        _("What is not yours is handed back within {n} working days.", n=rules.HAND_BACK_DAYS)
    )
    with st.form(fresh(form), border=False):
        reason = st.text_input(
            _("Why it is not yours, and whose it may be"),
            key=input_key(form, "reason"),
            required=True,
        )
        problem(form, "reason")
        problem(form)
        sent = st.form_submit_button(_("Hand back"), type="primary")
    if sent:
        with action(_("Handed back. The office was told."), form) as session:
            accepting.hand_back(session, actor, part.id, reason or "")


def _own_reply(actor: Actor, seen: Detail) -> None:
    """Correct one's own reply, or add a document, until there is feedback."""
    mine = next((one for one in seen.whole.replies if one.id == seen.part.reply_id), None)
    judged = any(said.round == seen.part.round for said in seen.whole.feedback)
    if mine is None or judged or mine.unit != seen.part.unit:
        return
    with st.expander(_("Correct the reply"), icon=":material/edit:"):
        _correct(actor, seen, mine)


def _correct(actor: Actor, seen: Detail, mine: ReplyRow) -> None:
    form = f"handling.correct.{mine.id}"
    version = version_of(form, mine.version)
    with st.form(fresh(form), border=False):
        draft = answer.ask(form, seen.part, [], mine)
        letter = st.file_uploader(
            _("Another document"), type=photos.TYPES, key=f"{fresh(form)}.letter"
        )
        problem(form, "file")
        problem(form)
        sent = st.form_submit_button(_("Save"), type="primary")
    if sent:
        with action(_("Saved."), form) as session:
            replying.correct(session, actor, mine.id, draft, version)
            if letter:
                replying.attach(session, actor, mine.id, letter.name, letter.getvalue())
