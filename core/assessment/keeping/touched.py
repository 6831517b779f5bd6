"""Whose facts a transaction changes: noted as rows are written, whoever writes them.

Only ids are noted; whom they concern is found when the transaction ends.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from sqlalchemy import Delete, Update, inspect, select
from sqlalchemy.orm import ORMExecuteState
from sqlmodel import Session

from core.activities.models import Activity, Attendance, Category
from core.assessment.models import Claim, Correction, Scores
from core.commendations.models import Commendation
from core.committees.models import Committee, CommitteeTree, Term
from core.contributions.models import Contribution, Contributor
from core.groups.models import GroupException, GroupSector, SectorGroup
from core.handling.models import Assignment, Feedback, Instruction, Reply
from core.matters.models import Author, Matter, MatterLink
from core.members.models import Appointment, Liaison, Member, Post
from core.opinions.models import Adoption
from core.proposals.models import Proposal
from core.publicity.models import PressReport
from core.studios.models import StandardItem, StandardSet, Studio, StudioCheck, StudioStep
from db.base import Table

Said = Callable[[str], Iterable[int | None]]
# Which columns of a row name what; a name of "" concerns everybody who is scored.
Keys = tuple[tuple[str, str], ...]
_OWNED: Keys = (
    ("studio", "studio_id"),
    ("group", "sector_group_id"),
    ("committee", "committee_id"),
)
_MEMBER: Keys = (("member", "member_id"),)
_MATTER: Keys = (("matter", "matter_id"),)
_ALL: Keys = (("", ""),)
_GROUPS: Keys = (("groups", ""),)
TRACKED: dict[type[Table], Keys] = {
    Activity: (("activity", "id"), *_OWNED),
    Adoption: _MATTER,
    Appointment: _MEMBER,
    Assignment: _MATTER,
    Attendance: _MEMBER,
    Author: (*_MEMBER, *_MATTER),
    Category: _ALL,
    Claim: (("subject", "subject_id"),),
    Commendation: (*_MEMBER, *_OWNED),
    Committee: _ALL,
    CommitteeTree: _ALL,
    Contribution: (("contribution", "id"),),
    Contributor: (*_MEMBER, ("contribution", "contribution_id")),
    Correction: (("subject", "subject_id"),),
    Feedback: _MATTER,
    GroupException: _GROUPS,
    GroupSector: _GROUPS,
    Instruction: _MATTER,
    Liaison: _MEMBER,
    Matter: (("matter", "id"), *_OWNED),
    MatterLink: (("matter", "from_id"), ("matter", "to_id")),
    Member: (("member", "id"), *_GROUPS),
    Post: _MEMBER,
    PressReport: (("activity", "activity_id"), ("studio", "studio_id")),
    Proposal: _MATTER,
    Reply: _MATTER,
    SectorGroup: _GROUPS,
    StandardItem: _ALL,
    StandardSet: _ALL,
    Studio: (("studio", "id"), ("committee", "committee_id")),
    StudioCheck: (("studio", "studio_id"),),
    StudioStep: (("studio", "studio_id"),),
    Term: _ALL,
}
_BY_TABLE = {model.__tablename__: model for model in TRACKED}
_NOTED = "assessment.touched"


@dataclass(slots=True)
class Touched:
    """Ids by what they name: member, matter, activity and so on. `everybody`: all are."""

    ids: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    everybody: bool = False
    all_groups: bool = False


def take(session: Session) -> Touched | None:
    """What was noted since the last time, once."""
    found: Touched | None = session.info.pop(_NOTED, None)
    return found


def forget(session: Session) -> None:
    """What was noted is not going to happen."""
    session.info.pop(_NOTED, None)


def note_rows(session: Session) -> None:
    """Note the rows that a flush has just written."""
    for row in (*session.new, *session.dirty, *session.deleted):
        if keys := TRACKED.get(type(row)):
            _note(session, keys, partial(_values, row))


def note_statement(state: ORMExecuteState) -> None:
    """Note the rows that a statement is about to change, whatever it says of them."""
    statement: Any = state.statement
    model = _BY_TABLE.get(getattr(getattr(statement, "table", None), "name", ""))
    if model is None or not (state.is_insert or state.is_update or state.is_delete):
        return
    session: Any = state.session
    rows = _given(state) if state.is_insert else _asked(session, statement, TRACKED[model])
    if rows is None:
        _noted(session).everybody = True
        return
    for row in rows:
        _note(session, TRACKED[model], partial(_told, row))


def _noted(session: Session) -> Touched:
    found: Touched = session.info.setdefault(_NOTED, Touched())
    return found


def _note(session: Session, keys: Keys, values: Said) -> None:
    touched = _noted(session)
    for name, column in keys:
        if name == "":
            touched.everybody = True
        elif name == "groups":
            touched.all_groups = True
        else:
            touched.ids[name].update(one for one in values(column) if one is not None)


def _values(row: Table, column: str) -> Iterable[int | None]:
    """What a column says now and said before."""
    attribute = inspect(row).attrs[column]
    return (getattr(row, column), *(attribute.history.deleted or ()))


def _told(row: Mapping[str, Any], column: str) -> Iterable[int | None]:
    """What a row of a statement says."""
    return (row.get(column),)


def _given(state: ORMExecuteState) -> Sequence[Mapping[str, Any]] | None:
    """The rows of an insert, None where the statement itself has them."""
    given = state.parameters
    if not given:
        return None
    return [given] if isinstance(given, Mapping) else list(given)


def _asked(
    session: Session, statement: Update | Delete, keys: Keys
) -> Sequence[Mapping[str, Any]] | None:
    """The keys of the rows that an update or delete is about; None where it moves them."""
    columns = [column for _, column in keys if column]
    if not columns:
        return [{}]  # its table says it all, whichever rows they are
    moved = {column.name for column in getattr(statement, "_values", None) or {}}
    if statement.whereclause is None or moved & set(columns):
        return None
    table: Any = statement.table
    asked = select(*(table.c[column] for column in columns)).where(statement.whereclause)
    return [dict(row) for row in session.connection().execute(asked).mappings()]


SUBJECT_OF = {
    Scores.MEMBERS: "member",
    Scores.GROUPS: "group",
    Scores.STUDIOS: "studio",
    Scores.COMMITTEES: "committee",
}
