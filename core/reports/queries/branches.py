"""Figures of a prefecture or province, put together from those of the committees below it.

A branch is a committee right below that is no township. Its answers are kept until its
revision rises, so a change in one county does not count the other counties again. Only a
look uses them: within a change, what is read may yet be taken back.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar
from weakref import WeakKeyDictionary

from sqlalchemy import BindParameter, Engine, select
from sqlmodel import Session, col

from core.committees.models import Committee, CommitteeTree, Level, Revision
from db.session import LOOK

Row = TypeVar("Row")
Found = Sequence[Any]  # what a statement told of one row, in the order of its columns
Answers = dict[tuple[Hashable, int], tuple[int, Any]]
MOST = 4096
_kept: WeakKeyDictionary[Engine, Answers] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True)
class Branch:
    """A committee right below, and how often something changed in it and below it."""

    committee_id: int
    revision: int


def of(session: Session, committee_id: int) -> tuple[Branch, ...]:
    """The branches of a committee; none where the session may change something."""
    if LOOK not in session.info:
        return ()
    known: dict[int, tuple[Branch, ...]] = session.info.setdefault("branches", {})
    if committee_id not in known:
        found = session.connection().execute(
            select(col(Committee.id), col(Revision.number))
            .join(Revision, col(Revision.committee_id) == col(Committee.id))
            .where(_is_branch(committee_id))
            .order_by(col(Committee.code))
        )
        known[committee_id] = tuple(Branch(*row) for row in found)
    return known[committee_id]


def all_below(committee_id: int | BindParameter[int]) -> Any:  # noqa: ANN401  a select of ids
    """The ids of the branches of a committee and of all below those, for `in_`."""
    return (
        select(col(CommitteeTree.descendant_id))
        .join(Committee, col(Committee.id) == col(CommitteeTree.ancestor_id))
        .where(_is_branch(committee_id))
    )


def kept(
    session: Session, branch: Branch, question: Hashable, ask: Callable[[], Sequence[Found]]
) -> Sequence[Found]:
    """A branch's answer as it is kept; asked anew where the branch has changed since."""
    answers = _kept.setdefault(session.get_bind().engine, {})
    revision, rows = answers.get((question, branch.committee_id), (None, ()))
    if revision != branch.revision:
        rows = ask()
        if len(answers) >= MOST:
            answers.clear()
        answers[question, branch.committee_id] = branch.revision, rows
    found: Sequence[Found] = rows
    return found


def forget() -> None:
    """Ask all anew from now on."""
    _kept.clear()


@dataclass(frozen=True, slots=True)
class Joined(Generic[Row]):
    """How answers become one: rows with the same key are added up, and all put in order.

    `key` takes the columns of a row. Of columns that are not `sums` the greatest stays.
    """

    key: Callable[..., Hashable]
    sums: Sequence[str]
    order: Callable[[Row], Any] | None = None

    def rows(self, kind: Any, found: Sequence[Found]) -> tuple[Row, ...]:  # noqa: ANN401  a class
        """The rows of all answers together, of a dataclass that names their columns."""
        alike: dict[Hashable, list[Found]] = defaultdict(list)
        for row in found:
            alike[self.key(*row)].append(row)
        ways = [sum if name in self.sums else _greatest for name in kind.__match_args__]
        together = [kind(*_as_one(ways, rows)) for rows in alike.values()]
        return tuple(sorted(together, key=self.order) if self.order else together)


def _as_one(ways: Sequence[Callable[[Found], Any]], rows: Sequence[Found]) -> Found:
    if len(rows) == 1:
        return rows[0]
    return [way(column) for way, column in zip(ways, zip(*rows, strict=True), strict=False)]


def _greatest(told: Found) -> Any:  # noqa: ANN401  whatever a column holds
    """The greatest of what is told, mostly the same; None where nothing is."""
    if told.count(told[0]) == len(told):
        return told[0]
    return max(each for each in told if each is not None)


def _is_branch(committee_id: int | BindParameter[int]) -> Any:  # noqa: ANN401  a condition
    return (col(Committee.parent_id) == committee_id) & (col(Committee.level) != Level.TOWNSHIP)
