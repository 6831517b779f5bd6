"""Scoring a prefecture by a rule book: processor time, beside a statement written by hand.

The example book has all kinds of rules: percentages, steps, cases, multipliers, the best of
an affair. Each county of the prefecture has its own assessment; all of them are scored.
"""

import gc
import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import text
from sqlmodel import Session, col, select

from core.assessment import explaining, keeping
from core.assessment.book import presets
from core.assessment.book.shape import Book
from core.assessment.models import Assessment, BookState, RuleBook
from core.assessment.scoring.scoring import Case, score
from core.committees.models import Committee, Level, TermSession
from core.matters.models import Author, Matter
from core.members.models import Member
from core.opinions.models import Adoption
from core.proposals.models import Proposal
from db.session import reading, transaction
from tests.bench import FIRST_YEAR, YEAR, YEARS, by_hand
from tests.bench.bulk import Rows, bulk, ids

BOOK = "five_colours"
OPINIONS, PROPOSALS = 20_000, 6_000
ROUNDS = 5
ONE_MEMBER = 41
SPAN = (date(FIRST_YEAR, 1, 1), date(FIRST_YEAR + YEARS - 1, 12, 31))
WHOLE_YEAR = (date(YEAR, 1, 1), date(YEAR, 12, 31))
Days = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Measured:
    """Processor seconds; of one member milliseconds."""

    year: float
    span: float
    by_hand: float
    read: float
    one: float

    @property
    def ratio(self) -> float:
        """How many times the statement that was written by hand."""
        return self.span / self.by_hand

    @property
    def kept(self) -> float:
        """Which share of scoring anew it takes to read what is kept."""
        return self.read / self.year


def measure() -> Measured:
    """All of it, on a prefecture with opinion items and proposals, which are added first."""
    homes = _homes()
    _fill(homes)
    book = keeping.book_of(presets.text(BOOK))
    opened = _opened(homes)
    with reading() as session:
        _same(session, book, homes)
        year, span, hand, read, one = in_turn(
            lambda: [score(session, book, Case(home, *WHOLE_YEAR)) for home in homes],
            lambda: [score(session, book, Case(home, *SPAN)) for home in homes],
            lambda: [_by_hand(session, home, SPAN) for home in homes],
            lambda: [keeping.read(session, each) for each in opened],
            lambda: _explain(session, book, homes[0]),
        )
    return Measured(year, span, hand, read, one * 1000)


def in_turn(*works: Callable[[], object]) -> list[float]:
    """The processor time of each, in seconds: the least of some rounds, one after the other.

    What else the machine does adds to some rounds and takes from none.
    """
    for work in works:
        work()
    gc.disable()  # a collection would fall on one of them by chance
    rounds = [[_taken(work) for work in works] for _ in range(ROUNDS)]
    gc.enable()
    return [min(each) for each in zip(*rounds, strict=True)]


