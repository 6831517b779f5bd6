"""Whom an assessment scores, and whom of them one may enter an item for."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, literal, select
from sqlmodel import Session, col

from core.assessment import keeping, reach
from core.assessment.book.shape import Book, Item
from core.assessment.models import Assessment, Score, Scores
from core.committees.models import Committee
from core.errors import RuleBroken
from core.groups.models import SectorGroup
from core.i18n import N_
from core.members.models import Member
from core.members.pasted import Matched, MemberName, Roster
from core.permissions import Actor, Permission, require
from core.studios.models import Studio

RECORD = Permission.ASSESSMENT_RECORD
LONGEST_PASTE = 20_000
MODEL: dict[Scores, Any] = {
    Scores.MEMBERS: Member,
    Scores.GROUPS: SectorGroup,
    Scores.STUDIOS: Studio,
    Scores.COMMITTEES: Committee,
}
_NUMBER = {Scores.MEMBERS: "number", Scores.STUDIOS: "code", Scores.COMMITTEES: "code"}


@dataclass(frozen=True, slots=True)
class Entering:
    """What the form of an assessment asks for: its items, and its days."""

    assessment: Assessment
    book: Book

    @property
    def items(self) -> tuple[Item, ...]:
        """The items that are entered by hand."""
        return tuple(item for item in self.book.items if item.entered)


def entering(session: Session, actor: Actor, assessment_id: int) -> Entering:
    """An assessment with its book."""
    assessment = reach.find(session, actor, assessment_id)
    return Entering(assessment, keeping.book(session, assessment))


def options(session: Session, actor: Actor, assessment_id: int) -> list[MemberName]:
    """Those for whom the actor may enter an item, in order of number and name."""
    require(actor, RECORD)
    return scored(session, actor, reach.find(session, actor, assessment_id))


def pasted(session: Session, actor: Actor, assessment_id: int, text: str) -> Matched:
    """Those whom a paste of names or numbers means, and what it could not find."""
    require(actor, RECORD)
    if len(text) > LONGEST_PASTE:
        raise RuleBroken(N_("This is too much at once. Paste it in parts."))
    return Roster(options(session, actor, assessment_id)).match(text)


def scored(
    session: Session,
    actor: Actor,
    assessment: Assessment,
    ids: Collection[int] | None = None,
    permission: Permission = RECORD,
) -> list[MemberName]:
    """Those whom an assessment scores and a permission reaches: all of them, or of some ids."""
    require(actor, permission)
    kind = keeping.book(session, assessment).scores
    model, of = MODEL[kind], col(Score.subject_id)
    asked = (
        select(model.id, number_of(kind), model.name)
        .join(Score, of == model.id)
        .where(
            col(Score.assessment_id) == assessment.id,
            reach.subject_reached(actor, permission, kind, of),
        )
        .order_by(func.length(number_of(kind)), number_of(kind), model.name, model.id)
    )
    if ids is not None:
        asked = asked.where(of.in_(ids))
    return [MemberName(*row) for row in session.execute(asked)]


def names(session: Session, kind: Scores, ids: Collection[int]) -> dict[int, str]:
    """What subjects are called. For those that were fetched within scope."""
    model = MODEL[kind]
    asked = select(model.id, model.name).where(model.id.in_(ids))
    return {row[0]: row[1] for row in session.execute(asked)}


def number_of(kind: Scores) -> Any:  # noqa: ANN401  a column of one of four tables
    """The column that tells namesakes apart."""
    model = MODEL[kind]
    return literal("") if kind is Scores.GROUPS else getattr(model, _NUMBER[kind])
