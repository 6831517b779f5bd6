"""Changing the catalogue."""

from sqlmodel import Session, col, func, select
from sqlmodel.sql.expression import SelectOfScalar

from core import clock
from core.activities.catalogue import queries, rules
from core.activities.catalogue.drafts import CategoryDraft
from core.activities.catalogue.presets import PRESETS, Preset, PresetHeading
from core.activities.models import Category
from core.audit import service as audit
from core.audit.service import Entry
from core.committees import scope, trail
from core.committees.models import Committee
from core.errors import NotFound
from core.permissions import Actor, Permission, require
from core.text import clean


def adopt_presets(session: Session, actor: Actor | None, committee_id: int) -> int:
    """Add the presets that a committee does not have yet; returns how many were added.

    What the office has renamed or retired stays as it is. `actor` is None for the system.
    """
    if actor is not None:
        _check_reach(session, actor, committee_id)
    _lock(session, committee_id)
    known = {
        row.code: row
        for row in session.exec(select(Category).where(Category.committee_id == committee_id))
    }
    before = len(known)
    for place, heading in enumerate(PRESETS, start=1):
        _adopt(session, known, heading, committee_id, place)
    added = len(known) - before
    if added:
        entry = Entry("category:presets_adopted", "category", 0, "", committee_id)
        trail.record(session, actor, entry)
    return added


def add(
    session: Session,
    actor: Actor,
    committee_id: int,
    draft: CategoryDraft,
    parent_id: int | None = None,
) -> Category:
    """Add a heading, or a category below one."""
    require(actor, Permission.COMMITTEE_WRITE)
    _check_reach(session, actor, committee_id)
    draft = _clean(draft)
    rules.check_draft(draft)
    _lock(session, committee_id)
    if parent_id is not None:
        rules.check_parent(queries.find(session, actor, parent_id), committee_id)
    row = Category(
        committee_id=committee_id,
        parent_id=parent_id,
        code=f"own_{_count(session, committee_id) + 1}",
        name=draft.name,
        name_en=draft.name_en,
        measure=draft.measure if parent_id is not None else None,
        position=_last_position(session, committee_id, parent_id) + 1,
    )
    session.add(row)
    session.flush()  # the entry names the new id
    _record(session, actor, "added", row, audit.Changes({}, {"name": row.name}))
    return row


def edit(
    session: Session, actor: Actor, category_id: int, draft: CategoryDraft, version: int
) -> Category:
    """Change a category's names and what it counts for. Its code stays."""
    require(actor, Permission.COMMITTEE_WRITE)
    row = queries.find(session, actor, category_id, lock=True)
    draft = _clean(draft)
    rules.check_draft(draft)
    measure = draft.measure if row.parent_id is not None else None
    new = {"name": draft.name, "name_en": draft.name_en, "measure": measure}
    _record(session, actor, "edited", row, audit.apply(row, new, version))
    return row


def retire(session: Session, actor: Actor, category_id: int) -> Category:
    """Take a category out of use. Activities that bear it keep it."""
    require(actor, Permission.COMMITTEE_WRITE)
    row = queries.find(session, actor, category_id, lock=True)
    if row.parent_id is None:
        rules.check_heading_empty(_in_use_below(session, row.id))
    changes = audit.apply(row, {"retired_at": clock.now()}, row.version)
    _record(session, actor, "retired", row, changes)
    return row


def bring_back(session: Session, actor: Actor, category_id: int) -> Category:
    """Take a retired category into use again."""
    require(actor, Permission.COMMITTEE_WRITE)
    row = queries.find(session, actor, category_id, lock=True)
    if row.parent_id is not None:
        rules.check_parent(queries.find(session, actor, row.parent_id), row.committee_id)
    changes = audit.apply(row, {"retired_at": None}, row.version)
    _record(session, actor, "brought_back", row, changes)
    return row


def move(session: Session, actor: Actor, category_id: int, steps: int) -> Category:
    """Move a category up (negative) or down among those beside it."""
    require(actor, Permission.COMMITTEE_WRITE)
    row = queries.find(session, actor, category_id)
    _lock(session, row.committee_id)
    beside = list(session.exec(_beside(row.committee_id, row.parent_id)))
    place = beside.index(row)
    beside.insert(min(max(place + steps, 0), len(beside) - 1), beside.pop(place))
    before = row.position
    for position, one in enumerate(beside, start=1):
        one.position = position
    changes = audit.Changes({"position": before}, {"position": row.position})
    _record(session, actor, "moved", row, changes)
    return row


def _adopt(
    session: Session,
    known: dict[str, Category],
    heading: PresetHeading,
    committee_id: int,
    place: int,
) -> None:
    top = known.get(heading.code)
    if top is None:
        top = _from_preset(Preset(heading.code, heading.name, heading.name_en), committee_id, place)
        known[heading.code] = top
        session.add(top)
        session.flush()  # those below name its id
    for position, preset in enumerate(heading.below, start=1):
        if preset.code not in known:
            row = _from_preset(preset, committee_id, position)
            row.parent_id = top.id
            known[preset.code] = row
            session.add(row)


def _from_preset(preset: Preset, committee_id: int, position: int) -> Category:
    return Category(
        committee_id=committee_id,
        code=preset.code,
        name=preset.name,
        name_en=preset.name_en,
        measure=preset.measure,
        position=position,
    )


def _check_reach(session: Session, actor: Actor, committee_id: int) -> None:
    require(actor, Permission.COMMITTEE_WRITE)
    if not scope.covers(session, actor, Permission.COMMITTEE_WRITE, committee_id):
        raise NotFound


def _lock(session: Session, committee_id: int) -> None:
    """Two changes of one catalogue come one after the other, so codes and order stay whole."""
    session.exec(select(Committee.id).where(Committee.id == committee_id).with_for_update()).first()


def _clean(draft: CategoryDraft) -> CategoryDraft:
    return CategoryDraft(
        clean(draft.name, 60, "name"), clean(draft.name_en, 120, "name_en"), draft.measure
    )


def _count(session: Session, committee_id: int) -> int:
    counted = select(func.count()).where(col(Category.committee_id) == committee_id)
    return session.exec(counted).one()


def _last_position(session: Session, committee_id: int, parent_id: int | None) -> int:
    rows = session.exec(_beside(committee_id, parent_id)).all()
    return rows[-1].position if rows else 0


def _beside(committee_id: int, parent_id: int | None) -> SelectOfScalar[Category]:
    return (
        select(Category)
        .where(
            Category.committee_id == committee_id,
            col(Category.parent_id).is_(None)
            if parent_id is None
            else col(Category.parent_id) == parent_id,
        )
        .order_by(col(Category.position), col(Category.id))
    )


def _in_use_below(session: Session, heading_id: int) -> int:
    counted = select(func.count()).where(
        col(Category.parent_id) == heading_id, col(Category.retired_at).is_(None)
    )
    return session.exec(counted).one()


def _record(
    session: Session, actor: Actor, verb: str, row: Category, changes: audit.Changes
) -> None:
    entry = Entry(
        f"category:{verb}",
        "category",
        row.id,
        row.name,
        row.committee_id,
        changes.before,
        changes.after,
    )
    trail.record(session, actor, entry)
