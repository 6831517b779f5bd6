"""Changing the sectors (界别) of a term."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import func
from sqlmodel import Session, col, select

from core.audit import service as audit
from core.audit.service import Changes, Entry
from core.committees import rules, terms, trail
from core.committees.drafts import SectorDraft
from core.committees.models import Sector, Term
from core.committees.national import BY_CODE
from core.committees.scope import within
from core.errors import NotFound, RuleBroken
from core.i18n import N_
from core.permissions import Actor, Permission, require
from core.text import clean, required

NAME, NAME_EN = 60, 120
WRITE = Permission.COMMITTEE_WRITE


def add(session: Session, actor: Actor, term_id: int, draft: SectorDraft) -> Sector:
    """Add a sector to a term; without a position it comes last."""
    require(actor, WRITE)
    term = terms.find(session, actor, term_id, WRITE, lock=True)
    columns = _columns(draft)
    _check_name(session, term.id, columns["name"])
    columns["position"] = columns["position"] or _last(session, term.id) + 1
    row = Sector(committee_id=term.committee_id, term_id=term.id, **columns)
    session.add(row)
    session.flush()  # the trail names the new id
    _record(session, actor, "sector:added", row, Changes({}, columns))
    return row


def add_national(
    session: Session, actor: Actor, term_id: int, codes: Sequence[str]
) -> list[Sector]:
    """Add sectors named and mapped like those of the national list, those chosen, in its order."""
    require(actor, WRITE)
    term = terms.find(session, actor, term_id, WRITE, lock=True)
    if not codes:
        raise RuleBroken(N_("Choose at least one national sector."), "codes")
    for code in codes:
        rules.check_national(code)
    chosen = [one for one in BY_CODE.values() if one.code in set(codes)]
    drafts = [SectorDraft(one.local, one.name_en, one.code) for one in chosen]
    return _add_all(session, actor, term, drafts)


def copy_from_before(session: Session, actor: Actor, term_id: int) -> list[Sector]:
    """Copy the sectors of the term before, those that this term does not have yet."""
    require(actor, WRITE)
    term = terms.find(session, actor, term_id, WRITE, lock=True)
    before = session.exec(
        select(Term.id)
        .where(Term.committee_id == term.committee_id, Term.starts_on < term.starts_on)
        .order_by(col(Term.starts_on).desc())
    ).first()
    rows = session.exec(
        select(Sector).where(Sector.term_id == before).order_by(col(Sector.position))
    ).all()
    if not rows:
        raise RuleBroken(N_("The term before has no sectors to copy. Add them here."))
    return _add_all(
        session,
        actor,
        term,
        [SectorDraft(row.name, row.name_en, row.national_code) for row in rows],
    )


def edit(
    session: Session, actor: Actor, sector_id: int, draft: SectorDraft, version: int
) -> Sector:
    """Change a sector's names, mapping and place in the list."""
    require(actor, WRITE)
    row = find(session, actor, sector_id, WRITE, lock=True)
    columns = _columns(draft)
    columns["position"] = columns["position"] or row.position
    _check_name(session, row.term_id, columns["name"], row.id)
    changes = audit.apply(row, columns, version)
    _record(session, actor, "sector:edited", row, changes)
    return row


def find(
    session: Session, actor: Actor, sector_id: int, permission: Permission, lock: bool = False
) -> Sector:
    """A sector of a committee within the actor's scope."""
    require(actor, permission)
    wanted = select(Sector).where(
        Sector.id == sector_id, within(actor, permission, col(Sector.committee_id))
    )
    row = session.exec(wanted.with_for_update(key_share=True) if lock else wanted).first()
    if row is None:
        raise NotFound
    return row


def _add_all(
    session: Session, actor: Actor, term: Term, drafts: Sequence[SectorDraft]
) -> list[Sector]:
    """Add those whose name the term does not have, after the last; told in one entry."""
    there = set(session.exec(select(Sector.name).where(Sector.term_id == term.id)).all())
    missing = [draft for draft in drafts if draft.name not in there]
    if not missing:
        raise RuleBroken(N_("This term has all these sectors already."), "codes")
    first = _last(session, term.id) + 1
    rows = [
        Sector(
            committee_id=term.committee_id,
            term_id=term.id,
            **_columns(draft) | {"position": position},
        )
        for position, draft in enumerate(missing, first)
    ]
    session.add_all(rows)
    names = [row.name for row in rows]
    entry = Entry(
        "sector:several added",
        "term",
        term.id,
        f"{term.number}",
        term.committee_id,
        after={"names": names},
    )
    trail.record(session, actor, entry)
    return rows


def _columns(draft: SectorDraft) -> dict[str, Any]:
    rules.check_national(draft.national_code)
    return {
        "name": required(draft.name, NAME, "name", N_("Give the sector a name.")),
        "name_en": clean(draft.name_en, NAME_EN, "name_en"),
        "national_code": draft.national_code,
        "position": max(draft.position, 0),
    }


def _check_name(session: Session, term_id: int, name: str, own_id: int = 0) -> None:
    taken = select(Sector.id).where(
        Sector.term_id == term_id, Sector.name == name, Sector.id != own_id
    )
    rules.check_unused(
        session.exec(taken).first(),
        "name",
        N_("This term has a sector of this name. Choose another name."),
    )


def _last(session: Session, term_id: int) -> int:
    return (
        session.exec(select(func.max(Sector.position)).where(Sector.term_id == term_id)).one() or 0
    )


def _record(session: Session, actor: Actor, action: str, row: Sector, told: Changes) -> None:
    entry = Entry(action, "sector", row.id, row.name, row.committee_id, told.before, told.after)
    trail.record(session, actor, entry)
