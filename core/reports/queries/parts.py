"""Parts of statements that the figures share.

A statement is built once and asked again and again: what differs from one question to the
next stands in it as a place, filled in when it runs.
"""

from collections.abc import Callable, Sequence
from functools import cache, partial, update_wrapper
from itertools import starmap
from typing import Any, Generic, TypeVar
from weakref import WeakKeyDictionary

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Date,
    Dialect,
    Executable,
    Integer,
    SelectBase,
    and_,
    bindparam,
    case,
    cast,
    extract,
    func,
    or_,
)
from sqlalchemy import select as columns
from sqlmodel import Session, col
from sqlmodel.sql.expression import SelectOfScalar

from core import clock
from core.activities.models import WAS_THERE, Activity, Attendance, Stage
from core.committees import scope
from core.committees.models import CommitteeTree
from core.errors import NotFound
from core.groups.models import SectorGroup
from core.permissions import Actor, Permission, require
from core.reports.periods import Period
from core.reports.queries import branches
from core.reports.queries.branches import Found, Joined
from core.reports.queries.prepared import Prepared
from db.session import LOOK

Row = TypeVar("Row")
OWN = "own_"  # how the codes begin that offices give to their own categories
Column = Any  # a mapped column or an expression: what SQLModel and mypy say differs

# The places in a statement: the committee that is asked about, and the days and years.
COMMITTEE = bindparam("committee_id", type_=Integer)
FIRST, LAST = bindparam("first", type_=Date), bindparam("last", type_=Date)
FIRST_YEAR, LAST_YEAR = (bindparam(f"{end}_year", type_=Integer) for end in ("first", "last"))
TODAY = bindparam("today", type_=Date)  # not for answers that are joined: those are kept
WHOLE = bindparam("whole", type_=Integer)  # 0 leaves out its branches
# The ids of the committee and those below, and of it and those above, for `in_`.
WITHIN: SelectOfScalar[int] = scope.below([COMMITTEE]).where(
    or_(WHOLE == 1, col(CommitteeTree.descendant_id).not_in(branches.all_below(COMMITTEE)))
)
ABOVE: SelectOfScalar[int] = scope.above(COMMITTEE)


class Question(Generic[Row]):
    """A statement of figures that is built at its first use, and the kind of its rows.

    Asked with `(session, actor, committee_id, period)`. A committee out of the actor's reach
    is not found.
    """

    def __init__(
        self,
        build: Callable[[], SelectBase],
        row: Callable[..., Row],
        joined: Joined[Row] | None = None,
    ) -> None:
        update_wrapper(self, build)
        self._statement, self._row, self._joined = cache(build), row, joined
        self._prepared: WeakKeyDictionary[Dialect, Prepared] = WeakKeyDictionary()

    def __call__(
        self, session: Session, actor: Actor, committee_id: int, period: Period
    ) -> tuple[Row, ...]:
        """The rows of the answer. What one look has asked once it does not ask again."""
        check(session, actor, committee_id)
        if LOOK not in session.info:
            return self._answer(session, committee_id, period)
        known = session.info.setdefault(_ANSWERS, {})
        asked = (self, committee_id, period)
        if asked not in known:
            known[asked] = self._answer(session, committee_id, period)
        rows: tuple[Row, ...] = known[asked]
        return rows

    def _answer(self, session: Session, committee_id: int, period: Period) -> tuple[Row, ...]:
        if self._joined and branches.of(session, committee_id):
            found = self._found(session, committee_id, period)
            return self._joined.rows(self._row, found)
        return tuple(starmap(self._row, self._ask(session, committee_id, period)))

    def _found(self, session: Session, committee_id: int, period: Period) -> Sequence[Found]:
        """What a committee and its branches answer, one after the other."""
        below = branches.of(session, committee_id)
        rows = [*self._ask(session, committee_id, period, whole=not below)]
        for branch in below:
            ask = partial(self._found, session, branch.committee_id, period)
            rows += branches.kept(session, branch, (self, period), ask)
        return rows

    def _ask(
        self, session: Session, committee_id: int, period: Period, *, whole: bool = True
    ) -> Sequence[Found]:
        connection = session.connection()
        places = _places(committee_id, period, whole=whole)
        prepared = self._prepared.get(connection.dialect)
        if prepared is None:
            prepared = Prepared(self._statement(), connection.dialect, places)
            self._prepared[connection.dialect] = prepared
        return prepared.ask(connection, places)


_ANSWERS = "answers of this look"


