"""For whom an actor may write a matter down: an office for everybody, others for their own."""

from typing import TYPE_CHECKING

from sqlmodel import Session, select

from core.committees import scope
from core.errors import NotFound, RuleBroken
from core.groups.models import SectorGroup
from core.i18n import N_
from core.matters.models import Author, AuthorRole, Matter, MatterKind, Source, Submitter
from core.matters.reach import WRITE
from core.members.models import Member
from core.permissions import Actor, ScopeKind
from core.text import clean

if TYPE_CHECKING:
    from core.matters.writing import MatterDraft

Held = set[tuple[ScopeKind, int]]


def check(
    session: Session,
    actor: Actor,
    draft: "MatterDraft",
    at: tuple[int, MatterKind],
    old: Matter | None = None,
) -> None:
    """Offices write for their committees, others for whom they speak; `old` is what is edited.

    Those are a studio's lead, a convener, a special committee's clerk, a member, an informant.
    """
    committee_id, kind = at
    if scope.covers(session, actor, WRITE[kind], committee_id):
        return
    # What is edited was fetched within reach: a group below writes what the office above noted.
    held = _held(actor, None if old else committee_id, kind)
    if not _is_own(held, draft, kind):
        raise NotFound
    if old and old.account_id != actor.account_id and speaker(old) != draft.raised_by:
        raise RuleBroken(N_("Only the office changes who raised it."), field="submitter")
    if draft.submitter is Submitter.INFORMANT:
        _check_placeless(draft, old)
    elif draft.submitter is Submitter.ORGANISATION and draft.raised_by is None:
        _check_of_others(session, draft, committee_id, old)
    elif draft.raised_by_committee_id and draft.member_id:
        _check_of_committee(session, draft, held, old)


def speaker(matter: Matter) -> tuple[ScopeKind, int | None] | None:
    """The body or the informant that raised a matter, as `MatterDraft.raised_by`."""
    known = {
        ScopeKind.INFORMANT: matter.informant_id,
        ScopeKind.SPECIAL_COMMITTEE: matter.special_committee_id,
        ScopeKind.GROUP: matter.raising_group_id,
    }
    return next(((kind, row_id) for kind, row_id in known.items() if row_id), None)


def _held(actor: Actor, committee_id: int | None, kind: MatterKind) -> Held:
    """What of a committee, or of any, an actor writes matters for."""
    return {
        (grant.scope, grant.scope_id)
        for grant in actor.grants
        if committee_id in (None, grant.committee_id)
        and grant.scope_id in actor.reach(WRITE[kind], grant.scope)
    }


def _is_own(held: Held, draft: "MatterDraft", kind: MatterKind) -> bool:
    """A body or an informant speaks for itself alone; what others raised is its place's too."""
    if speaker := draft.raised_by:
        return speaker in held
    heard = {
        (ScopeKind.STUDIO, draft.studio_id),
        (ScopeKind.GROUP, draft.sector_group_id),
    }
    first = {(ScopeKind.MEMBER, draft.member_id)}
    return bool(held & (first if kind is MatterKind.PROPOSAL else first | heard))


def _check_placeless(draft: "MatterDraft", old: Matter | None) -> None:
    """An informant names no studio, group or activity of others; what an office named stays."""
    named = (draft.source, draft.studio_id, draft.sector_group_id, draft.activity_id)
    if old is None:
        stays = named == (Source.DIRECT, None, None, None)
    else:
        stays = named == (old.source, old.studio_id, old.sector_group_id, old.activity_id)
    if not stays:
        raise RuleBroken(N_("Only the office says where an informant heard it."), field="source")


def _check_of_others(
    session: Session, draft: "MatterDraft", committee_id: int, old: Matter | None
) -> None:
    """A name that is typed is of none of the committee's groups: these speak for themselves."""
    name = clean(draft.organisation, 120, "organisation")
    if old and old.organisation == name:
        return
    named = select(SectorGroup.id).where(
        SectorGroup.name == name, SectorGroup.committee_id == committee_id
    )
    if session.exec(named.limit(1)).first() is not None:
        raise RuleBroken(
            N_("“{name}” speaks for itself: its convener or the office writes what it raises."),
            field="organisation",
            name=name,
        )


def _check_of_committee(
    session: Session, draft: "MatterDraft", held: Held, old: Matter | None
) -> None:
    """The member whom a special committee names first is one of its own, or stood so before."""
    own = select(Member.id).where(
        Member.id == draft.member_id,
        Member.special_committee_id == draft.raised_by_committee_id,
    )
    known = select(Author.id).where(
        Author.matter_id == (old.id if old else None),
        Author.member_id == draft.member_id,
        Author.role == AuthorRole.FIRST,
    )
    if (ScopeKind.MEMBER, draft.member_id) in held:
        return
    if session.exec(own).first() is None and session.exec(known).first() is None:
        raise RuleBroken(
            N_("Name a member of the special committee that raises it."), field="member_id"
        )
