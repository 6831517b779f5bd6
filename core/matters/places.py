"""Where a voice was heard, and which body raised it: places and bodies of the committee."""

from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement
from sqlalchemy.orm import Mapped
from sqlmodel import Session, col, select

from core.activities.models import Activity
from core.committees import scope
from core.committees.models import SpecialCommittee
from core.errors import RuleBroken
from core.groups.models import SectorGroup
from core.i18n import N_
from core.matters.models import Matter, Source
from core.studios import reach as studios
from core.studios.models import Studio

if TYPE_CHECKING:
    from core.matters.writing import MatterDraft


def check(
    session: Session, draft: "MatterDraft", committee_id: int, old: Matter | None = None
) -> None:
    """A source names its place, and every place belongs to the committee or one below it.

    What stands in an old matter may stay, whatever became of it since.
    """
    needed = {
        Source.STUDIO: ("studio_id", draft.studio_id),
        Source.GROUP: ("sector_group_id", draft.sector_group_id),
        Source.ACTIVITY: ("activity_id", draft.activity_id),
    }
    field, given = needed.get(draft.source, ("", 0))
    if given is None:
        raise RuleBroken(N_("Choose where it was heard."), field=field)
    here = studios.around(committee_id)
    _check_here(session, _new(draft, old, "studio_id"), col(Studio.id), here, "studio_id")
    own = scope.below([committee_id])
    _check_here(
        session,
        _new(draft, old, "sector_group_id"),
        col(SectorGroup.id),
        col(SectorGroup.committee_id).in_(own),
        "sector_group_id",
    )
    _check_here(
        session,
        _new(draft, old, "activity_id"),
        col(Activity.id),
        col(Activity.committee_id).in_(own) & col(Activity.binned_at).is_(None),
        "activity_id",
    )


def body(
    session: Session, draft: "MatterDraft", committee_id: int, old: Matter | None = None
) -> str:
    """The name of the office's own body that raises a matter; "" where none does.

    A group in the bin raises nothing new; what it raised before stays its.
    """
    if (group_id := draft.raised_by_group_id) is not None:
        asked = select(SectorGroup.name).where(
            SectorGroup.id == group_id,
            col(SectorGroup.committee_id).in_(scope.below([committee_id])),
            col(SectorGroup.binned_at).is_(None)
            | (col(SectorGroup.id) == (old.raising_group_id if old else None)),
        )
    elif (special_id := draft.raised_by_committee_id) is not None:
        asked = select(SpecialCommittee.name).where(
            SpecialCommittee.id == special_id,
            col(SpecialCommittee.committee_id).in_(scope.below([committee_id])),
        )
    else:
        return ""
    name = session.exec(asked).first()
    if name is None:
        raise RuleBroken(N_("Choose one of the same committee."), field="organisation")
    return name


def _new(draft: "MatterDraft", old: Matter | None, field: str) -> int | None:
    """The place that is chosen; None where it stood there before."""
    given: int | None = getattr(draft, field)
    return None if old is not None and getattr(old, field) == given else given


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
