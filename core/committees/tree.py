"""The tree as a closure table: each committee with each committee above it."""

from sqlalchemy import delete, insert, literal
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from core.committees.models import Committee, CommitteeTree, Revision
from core.committees.rules import check_move
from core.committees.scope import above, below


def plant(session: Session, committee: Committee) -> Committee:
    """Add a committee below its parent, with its place in the tree and its revision."""
    if committee.parent_id is not None:
        lock_above(session, committee.parent_id)
    session.add(committee)
    session.flush()  # the tree needs the new id
    session.add(CommitteeTree(ancestor_id=committee.id, descendant_id=committee.id, depth=0))
    session.add(Revision(committee_id=committee.id))
    session.flush()
    if committee.parent_id is not None:
        _join(session, committee.parent_id, committee.id)
    return committee


def move(session: Session, committee: Committee, parent_id: int) -> None:
    """Hang a committee, with all below it, below another parent. Refuses a ring."""
    lock_above(session, parent_id, committee.id)
    session.refresh(committee)  # somebody may have saved it before we got the lock
    check_move(committee.id, session.exec(above(parent_id)).all())
    subtree = list(session.exec(below([committee.id])).all())
    session.execute(
        delete(CommitteeTree)
        .where(
            col(CommitteeTree.descendant_id).in_(subtree),
            col(CommitteeTree.ancestor_id).not_in(subtree),
        )
        .execution_options(synchronize_session=False)
    )
    _join(session, parent_id, committee.id)


def lock_above(session: Session, parent_id: int, *others: int) -> None:
    """Lock a committee and all above it, in one order, until the transaction ends.

    Two changes of one branch wait for each other, so that no two of them make a ring and
    none misses a row of the tree. Rows that only refer to a committee do not wait.
    """
    rows = (
        select(Committee.id)
        .where(col(Committee.id).in_(above(parent_id)) | col(Committee.id).in_(others))
        .order_by(col(Committee.id))
        .with_for_update(key_share=True)
    )
    session.exec(rows).all()


def _join(session: Session, parent_id: int, committee_id: int) -> None:
    """Each committee from the parent up stands above each from the committee down."""
    upper, lower = aliased(CommitteeTree), aliased(CommitteeTree)
    pairs = (
        select(upper.ancestor_id, lower.descendant_id, upper.depth + lower.depth + literal(1))
        .join(lower, col(lower.ancestor_id) == committee_id)
        .where(upper.descendant_id == parent_id)
        .order_by(col(upper.ancestor_id))
    )
    session.execute(
        insert(CommitteeTree).from_select(["ancestor_id", "descendant_id", "depth"], pairs)
    )