def forget(session: Session) -> None:
    """Let a look ask all anew from now on."""
    session.info.pop(_ANSWERS, None)


def answers(
    row: Callable[..., Row], joined: Joined[Row] | None = None
) -> Callable[[Callable[[], SelectBase]], Question[Row]]:
    """Make a question of a function that builds a statement; `row` takes its columns.

    With `joined`, a look puts the answer together from those of the branches.
    """
    return lambda build: Question(build, row, joined)


def check(session: Session, actor: Actor, committee_id: int) -> None:
    """Refuse whoever may not read boards; a committee out of reach is not found.

    What was found is remembered for this session, whose look at the database is one.
    """
    reached: dict[int, Actor] = session.info.setdefault("boards in reach", {})
    if reached.get(committee_id) is actor:
        return
    require(actor, Permission.BOARD_READ)
    if not scope.covers(session, actor, Permission.BOARD_READ, committee_id):
        raise NotFound
    reached[committee_id] = actor


def _places(committee_id: int, period: Period, *, whole: bool) -> dict[str, Any]:
    return {
        "committee_id": committee_id,
        "first": period.first,
        "last": period.last,
        "first_year": period.first.year,
        "last_year": period.last.year,
        "today": clock.today(),
        "whole": int(whole),
    }


def total(column: Column) -> ColumnElement[int]:
    """The sum of a column, 0 without rows, an integer on every database."""
    return cast(func.coalesce(func.sum(column), 0), BigInteger)


def count_if(condition: ColumnElement[bool]) -> ColumnElement[int]:
    """How many rows meet a condition."""
    return total(case((condition, 1), else_=0))


def held() -> ColumnElement[bool]:
    """Activities that were held in the period. The order is that of the board's index."""
    return and_(
        col(Activity.committee_id).in_(WITHIN),
        col(Activity.stage) == Stage.DONE,
        col(Activity.binned_at).is_(None),
        col(Activity.held_on).between(FIRST, LAST),
    )


def held_by_groups() -> ColumnElement[bool]:
    """Activities that sector groups held in the period. The order is that of their index."""
    mine = columns(col(SectorGroup.id)).where(col(SectorGroup.committee_id).in_(WITHIN))
    return and_(
        col(Activity.sector_group_id).in_(mine),
        col(Activity.held_on).between(FIRST, LAST),
        col(Activity.stage) == Stage.DONE,
        col(Activity.binned_at).is_(None),
    )


def attended() -> ColumnElement[bool]:
    """Rows of attendance at activities that were held in the period.

    Planned and binned activities are few, so they are left out by name: joining each row
    with its activity would touch the whole register.
    """
    mine = col(Activity.committee_id).in_(WITHIN)
    planned = columns(col(Activity.id)).where(mine, col(Activity.stage) == Stage.PLANNED)
    binned = columns(col(Activity.id)).where(
        mine, col(Activity.stage) == Stage.DONE, col(Activity.binned_at).is_not(None)
    )
    return and_(
        col(Attendance.committee_id).in_(WITHIN),
        col(Attendance.held_on).between(FIRST, LAST),
        col(Attendance.activity_id).not_in(planned),
        col(Attendance.activity_id).not_in(binned),
    )


def was_there() -> ColumnElement[bool]:
    """Attendance that counts as having been there."""
    return col(Attendance.counted).in_(WAS_THERE)


def apart(category: Column) -> ColumnElement[str]:
    """What tells categories of one code apart: those that offices added count by their name."""
    added = col(category.code).startswith(OWN, autoescape=True)
    return case((added, col(category.name)), else_="")


def same(code: str, name: str) -> tuple[str, str]:
    """As `apart`, of a row: what rows of one category have in common."""
    return code, name if code.startswith(OWN) else ""


def month_of(day: Column) -> ColumnElement[int]:
    """A day's year * 100 + month."""
    return cast(extract("year", day), Integer) * 100 + cast(extract("month", day), Integer)


def quarter_of(day: Column) -> ColumnElement[int]:
    """A day's year * 10 + quarter."""
    month = cast(extract("month", day), Integer)
    return cast(extract("year", day), Integer) * 10 + (month + 2) // 3


def in_force(starts_on: Column, ends_on: Column, day: Column) -> ColumnElement[bool]:
    """Whether something with dates holds on a day, its last day included."""
    return and_(starts_on <= day, or_(ends_on.is_(None), ends_on >= day))


def rows(session: Session, statement: Executable) -> Sequence[Sequence[Any]]:
    """All rows of a statement that is no question of a board."""
    return session.connection().execute(statement).all()
