"""Which matters say much the same: compared by pairs of characters, offline, in any length.

Each text leaves a print: of its pairs of characters, a bit each out of 2,048. All prints of
the last two years are kept in the memory of the process (40 MB for 150,000) and compared at
once; the few that come near are then compared by their words. Chinese needs no dictionary so.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from threading import Lock
from unicodedata import category, normalize
from weakref import WeakKeyDictionary
from zlib import crc32

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Engine
from sqlmodel import Session, col, select

from core import clock
from core.informants.models import Informant
from core.matters import openness
from core.matters.models import (
    Author,
    AuthorRole,
    Likeness,
    Matter,
    MatterKind,
    State,
)
from core.members.models import Member
from core.permissions import Actor, Permission, require

BITS = 2048
WORDS = BITS // 64
REACHES_BACK = timedelta(days=2 * 366)
OVERLAP = timedelta(minutes=10)  # a transaction may end so long after it stamped its rows
NEAR, READ = 400, 40
LEAST_PERCENT = 30
ENOUGH_PAIRS = 12  # fewer that lie in a longer text say little

Prints = NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Similar:
    """A matter that says much the same; `percent` of its pairs of characters are shared."""

    matter_id: int
    kind: MatterKind
    title: str
    author: str
    state: State
    percent: int


def keep(session: Session, matter: Matter) -> None:
    """Keep what a matter is compared by; to be called whenever its words changed."""
    bits = bits_of(_words(matter))
    session.merge(Likeness(matter_id=matter.id, bits=bits, changed_at=clock.now()))


def bits_of(text: str) -> bytes:
    """The print of a text, as it is kept."""
    return _print(_pairs(text)).tobytes()


def similar(
    session: Session, actor: Actor, text: str, leave_out: int | None = None, limit: int = 5
) -> list[Similar]:
    """What was raised in the last two years and is most like a text, the most like first.

    Of what lies beyond the actor's own scope only open and ordinary matters of the own
    committees are told: title, author and state. An informant is told of its own alone.
    """
    require(actor, Permission.OPINION_READ)
    pairs = _pairs(text)
    if not pairs:
        return []
    near = _index(session).near(session, _print(pairs))
    known = [one for one in _seen(session, actor, near) if one != leave_out]
    found = [_compared(row, pairs) for row in _read(session, known[:READ])]
    like = [one for one in found if one.percent >= LEAST_PERCENT]
    return sorted(like, key=lambda one: (-one.percent, -one.matter_id))[:limit]


def forget() -> None:
    """Read all prints anew at the next look."""
    _indexes.clear()


class _Index:
    """The prints of the last two years, as one process keeps them."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._place: dict[int, int] = {}
        self._ids = np.zeros(0, np.int64)
        self._prints: Prints = np.zeros((0, WORDS), np.uint64)
        self._filled = np.zeros(0, np.float32)
        self._until: datetime | None = None

    def near(self, session: Session, asked: Prints) -> list[int]:
        """The ids of the matters whose prints are nearest, the nearest first."""
        with self._lock:
            self._catch_up(session)
            ids, prints, filled = self._ids, self._prints, self._filled
        if not len(ids):
            return []
        told = _nearness(asked, prints, filled)
        best = np.argsort(-told, kind="stable")[:NEAR]
        return [int(matter_id) for matter_id in ids[best[told[best] > 0]]]

    def _catch_up(self, session: Session) -> None:
        """Take in what was written since the last look."""
        now = clock.now()
        rows = self._changed(session, now)
        if rows:
            self._take_in([row[0] for row in rows], _as_prints([row[1] for row in rows]))
        self._until = now

    def _changed(self, session: Session, now: datetime) -> Sequence[tuple[int, bytes]]:
        asked = (
            select(col(Likeness.matter_id), col(Likeness.bits))
            .join(Matter, col(Matter.id) == col(Likeness.matter_id))
            .where(col(Matter.received_on) >= (now - REACHES_BACK).date())
        )
        if self._until:
            asked = asked.where(col(Likeness.changed_at) >= self._until - OVERLAP)
        return [(matter_id, bits) for matter_id, bits in session.execute(asked)]

    def _take_in(self, ids: list[int], prints: Prints) -> None:
        """Replace what is known, add the rest. The arrays are made anew: others may be reading."""
        kept, new = self._prints.copy(), []
        for number, matter_id in enumerate(ids):
            place = self._place.get(matter_id)
            if place is None:
                self._place[matter_id] = len(self._place)
                new.append(number)
            else:
                kept[place] = prints[number]
        self._ids = np.concatenate([self._ids, np.array([ids[n] for n in new], np.int64)])
        self._prints = np.concatenate([kept, prints[new]])
        self._filled = _count(self._prints)


