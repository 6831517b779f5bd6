"""Changes to the standards of a committee, and to which kinds of studio must meet them.

A standard holds for its committee and all those below it.
"""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import select as select_columns
from sqlmodel import Session, col, delete, select

from core import clock
from core.audit import service as audit
from core.audit.service import Entry
from core.committees import scope, trail
from core.errors import NotFound, RuleBroken
from core.i18n import N_
from core.permissions import Actor, Permission, require
from core.studios import rules, standing
from core.studios.drafts import ItemDraft, SetDraft
from core.studios.models import (
    StandardAssignment,
    StandardItem,
    StandardSet,
    StudioCheck,
    StudioKind,
)
from core.studios.presets import preset


def adopt(
    session: Session,
    actor: Actor,
    committee_id: int,
    code: str,
    kinds: Collection[StudioKind] | None = None,
) -> StandardSet:
    """Take over a preset, assigned to its usual kinds unless others are given."""
    found = preset(code)
    if found is None:
        raise NotFound
    draft = SetDraft(
        found.name,
        tuple(ItemDraft(one.name, one.name_en) for one in found.items),
        found.name_en,
        found.code,
    )
    chosen = found.kinds if kinds is None else kinds
    return create(session, actor, committee_id, draft, chosen)


def create(
    session: Session,
    actor: Actor,
    committee_id: int,
    draft: SetDraft,
    kinds: Collection[StudioKind] = (),
) -> StandardSet:
    """Make a standard of a committee with its items, assigned to kinds of studio."""
    require(actor, Permission.COMMITTEE_WRITE)
    if not scope.covers(session, actor, Permission.COMMITTEE_WRITE, committee_id):
        raise NotFound
    draft = draft.cleaned()
    rules.check_set(draft)
    row = StandardSet(
        committee_id=committee_id,
        code=_free_code(session, committee_id, draft.code),
        name=draft.name,
        name_en=draft.name_en,
    )
    session.add(row)
    session.flush()
    _keep_items(session, row, draft.items, [])
    _keep_kinds(session, row, kinds)

    after = _told(draft) | {"kinds": _kinds_told(kinds)}
    _record(session, actor, row, "standard:created", audit.Changes({}, after))
    return row


def edit(
    session: Session, actor: Actor, set_id: int, draft: SetDraft, *, version: int
) -> StandardSet:
    """Rename a standard, and rename, order, add or drop its items."""
    require(actor, Permission.COMMITTEE_WRITE)
    row = _find(session, actor, set_id)
    draft = draft.cleaned()
    rules.check_set(draft)
    items = _items(session, row)
    before = _told(_as_draft(row, items))

    audit.apply(row, {"name": draft.name, "name_en": draft.name_en}, version)
    _keep_items(session, row, draft.items, items)
    _record(session, actor, row, "standard:edited", audit.Changes(before, _told(draft)))
    return row


def assign(
    session: Session, actor: Actor, set_id: int, kinds: Collection[StudioKind], *, version: int
) -> StandardSet:
    """Say which kinds of studio must meet a standard."""
    require(actor, Permission.COMMITTEE_WRITE)
    row = _find(session, actor, set_id)
    of_the_set = col(StandardAssignment.standard_set_id) == row.id
    had = session.scalars(select_columns(col(StandardAssignment.kind)).where(of_the_set)).all()

    audit.apply(row, {}, version)
    _keep_kinds(session, row, kinds)
    changes = audit.Changes({"kinds": _kinds_told(had)}, {"kinds": _kinds_told(kinds)})
    _record(session, actor, row, "standard:assigned", changes)
    return row


def retire(session: Session, actor: Actor, set_id: int, *, version: int) -> StandardSet:
    """Ask a standard of nobody any more. Its checks are kept."""
    require(actor, Permission.COMMITTEE_WRITE)
    row = _find(session, actor, set_id)
    if row.retired_at is not None:
        raise RuleBroken(N_("This standard is already retired."))
    changes = audit.apply(row, {"retired_at": clock.now()}, version)
    _record(session, actor, row, "standard:retired", changes)
    return row


