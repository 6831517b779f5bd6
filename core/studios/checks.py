"""Checking a studio against the items of its standards."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from core import clock
from core.audit import service as audit
from core.audit.service import Entry
from core.committees import trail
from core.errors import Difference, EditConflict, RuleBroken
from core.i18n import N_
from core.permissions import Actor, Permission, require
from core.studios import queries, rules, standing
from core.studios.drafts import CheckDraft
from core.studios.models import StandardItem, Studio, StudioCheck
from core.text import clean


def save(
    session: Session, actor: Actor, studio_id: int, drafts: Sequence[CheckDraft], checked_on: date
) -> Studio:
    """Keep the verdicts on some items of a studio, and what it then meets in all."""
    require(actor, Permission.STUDIO_WRITE)
    studio = queries.find(session, actor, studio_id, Permission.STUDIO_WRITE, lock=True)
    rules.check_alive(studio.state)
    if checked_on > clock.today():
        raise RuleBroken(N_("A check cannot lie in the future."), field="checked_on")
    items = _items(session, studio, drafts)
    before: dict[str, Any] = {}
    after: dict[str, Any] = {}
    for draft in drafts:
        name = items[draft.item_id]
        before[name], after[name] = _save_one(session, studio, draft, checked_on)

    standing.recount_one(session, studio)
    subject = (studio.id, studio.name, studio.committee_id)
    told = {name: str(verdict or "") for name, verdict in before.items()}
    entry = Entry("studio:checked", "studio", *subject, told, after | {"checked_on": checked_on})
    trail.record(session, actor, entry)
    return studio


def _items(session: Session, studio: Studio, drafts: Sequence[CheckDraft]) -> dict[int, str]:
    """The names of the items drafted; each must be asked of this studio."""
    asked = standing.applying().where(col(Studio.id) == studio.id)
    wanted = {draft.item_id for draft in drafts}
    found = select(StandardItem.id, StandardItem.name).where(
        col(StandardItem.id).in_(wanted), col(StandardItem.id).in_(asked)
    )
    names = dict(session.exec(found).all())
    if not wanted or wanted - names.keys():
        raise RuleBroken(
            N_("This standard is no longer asked of this studio. Look at its standards again.")
        )
    return names


def _save_one(
    session: Session, studio: Studio, draft: CheckDraft, checked_on: date
) -> tuple[object, object]:
    columns: dict[str, Any] = {
        "verdict": draft.verdict,
        "note": clean(draft.note, 400, "note"),
        "checked_on": checked_on,
    }
    existing = session.exec(
        select(StudioCheck)
        .where(StudioCheck.studio_id == studio.id, StudioCheck.standard_item_id == draft.item_id)
        .execution_options(populate_existing=True)
    ).first()
    if existing is None:
        session.add(StudioCheck(studio_id=studio.id, standard_item_id=draft.item_id, **columns))
        return None, draft.verdict.value
    verdict = existing.verdict
    if not draft.version:
        raise EditConflict([Difference("verdict", verdict, draft.verdict)], existing.version)
    audit.apply(existing, columns, draft.version)
    return verdict.value, draft.verdict.value
