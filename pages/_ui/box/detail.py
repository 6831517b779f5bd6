"""One entry: what was written, and what becomes of it."""

import streamlit as st

from core.box import queries, rules, screening
from core.box.drafts import TakeUpDraft
from core.box.models import EntryState
from core.box.queries import EntryDetail
from core.files import queries as attachments
from core.files.models import FileOwner
from core.matters import category_list
from core.matters import likeness as radar
from core.matters.models import MatterKind
from core.permissions import Actor, Permission
from pages._ui import lists, photos
from pages._ui.edge import action, fresh, problem, reading, version_of
from pages._ui.matters import likeness, naming
from pages._ui.words import _, moment, word

_SHOWN = "box.contact"
COLOURS = {
    EntryState.NEW: "orange",
    EntryState.TAKEN: "green",
    EntryState.DECLINED: "gray",
    EntryState.WITHDRAWN: "gray",
}


def show(actor: Actor, entry_id: int) -> None:
    """The entry, with the forms for those who screen."""
    if st.button(_("Back to the list"), icon=":material/arrow_back:", type="tertiary"):
        lists.close_record()
    with reading() as session:
        row = queries.detail(session, actor, entry_id)
        files = attachments.of(session, FileOwner.BOX_ENTRY, row.id)
    _head(row)
    st.text(row.words or _("The citizen has withdrawn the text."))
    photos.show(files)
    if actor.may(Permission.BOX_WRITE):
        _contact(actor, row)
        if row.state is EntryState.NEW:
            _screen(actor, row)
    _outcome(actor, row)


def _head(row: EntryDetail) -> None:
    st.header(_("Written at {studio}", studio=row.studio), anchor=False)
    with st.container(horizontal=True):
        st.badge(word(row.state), color=COLOURS[row.state])  # type: ignore[arg-type]  # a literal
        st.badge(moment(row.received_at), color="gray", icon=":material/schedule:")
        st.badge(_("Agreed to notice version {number}", number=row.notice), color="gray")
        if row.alike:
            told = _("{n} more from the same address within a day", n=row.alike)
            st.badge(told, color="orange", icon=":material/warning:")


def _contact(actor: Actor, row: EntryDetail) -> None:
    """Name and number, masked until somebody asks: that is kept in the trail."""
    if not row.name and not row.phone:
        st.caption(_("No name and no phone number were left."))
        return
    owner, told = st.session_state.pop(_SHOWN, (0, ()))
    with st.container(horizontal=True, vertical_alignment="center"):
        shown = told if owner == row.id else (row.name, row.phone)
        st.text("  ".join(part for part in shown if part))
        asked = st.button(_("Show name and phone"), icon=":material/visibility:")
    st.caption(_("Whoever looks at them is written into the audit trail."))
    if asked:
        with action(_("Name and phone were shown; the trail says so.")) as session:
            st.session_state[_SHOWN] = (row.id, screening.show_contact(session, actor, row.id))


def _screen(actor: Actor, row: EntryDetail) -> None:
    take, join, answer = st.tabs(
        [_("Make an opinion item of it"), _("Add it to another"), _("Answer it")]
    )
    with take:
        _take(actor, row)
    with join:
        _join(actor, row)
    with answer:
        _answer(actor, row)
    with st.expander(_("Said before, or much the same"), icon=":material/radar:"):
        likeness.show(actor, row.words)


def _take(actor: Actor, row: EntryDetail) -> None:
    form = f"box.take.{row.id}"
    version = version_of(form, row.version)
    with st.form(fresh(form)):
        title = st.text_input(_("Title"), max_chars=120, required=True)
        problem(form, "title")
        category = _category(row)
        problem(form, "category_id")
        situation = st.text_area(_("Situation"), row.words, max_chars=4000, height=160)
        problem(form, "situation")
        suggestion = st.text_area(_("Suggestion"), max_chars=4000)
        problem(form, "suggestion")
        st.caption(_("Leave out what tells who wrote it. Name and phone stay with the entry."))
        problem(form)
        sent = st.form_submit_button(_("Take it up"), type="primary")
    if sent:
        draft = TakeUpDraft(title or "", situation or "", "", suggestion or "", category)
        with action(_("Taken up. The citizen sees it with the receipt."), form) as session:
            screening.take_up(session, actor, row.id, draft, version)


def _category(row: EntryDetail) -> int | None:
    with reading() as session:
        tree = category_list.used(session, row.committee_id, MatterKind.OPINION)
    names = naming.category_labels(tree)
    chosen: int | None = st.selectbox(
        _("Category"),
        list(names),
        None,
        format_func=names.__getitem__,
        placeholder=_("Choose") if names else _("Nothing found"),
    )
    return chosen


def _join(actor: Actor, row: EntryDetail) -> None:
    """The most similar items to choose from: what others wrote before is found by its words."""
    form = f"box.join.{row.id}"
    version = version_of(form, row.version)
    with reading() as session:
        found = radar.similar(session, actor, row.words)
    names = {
        one.matter_id: f"{one.title} ({word(one.state)}, {one.percent} %)"
        for one in found
        if one.kind is MatterKind.OPINION
    }
    if not names:
        st.caption(_("Nothing of the last two years says much the same."))
        return
    with st.form(fresh(form)):
        chosen = st.selectbox(
            _("Opinion item"), list(names), 0, format_func=names.__getitem__, required=True
        )
        problem(form, "matter_id")
        problem(form)
        sent = st.form_submit_button(_("Add it to this one"))
    if sent and chosen:
        with action(_("Added. The citizen follows that item now."), form) as session:
            screening.join(session, actor, row.id, chosen, version)


def _answer(actor: Actor, row: EntryDetail) -> None:
    form = f"box.answer.{row.id}"
    version = version_of(form, row.version)
    with st.form(fresh(form)):
        words = st.text_area(
            _("Answer"),
            max_chars=rules.ANSWER,
            required=True,
            placeholder=_("Where to turn, or what has been done"),
            help=_("The citizen reads it with the receipt code."),
        )
        problem(form, "answer")
        problem(form)
        sent = st.form_submit_button(_("Answer without an opinion item"))
    if sent:
        with action(_("Answered."), form) as session:
            screening.decline(session, actor, row.id, words or "", version)


def _outcome(actor: Actor, row: EntryDetail) -> None:
    if row.answer:
        st.subheader(_("Answer"), anchor=False)
        st.text(row.answer)
        st.caption(moment(row.answered_at))
    if row.matter_id and actor.may(Permission.OPINION_READ):
        likeness.link(MatterKind.OPINION, row.matter_id, _("The opinion item made of it"))
