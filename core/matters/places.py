"""Where a voice was heard, and whether the actor may write down what was heard there."""

from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement
from sqlalchemy.orm import Mapped
from sqlmodel import Session, col, select

from core.activities.models import Activity
from core.committees import scope
from core.committees.models import SpecialCommittee
from core.errors import NotFound, RuleBroken
from core.groups.models import SectorGroup
from core.i18n import N_
from core.matters.models import MatterKind, Source
from core.matters.reach import WRITE
from core.permissions import Actor, ScopeKind
from core.studios import reach as studios
from core.studios.models import Studio

if TYPE_CHECKING:
    from core.matters.writing import MatterDraft


def check_writable(
    session: Session, actor: Actor, draft: "MatterDraft", committee_id: int, kind: MatterKind
) -> None:
    """Offices write for their committees, others their own.

    Those are a studio's lead, a convener, a special committee's clerk, a member, an informant.
    """
    if scope.covers(session, actor, WRITE[kind], committee_id):
        return
    if not _is_own(actor, draft, committee_id, kind):
        raise NotFound


def _is_own(actor: Actor, draft: "MatterDraft", committee_id: int, kind: MatterKind) -> bool:
    narrow = {
        ScopeKind.STUDIO: draft.studio_id,
        ScopeKind.GROUP: draft.raising_group_id
        if kind is MatterKind.PROPOSAL
        else draft.sector_group_id,
        ScopeKind.MEMBER: draft.member_id,
        ScopeKind.SPECIAL_COMMITTEE: draft.raising_committee_id,
        ScopeKind.INFORMANT: draft.raising_informant_id,
    }
    return any(
        narrow.get(grant.scope) == grant.scope_id
        and grant.committee_id == committee_id
        and grant.scope_id in actor.reach(WRITE[kind], grant.scope)
        for grant in actor.grants
    )


def check(session: Session, draft: "MatterDraft", committee_id: int) -> None:
    """A source names its place, and every place belongs to the committee or one below it."""
    needed = {
        Source.STUDIO: ("studio_id", draft.studio_id),
        Source.GROUP: ("sector_group_id", draft.sector_group_id),
        Source.ACTIVITY: ("activity_id", draft.activity_id),
    }
    field, given = needed.get(draft.source, ("", 0))
    if given is None:
        raise RuleBroken(N_("Choose where it was heard."), field=field)
    _check_here(session, draft.studio_id, col(Studio.id), studios.around(committee_id), "studio_id")
    own = scope.below([committee_id])
    _check_here(
        session,
        draft.sector_group_id,
        col(SectorGroup.id),
        col(SectorGroup.committee_id).in_(own),
        "sector_group_id",
    )
    _check_here(
        session,
        draft.activity_id,
        col(Activity.id),
        col(Activity.committee_id).in_(own) & col(Activity.binned_at).is_(None),
        "activity_id",
    )


def body(session: Session, special_committee_id: int | None, committee_id: int) -> str:
    """The name of the special committee that raises a matter; "" where none does."""
    if special_committee_id is None:
        return ""
    asked = select(SpecialCommittee.name).where(
        SpecialCommittee.id == special_committee_id,
        col(SpecialCommittee.committee_id).in_(scope.below([committee_id])),
    )
    name = session.exec(asked).first()
    if name is None:
        raise RuleBroken(N_("Choose one of the same committee."), field="organisation")
    return name


def _check_here(
    session: Session,
    given: int | None,
    column: Mapped[int],
    here: ColumnElement[bool],
    field: str,
) -> None:
    if given is None:
        return
    if session.exec(select(column).where(column == given, here)).first() is None:
        raise RuleBroken(N_("Choose one of the same committee."), field=field)
