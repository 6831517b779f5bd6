"""Whom and what a commendation can be given to."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, literal, or_, select
from sqlmodel import Session, col

from core.commendations.drafts import Subject
from core.commendations.models import SubjectKind
from core.committees import scope
from core.errors import NotFound, RuleBroken
from core.groups.models import SectorGroup
from core.i18n import N_
from core.members.models import Member
from core.permissions import Actor, Permission, require
from core.studios.models import Studio
from core.text import required

TITLE = 120
MOST = 500
WRITE = Permission.COMMENDATION_WRITE
_TABLE: dict[SubjectKind, Any] = {
    SubjectKind.MEMBER: Member,
    SubjectKind.GROUP: SectorGroup,
    SubjectKind.STUDIO: Studio,
}
COLUMN = {
    SubjectKind.MEMBER: "member_id",
    SubjectKind.GROUP: "sector_group_id",
    SubjectKind.STUDIO: "studio_id",
}


@dataclass(frozen=True, slots=True)
class SubjectOption:
    """A member, group or studio to choose; `number` tells namesakes apart."""

    id: int
    name: str
    number: str


def options(
    session: Session, actor: Actor, kind: SubjectKind, committee_id: int, search: str = ""
) -> list[SubjectOption]:
    """The first of those within a committee whose name or number holds what is typed."""
    require(actor, WRITE)
    table = _TABLE[kind]
    wanted = (
        _within(actor, kind)
        .where(col(table.committee_id).in_(scope.below([committee_id])))
        .order_by(table.name, table.id)
        .limit(MOST)
    )
    if search:
        wanted = wanted.where(_found_by(table, search))
    return [SubjectOption(row.id, row.name, row.number) for row in session.execute(wanted)]


def columns(session: Session, actor: Actor, subject: Subject) -> dict[str, Any]:
    """The columns that name a subject and its committee, both within the actor's scope."""
    empty: dict[str, Any] = dict.fromkeys(COLUMN.values())
    if subject.kind is SubjectKind.PROPOSAL:
        if not scope.covers(session, actor, WRITE, subject.committee_id):
            raise NotFound
        title = required(subject.title, TITLE, "subject", N_("Type the title of the proposal."))
        committee_id = subject.committee_id
    else:
        empty[COLUMN[subject.kind]], title, committee_id = _chosen(session, actor, subject)
    return empty | {"subject_kind": subject.kind, "subject": title, "committee_id": committee_id}


def _chosen(session: Session, actor: Actor, subject: Subject) -> tuple[int, str, int]:
    if subject.id is None:
        raise RuleBroken(N_("Choose who or what is commended."), "subject")
    table = _TABLE[subject.kind]
    row = session.execute(_within(actor, subject.kind).where(table.id == subject.id)).first()
    if row is None:
        raise NotFound
    return row.id, row.name, row.committee_id


def _within(actor: Actor, kind: SubjectKind) -> Select[Any]:
    table = _TABLE[kind]
    number = {SubjectKind.MEMBER: "number", SubjectKind.STUDIO: "code"}.get(kind)
    shown = getattr(table, number) if number else literal("")
    return select(table.id, table.name, shown.label("number"), table.committee_id).where(
        table.binned_at.is_(None), scope.within(actor, WRITE, col(table.committee_id))
    )


def _found_by(table: Any, search: str) -> ColumnElement[bool]:  # noqa: ANN401  one of three tables
    parts = [table.name.contains(search, autoescape=True)]
    for column in ("number", "code", "name_pinyin"):
        if hasattr(table, column):
            parts.append(getattr(table, column).startswith(search, autoescape=True))
    return or_(*parts)
