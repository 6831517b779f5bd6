"""What a measure is in SQL: parts of a statement from which all items of it are summed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Integer,
    Select,
    and_,
    cast,
    extract,
    not_,
    or_,
    true,
)
from sqlalchemy.orm import Mapped

from core.assessment.book.shape import Match, Scores, Where
from core.assessment.scoring.parameters import code

Column: TypeAlias = ColumnElement[Any] | Mapped[Any]


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose facts are asked for. Committee, days and codes are left open: see `parameters`.

    `subjects` selects the ids of those who are scored. `belongs` pairs groups with their
    members, where groups are scored. With `whole` most facts of the span are asked for: then
    what few lack is better looked up once than beside each fact.
    """

    scores: Scores
    subjects: Select[Any]
    confirmed: bool = False
    belongs: FromClause | None = None
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts of one measure, one row each.

    `namespace` and `affair` say which facts are of one affair; `record` tells the facts of a
    subject apart. `co_signers` and `is_first` are there where points can be shared.
    `link` names the kind of record that `link_id` opens.
    """

    rows: FromClause
    subject: Column
    record: Column
    day: Column
    month: Column
    fits: tuple[ColumnElement[bool], ...]
    namespace: str
    title: Column
    link: str
    link_id: Column
    attributes: Mapping[str, Column] = field(default_factory=dict)
    units: Mapping[str, Column] = field(default_factory=dict)
    affair: Column | None = None
    is_first: Column | None = None
    co_signers: Column | None = None


Source: TypeAlias = Callable[[Asked], Facts]


def fits(facts: Facts, where: Where) -> ColumnElement[bool]:
    """Whether a fact has all that is asked of it."""
    return and_(true(), *(_match(facts, one) for one in where))


def month_of(day: Column) -> Column:
    """The month of a day as year * 100 + month, an integer in both databases."""
    return cast(extract("year", day), Integer) * 100 + cast(extract("month", day), Integer)


def stretch(facts: Facts, unit: str) -> Column:
    """The month, quarter or year of a fact as a number."""
    if unit == "month":
        return facts.month
    year = facts.month // 100
    return year if unit == "year" else year * 10 + (facts.month % 100 + 2) // 3


def _match(facts: Facts, one: Match) -> ColumnElement[bool]:
    column = facts.attributes[one.attribute]
    found = _among(column, one)
    if not one.negated:
        return found
    return or_(column.is_(None), not_(found))


def _among(column: Column, one: Match) -> ColumnElement[bool]:
    if all(isinstance(value, bool) for value in one.values):
        wanted = [column if value else not_(column) for value in one.values]
        return or_(*wanted)
    if one.attribute != "activity":
        return column == one.values[0] if len(one.values) == 1 else column.in_(one.values)
    return or_(*(column.in_(code(str(value))) for value in one.values))
