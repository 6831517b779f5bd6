"""Reading the tree of committees."""

from collections import defaultdict
from dataclasses import dataclass, replace

from sqlalchemy import ColumnElement, literal, or_, select
from sqlalchemy.orm import Mapped
from sqlmodel import Session, col
from sqlmodel import select as select_row

from core.committees.models import Committee, Level
from core.committees.scope import below, within
from core.errors import NotFound
from core.permissions import GRANTED, Actor, Permission, ScopeKind, require


@dataclass(frozen=True, slots=True)
class CommitteeOption:
    """A committee to choose; `depth` counts from the top of what the actor reaches."""

    id: int
    name: str
    name_en: str
    level: Level
    depth: int = 0
    parent_id: int | None = None
    code: str = ""


@dataclass(frozen=True, slots=True)
class CommitteeDetail:
    """One committee as its form shows it."""

    id: int
    parent_id: int | None
    level: Level
    code: str
    name: str
    name_en: str
    time_zone: str
    version: int


def options(
    session: Session, actor: Actor, permission: Permission, *, townships: bool = True
) -> list[CommitteeOption]:
    """The committees that an actor's permission reaches, each followed by those below it.

    Without `townships` only those that the actor was granted itself are among them.
    """
    require(actor, permission)
    wanted = reached(actor, permission, col(Committee.id))
    if not townships:
        own = _own(actor, permission)
        wanted &= (col(Committee.level) != Level.TOWNSHIP) | col(Committee.id).in_(own)
    rows = session.execute(
        select(
            col(Committee.id),
            col(Committee.name),
            col(Committee.name_en),
            col(Committee.level),
            literal(0),
            col(Committee.parent_id),
            col(Committee.code),
        )
        .where(wanted)
        .order_by(col(Committee.code))
    )
    return _in_tree_order([CommitteeOption(*row) for row in rows])


def find(
    session: Session,
    actor: Actor,
    committee_id: int,
    permission: Permission,
    lock: bool = False,
) -> Committee:
    """A committee within the committee scopes of a permission; told as not found otherwise."""
    require(actor, permission)
    wanted = select_row(Committee).where(
        Committee.id == committee_id, within(actor, permission, col(Committee.id))
    )
    if lock:
        wanted = wanted.with_for_update(key_share=True)
    row = session.exec(wanted).first()
    if row is None:
        raise NotFound
    return row


def detail(session: Session, actor: Actor, committee_id: int) -> CommitteeDetail:
    """One committee for its form."""
    row = find(session, actor, committee_id, Permission.COMMITTEE_READ)
    return CommitteeDetail(
        row.id,
        row.parent_id,
        row.level,
        row.code,
        row.name,
        row.name_en,
        row.time_zone,
        row.version,
    )


def reached(
    actor: Actor, permission: Permission, committee_id: Mapped[int] | ColumnElement[int]
) -> ColumnElement[bool]:
    """Whether a column's committee is one whose names an actor may choose from.

    Wider than `scope.within`: the lead of a studio chooses among the townships and sectors of
    the committee, though nothing else there is theirs to see.
    """
    wide = actor.reach(permission, ScopeKind.COMMITTEE)
    narrow = set(_own(actor, permission)) - set(wide)
    parts = [committee_id.in_(below(wide))] if wide else []
    parts += [committee_id.in_(narrow)] if narrow or not wide else []
    return or_(*parts)


def _own(actor: Actor, permission: Permission) -> list[int]:
    """The committees that an actor's grants with a permission stand in."""
    return sorted(
        {grant.committee_id for grant in actor.grants if permission in GRANTED[grant.role]}
    )


def _in_tree_order(rows: list[CommitteeOption]) -> list[CommitteeOption]:
    """Each row followed by those below it; rows whose parent is not among them begin."""
    ids = {row.id for row in rows}
    children: dict[int | None, list[CommitteeOption]] = defaultdict(list)
    for row in rows:
        children[row.parent_id if row.parent_id in ids else None].append(row)
    ordered: list[CommitteeOption] = []
    waiting = [(row, 0) for row in reversed(children[None])]
    while waiting:
        row, depth = waiting.pop()
        ordered.append(replace(row, depth=depth))
        waiting += [(child, depth + 1) for child in reversed(children[row.id])]
    return ordered
