"""Giving and ending posts. Past posts stay."""

from datetime import date

from sqlmodel import Session, col, select

from core.audit.service import Changes
from core.errors import NotFound
from core.members import queries, rules
from core.members.drafts import PostDraft
from core.members.models import Member, Post
from core.members.rules import SOLE_POSTS, Held, Span
from core.members.service import lock_committee, told
from core.permissions import Actor, Permission
from core.text import clean

_WRITE = Permission.MEMBER_WRITE


def give_post(session: Session, actor: Actor, member_id: int, draft: PostDraft) -> Post:
    """Give a member a post."""
    member = queries.find(session, actor, member_id, _WRITE, lock=True)
    if draft.kind in SOLE_POSTS:
        lock_committee(session, actor, member.committee_id)
    span = Span(draft.starts_on, draft.ends_on)
    title = clean(draft.title, 80, "title")
    rules.check_span(span)
    held = _held(session, member, draft)
    rules.check_post(Held(member.id, member.name, draft.kind, title, span), held)
    post = Post(
        member_id=member.id,
        kind=draft.kind,
        title=title,
        starts_on=draft.starts_on,
        ends_on=draft.ends_on,
    )
    session.add(post)
    after = {"kind": post.kind, "title": title, "starts_on": post.starts_on}
    told(session, actor, "member:post given", member, Changes({}, after))
    return post


def end_post(session: Session, actor: Actor, post_id: int, ends_on: date) -> Post:
    """End a post, or move the end of a past one."""
    post, member = _find(session, actor, post_id)
    rules.check_span(Span(post.starts_on, ends_on))
    held = Held(member.id, member.name, post.kind, post.title, Span(post.starts_on, ends_on))
    drafted = PostDraft(post.kind, post.starts_on, ends_on, post.title)
    rules.check_post(held, _held(session, member, drafted, leave_out=post_id))
    before = {"kind": post.kind, "ends_on": post.ends_on}
    post.ends_on = ends_on
    told(session, actor, "member:post ended", member, Changes(before, {"ends_on": ends_on}))
    return post


def remove_post(session: Session, actor: Actor, post_id: int) -> None:
    """Take out a post that was written down by mistake; the trail keeps it."""
    post, member = _find(session, actor, post_id)
    before = {"kind": post.kind, "title": post.title, "starts_on": post.starts_on}
    session.delete(post)
    told(session, actor, "member:post removed", member, Changes(before, {}))


def _find(session: Session, actor: Actor, post_id: int) -> tuple[Post, Member]:
    post = session.get(Post, post_id)
    if post is None:
        raise NotFound
    member = queries.find(session, actor, post.member_id, _WRITE, lock=True)
    session.refresh(post)  # as it stands under the member's lock
    return post, member


def _held(session: Session, member: Member, draft: PostDraft, leave_out: int = 0) -> list[Held]:
    """The posts of one kind that the committee's members hold and held."""
    rows = session.exec(
        select(Post, Member.name)
        .join(Member, col(Member.id) == col(Post.member_id))
        .where(
            col(Member.committee_id) == member.committee_id,
            col(Member.binned_at).is_(None),
            col(Post.kind) == draft.kind,
            col(Post.id) != leave_out,
        )
    )
    return [
        Held(post.member_id, name, post.kind, post.title, Span(post.starts_on, post.ends_on))
        for post, name in rows
    ]
