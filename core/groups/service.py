"""Composing sector groups and taking them apart. Never commits."""

from collections.abc import Collection, Mapping
from dataclasses import asdict

from sqlalchemy import delete, func, select
from sqlmodel import Session, col

from core import clock
from core.audit import service as audit
from core.audit.service import Changes, Entry
from core.committees import scope, trail
from core.committees.models import Sector, Term
from core.errors import Difference, EditConflict, NotFound
from core.groups import queries, rules
from core.groups.drafts import GroupDraft
from core.groups.models import FreedSector, GroupSector, SectorGroup
from core.groups.telling import tell
from core.permissions import Actor, Permission, require


def compose(
    session: Session,
    actor: Actor,
    term_id: int,
    draft: GroupDraft,
    sector_ids: Collection[int] = (),
) -> SectorGroup:
    """Found a group of a term, with the sectors that it holds from the start."""
    term = find_term(session, actor, term_id)
    cleaned = rules.cleaned_group(draft)
    rules.check_name_is_free(cleaned.name, names_taken(session, term_id))
    group = SectorGroup(committee_id=term.committee_id, term_id=term_id, **asdict(cleaned))
    group.position = cleaned.position or _next_position(session, term_id)
    session.add(group)
    session.flush()  # the sectors need its id
    _put(session, group, sector_ids)
    after = {**asdict(cleaned), "sectors": sorted(sector_ids)}
    tell(session, actor, group, "composed", Changes({}, after))
    return group


def edit(
    session: Session, actor: Actor, group_id: int, draft: GroupDraft, version: int
) -> SectorGroup:
    """Rename a group or move it in the order. Its sectors stay."""
    group = queries.find(session, actor, group_id, Permission.GROUP_WRITE, lock=True)
    cleaned = rules.cleaned_group(draft)
    others = names_taken(session, group.term_id)
    others.pop(group.name, None)
    rules.check_name_is_free(cleaned.name, others)
    changes = audit.apply(group, asdict(cleaned), version)
    tell(session, actor, group, "edited", changes)
    return group


def put_sectors(
    session: Session, actor: Actor, group_id: int, sector_ids: Collection[int]
) -> SectorGroup:
    """Put free sectors of the term into a group."""
    group = queries.find(session, actor, group_id, Permission.GROUP_WRITE)
    find_term(session, actor, group.term_id)
    _put(session, group, sector_ids)
    tell(session, actor, group, "sectors_put", Changes({}, {"sectors": sorted(sector_ids)}))
    return group


def take_sectors(
    session: Session, actor: Actor, group_id: int, sector_ids: Collection[int]
) -> SectorGroup:
    """Take sectors out of a group; they are free then."""
    group = queries.find(session, actor, group_id, Permission.GROUP_WRITE)
    find_term(session, actor, group.term_id)
    held = set(_held(session, group.id))
    if not held.issuperset(sector_ids):
        raise NotFound
    session.execute(delete(GroupSector).where(col(GroupSector.sector_id).in_(sector_ids)))
    tell(session, actor, group, "sectors_taken", Changes({"sectors": sorted(sector_ids)}, {}))
    return group


def arrange(
    session: Session,
    actor: Actor,
    term_id: int,
    wanted: Mapping[int, int | None],
    seen: Mapping[int, int | None],
) -> int:
    """Put many sectors at once where they are wanted; how many moved.

    `wanted` is sector to group, None for no group; `seen` is what the person saw before.
    A sector that somebody else moved meanwhile is an EditConflict.
    """
    term = find_term(session, actor, term_id)
    names = {row.id: row.name for row in queries.groups_of_term(session, actor, term_id)}
    placed = _placed(session, term_id)
    if not placed.keys() >= wanted.keys() or not names.keys() >= set(wanted.values()) - {None}:
        raise NotFound
    moved = {sector: group for sector, group in wanted.items() if seen.get(sector) != group}
    _check_unmoved(session, names, placed, {s: (seen.get(s), moved[s]) for s in moved})
    session.execute(delete(GroupSector).where(col(GroupSector.sector_id).in_(moved)))
    for sector, group in moved.items():
        if group is not None:
            session.add(GroupSector(sector_group_id=group, sector_id=sector))
    before = {str(sector): placed[sector] for sector in moved}
    after = {str(sector): group for sector, group in moved.items()}
    entry = Entry(
        "group:arranged", "term", term_id, str(term.number), term.committee_id, before, after
    )
    trail.record(session, actor, entry)
    return len(moved)


