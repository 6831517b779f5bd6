"""The trail's entry of a sector group."""

from sqlmodel import Session

from core.audit.service import Changes, Entry
from core.committees import trail
from core.groups.models import SectorGroup
from core.permissions import Actor


def tell(session: Session, actor: Actor, group: SectorGroup, done: str, changes: Changes) -> None:
    """Write down what was done to a group: the last thing of each change."""
    entry = Entry(
        action=f"group:{done}",
        subject_kind="group",
        subject_id=group.id,
        subject_name=group.name,
        committee_id=group.committee_id,
        before=changes.before,
        after=changes.after,
    )
    trail.record(session, actor, entry)
