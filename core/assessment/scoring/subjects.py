"""Who is scored: those of the committee who were there on some day of the span."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, Select, literal, null, or_, select
from sqlalchemy.orm import Mapped
from sqlmodel import Session, col

from core.assessment.book.shape import Scores
from core.assessment.book.vocabulary import MemberKind
from core.committees import scope
from core.committees.models import Committee, Term
from core.groups.models import SectorGroup
from core.members.models import Member
from core.studios.models import Studio, StudioState

Rows: TypeAlias = Select[*tuple[Any, ...]]

AT_WORK = (StudioState.OPENED, StudioState.RECTIFYING, StudioState.SUSPENDED)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Whose scores are asked for. `only` narrows it to some of them."""

    scores: Scores
    kinds: tuple[str, ...]
    committee_id: int
    first: date
    last: date
    only: tuple[int, ...] | None = None


@dataclass(frozen=True, slots=True)
class Served:
    """One who is scored, and the months of the span in which they were there."""

    id: int
    months: int


def statement(wanted: Wanted) -> Rows:
    """The ids of those who are scored, with the first and the last day they were there."""
    found = _BY[wanted.scores](wanted)
    if wanted.only is None:
        return found
    return found.where(found.selected_columns[0].in_(wanted.only))


def ids(wanted: Wanted) -> Select[Any]:
    """The ids alone, as other statements ask for them."""
    found = statement(wanted)
    return found.with_only_columns(found.selected_columns[0]).correlate(None)


def served(session: Session, wanted: Wanted) -> list[Served]:
    """Those who are scored, in order of their ids."""
    asked = statement(wanted)
    rows = session.execute(asked.order_by(asked.selected_columns[0]))
    return [Served(row[0], months(wanted, row[1], row[2])) for row in rows]


def months(wanted: Wanted, joined: date | None, left: date | None) -> int:
    """The calendar months of the span with a day on which they were there.

    On the day of leaving they were there no more.
    """
    first = max(wanted.first, joined or wanted.first)
    last = min(wanted.last, left or wanted.last)
    whole = (last.year - first.year) * 12 + last.month - first.month + 1
    gone_at_once = left is not None and last == left and last.day == 1
    return max(whole - gone_at_once, 0)


def of_span(first: date, last: date) -> int:
    """The calendar months of a span."""
    return (last.year - first.year) * 12 + last.month - first.month + 1


def _members(wanted: Wanted) -> Rows:
    kinds = [col(Member.standing).is_(kind == MemberKind.STANDING) for kind in wanted.kinds]
    return select(col(Member.id), col(Member.joined_on), col(Member.left_on)).where(
        col(Member.committee_id) == wanted.committee_id,
        col(Member.binned_at).is_(None),
        col(Member.scored),
        col(Member.joined_on) <= wanted.last,
        _later(col(Member.left_on), wanted.first),
        *([or_(*kinds)] if kinds else []),
    )


def _studios(wanted: Wanted) -> Rows:
    kinds = [col(Studio.kind).in_(wanted.kinds)] if wanted.kinds else []
    return select(col(Studio.id), col(Studio.opened_on), null()).where(
        col(Studio.committee_id).in_(scope.below([wanted.committee_id])),
        col(Studio.binned_at).is_(None),
        col(Studio.state).in_(AT_WORK),
        or_(col(Studio.opened_on).is_(None), col(Studio.opened_on) <= wanted.last),
        *kinds,
    )


def _groups(wanted: Wanted) -> Rows:
    return (
        select(col(SectorGroup.id), null(), null())
        .join(Term, col(Term.id) == col(SectorGroup.term_id))
        .where(
            col(SectorGroup.committee_id) == wanted.committee_id,
            col(SectorGroup.binned_at).is_(None),
            col(Term.starts_on) <= wanted.last,
            or_(col(Term.ends_on).is_(None), col(Term.ends_on) >= wanted.first),
        )
    )


def _committees(wanted: Wanted) -> Rows:
    """Those right below, or all of the kinds asked for, however far below."""
    if wanted.kinds:
        below: list[ColumnElement[bool]] = [
            col(Committee.id).in_(scope.below([wanted.committee_id])),
            col(Committee.id) != wanted.committee_id,
            col(Committee.level).in_(wanted.kinds),
        ]
    else:
        below = [col(Committee.parent_id) == literal(wanted.committee_id)]
    return select(col(Committee.id), null(), null()).where(*below)


def _later(left_on: Mapped[date | None], first: date) -> ColumnElement[bool]:
    return or_(left_on.is_(None), left_on > first)


_BY = {
    Scores.MEMBERS: _members,
    Scores.STUDIOS: _studios,
    Scores.GROUPS: _groups,
    Scores.COMMITTEES: _committees,
}


def narrowed(wanted: Wanted, only: Collection[int]) -> Wanted:
    """The same, of some of them."""
    return Wanted(
        wanted.scores, wanted.kinds, wanted.committee_id, wanted.first, wanted.last, tuple(only)
    )
