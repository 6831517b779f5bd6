"""Who is scored: those of the committee who were there on some day of the span."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, Select, not_, null, or_, select
from sqlalchemy.orm import Mapped
from sqlmodel import Session, col

from core.assessment.book.shape import Scores
from core.assessment.book.vocabulary import MemberKind
from core.assessment.scoring.parameters import COMMITTEE, FIRST, LAST, ONLY
from core.assessment.scoring.sources.parts import standing, studio_state
from core.committees import scope
from core.committees.models import Committee, Term
from core.groups.models import SectorGroup
from core.members.models import Member
from core.studios.models import Studio, StudioState

Rows: TypeAlias = Select[*tuple[Any, ...]]

ONE_DAY = timedelta(days=1)
AT_WORK = (StudioState.OPENED, StudioState.RECTIFYING, StudioState.SUSPENDED)


@dataclass(frozen=True, slots=True)
class Served:
    """One who is scored, and the months of the span in which they were there."""

    id: int
    months: int


def statement(scores: Scores, kinds: tuple[str, ...], *, narrowed: bool) -> Rows:
    """The ids of those who are scored, with the first and the last day they were there.

    Narrowed, it asks of some of them only: `parameters.ONLY`.
    """
    found = _BY[scores](kinds)
    return found.where(found.selected_columns[0].in_(ONLY)) if narrowed else found


def served(session: Session, asked: Rows, given: Mapping[str, Any]) -> list[Served]:
    """Those who are scored, in order of their ids."""
    rows = session.execute(asked.order_by(asked.selected_columns[0]), dict(given))
    first, last = given["first"], given["last"]
    return [Served(row[0], months((first, last), row[1], row[2])) for row in rows]


def months(span: tuple[date, date], joined: date | None, left: date | None) -> int:
    """The calendar months of the span with a day on which they were there.

    On the day of leaving they were there no more.
    """
    first = max(span[0], joined or span[0])
    last = min(span[1], left - ONE_DAY if left else span[1])
    return max(of_span(first, last), 0)


def of_span(first: date, last: date) -> int:
    """The calendar months of a span."""
    return (last.year - first.year) * 12 + last.month - first.month + 1


def _members(kinds: tuple[str, ...]) -> Rows:
    sits = standing(col(Member.id))
    asked = [sits if kind == MemberKind.STANDING else not_(sits) for kind in kinds]
    return select(col(Member.id), col(Member.joined_on), col(Member.left_on)).where(
        col(Member.committee_id) == COMMITTEE,
        col(Member.binned_at).is_(None),
        col(Member.scored),
        col(Member.joined_on) <= LAST,
        _later(col(Member.left_on)),
        *([or_(*asked)] if asked else []),
    )


def _studios(kinds: tuple[str, ...]) -> Rows:
    asked = [col(Studio.kind).in_(kinds)] if kinds else []
    return select(col(Studio.id), col(Studio.opened_on), null()).where(
        col(Studio.committee_id).in_(scope.below([COMMITTEE])),
        col(Studio.binned_at).is_(None),
        studio_state().in_(AT_WORK),
        or_(col(Studio.opened_on).is_(None), col(Studio.opened_on) <= LAST),
        *asked,
    )


def _groups(_kinds: tuple[str, ...]) -> Rows:
    return (
        select(col(SectorGroup.id), null(), null())
        .join(Term, col(Term.id) == col(SectorGroup.term_id))
        .where(
            col(SectorGroup.committee_id) == COMMITTEE,
            col(SectorGroup.binned_at).is_(None),
            col(Term.starts_on) <= LAST,
            or_(col(Term.ends_on).is_(None), col(Term.ends_on) >= FIRST),
        )
    )


def _committees(kinds: tuple[str, ...]) -> Rows:
    """Those right below, or all of the kinds asked for, however far below."""
    if kinds:
        below: list[ColumnElement[bool]] = [
            col(Committee.id).in_(scope.below([COMMITTEE])),
            col(Committee.id) != COMMITTEE,
            col(Committee.level).in_(kinds),
        ]
    else:
        below = [col(Committee.parent_id) == COMMITTEE]
    return select(col(Committee.id), null(), null()).where(*below)


def _later(left_on: Mapped[date | None]) -> ColumnElement[bool]:
    return or_(left_on.is_(None), left_on > FIRST)


_BY = {
    Scores.MEMBERS: _members,
    Scores.STUDIOS: _studios,
    Scores.GROUPS: _groups,
    Scores.COMMITTEES: _committees,
}
