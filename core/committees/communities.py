"""Changing the villages and urban communities of a township."""

from typing import Any

from sqlmodel import Session, col, select

from core.audit import service as audit
from core.audit.service import Changes, Entry
from core.committees import queries, rules, trail
from core.committees.drafts import CommunityDraft
from core.committees.models import Committee, Community, CommunityKind, Level
from core.committees.scope import within
from core.committees.service import read_lines
from core.errors import NotFound, RuleBroken
from core.i18n import N_
from core.permissions import Actor, Permission, require
from core.text import clean, required

NAME, NAME_EN = 60, 120
WRITE = Permission.COMMITTEE_WRITE


def add(
    session: Session, actor: Actor, township_id: int, kind: CommunityKind, names: str
) -> list[Community]:
    """Add communities pasted one a line to a township: all of them, or none."""
    require(actor, WRITE)
    township = _township(session, actor, township_id)
    lines = read_lines(names, NAME)
    there = select(Community.name).where(Community.township_id == township.id)
    rules.check_names(lines, session.exec(there).all())
    rows = [Community(township_id=township.id, kind=kind, name=name) for name in lines]
    session.add_all(rows)
    told = Changes({}, {"kind": kind.value, "names": lines})
    entry = Entry(
        "community:added", "committee", township.id, township.name, township.id, after=told.after
    )
    trail.record(session, actor, entry)
    return rows


def edit(
    session: Session, actor: Actor, community_id: int, draft: CommunityDraft, version: int
) -> Community:
    """Change a community's names and kind."""
    require(actor, WRITE)
    row = find(session, actor, community_id, WRITE, lock=True)
    columns = _columns(draft)
    taken = select(Community.id).where(
        Community.township_id == row.township_id,
        Community.name == columns["name"],
        Community.id != row.id,
    )
    rules.check_unused(
        session.exec(taken).first(),
        "name",
        N_("The township has a community of this name. Choose another name."),
    )
    changes = audit.apply(row, columns, version)
    entry = Entry(
        "community:edited",
        "community",
        row.id,
        row.name,
        row.township_id,
        changes.before,
        changes.after,
    )
    trail.record(session, actor, entry)
    return row


def find(
    session: Session, actor: Actor, community_id: int, permission: Permission, lock: bool = False
) -> Community:
    """A community of a township within the actor's scope."""
    require(actor, permission)
    wanted = select(Community).where(
        Community.id == community_id, within(actor, permission, col(Community.township_id))
    )
    row = session.exec(wanted.with_for_update(key_share=True) if lock else wanted).first()
    if row is None:
        raise NotFound
    return row


def _township(session: Session, actor: Actor, township_id: int) -> Committee:
    """The township, locked so that two pastes do not add one name twice."""
    township = queries.find(session, actor, township_id, WRITE, lock=True)
    if township.level is not Level.TOWNSHIP:
        raise RuleBroken(N_("Communities belong to a township. Choose one."), "township_id")
    return township


def _columns(draft: CommunityDraft) -> dict[str, Any]:
    return {
        "name": required(draft.name, NAME, "name", N_("Give the community a name.")),
        "name_en": clean(draft.name_en, NAME_EN, "name_en"),
        "kind": draft.kind,
    }