def _taken(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def _homes() -> list[int]:
    with reading() as session:
        asked = select(Committee.id).where(col(Committee.level) == Level.COUNTY)
        return list(session.exec(asked.order_by(col(Committee.id))))


def _same(session: Session, book: Book, homes: Sequence[int]) -> None:
    """What is compared says the same: the points of each member."""
    for home in homes:
        ours = {one.id: one.sheet.total for one in score(session, book, Case(home, *SPAN))}
        assert ours == _by_hand(session, home, SPAN)


def _by_hand(session: Session, home: int, days: Days) -> dict[int, int]:
    given = {"home": home, "first": days[0].isoformat(), "last": days[1].isoformat()}
    return {row[0]: row[1] for row in session.connection().execute(_STATEMENT, given)}


_STATEMENT = text(by_hand.STATEMENT)


def _explain(session: Session, book: Book, home: int) -> None:
    member_id = ids(session, Member, home)[ONE_MEMBER]
    assert explaining.explain(session, book, Case(home, *WHOLE_YEAR), member_id)


def _opened(homes: Sequence[int]) -> list[int]:
    """An assessment of the year in each county, its scores kept."""
    typed = presets.text(BOOK)
    book = keeping.book_of(typed)
    opened = []
    for home in homes:
        with transaction() as session:
            row = RuleBook(
                committee_id=home,
                code=BOOK,
                name=book.name,
                scores=book.scores,
                text=typed,
                sha256="-",
                state=BookState.ADOPTED,
            )
            session.add(row)
            session.flush()
            first, last = WHOLE_YEAR
            found = Assessment(
                committee_id=home, book_id=row.id, year=YEAR, first_on=first, last_on=last
            )
            session.add(found)
            keeping.rebuild(session, found)
            opened.append(found.id)
    return opened


def _fill(homes: Sequence[int]) -> None:
    """Opinion items with their adoptions, and proposals, of each county's members."""
    chance = random.Random(13)
    for home in homes:
        with transaction() as session:
            members = ids(session, Member, home)
            first = session.execute(text("SELECT coalesce(max(id), 0) FROM matter")).scalar_one()
            told = [
                *_matters("opinion", first + 1, OPINIONS // len(homes), home, chance),
                *_matters("proposal", first + 1 + OPINIONS, PROPOSALS // len(homes), home, chance),
            ]
            bulk(session, Matter, told)
            bulk(session, Author, [each for row in told for each in _authors(row, members, chance)])
            bulk(session, Adoption, _adoptions(told))
            bulk(session, Proposal, _proposals(session, told, home))


def _matters(
    kind: str, first: int, number: int, home: int, chance: random.Random
) -> Iterator[dict[str, Any]]:
    for matter_id in range(first, first + number):
        day = SPAN[0] + timedelta(days=chance.randrange((SPAN[1] - SPAN[0]).days))
        passed = chance.random() < 0.7
        yield {
            "id": matter_id,
            "committee_id": home,
            "kind": kind,
            "series": day.year,
            "number": matter_id,
            "title": f"示例事项{matter_id:06}",
            "situation": "示例",
            "submitter": "member",
            "state": ("registered" if kind == "proposal" else "signed") if passed else "submitted",
            "received_on": day,
            "received_month": day.year * 100 + day.month,
            "screened_on": day if passed else None,
            "adopted_on": day if passed and matter_id % 3 == 0 else None,
        }


def _authors(row: dict[str, Any], members: list[int], chance: random.Random) -> Iterator[Any]:
    first, *others = chance.sample(members, 1 + chance.choice((0, 0, 1, 3)))
    given = {"matter_id": row["id"], "consent": "agreed"}
    yield given | {"member_id": first, "role": "first"}
    for member_id in others:
        yield given | {"member_id": member_id, "role": "co_signer"}


def _adoptions(told: list[dict[str, Any]]) -> Rows:
    levels, kinds = ("county", "prefecture", "province"), ("single", "composite")
    return [
        {
            "matter_id": row["id"],
            "committee_id": row["committee_id"],
            "level": level,
            "kind": kinds[row["id"] % 2],
            "adopted_on": row["adopted_on"],
            "product": "示例",
        }
        for row in told
        if row["adopted_on"] and row["kind"] == "opinion"
        for level in levels[: 1 + row["id"] % 3]
    ]


def _proposals(session: Session, told: list[dict[str, Any]], home: int) -> Rows:
    meeting = session.exec(
        select(TermSession.id).where(col(TermSession.term_id).in_(ids_of_terms(session, home)))
    ).first()
    return [
        {
            "matter_id": row["id"],
            "nature": "individual",
            "term_session_id": meeting,
            "result": ("a", "b", None)[row["id"] % 3],
        }
        for row in told
        if row["kind"] == "proposal"
    ]


def ids_of_terms(session: Session, home: int) -> list[int]:
    """The terms of a county."""
    found = session.execute(text("SELECT id FROM term WHERE committee_id = :c"), {"c": home})
    return [row[0] for row in found]
