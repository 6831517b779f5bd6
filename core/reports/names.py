"""What the rows are called that a record refers to by number.

For conflicts and the trail, which tell columns as they are kept. Asks for no rights: who reads
a record may know what it refers to.
"""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, literal, select
from sqlmodel import Session, col

from core.accounts.models import Account
from core.activities.models import Activity, Category
from core.committees.models import (
    Committee,
    Community,
    Sector,
    SpecialCommittee,
    Term,
    TermSession,
)
from core.groups.models import SectorGroup
from core.handling.models import HandlingUnit
from core.i18n import CHINESE, ENGLISH, N_, translate
from core.informants.models import Informant
from core.matters.models import Matter, MatterCategory
from core.members.models import Member
from core.proposals.models import RefusalReason
from core.studios.models import StandardSet, Studio

_SESSION = N_("Term {term}, session {number}")
_TERM = N_("Term {number}")


@dataclass(frozen=True, slots=True)
class Called:
    """A row's name in both languages; the English one is empty where there is none."""

    name: str
    name_en: str = ""


def of(session: Session, told: Collection[tuple[str, int]]) -> dict[tuple[str, int], Called]:
    """Names by column and number, such as ("lead_id", 12). One statement for each table asked."""
    asked: dict[str, set[int]] = defaultdict(set)
    for column, number in told:
        if table := _TABLE.get(column):
            asked[table].add(number)
    found = {table: _names(session, table, ids) for table, ids in asked.items()}
    return {
        (column, number): found[table][number]
        for column, number in told
        if (table := _TABLE.get(column)) and number in found[table]
    }


def refers(column: str) -> bool:
    """Whether a column holds the number of a row that has a name."""
    return column in _TABLE


def _names(session: Session, table: str, ids: set[int]) -> dict[int, Called]:
    if table == "term":
        terms = select(col(Term.id), col(Term.number)).where(col(Term.id).in_(ids))
        return {row[0]: _in_both(_TERM, number=row[1]) for row in session.execute(terms)}
    if table == "term_session":
        return _sessions(session, ids)
    statement, key = _NAMES[table]
    return {row[0]: Called(*row[1:]) for row in session.execute(statement.where(key.in_(ids)))}


def _sessions(session: Session, ids: set[int]) -> dict[int, Called]:
    statement = (
        select(col(TermSession.id), col(Term.number), col(TermSession.number))
        .join(Term, col(Term.id) == col(TermSession.term_id))
        .where(col(TermSession.id).in_(ids))
    )
    return {
        row[0]: _in_both(_SESSION, term=row[1], number=row[2]) for row in session.execute(statement)
    }


def _in_both(message: str, **parts: object) -> Called:
    return Called(translate(message, CHINESE, **parts), translate(message, ENGLISH, **parts))


def _named(table: Any, *, named: Any = None, translated: bool = True) -> tuple[Select[Any], Any]:  # noqa: ANN401  any table
    name = table.name if named is None else named
    name_en = table.name_en if translated else literal("")
    return select(col(table.id), col(name), name_en), col(table.id)


_NAMES: dict[str, tuple[Select[Any], Any]] = {
    "account": _named(Account, translated=False),
    "activity": _named(Activity, named=Activity.title, translated=False),
    "category": _named(Category),
    "committee": _named(Committee),
    "community": _named(Community),
    "handling_unit": _named(HandlingUnit, translated=False),
    "informant": _named(Informant, translated=False),
    "matter": _named(Matter, named=Matter.title, translated=False),
    "matter_category": _named(MatterCategory),
    "member": _named(Member, translated=False),
    "refusal_reason": _named(RefusalReason, translated=False),
    "sector": _named(Sector),
    "sector_group": _named(SectorGroup),
    "special_committee": _named(SpecialCommittee),
    "standard_set": _named(StandardSet),
    "studio": _named(Studio, translated=False),
}
# The columns that do not name their table.
_TABLE = {f"{table}_id": table for table in (*_NAMES, "term", "term_session")} | {
    "lead_id": "member",
    "township_id": "committee",
    "carried_from_id": "sector_group",
    "raising_group_id": "sector_group",
    "parent_id": "committee",
    "sectors": "sector",
    "authors": "member",
    "unit_id": "handling_unit",
}
