"""Committees added in their place, whose codes no form would take."""

from sqlmodel import Session, select

from core.committees.models import Committee, CommitteeTree, Revision


def add_committee(session: Session, parent: Committee | None, committee: Committee) -> Committee:
    """Add a committee with its place in the tree and its revision."""
    committee.parent_id = parent.id if parent else None
    session.add(committee)
    session.flush()
    session.add(CommitteeTree(ancestor_id=committee.id, descendant_id=committee.id, depth=0))
    session.add(Revision(committee_id=committee.id))
    if parent:
        above = select(CommitteeTree).where(CommitteeTree.descendant_id == parent.id)
        for link in session.exec(above).all():
            session.add(
                CommitteeTree(
                    ancestor_id=link.ancestor_id,
                    descendant_id=committee.id,
                    depth=link.depth + 1,
                )
            )
    session.flush()
    return committee
