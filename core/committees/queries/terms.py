"""Reading terms, their sessions and sectors, and special committees."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, or_, select
from sqlmodel import Session, col

from core.committees.models import Sector, SpecialCommittee, Term, TermSession
from core.committees.queries.tree import reached
from core.permissions import Actor, Permission, require

READ = Permission.COMMITTEE_READ


@dataclass(frozen=True, slots=True)
class TermRow:
    """A term of a committee."""

    id: int
    committee_id: int
    number: int
    starts_on: date
    ends_on: date | None
    version: int


@dataclass(frozen=True, slots=True)
class SessionRow:
    """A plenary session with the number of its term."""

    id: int
    term_id: int
    term: int
    number: int
    starts_on: date
    ends_on: date
    reviews_year: int
    version: int


@dataclass(frozen=True, slots=True)
class SectorRow:
    """A sector of a term."""

    id: int
    name: str
    name_en: str
    national_code: str
    position: int
    version: int


@dataclass(frozen=True, slots=True)
class SpecialCommitteeRow:
    """A special committee."""

    id: int
    name: str
    name_en: str
    position: int
    version: int


def terms(
    session: Session, actor: Actor, committee_id: int, permission: Permission = READ
) -> list[TermRow]:
    """The terms of a committee, the latest first."""
    require(actor, permission)
    wanted = _terms(committee_id).where(reached(actor, permission, col(Term.committee_id)))
    return [TermRow(*row) for row in session.execute(wanted)]


def current_term(session: Session, committee_id: int, day: date) -> TermRow | None:
    """The term that a committee is in on a day. Asks for no right: it tells only dates."""
    wanted = _terms(committee_id).where(
        col(Term.starts_on) <= day,
        or_(col(Term.ends_on).is_(None), col(Term.ends_on) >= day),
    )
    row = session.execute(wanted).first()
    return TermRow(*row) if row else None


def sessions(
    session: Session, actor: Actor, committee_id: int, permission: Permission = READ
) -> list[SessionRow]:
    """The plenary sessions of a committee, the latest first."""
    require(actor, permission)
    wanted = (
        select(
            col(TermSession.id),
            col(TermSession.term_id),
            col(Term.number),
            col(TermSession.number),
            col(TermSession.starts_on),
            col(TermSession.ends_on),
            col(TermSession.reviews_year),
            col(TermSession.version),
        )
        .join(Term, col(Term.id) == col(TermSession.term_id))
        .where(
            col(Term.committee_id) == committee_id,
            reached(actor, permission, col(Term.committee_id)),
        )
        .order_by(col(TermSession.starts_on).desc())
    )
    return [SessionRow(*row) for row in session.execute(wanted)]


def sectors(
    session: Session, actor: Actor, term_id: int, permission: Permission = READ
) -> list[SectorRow]:
    """The sectors of a term in their order."""
    require(actor, permission)
    wanted = (
        select(
            col(Sector.id),
            col(Sector.name),
            col(Sector.name_en),
            col(Sector.national_code),
            col(Sector.position),
            col(Sector.version),
        )
        .where(col(Sector.term_id) == term_id, reached(actor, permission, col(Sector.committee_id)))
        .order_by(col(Sector.position), col(Sector.id))
    )
    return [SectorRow(*row) for row in session.execute(wanted)]


def special_committees(
    session: Session, actor: Actor, committee_id: int, permission: Permission = READ
) -> list[SpecialCommitteeRow]:
    """The special committees of a committee in their order."""
    require(actor, permission)
    wanted = (
        select(
            col(SpecialCommittee.id),
            col(SpecialCommittee.name),
            col(SpecialCommittee.name_en),
            col(SpecialCommittee.position),
            col(SpecialCommittee.version),
        )
        .where(
            col(SpecialCommittee.committee_id) == committee_id,
            reached(actor, permission, col(SpecialCommittee.committee_id)),
        )
        .order_by(col(SpecialCommittee.position), col(SpecialCommittee.id))
    )
    return [SpecialCommitteeRow(*row) for row in session.execute(wanted)]


def _terms(committee_id: int) -> Select[int, int, int, date, date | None, int]:
    return (
        select(
            col(Term.id),
            col(Term.committee_id),
            col(Term.number),
            col(Term.starts_on),
            col(Term.ends_on),
            col(Term.version),
        )
        .where(col(Term.committee_id) == committee_id)
        .order_by(col(Term.starts_on).desc())
    )
