"""Who organises: "who organises, records"."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, false, func, literal, or_, true
from sqlalchemy import select as columns
from sqlmodel import Session, col

from core import clock
from core.activities import reach
from core.activities.drafts import Owner
from core.activities.models import OwnerKind
from core.committees import scope
from core.committees.models import Committee, SpecialCommittee, Term
from core.errors import NotFound
from core.groups.models import SectorGroup
from core.permissions import Actor, Permission, ScopeKind, require
from core.studios.models import Studio

# The name of who organises, where all four kinds are joined to an activity.
OWNER = func.coalesce(
    col(Studio.name), col(SectorGroup.name), col(SpecialCommittee.name), col(Committee.name)
)
# A studio has one name; in English it is shown as it is.
OWNER_EN = func.coalesce(
    col(Studio.name),
    col(SectorGroup.name_en),
    col(SpecialCommittee.name_en),
    col(Committee.name_en),
)


@dataclass(frozen=True, slots=True)
class OwnerRow:
    """An owner as pickers show it, with the committee that it belongs to and its clock."""

    kind: OwnerKind
    id: int
    name: str
    name_en: str
    committee_id: int
    committee: str
    committee_en: str
    time_zone: str

    @property
    def owner(self) -> Owner:
        """What a draft names."""
        return Owner(self.kind, self.id)

    def as_columns(self) -> dict[str, Any]:
        """The columns of an activity that say whose it is."""
        return {
            "committee_id": self.committee_id,
            "owner_kind": self.kind,
            "studio_id": self.id if self.kind is OwnerKind.STUDIO else None,
            "sector_group_id": self.id if self.kind is OwnerKind.GROUP else None,
            "special_committee_id": self.id if self.kind is OwnerKind.SPECIAL_COMMITTEE else None,
        }


def find(session: Session, actor: Actor, owner: Owner, *, in_use: bool = True) -> OwnerRow:
    """An owner that the actor may record for; NotFound otherwise.

    An old record keeps an owner that is no longer in use.
    """
    require(actor, Permission.ACTIVITY_WRITE)
    statement = _statement(session, actor, Permission.ACTIVITY_WRITE, owner.kind)
    if in_use:
        statement = statement.where(_in_use(owner.kind))
    row = session.execute(statement.where(_ID[owner.kind] == owner.id)).first()
    if row is None:
        raise NotFound
    return OwnerRow(owner.kind, *row)


def options(
    session: Session, actor: Actor, permission: Permission = Permission.ACTIVITY_WRITE
) -> list[OwnerRow]:
    """All owners in reach, for pickers: committees, special committees, groups, studios."""
    require(actor, permission)
    return [
        OwnerRow(kind, *row)
        for kind in reversed(OwnerKind)
        for row in session.execute(
            _statement(session, actor, permission, kind)
            .where(_in_use(kind))
            .order_by(col(Committee.level), col(Committee.id), _ID[kind])
        )
    ]


def _statement(
    session: Session, actor: Actor, permission: Permission, kind: OwnerKind
) -> Select[Any]:
    name, name_en = _NAMES[kind]
    chosen = columns(
        _ID[kind],
        name,
        name_en,
        col(Committee.id),
        col(Committee.name),
        col(Committee.name_en),
        col(Committee.time_zone),
    )
    if kind is not OwnerKind.COMMITTEE:
        chosen = chosen.join(Committee, col(Committee.id) == _COMMITTEE[kind])
    return chosen.where(or_(false(), *_reach(session, actor, permission, kind)))


def _reach(
    session: Session, actor: Actor, permission: Permission, kind: OwnerKind
) -> list[ColumnElement[bool]]:
    parts = [scope.within(actor, permission, col(Committee.id))]
    if kind is OwnerKind.STUDIO and (there := reach.townships(session, actor, permission)):
        parts.append(col(Studio.township_id).in_(there))
    if (narrow := _SCOPE.get(kind)) and (ids := actor.reach(permission, narrow)):
        parts.append(_ID[kind].in_(ids))
    return parts


def _in_use(kind: OwnerKind) -> ColumnElement[bool]:
    """Pickers leave out what is in the bin, and groups of terms that are over."""
    if kind is OwnerKind.STUDIO:
        return col(Studio.binned_at).is_(None)
    if kind is not OwnerKind.GROUP:
        return true()
    ends = col(Term.ends_on)
    running = columns(col(Term.id)).where(or_(ends.is_(None), ends >= clock.today()))
    return col(SectorGroup.binned_at).is_(None) & col(SectorGroup.term_id).in_(running)


_ID: dict[OwnerKind, Any] = {
    OwnerKind.STUDIO: col(Studio.id),
    OwnerKind.GROUP: col(SectorGroup.id),
    OwnerKind.SPECIAL_COMMITTEE: col(SpecialCommittee.id),
    OwnerKind.COMMITTEE: col(Committee.id),
}
_NAMES: dict[OwnerKind, tuple[Any, Any]] = {
    OwnerKind.STUDIO: (col(Studio.name), literal("")),
    OwnerKind.GROUP: (col(SectorGroup.name), col(SectorGroup.name_en)),
    OwnerKind.SPECIAL_COMMITTEE: (col(SpecialCommittee.name), col(SpecialCommittee.name_en)),
    OwnerKind.COMMITTEE: (col(Committee.name), col(Committee.name_en)),
}
_COMMITTEE: dict[OwnerKind, Any] = {
    OwnerKind.STUDIO: col(Studio.committee_id),
    OwnerKind.GROUP: col(SectorGroup.committee_id),
    OwnerKind.SPECIAL_COMMITTEE: col(SpecialCommittee.committee_id),
}
_SCOPE = {
    OwnerKind.STUDIO: ScopeKind.STUDIO,
    OwnerKind.GROUP: ScopeKind.GROUP,
    OwnerKind.SPECIAL_COMMITTEE: ScopeKind.SPECIAL_COMMITTEE,
}
