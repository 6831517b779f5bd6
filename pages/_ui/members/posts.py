"""The posts of a member, held now and before."""

import streamlit as st

from core import clock
from core.members import posts
from core.members.drafts import PostDraft
from core.members.files import MemberFile, PostRow
from core.members.models import PostKind
from core.permissions import Actor
from pages._ui.edge import action, fresh, problem
from pages._ui.members import parts
from pages._ui.words import _, day, plain, word

GIVE = "members.post"
END = "members.post.end"
KINDS = list(PostKind)


def show(actor: Actor, file: MemberFile) -> None:
    """The posts, the newest first, and the form to give one."""
    if file.posts:
        _table(actor, file.posts)
    else:
        st.info(_("No post on record."), icon=":material/work_off:")
    if parts.may_write(actor):
        _give(actor, file.member.id)


def _table(actor: Actor, rows: list[PostRow]) -> None:
    lines = [
        {
            _("Post"): word(row.kind),
            _("Post title"): row.title,
            _("Begins on"): day(row.starts_on),
            _("Ends on"): day(row.ends_on) or _("to this day"),
        }
        for row in rows
    ]
    chosen = parts.table(rows, lines, "members.posts", choose=parts.may_write(actor))
    if chosen is None:
        return
    form = f"{END}.{chosen.id}"
    title = " ".join(part for part in (word(chosen.kind), plain(chosen.title)) if part)
    if ends_on := parts.ask_end(form, title, chosen.ends_on):
        with action(_("Post ended."), form) as session:
            posts.end_post(session, actor, chosen.id, ends_on)
    if parts.asked_to_remove("members.post.remove"):
        with action(_("Taken out.")) as session:
            posts.remove_post(session, actor, chosen.id)


def _give(actor: Actor, member_id: int) -> None:
    with st.expander(_("Give a post"), icon=":material/add:"), st.form(fresh(GIVE), border=False):
        first, second = st.columns(2)
        with first:
            kind = st.selectbox(_("Post"), KINDS, format_func=word)
            problem(GIVE, "kind")
            starts_on = parts.day_input(_("Begins on"), clock.today())
            problem(GIVE, "starts_on")
        with second:
            title = st.text_input(_("Post title"), placeholder=_("If it says more than the post"))
            problem(GIVE, "title")
            ends_on = parts.open_end(_("Ends on (empty: to this day)"))
            problem(GIVE, "ends_on")
        problem(GIVE)
        sent = st.form_submit_button(_("Give the post"), type="primary")
    if sent:
        with action(_("Post given."), GIVE) as session:
            posts.give_post(session, actor, member_id, PostDraft(kind, starts_on, ends_on, title))
