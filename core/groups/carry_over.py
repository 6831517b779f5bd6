"""Taking the groups of one term over into the next, once. Never commits."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlmodel import Session, col

from core.audit.service import Entry
from core.committees import trail
from core.committees.models import Sector, Term
from core.errors import NotFound, RuleBroken
from core.groups import rules, service
from core.groups.models import GroupSector, SectorGroup, ThemeDay
from core.groups.rules import SectorMark
from core.i18n import N_
from core.permissions import Actor


@dataclass(frozen=True, slots=True)
class CarriedOver:
    """What came of it.

    `lost` names each old sector without a counterpart, with its old group; `unplaced`
    names the sectors of the new term that no group holds.
    """

    groups: int
    sectors: int
    lost: tuple[tuple[str, str], ...]
    unplaced: tuple[str, ...]


def carry_over(session: Session, actor: Actor, from_term_id: int, to_term_id: int) -> CarriedOver:
    """Copy the groups of a term, with sectors and theme days, into another of the committee.

    Conveners and members put in by hand are not copied: a new term appoints anew.
    """
    old, new = _terms(session, actor, from_term_id, to_term_id)
    groups = _groups(session, old.id)
    _check_may_run(session, groups, new.id)
    found = rules.mapped(_marks(session, old.id), _sectors_to_fill(session, new.id))
    copies = {group.id: _copy(session, group, new.id) for group in groups}
    free = service.free_sectors(session, new.id)
    placed: dict[int, int] = {}
    lost: list[tuple[str, str]] = []
    for sector, name, group in _held(session, old.id):
        if found.get(sector) in free:
            placed[found[sector]] = copies[group.id]
        else:
            lost.append((name, group.name))
    session.add_all(GroupSector(sector_group_id=g, sector_id=s) for s, g in placed.items())
    unplaced = tuple(name for sector, name in free.items() if sector not in placed)
    told = CarriedOver(len(groups), len(placed), tuple(lost), unplaced)
    _tell(session, actor, (old, new), told)
    return told


def _terms(session: Session, actor: Actor, old_id: int, new_id: int) -> tuple[Term, Term]:
    old = service.find_term(session, actor, old_id)
    new = service.find_term(session, actor, new_id)
    if old.committee_id != new.committee_id:
        raise NotFound
    if new.starts_on <= old.starts_on:
        raise RuleBroken(N_("Choose a term that begins later than the one to take over."), "term")
    return old, new


def _groups(session: Session, term_id: int) -> Sequence[SectorGroup]:
    asked = select(SectorGroup).where(
        col(SectorGroup.term_id) == term_id, col(SectorGroup.binned_at).is_(None)
    )
    return session.scalars(asked.order_by(col(SectorGroup.position), col(SectorGroup.id))).all()


def _check_may_run(session: Session, groups: Sequence[SectorGroup], new_id: int) -> None:
    if not groups:
        raise RuleBroken(N_("The earlier term has no groups to carry over."), "term")
    ids = [group.id for group in groups]
    carried = select(col(SectorGroup.id)).where(col(SectorGroup.carried_from_id).in_(ids))
    if session.scalar(carried.limit(1)) is not None:
        raise RuleBroken(
            N_("These groups were carried over before. Edit them in the newer term."), "term"
        )
    taken = service.names_taken(session, new_id)
    for group in groups:
        rules.check_name_is_free(group.name, taken)


def _sectors_to_fill(session: Session, term_id: int) -> list[SectorMark]:
    """The sectors of the new term; without any the one run would be wasted."""
    marks = _marks(session, term_id)
    if not marks:
        raise RuleBroken(
            N_("The newer term has no sectors yet. Add them under Committees first."), "term"
        )
    return marks


def _copy(session: Session, group: SectorGroup, term_id: int) -> int:
    """The id of a copy in the new term, with its theme days."""
    copy = SectorGroup(
        committee_id=group.committee_id,
        term_id=term_id,
        name=group.name,
        name_en=group.name_en,
        position=group.position,
        carried_from_id=group.id,
    )
    session.add(copy)
    session.flush()  # the theme days need its id
    days = select(ThemeDay).where(col(ThemeDay.sector_group_id) == group.id)
    for day in session.scalars(days).all():
        kept = day.model_dump(exclude={"id", "sector_group_id"})
        session.add(ThemeDay(sector_group_id=copy.id, **kept))
    return copy.id


def _marks(session: Session, term_id: int) -> list[SectorMark]:
    statement = (
        select(col(Sector.id), col(Sector.national_code), col(Sector.name))
        .where(col(Sector.term_id) == term_id)
        .order_by(col(Sector.position), col(Sector.id))
    )
    return [SectorMark(*row) for row in session.execute(statement)]


def _held(session: Session, term_id: int) -> Sequence[tuple[int, str, SectorGroup]]:
    """Each sector of a term that a group holds: its id, its name, the group."""
    statement = (
        select(col(Sector.id), col(Sector.name), SectorGroup)
        .join(GroupSector, col(GroupSector.sector_id) == col(Sector.id))
        .join(SectorGroup, col(SectorGroup.id) == col(GroupSector.sector_group_id))
        .where(col(Sector.term_id) == term_id)
        .order_by(col(Sector.position), col(Sector.id))
    )
    return session.execute(statement).all()


def _tell(session: Session, actor: Actor, terms: tuple[Term, Term], told: CarriedOver) -> None:
    old, new = terms
    after = {"from_term": old.number, "groups": told.groups, "sectors": told.sectors}
    entry = Entry(
        action="group:carried_over",
        subject_kind="term",
        subject_id=new.id,
        subject_name=str(new.number),
        committee_id=new.committee_id,
        after=after,
    )
    trail.record(session, actor, entry)