def bin_group(session: Session, actor: Actor, group_id: int) -> SectorGroup:
    """Throw a group into the bin and free its sectors; it keeps in mind which they were."""
    group = queries.find(session, actor, group_id, Permission.GROUP_WRITE, lock=True)
    held = _held(session, group.id)
    session.add_all(FreedSector(sector_group_id=group.id, sector_id=each) for each in held)
    session.execute(delete(GroupSector).where(col(GroupSector.sector_group_id) == group.id))
    group.binned_at = clock.now()
    group.version += 1
    tell(session, actor, group, "binned", Changes({"sectors": sorted(held)}, {}))
    return group


def restore(session: Session, actor: Actor, group_id: int) -> SectorGroup:
    """Take a group out of the bin, with those of its sectors that are still free."""
    group = queries.find_binned(session, actor, group_id)
    find_term(session, actor, group.term_id)
    mine = col(FreedSector.sector_group_id) == group.id
    placed = _placed(session, group.term_id)
    freed = session.scalars(select(col(FreedSector.sector_id)).where(mine)).all()
    back = [sector for sector in freed if placed.get(sector, 0) is None]
    session.execute(delete(FreedSector).where(mine))
    group.binned_at = None
    group.version += 1
    session.add_all(GroupSector(sector_group_id=group.id, sector_id=each) for each in back)
    tell(session, actor, group, "restored", Changes({}, {"sectors": sorted(back)}))
    return group


def find_term(session: Session, actor: Actor, term_id: int) -> Term:
    """A term whose groups the actor may change, locked: composing is one at a time."""
    require(actor, Permission.GROUP_WRITE)
    term = session.scalars(select(Term).where(col(Term.id) == term_id).with_for_update()).first()
    if term is None or not scope.covers(session, actor, Permission.GROUP_WRITE, term.committee_id):
        raise NotFound
    return term


def names_taken(session: Session, term_id: int) -> dict[str, bool]:
    """The names of a term's groups, each with whether it lies in the bin."""
    statement = select(col(SectorGroup.name), col(SectorGroup.binned_at).is_not(None)).where(
        col(SectorGroup.term_id) == term_id
    )
    return dict(session.execute(statement).all())


def free_sectors(session: Session, term_id: int) -> dict[int, str]:
    """The sectors of a term that no group holds, by id, in their order."""
    statement = (
        select(col(Sector.id), col(Sector.name))
        .outerjoin(GroupSector, col(GroupSector.sector_id) == col(Sector.id))
        .where(col(Sector.term_id) == term_id, col(GroupSector.id).is_(None))
        .order_by(col(Sector.position), col(Sector.id))
    )
    return dict(session.execute(statement).all())


def _put(session: Session, group: SectorGroup, sector_ids: Collection[int]) -> None:
    wanted = set(sector_ids)
    placed = _placed(session, group.term_id)
    if not placed.keys() >= wanted:
        raise NotFound
    rules.check_sectors_are_free(_held_by_others(session, wanted))
    session.add_all(GroupSector(sector_group_id=group.id, sector_id=each) for each in wanted)


def _placed(session: Session, term_id: int) -> dict[int, int | None]:
    """Each sector of a term with the group that holds it."""
    statement = (
        select(col(Sector.id), col(GroupSector.sector_group_id))
        .outerjoin(GroupSector, col(GroupSector.sector_id) == col(Sector.id))
        .where(col(Sector.term_id) == term_id)
    )
    return dict(session.execute(statement).all())


def _held(session: Session, group_id: int) -> list[int]:
    mine = col(GroupSector.sector_group_id) == group_id
    return list(session.scalars(select(col(GroupSector.sector_id)).where(mine)))


def _held_by_others(session: Session, sector_ids: Collection[int]) -> dict[str, str]:
    statement = (
        select(col(Sector.name), col(SectorGroup.name))
        .join(GroupSector, col(GroupSector.sector_id) == col(Sector.id))
        .join(SectorGroup, col(SectorGroup.id) == col(GroupSector.sector_group_id))
        .where(col(Sector.id).in_(sector_ids))
    )
    return dict(session.execute(statement).all())


def _check_unmoved(
    session: Session,
    names: Mapping[int, str],
    placed: Mapping[int, int | None],
    moved: Mapping[int, tuple[int | None, int | None]],
) -> None:
    """Nobody else moved, since it was seen, a sector that is to be moved."""
    taken = [sector for sector, (seen, _wanted) in moved.items() if placed[sector] != seen]
    if not taken:
        return
    called = dict(
        session.execute(
            select(col(Sector.id), col(Sector.name)).where(col(Sector.id).in_(taken))
        ).all()
    )
    differences = [
        Difference(
            called[sector],
            names.get(placed[sector] or 0, ""),
            names.get(moved[sector][1] or 0, ""),
        )
        for sector in taken
    ]
    raise EditConflict(differences, version=0)


def _next_position(session: Session, term_id: int) -> int:
    last = select(func.max(col(SectorGroup.position))).where(col(SectorGroup.term_id) == term_id)
    return (session.scalar(last) or 0) + 1
