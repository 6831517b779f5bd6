"""Figures of a prefecture or province, put together from those of the committees below it.

A branch is a committee right below that is no township. Its answers are kept until its
revision rises, so a change in one county does not count the other counties again. Only a
look uses them: within a change, what is read may yet be taken back.
"""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from sqlalchemy import BindParameter, Engine, select
from sqlmodel import Session, col

from core.committees.models import Committee, CommitteeTree, Level, Revision
from db.session import LOOK

Row = TypeVar("Row")
Joined = Callable[[Sequence[Row]], tuple[Row, ...]]
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
    session: Session,
    branch: Branch,
    question: Hashable,
    ask: Callable[[], tuple[Row, ...]],
) -> tuple[Row, ...]:
    """A branch's answer as it is kept; asked anew where the branch has changed since."""
    answers = _kept.setdefault(session.get_bind().engine, {})
    revision, rows = answers.get((question, branch.committee_id), (None, ()))
    if revision != branch.revision:
        rows = ask()
        if len(answers) >= MOST:
            answers.clear()
        answers[question, branch.committee_id] = branch.revision, rows
    found: tuple[Row, ...] = rows
    return found


def forget() -> None:
    """Ask all anew from now on."""
    _kept.clear()


def joined(
    key: Callable[[Any], Hashable],
    sums: Sequence[str],
    order: Callable[[Any], Any] | None = None,
) -> Joined[Any]:
    """Rows with the same key become one: `sums` are added up, of the rest the greatest stays."""

    def join(rows: Sequence[Any]) -> tuple[Any, ...]:
        found: dict[Hashable, Any] = {}
        for row in rows:
            named = key(row)
            found[named] = _both(found[named], row, sums) if named in found else row
        return tuple(sorted(found.values(), key=order) if order else found.values())

    return join


def _both(one: Any, other: Any, sums: Sequence[str]) -> Any:  # noqa: ANN401  rows of any kind
    """Two rows as one."""
    more = {}
    for field in fields(one):
        a, b = getattr(one, field.name), getattr(other, field.name)
        if field.name in sums:
            more[field.name] = a + b
        elif a != b:
            more[field.name] = max(each for each in (a, b) if each is not None)
    return replace(one, **more)


def _is_branch(committee_id: int | BindParameter[int]) -> Any:  # noqa: ANN401  a condition
    return (col(Committee.parent_id) == committee_id) & (col(Committee.level) != Level.TOWNSHIP)
