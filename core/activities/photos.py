"""Photos and documents of an activity."""

from sqlmodel import Session

from core.activities.finding import changeable
from core.activities.models import Activity
from core.errors import RuleBroken
from core.files import queries as file_queries
from core.files import service as files
from core.files.models import Attachment, FileOwner
from core.files.service import Owner
from core.i18n import N_
from core.permissions import Actor, Permission, require

MOST = 40


def attach(session: Session, actor: Actor, activity_id: int, name: str, data: bytes) -> Attachment:
    """Add a photo or document to an activity."""
    require(actor, Permission.ACTIVITY_WRITE)
    activity = changeable(session, actor, activity_id)
    if len(file_queries.of(session, FileOwner.ACTIVITY, activity.id)) >= MOST:
        raise RuleBroken(
            N_("One activity keeps {n} files at most. Remove some first."), "file", n=MOST
        )
    return files.add(session, actor, _owner(activity), name, data)


def detach(session: Session, actor: Actor, activity_id: int, attachment_id: int) -> Attachment:
    """Put a file of an activity into the bin."""
    require(actor, Permission.ACTIVITY_WRITE)
    activity = changeable(session, actor, activity_id)
    return files.bin_(session, actor, _owner(activity), attachment_id)


def bring_back(session: Session, actor: Actor, activity_id: int, attachment_id: int) -> Attachment:
    """Take a file of an activity out of the bin."""
    require(actor, Permission.ACTIVITY_WRITE)
    activity = changeable(session, actor, activity_id)
    return files.restore(session, actor, _owner(activity), attachment_id)


def _owner(activity: Activity) -> Owner:
    return Owner(FileOwner.ACTIVITY, activity.id, activity.committee_id)
