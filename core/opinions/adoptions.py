"""The ladder of adoption: where an item was used, one row per level, kind, product and issue."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func
from sqlmodel import Session, col, select

from core import clock
from core.audit.service import Entry
from core.committees import trail
from core.committees.models import Committee
from core.errors import NotFound, RuleBroken
from core.handling.models import AuthorityLevel, Instruction
from core.i18n import N_
from core.matters import finding, steps
from core.matters.models import Matter, MatterKind
from core.notices.models import NoticeKind
from core.opinions import rules
from core.opinions.models import Adoption, AdoptionKind
from core.permissions import Actor, Permission, require
from core.text import clean

SCREEN = Permission.OPINION_SCREEN


@dataclass(frozen=True, slots=True)
class AdoptionDraft:
    """A rung of the ladder as typed."""

    level: AuthorityLevel
    kind: AdoptionKind
    adopted_on: date
    product: str = ""
    issue: str = ""


@dataclass(frozen=True, slots=True)
class AdoptionRow:
    """A rung as the page of the item shows it."""

    id: int
    level: AuthorityLevel
    kind: AdoptionKind
    adopted_on: date
    product: str
    issue: str
    instruction_id: int | None


def record(session: Session, actor: Actor, matter_id: int, draft: AdoptionDraft) -> Adoption:
    """Record that an item was used on a level. Who raised it is told."""
    matter = steps.find(session, actor, matter_id, SCREEN, MatterKind.OPINION)
    today = clock.today(session.get_one(Committee, matter.committee_id).time_zone)
    rules.check_adoption(matter, draft.kind, draft.adopted_on, today)
    row = Adoption(
        matter_id=matter.id,
        committee_id=matter.committee_id,
        level=draft.level,
        kind=draft.kind,
        adopted_on=draft.adopted_on,
        product=clean(draft.product, 80, "product"),
        issue=clean(draft.issue, 40, "issue"),
    )
    _check_new(session, row)
    return _add(session, actor, matter, row)


def count(session: Session, actor: Actor, instruction: Instruction) -> Adoption | None:
    """Count an instruction that was recorded or corrected on an opinion item, as its rung."""
    matter = session.get_one(Matter, instruction.matter_id)
    if matter.kind is not MatterKind.OPINION:
        return None
    known = select(Adoption).where(Adoption.instruction_id == instruction.id)
    row = session.exec(known).first()
    new = row is None
    told: dict[str, Any] = {
        "level": instruction.level,
        "adopted_on": instruction.given_on,
        "product": instruction.leader,
    }
    row = row or Adoption(
        **told,
        matter_id=matter.id,
        committee_id=matter.committee_id,
        kind=AdoptionKind.INSTRUCTION,
        instruction_id=instruction.id,
        issue=f"{instruction.given_on:%Y-%m-%d}/{instruction.id}",
    )
    for name, value in told.items():
        setattr(row, name, value)
    if new:
        return _add(session, actor, matter, row)
    _record(session, actor, matter, "adopted", row)
    return row


def remove(session: Session, actor: Actor, adoption_id: int) -> None:
    """Take a rung back that was recorded by mistake; the first day is found anew."""
    require(actor, SCREEN)
    row = session.get(Adoption, adoption_id)
    if row is None:
        raise NotFound
    matter = steps.find(session, actor, row.matter_id, SCREEN, MatterKind.OPINION)
    if row.kind is AdoptionKind.INSTRUCTION:
        raise RuleBroken(N_("An instruction stays on the ladder."))
    session.delete(row)
    _record(session, actor, matter, "adoption_removed", row)


def of(session: Session, actor: Actor, matter_id: int) -> list[AdoptionRow]:
    """The ladder of an item that the actor may read, the first rung first."""
    require(actor, Permission.OPINION_READ)
    matter = finding.read(session, actor, matter_id)
    asked = (
        select(Adoption)
        .where(Adoption.matter_id == matter.id)
        .order_by(col(Adoption.adopted_on), col(Adoption.id))
    )
    return [
        AdoptionRow(
            row.id,
            row.level,
            row.kind,
            row.adopted_on,
            row.product,
            "" if row.instruction_id else row.issue,
            row.instruction_id,
        )
        for row in session.exec(asked)
    ]


def _add(session: Session, actor: Actor, matter: Matter, row: Adoption) -> Adoption:
    row.account_id = actor.account_id
    session.add(row)
    said = (NoticeKind.ADOPTED, row.product)
    steps.tell(session, matter, said, steps.moment(session, matter).rings)
    _record(session, actor, matter, "adopted", row)
    return row


def _record(session: Session, actor: Actor, matter: Matter, verb: str, row: Adoption) -> None:
    """Keep the first day of the ladder, and tell the trail."""
    session.flush()
    first = select(func.min(Adoption.adopted_on)).where(Adoption.matter_id == matter.id)
    before, matter.adopted_on = matter.adopted_on, session.exec(first).one()
    matter.changed_at = clock.now()
    matter.version += 1
    kind = matter.kind.value
    entry = Entry(
        f"{kind}:{verb}",
        kind,
        matter.id,
        matter.title,
        matter.committee_id,
        {"adopted_on": before},
        {
            "adopted_on": matter.adopted_on,
            "level": row.level,
            "kind": row.kind,
            "product": row.product,
        },
    )
    trail.record(session, actor, entry)


def _check_new(session: Session, row: Adoption) -> None:
    asked = select(Adoption.id).where(
        Adoption.matter_id == row.matter_id,
        Adoption.level == row.level,
        Adoption.kind == row.kind,
        Adoption.product == row.product,
        Adoption.issue == row.issue,
    )
    if session.exec(asked).first() is not None:
        raise RuleBroken(N_("This adoption is recorded already."), field="product")
