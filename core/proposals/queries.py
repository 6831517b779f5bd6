"""Lists and counts of proposals."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_
from sqlalchemy import select as columns
from sqlmodel import Session, col

from core.committees import scope
from core.committees.models import Committee, Term, TermSession
from core.handling.models import Assignment, HandlingRole, HandlingUnit, Result, Satisfaction
from core.i18n import N_
from core.matters import concerns, reach, texts
from core.matters.concerns import Concern
from core.matters.models import Author, AuthorRole, Consent, Matter, MatterCategory, State
from core.members.models import Member
from core.permissions import Actor, require
from core.proposals.finding import KIND, READ
from core.proposals.models import Nature, Proposal
from db.base import Choice

Part = ColumnElement[bool]


class Mark(Choice):
    """How a proposal stands out."""

    KEY = "key", N_("Key proposal")
    EXCELLENT = "excellent", N_("Excellent proposal")
    NUMBER_ONE = "number_one", N_("No. 1 proposal")


class Order(Choice):
    """How the list is sorted."""

    NEWEST = "newest", N_("Newest first")
    NUMBER = "number", N_("By number")
    WAITING = "waiting", N_("Longest in its state first")
    TITLE = "title", N_("By title")


@dataclass(frozen=True, slots=True)
class ProposalFilter:
    """Which proposals a list asks for. A committee stands for itself and those below it.

    `in_text`: what is searched for may stand in the texts too.
    """

    committee_id: int
    search: str = ""
    term_session_id: int | None = None
    nature: Nature | None = None
    state: State | None = None
    category_id: int | None = None
    result: Result | None = None
    satisfaction: Satisfaction | None = None
    mark: Mark | None = None
    concern: Concern | None = None
    revisit_by: date | None = None
    binned: bool = False
    order: Order = Order.NEWEST
    in_text: bool = False


@dataclass(frozen=True, slots=True)
class ProposalRow:
    """A proposal as lists show it. `author`: the first one, or the organisation.

    `signed` counts the co-signers who agreed. `unit` leads the handling, and answers by
    `due_on`.
    """

    id: int
    version: int
    term: int
    session: int
    number: int | None
    title: str
    nature: Nature
    category: str
    category_en: str
    organisation: str
    received_on: date
    state: State
    state_since: datetime
    result: Result | None
    satisfaction: Satisfaction | None
    is_key: bool
    is_excellent: bool
    is_number_one: bool
    revisit_on: date | None
    committee: str
    committee_en: str
    author: str = ""
    signed: int = 0
    unit: str = ""
    due_on: date | None = None

    @property
    def marks(self) -> list[Mark]:
        """How it stands out."""
        told = (self.is_key, self.is_excellent, self.is_number_one)
        return [mark for mark, is_so in zip(Mark, told, strict=True) if is_so]


@dataclass(frozen=True, slots=True)
class Counts:
    """How many proposals of a list there are by nature, and by state."""

    total: int
    natures: dict[Nature, int]
    states: dict[State, int]


def listing(
    session: Session, actor: Actor, filters: ProposalFilter, *, offset: int = 0, limit: int = 50
) -> list[ProposalRow]:
    """A page of proposals with their authors and lead units: three statements."""
    require(actor, READ)
    wanted = (
        _rows()
        .where(*_parts(session, actor, filters))
        .order_by(*_ORDERS[filters.order])
        .offset(offset)
        .limit(limit)
    )
    return _named(session, wanted)


def after(
    session: Session, actor: Actor, filters: ProposalFilter, behind: int, limit: int
) -> list[ProposalRow]:
    """The next proposals of a list behind an id, in the order in which they came in."""
    require(actor, READ)
    wanted = _rows().where(*_parts(session, actor, filters), col(Matter.id) > behind)
    return _named(session, wanted.order_by(col(Matter.id)).limit(limit))


def _named(session: Session, wanted: Select[*tuple[Any, ...]]) -> list[ProposalRow]:
    """Rows with their authors and lead units."""
    rows = [ProposalRow(*row) for row in session.execute(wanted)]
    ids = [row.id for row in rows]
    authors, units = _authors(session, ids), _units(session, ids)
    return [
        replace(
            row,
            author=row.organisation or authors.get(row.id, ("", 0))[0],
            signed=authors.get(row.id, ("", 0))[1],
            unit=units.get(row.id, ("", None))[0],
            due_on=units.get(row.id, ("", None))[1],
        )
        for row in rows
    ]


def total(session: Session, actor: Actor, filters: ProposalFilter) -> int:
    """How many proposals filters ask for."""
    require(actor, READ)
    asked = _counted(columns(func.count(col(Matter.id))), _parts(session, actor, filters))
    number: int = session.execute(asked).scalar_one()
    return number


def counts(session: Session, actor: Actor, filters: ProposalFilter) -> Counts:
    """How many there are by nature and state, whichever of these filters narrow to."""
    require(actor, READ)
    wide = replace(filters, nature=None, state=None)
    by = (col(Proposal.nature), col(Matter.state))
    number = func.count(col(Matter.id))
    asked = _counted(columns(*by, number), _parts(session, actor, wide)).group_by(*by)
    natures, states = dict.fromkeys(Nature, 0), dict.fromkeys(State, 0)
    for nature, state, found in session.execute(asked):
        natures[nature] += found
        states[state] += found
    return Counts(
        sum(natures.values()),
        {nature: found for nature, found in natures.items() if found},
        {state: found for state, found in states.items() if found},
    )


def mergeable(
    session: Session, actor: Actor, matter_id: int, search: str = "", limit: int = 30
) -> dict[int, str]:
    """The proposals of the same committee that another could be merged into, the newest first."""
    require(actor, reach.DESK[KIND])
    own = columns(col(Matter.committee_id)).where(col(Matter.id) == matter_id).scalar_subquery()
    asked = (
        columns(col(Matter.id), col(Matter.number), col(Matter.title))
        .where(
            col(Matter.kind) == KIND,
            col(Matter.binned_at).is_(None),
            reach.in_scope(actor, reach.DESK[KIND]),
            col(Matter.committee_id) == own,
            col(Matter.id) != matter_id,
            col(Matter.state).in_(_GOING_ON),
            col(Matter.title).icontains(search, autoescape=True),
        )
        .order_by(col(Matter.received_on).desc(), col(Matter.id).desc())
        .limit(limit)
    )
    return {row[0]: f"{row[1] or ''} {row[2]}".strip() for row in session.execute(asked)}


_GOING_ON = (State.SUBMITTED, State.REGISTERED, State.ASSIGNED, State.HANDLING, State.REPLIED)


def _counted(asked: Select[*tuple[Any, ...]], wanted: Sequence[Part]) -> Select[*tuple[Any, ...]]:
    joined = asked.select_from(Matter).join(Proposal, col(Proposal.matter_id) == col(Matter.id))
    return joined.where(*wanted)


def _rows() -> Select[*tuple[Any, ...]]:
    named = (col(MatterCategory.name), col(MatterCategory.name_en))
    return (
        columns(
            *(col(Matter.id), col(Matter.version), col(Term.number), col(TermSession.number)),
            *(col(Matter.number), col(Matter.title), col(Proposal.nature)),
            *(func.coalesce(name, "") for name in named),
            *(col(Matter.organisation), col(Matter.received_on), col(Matter.state)),
            *(col(Matter.state_since), col(Proposal.result), col(Proposal.satisfaction)),
            *(col(Proposal.is_key), col(Proposal.is_excellent), col(Proposal.is_number_one)),
            *(col(Proposal.revisit_on), col(Committee.name), col(Committee.name_en)),
        )
        .select_from(Matter)
        .join(Proposal, col(Proposal.matter_id) == col(Matter.id))
        .join(TermSession, col(TermSession.id) == col(Proposal.term_session_id))
        .join(Term, col(Term.id) == col(TermSession.term_id))
        .join(Committee, col(Committee.id) == col(Matter.committee_id))
        .outerjoin(MatterCategory, col(MatterCategory.id) == col(Matter.category_id))
    )


def _authors(session: Session, ids: Sequence[int]) -> dict[int, tuple[str, int]]:
    """The first author's name, and how many signed too, by the proposal's id."""
    asked = (
        columns(col(Author.matter_id), col(Author.role), col(Author.consent), col(Member.name))
        .join(Member, col(Member.id) == col(Author.member_id))
        .where(col(Author.matter_id).in_(ids))
    )
    found: dict[int, tuple[str, int]] = {}
    for matter_id, role, consent, name in session.execute(asked):
        first, signed = found.get(matter_id, ("", 0))
        if role is AuthorRole.FIRST:
            first = name
        elif consent is Consent.AGREED:
            signed += 1
        found[matter_id] = (first, signed)
    return found


def _units(session: Session, ids: Sequence[int]) -> dict[int, tuple[str, date]]:
    """The lead unit of the newest round, and when it must answer."""
    asked = (
        columns(col(Assignment.matter_id), col(HandlingUnit.name), col(Assignment.due_on))
        .join(HandlingUnit, col(HandlingUnit.id) == col(Assignment.unit_id))
        .where(col(Assignment.matter_id).in_(ids), col(Assignment.role) == HandlingRole.LEAD)
        .order_by(col(Assignment.round), col(Assignment.id))
    )
    return {row[0]: (row[1], row[2]) for row in session.execute(asked)}


def _parts(session: Session, actor: Actor, filters: ProposalFilter) -> list[Part]:
    in_bin = col(Matter.binned_at).is_not(None)
    permission = (reach.WRITE if filters.binned else reach.READ)[KIND]
    exact = {
        Proposal.term_session_id: filters.term_session_id,
        Proposal.nature: filters.nature,
        Proposal.result: filters.result,
        Proposal.satisfaction: filters.satisfaction,
        Matter.state: filters.state,
        Matter.category_id: filters.category_id,
    }
    wanted = [
        col(Matter.kind) == KIND,
        col(Matter.committee_id).in_(scope.below([filters.committee_id])),
        reach.in_scope(actor, permission),
        in_bin if filters.binned else ~in_bin,
        *(col(column) == value for column, value in exact.items() if value is not None),
    ]
    if filters.mark:
        wanted.append(_MARKS[filters.mark])
    if filters.revisit_by:
        wanted += [
            col(Proposal.revisit_on) <= filters.revisit_by,
            col(Proposal.revisited_on).is_(None),
        ]
    if filters.concern:
        wanted.append(concerns.part(session, actor, filters.concern, KIND, filters.committee_id))
    if filters.search:
        found = _found(filters.search)
        wanted.append(or_(found, texts.hold(filters.search)) if filters.in_text else found)
    return wanted


def _found(search: str) -> Part:
    """In the subject, the organisation, the names of authors, or the number."""
    told = [
        col(Matter.title).icontains(search, autoescape=True),
        col(Matter.organisation).icontains(search, autoescape=True),
        texts.is_of(search),
    ]
    if search.isascii() and search.isdigit() and len(search) < 10:
        told.append(col(Matter.number) == int(search))
    return or_(*told)


_MARKS: dict[Mark, Part] = {
    Mark.KEY: col(Proposal.is_key).is_(True),
    Mark.EXCELLENT: col(Proposal.is_excellent).is_(True),
    Mark.NUMBER_ONE: col(Proposal.is_number_one).is_(True),
}
_LATEST = (col(Matter.received_on).desc(), col(Matter.id).desc())
_ORDERS: dict[Order, tuple[Any, ...]] = {
    Order.NEWEST: _LATEST,
    Order.NUMBER: (
        col(TermSession.starts_on).desc(),
        col(Matter.number).is_(None),
        col(Matter.number),
        col(Matter.id),
    ),
    Order.WAITING: (col(Matter.state_since), col(Matter.id)),
    Order.TITLE: (col(Matter.title), col(Matter.id)),
}