def resume(session: Session, actor: Actor, set_id: int, *, version: int) -> StandardSet:
    """Ask a retired standard again, with the checks it had."""
    require(actor, Permission.COMMITTEE_WRITE)
    row = _find(session, actor, set_id)
    if row.retired_at is None:
        raise RuleBroken(N_("This standard is in use."))
    changes = audit.apply(row, {"retired_at": None}, version)
    _record(session, actor, row, "standard:resumed", changes)
    return row


def _find(session: Session, actor: Actor, set_id: int) -> StandardSet:
    found = (
        select(StandardSet)
        .where(
            StandardSet.id == set_id,
            scope.within(actor, Permission.COMMITTEE_WRITE, col(StandardSet.committee_id)),
        )
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    row = session.exec(found).first()
    if row is None:
        raise NotFound
    return row


def _free_code(session: Session, committee_id: int, wanted: str) -> str:
    """The code, with a number behind it where an earlier standard bears it.

    A preset that is in use is not adopted twice.
    """
    found = select_columns(col(StandardSet.code), col(StandardSet.retired_at)).where(
        col(StandardSet.committee_id) == committee_id, col(StandardSet.code).startswith(wanted)
    )
    taken = {row.code: row.retired_at for row in session.execute(found)}
    in_use = any(
        retired is None and code.rpartition("-")[0] in ("", wanted)
        for code, retired in taken.items()
    )
    if wanted != "own" and in_use:
        raise RuleBroken(N_("This standard is already in use here."), field="code")
    tries = (wanted, *(f"{wanted}-{n}" for n in range(2, len(taken) + 3)))
    return next(code for code in tries if code not in taken)


def _items(session: Session, row: StandardSet) -> list[StandardItem]:
    ordered = (
        select(StandardItem)
        .where(StandardItem.standard_set_id == row.id)
        .order_by(col(StandardItem.position))
    )
    return list(session.exec(ordered).all())


def _keep_items(
    session: Session, row: StandardSet, drafts: Sequence[ItemDraft], items: Sequence[StandardItem]
) -> None:
    """Bring the items in line with the drafts, in their order."""
    by_id = {item.id: item for item in items}
    kept = {draft.id for draft in drafts if draft.id in by_id}
    _drop(session, [item for item in items if item.id not in kept])
    for item in items:
        item.position = -item.position  # out of the way, so that no two ever bear one number
    session.flush()
    for position, draft in enumerate(drafts, 1):
        item = by_id.get(draft.id or 0) or StandardItem(
            standard_set_id=row.id, position=position, name=draft.name
        )
        item.position, item.name, item.name_en = position, draft.name, draft.name_en
        session.add(item)
    session.flush()


def _drop(session: Session, items: Sequence[StandardItem]) -> None:
    checked = session.exec(
        select(StudioCheck.standard_item_id)
        .where(col(StudioCheck.standard_item_id).in_([item.id for item in items]))
        .distinct()
    ).all()
    rules.check_dropped([item for item in items if item.id in checked])
    for item in items:
        session.delete(item)


def _keep_kinds(session: Session, row: StandardSet, kinds: Collection[StudioKind]) -> None:
    session.execute(
        delete(StandardAssignment).where(col(StandardAssignment.standard_set_id) == row.id)
    )
    for kind in StudioKind:
        if kind in kinds:
            session.add(StandardAssignment(standard_set_id=row.id, kind=kind))
    session.flush()


def _as_draft(row: StandardSet, items: Sequence[StandardItem]) -> SetDraft:
    return SetDraft(row.name, tuple(ItemDraft(item.name) for item in items), row.name_en)


def _told(draft: SetDraft) -> dict[str, Any]:
    names = "、".join(item.name for item in draft.items)
    return {"name": draft.name, "name_en": draft.name_en, "items": names}


def _kinds_told(kinds: Collection[StudioKind]) -> list[str]:
    return sorted(kind.value for kind in kinds)


def _record(
    session: Session, actor: Actor, row: StandardSet, action: str, changes: audit.Changes
) -> None:
    """The end of each change: all studios that it may touch are counted again."""
    standing.rebuild(session, row.committee_id)
    subject = (row.id, row.name, row.committee_id)
    entry = Entry(action, "standard_set", *subject, changes.before, changes.after)
    trail.record(session, actor, entry)
