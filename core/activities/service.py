"""Recording activities, and the steps that a record takes."""

from dataclasses import asdict

from sqlalchemy import delete, update
from sqlmodel import Session, col, select

from core import clock
from core.activities import columns, owners, rules
from core.activities.drafts import ActivityDraft, Media, Owner
from core.activities.finding import changeable, find, restorable
from core.activities.models import (
    Activity,
    ActivityState,
    Attendance,
    MediaLink,
    OwnerKind,
    Stage,
)
from core.audit import service as audit
from core.audit.service import Changes, Entry
from core.committees import trail
from core.committees.models import Committee
from core.permissions import Actor, Permission, require
from core.text import clean_block
from db.base import values

_OPEN = (ActivityState.DRAFT, ActivityState.RETURNED)
# What attendance repeats of its activity.
_COPIED = ("committee_id", "category_id", "held_on", "half_days")


def record(session: Session, actor: Actor, draft: ActivityDraft) -> Activity:
    """Write an activity down, as a draft."""
    require(actor, Permission.ACTIVITY_WRITE)
    owner = owners.find(session, actor, draft.owner)
    draft = columns.cleaned(draft)
    row = Activity(**columns.checked(session, draft, owner), account_id=actor.account_id)
    session.add(row)
    session.flush()  # links name the new id
    _link(session, row.id, draft.media)
    _tell(session, actor, "recorded", row, Changes({}, {"title": row.title}))
    return row


def edit(
    session: Session, actor: Actor, activity_id: int, draft: ActivityDraft, version: int
) -> Activity:
    """Change an activity; what attendance repeats of it follows."""
    require(actor, Permission.ACTIVITY_WRITE)
    row = changeable(session, actor, activity_id)
    owner = owners.find(session, actor, draft.owner, in_use=draft.owner != owner_of(row))
    draft = columns.cleaned(draft)
    old_committee = row.committee_id
    changes = audit.apply(row, columns.checked(session, draft, owner, row), version)
    _relink(session, row.id, draft.media, changes)
    if row.state is ActivityState.CONFIRMED:
        rules.check_complete(row)
    _copy_down(session, row, changes)
    if row.committee_id != old_committee:
        trail.raise_revision(session, old_committee)
    _tell(session, actor, "edited", row, changes)
    return row


def submit(session: Session, actor: Actor, activity_id: int, version: int) -> Activity:
    """Hand a record in, to be confirmed."""
    require(actor, Permission.ACTIVITY_WRITE)
    row = find(session, actor, activity_id, Permission.ACTIVITY_WRITE, lock=True)
    rules.check_state(row, *_OPEN)
    rules.check_complete(row)
    return _step(session, actor, row, version, {"state": ActivityState.SUBMITTED})


def return_(
    session: Session, actor: Actor, activity_id: int, reason: str, version: int
) -> Activity:
    """Send a record back to who wrote it, with the reason."""
    require(actor, Permission.ACTIVITY_CONFIRM)
    row = find(session, actor, activity_id, Permission.ACTIVITY_CONFIRM, lock=True)
    rules.check_state(row, ActivityState.SUBMITTED, ActivityState.CONFIRMED)
    reason = clean_block(reason, 400, "reason")
    rules.check_reason(reason)
    new = {"state": ActivityState.RETURNED, "returned_reason": reason}
    return _step(session, actor, row, version, new)


def confirm(session: Session, actor: Actor, activity_id: int, version: int) -> Activity:
    """Confirm a record. Who confirms need not hand in first what they wrote themselves."""
    require(actor, Permission.ACTIVITY_CONFIRM)
    row = find(session, actor, activity_id, Permission.ACTIVITY_CONFIRM, lock=True)
    rules.check_state(row, ActivityState.SUBMITTED, *_OPEN)
    rules.check_complete(row)
    return _step(session, actor, row, version, {"state": ActivityState.CONFIRMED})


def mark_done(session: Session, actor: Actor, activity_id: int, version: int) -> Activity:
    """Say that a planned activity was held."""
    require(actor, Permission.ACTIVITY_WRITE)
    row = changeable(session, actor, activity_id)
    committee = session.get_one(Committee, row.committee_id)
    rules.check_stage(Stage.DONE, row.held_on, clock.today(committee.time_zone))
    _tell(session, actor, "held", row, audit.apply(row, {"stage": Stage.DONE}, version))
    return row


def bin_(session: Session, actor: Actor, activity_id: int) -> Activity:
    """Put an activity into the bin; attendance, photos and links stay with it."""
    require(actor, Permission.ACTIVITY_WRITE)
    row = changeable(session, actor, activity_id)
    changes = audit.apply(row, {"binned_at": clock.now()}, row.version)
    _tell(session, actor, "binned", row, changes)
    return row


def restore(session: Session, actor: Actor, activity_id: int) -> Activity:
    """Take an activity out of the bin, with all that belongs to it."""
    require(actor, Permission.ACTIVITY_WRITE)
    row = restorable(session, actor, activity_id)
    _tell(session, actor, "restored", row, audit.apply(row, {"binned_at": None}, row.version))
    return row


def owner_of(row: Activity) -> Owner:
    """Who organises an activity."""
    ids = {
        OwnerKind.STUDIO: row.studio_id,
        OwnerKind.GROUP: row.sector_group_id,
        OwnerKind.SPECIAL_COMMITTEE: row.special_committee_id,
        OwnerKind.COMMITTEE: row.committee_id,
    }
    return Owner(row.owner_kind, ids[row.owner_kind] or 0)


def _step(
    session: Session, actor: Actor, row: Activity, version: int, new: dict[str, str]
) -> Activity:
    """Take a step; what was to be corrected is done with unless it says so anew."""
    changes = audit.apply(row, {"returned_reason": ""} | new, version)
    _tell(session, actor, row.state.value, row, changes)
    return row


def _link(session: Session, activity_id: int, media: tuple[Media, ...]) -> None:
    session.add_all(MediaLink(activity_id=activity_id, **asdict(link)) for link in media)


def _relink(session: Session, activity_id: int, media: tuple[Media, ...], changes: Changes) -> None:
    """Replace the links where they differ, and tell it among the changes."""
    of_it = col(MediaLink.activity_id) == activity_id
    kept = session.exec(select(MediaLink).where(of_it).order_by(col(MediaLink.id)))
    before = tuple(Media(link.title, link.address) for link in kept)
    if before == media:
        return
    session.execute(delete(MediaLink).where(of_it))
    _link(session, activity_id, media)
    changes.before["media"] = [asdict(link) for link in before]
    changes.after["media"] = [asdict(link) for link in media]


def _copy_down(session: Session, row: Activity, changes: Changes) -> None:
    if not changes.after.keys() & set(_COPIED):
        return
    kept = values(row)
    session.execute(
        update(Attendance)
        .where(col(Attendance.activity_id) == row.id)
        .values({name: kept[name] for name in _COPIED})
        .execution_options(synchronize_session="fetch")
    )


def _tell(session: Session, actor: Actor, verb: str, row: Activity, changes: Changes) -> None:
    entry = Entry(
        f"activity:{verb}",
        "activity",
        row.id,
        row.title,
        row.committee_id,
        changes.before,
        changes.after,
    )
    trail.record(session, actor, entry)
