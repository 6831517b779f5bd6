"""Reading one matter: its words, who raised it, and what the actor may do with it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select as columns
from sqlmodel import Session, col, select

from core.accounts.models import Account
from core.activities.models import Activity
from core.committees.models import Committee
from core.groups.models import SectorGroup
from core.informants.models import Informant
from core.matters import editing, finding, flow, parts, reach, steps
from core.matters.models import (
    Matter,
    MatterCategory,
    MatterKind,
    Organisation,
    Sensitivity,
    Source,
    State,
    Submitter,
    Urgency,
    Verb,
)
from core.matters.parts import AuthorRow
from core.permissions import Actor
from core.studios.models import Studio
from db.base import values


@dataclass(frozen=True, slots=True)
class MatterDetail:
    """All that is kept of a matter itself. Names are empty where there is none."""

    id: int
    version: int
    kind: MatterKind
    committee_id: int
    committee: str
    committee_en: str
    time_zone: str
    series: int | None
    number: int | None
    category_id: int | None
    category: str
    category_en: str
    title: str
    situation: str
    analysis: str
    suggestion: str
    submitter: Submitter
    organisation_kind: Organisation | None
    organisation: str
    special_committee_id: int | None
    raising_group_id: int | None
    informant_id: int | None
    informant: str
    source: Source
    studio_id: int | None
    studio: str
    sector_group_id: int | None
    group: str
    activity_id: int | None
    activity: str
    activity_on: date | None
    is_micro: bool
    urgency: Urgency
    is_open: bool
    closed_reason: str
    sensitivity: Sensitivity
    state: State
    state_since: datetime
    received_on: date
    screened_on: date | None
    signed_on: date | None
    issued_on: date | None
    issue_year: int | None
    issue_number: int | None
    reported_on: date | None
    instructed_on: date | None
    adopted_on: date | None
    assigned_on: date | None
    replied_on: date | None
    fed_back_on: date | None
    closed_on: date | None
    recorded_by: str
    recorded_at: datetime
    authors: tuple[AuthorRow, ...]
    steps: tuple[Verb, ...]
    may_change: bool
    desk: bool

    @property
    def same_day(self) -> bool:
        """Whether it was signed and sent on the day it came in."""
        sent = self.issued_on or self.reported_on
        return self.signed_on == self.received_on == sent


def matter(session: Session, actor: Actor, matter_id: int) -> MatterDetail:
    """One matter within the actor's scope, of either kind."""
    row = finding.read(session, actor, matter_id)
    kept = {name: value for name, value in values(row).items() if name in _SAME}
    desk = editing.desks(session, actor, row)
    return MatterDetail(
        **kept,
        **_names(session, row),
        authors=tuple(parts.authors(session, [row.id])),
        steps=tuple(ways(session, actor, row)),
        may_change=_may_change(session, actor, row, desk),
        desk=desk,
    )


def ways(session: Session, actor: Actor, row: Matter) -> list[Verb]:
    """The steps that lead on from where a matter stands and that the actor may take with it."""
    leading = flow.steps(row.kind, row.state, steps.off(session, row.committee_id, row.kind))
    needed = {flow.WAYS[row.kind][verb].permission for verb in leading}
    reached = {
        permission: reach.in_scope(actor, permission)
        for permission in needed
        if actor.may(permission)
    }
    if not reached:
        return []
    asked = columns(*reached.values()).where(col(Matter.id) == row.id)
    found = dict(zip(reached, session.execute(asked).one(), strict=True))
    return [verb for verb in leading if found.get(flow.WAYS[row.kind][verb].permission)]


def _may_change(session: Session, actor: Actor, row: Matter, desk: bool) -> bool:
    if desk and row.state in editing.ON_DESK:
        return True
    if row.state not in editing.WRITTEN or not actor.may(reach.WRITE[row.kind]):
        return False
    mine = select(Matter.id).where(
        col(Matter.id) == row.id, reach.in_scope(actor, reach.WRITE[row.kind])
    )
    return session.exec(mine).first() is not None


def _names(session: Session, row: Matter) -> dict[str, Any]:
    asked = (
        columns(*_NAMES.values())
        .select_from(Matter)
        .join(Committee, col(Committee.id) == col(Matter.committee_id))
        .outerjoin(MatterCategory, col(MatterCategory.id) == col(Matter.category_id))
        .outerjoin(Informant, col(Informant.id) == col(Matter.informant_id))
        .outerjoin(Studio, col(Studio.id) == col(Matter.studio_id))
        .outerjoin(SectorGroup, col(SectorGroup.id) == col(Matter.sector_group_id))
        .outerjoin(Activity, col(Activity.id) == col(Matter.activity_id))
        .outerjoin(Account, col(Account.id) == col(Matter.account_id))
        .where(col(Matter.id) == row.id)
    )
    found = session.execute(asked).one()
    return {
        key: value if key == "activity_on" else value or ""
        for key, value in zip(_NAMES, found, strict=True)
    }


_NAMES: dict[str, Any] = {
    "committee": col(Committee.name),
    "committee_en": col(Committee.name_en),
    "time_zone": col(Committee.time_zone),
    "category": col(MatterCategory.name),
    "category_en": col(MatterCategory.name_en),
    "informant": col(Informant.name),
    "studio": col(Studio.name),
    "group": col(SectorGroup.name),
    "activity": col(Activity.title),
    "activity_on": col(Activity.held_on),
    "recorded_by": col(Account.name),
}
_SAME = {name for name in MatterDetail.__dataclass_fields__ if name in Matter.model_fields}
