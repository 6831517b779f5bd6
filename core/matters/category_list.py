"""The list of categories of a committee: reading it, and the office's changes to it."""

from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import func
from sqlalchemy import select as columns
from sqlmodel import Session, col, select

from core import clock
from core.audit import service as audit
from core.audit.service import Changes, Entry
from core.committees import scope, trail
from core.errors import NotFound, RuleBroken
from core.i18n import N_
from core.matters import categories, numbers, presets
from core.matters.models import MatterCategory, MatterKind
from core.matters.presets import Preset
from core.permissions import Actor, Permission, require
from core.text import clean

WRITE = Permission.COMMITTEE_WRITE
PRESETS = {MatterKind.OPINION: presets.OPINIONS, MatterKind.PROPOSAL: presets.PROPOSALS}


@dataclass(frozen=True, slots=True)
class CategoryRow:
    """A category, or a heading with those `below` it."""

    id: int
    committee_id: int
    parent_id: int | None
    code: str
    name: str
    name_en: str
    retired: bool
    version: int
    below: "tuple[CategoryRow, ...]" = ()


@dataclass(frozen=True, slots=True)
class CategoryDraft:
    """A category as typed."""

    name: str
    name_en: str = ""


def used(
    session: Session, committee_id: int, kind: MatterKind, *, retired: bool = False
) -> list[CategoryRow]:
    """The categories that a committee uses, its own or those above it, headings first."""
    asked = (
        columns(
            col(MatterCategory.id),
            col(MatterCategory.committee_id),
            col(MatterCategory.parent_id),
            col(MatterCategory.code),
            col(MatterCategory.name),
            col(MatterCategory.name_en),
            col(MatterCategory.retired_at).is_not(None),
            col(MatterCategory.version),
        )
        .where(
            col(MatterCategory.committee_id) == categories.keeper(session, committee_id, kind),
            col(MatterCategory.kind) == kind,
        )
        .order_by(col(MatterCategory.position), col(MatterCategory.id))
    )
    rows = [CategoryRow(*row) for row in session.execute(asked)]
    rows = [row for row in rows if retired or not row.retired]
    return [
        replace(top, below=tuple(row for row in rows if row.parent_id == top.id))
        for top in rows
        if top.parent_id is None
    ]


def adopt_presets(
    session: Session, actor: Actor | None, committee_id: int, kind: MatterKind
) -> int:
    """Add the presets that a committee does not have yet; returns how many were added.

    What the office has renamed or retired stays as it is. `actor` is None for the system.
    """
    if actor is not None:
        _check_reach(session, actor, committee_id)
    numbers.lock(session, committee_id)
    asked = select(MatterCategory).where(
        MatterCategory.committee_id == committee_id, MatterCategory.kind == kind
    )
    known = {row.code: row for row in session.exec(asked)}
    before = len(known)
    for place, top in enumerate(PRESETS[kind], start=1):
        heading = _adopt(session, known, MatterCategory(
            committee_id=committee_id, kind=kind, position=place, **_named(top)))  # fmt: skip
        for below, one in enumerate(top.below, start=1):
            _adopt(session, known, MatterCategory(
                committee_id=committee_id, kind=kind, position=below, parent_id=heading.id,
                **_named(one)))  # fmt: skip
    if len(known) > before:
        entry = Entry("matter_category:presets_adopted", "matter_category", 0, "", committee_id)
        trail.record(session, actor, entry)
    return len(known) - before


def add(
    session: Session,
    actor: Actor,
    parent: tuple[int, int | None],
    draft: CategoryDraft,
    kind: MatterKind,
) -> MatterCategory:
    """Add a category to a committee's own list: `parent` is (committee, heading or None)."""
    committee_id, heading_id = parent
    _check_reach(session, actor, committee_id)
    numbers.lock(session, committee_id)
    if heading_id is not None:
        heading = find(session, actor, heading_id)
        if (heading.committee_id, heading.kind, heading.parent_id) != (committee_id, kind, None):
            raise NotFound
    asked = select(func.count(col(MatterCategory.id))).where(
        MatterCategory.committee_id == committee_id, MatterCategory.kind == kind
    )
    number = session.exec(asked).one() + 1
    row = MatterCategory(
        committee_id=committee_id,
        kind=kind,
        parent_id=heading_id,
        code=f"own_{number}",
        position=number,
        **_typed(draft),
    )
    session.add(row)
    session.flush()  # the entry names the new id
    _record(session, actor, "added", row, Changes({}, {"name": row.name}))
    return row


def edit(
    session: Session, actor: Actor, matter_category_id: int, draft: CategoryDraft, version: int
) -> MatterCategory:
    """Change the names of a category. Its code stays."""
    row = find(session, actor, matter_category_id, lock=True)
    _record(session, actor, "edited", row, audit.apply(row, _typed(draft), version))
    return row


def retire(session: Session, actor: Actor, matter_category_id: int) -> MatterCategory:
    """Take a category out of use. Matters that bear it keep it."""
    row = find(session, actor, matter_category_id, lock=True)
    below = select(MatterCategory.id).where(
        MatterCategory.parent_id == row.id, col(MatterCategory.retired_at).is_(None)
    )
    if session.exec(below).first() is not None:
        raise RuleBroken(N_("Take the categories below it out of use first."))
    changes = audit.apply(row, {"retired_at": clock.now()}, row.version)
    _record(session, actor, "retired", row, changes)
    return row


def bring_back(session: Session, actor: Actor, matter_category_id: int) -> MatterCategory:
    """Take a retired category into use again."""
    row = find(session, actor, matter_category_id, lock=True)
    changes = audit.apply(row, {"retired_at": None}, row.version)
    _record(session, actor, "brought_back", row, changes)
    return row


def find(
    session: Session, actor: Actor, matter_category_id: int, *, lock: bool = False
) -> MatterCategory:
    """A category that the actor may change."""
    require(actor, WRITE)
    asked = select(MatterCategory).where(
        MatterCategory.id == matter_category_id,
        scope.within(actor, WRITE, col(MatterCategory.committee_id)),
    )
    row = session.exec(asked.with_for_update() if lock else asked).first()
    if row is None:
        raise NotFound
    return row


def _adopt(
    session: Session, known: dict[str, MatterCategory], row: MatterCategory
) -> MatterCategory:
    if row.code not in known:
        session.add(row)
        session.flush()  # those below name its id
        known[row.code] = row
    return known[row.code]


def _named(preset: Preset) -> dict[str, Any]:
    return {"code": preset.code, "name": preset.name, "name_en": preset.name_en}


def _typed(draft: CategoryDraft) -> dict[str, Any]:
    name = clean(draft.name, 60, "name")
    if not name:
        raise RuleBroken(N_("Give the category a name."), field="name")
    return {"name": name, "name_en": clean(draft.name_en, 120, "name_en")}


def _check_reach(session: Session, actor: Actor, committee_id: int) -> None:
    require(actor, WRITE)
    if not scope.covers(session, actor, WRITE, committee_id):
        raise NotFound


def _record(
    session: Session, actor: Actor, verb: str, row: MatterCategory, changes: Changes
) -> None:
    kind = "matter_category"
    entry = Entry(
        f"{kind}:{verb}", kind, row.id, row.name, row.committee_id, changes.before, changes.after
    )
    trail.record(session, actor, entry)