_indexes: WeakKeyDictionary[Engine, _Index] = WeakKeyDictionary()


def _index(session: Session) -> _Index:
    return _indexes.setdefault(session.get_bind().engine, _Index())


def _nearness(asked: Prints, prints: Prints, filled: NDArray[np.float32]) -> NDArray[np.float32]:
    """How near prints are, beyond what chance fills alike; a short text may lie in a long one."""
    own = float(np.bitwise_count(asked).sum())
    shared = _count(prints & asked) - filled * (own / BITS)
    alike = shared / np.sqrt(own * (1 - own / BITS) * filled * (1 - filled / BITS) + 1e-6)
    within = shared / (own * (1 - filled / BITS) + 1e-6)
    nearness: NDArray[np.float32] = np.maximum(alike, within * np.float32(0.8))
    return nearness


def _count(prints: Prints) -> NDArray[np.float32]:
    counted: NDArray[np.float32] = np.bitwise_count(prints).sum(axis=1, dtype=np.float32)
    return counted


def _as_prints(bits: list[bytes]) -> Prints:
    return np.frombuffer(b"".join(bits), np.uint64).reshape(-1, WORDS)


def _print(pairs: frozenset[str]) -> Prints:
    """The bits of a text."""
    places = np.fromiter((crc32(pair.encode()) % BITS for pair in pairs), np.int64, len(pairs))
    bits = np.zeros(BITS, np.uint8)
    bits[places] = 1
    return np.packbits(bits).view(np.uint64)


def _pairs(text: str) -> frozenset[str]:
    """The pairs of characters that follow each other, marks and spaces left out."""
    read = "".join(_letters(text))
    return frozenset(a + b for a, b in pairwise(read))


def _letters(text: str) -> Iterator[str]:
    return (one for one in normalize("NFKC", text).lower() if category(one)[0] in "LN")


def _words(matter: Matter) -> str:
    return "\n".join((matter.title, matter.situation, matter.analysis, matter.suggestion))


def _seen(session: Session, actor: Actor, matter_ids: list[int]) -> list[int]:
    """Those of the matters that an actor may be told of, in the order given."""
    asked = select(Matter.id).where(
        col(Matter.id).in_(openness.told(session, actor, matter_ids)),
        col(Matter.binned_at).is_(None),
    )
    known = set(session.exec(asked))
    return [one for one in matter_ids if one in known]


def _read(session: Session, matter_ids: list[int]) -> Iterator[tuple[Matter, str]]:
    """Matters with the names of who raised them."""
    asked = (
        select(Matter, col(Member.name), col(Informant.name))
        .outerjoin(
            Author,
            (col(Author.matter_id) == col(Matter.id)) & (col(Author.role) == AuthorRole.FIRST),
        )
        .outerjoin(Member, col(Member.id) == col(Author.member_id))
        .outerjoin(Informant, col(Informant.id) == col(Matter.informant_id))
        .where(col(Matter.id).in_(matter_ids))
    )
    found = session.execute(asked)
    return ((matter, name or matter.organisation or told or "") for matter, name, told in found)


def _compared(row: tuple[Matter, str], pairs: frozenset[str]) -> Similar:
    matter, author = row
    percent = _percent(pairs, _pairs(_words(matter)))
    return Similar(matter.id, matter.kind, matter.title, author, matter.state, percent)


def _percent(one: frozenset[str], other: frozenset[str]) -> int:
    """How much two texts share: of both together, or of the shorter where it lies in the other.

    A few words lie in many texts by chance, so they say less.
    """
    shared, shorter = len(one & other), min(len(one), len(other)) or 1
    together = 2 * shared / (len(one) + len(other) or 1)
    within = 0.9 * shared / shorter * min(1, shorter / ENOUGH_PAIRS)
    return round(100 * max(together, within))
