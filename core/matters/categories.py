"""What matters are about: the categories that a committee uses, its own or those above it."""

from sqlmodel import Session, col, select

from core.committees.models import CommitteeTree
from core.errors import RuleBroken
from core.i18n import N_
from core.matters.models import Matter, MatterCategory, MatterKind


def keeper(session: Session, committee_id: int, kind: MatterKind) -> int:
    """The committee whose categories are used: the nearest one at or above that keeps some."""
    kept = select(MatterCategory.id).where(
        MatterCategory.committee_id == CommitteeTree.ancestor_id, MatterCategory.kind == kind
    )
    asked = (
        select(CommitteeTree.ancestor_id)
        .where(CommitteeTree.descendant_id == committee_id, kept.exists())
        .order_by(col(CommitteeTree.depth))
        .limit(1)
    )
    return session.exec(asked).first() or committee_id


def check(
    session: Session,
    category_id: int | None,
    committee_id: int,
    kind: MatterKind,
    old: Matter | None = None,
) -> None:
    """None, or a category in use that has none below it. An old matter keeps its own."""
    if category_id is None or (old is not None and old.category_id == category_id):
        return
    row = session.get(MatterCategory, category_id)
    fits = row is not None and (row.committee_id, row.kind, row.retired_at) == (
        keeper(session, committee_id, kind),
        kind,
        None,
    )
    below = select(MatterCategory.id).where(MatterCategory.parent_id == category_id)
    if not fits or session.exec(below).first() is not None:
        raise RuleBroken(N_("Choose a category of the list."), field="category_id")
