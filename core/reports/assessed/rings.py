"""Members who sign each other's proposals far more often than chance would have it.

Chance is: whoever signs picks among all proposals of others. A pair is told where it
signed each other's both ways, and so often that chance would do it less than once in a
thousand. So is a circle in which each signs the next one's that often, and nobody back.
It says where to look, not that anything is wrong.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import exp

from sqlalchemy import Select, func, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from core.assessment.book.shape import Scores
from core.matters.models import Author, AuthorRole, Consent, Matter, MatterKind
from core.permissions import Actor
from core.reports.assessed import circles
from core.reports.assessed.fairness import scored_in
from core.reports.assessed.look import Look, One, look

RARE = 0.001
LEAST = 3  # signatures within a pair; fewer are nothing to speak of
Signed = Mapping[tuple[int, int], int]


@dataclass(frozen=True, slots=True)
class Ring:
    """Some who sign each other's, or round in a circle. `expected`: how often by chance.

    `signatures` are those among them, `all_signatures` all that they gave.
    """

    ones: tuple[One, ...]
    signatures: int
    expected: float
    all_signatures: int

    @property
    def times(self) -> float:
        """How many times as often as by chance."""
        return self.signatures / self.expected if self.expected else float(self.signatures)


def rings(session: Session, actor: Actor, assessment_id: int) -> tuple[Ring, ...]:
    """Circles, trios and the pairs that are in none, the furthest from chance first."""
    found = look(session, actor, assessment_id)
    if found.option.scores is not Scores.MEMBERS:
        return ()
    signed = {(row[0], row[1]): int(row[2]) for row in session.execute(_signed(found))}
    by_id, chance = found.by_id, _Chance(signed)
    told = [_ring(by_id, members, signed, chance) for members in _members(signed, chance)]
    return tuple(sorted(told, key=lambda one: (-len(one.ones), -one.times, -one.signatures)))


class _Chance:
    """How often somebody would sign another's by chance."""

    def __init__(self, signed: Signed) -> None:
        self.given: Counter[int] = Counter()
        self.taken: Counter[int] = Counter()
        for (author, signer), times in signed.items():
            self.taken[author] += times
            self.given[signer] += times
        self.all = sum(signed.values())

    def expected(self, author: int, signer: int) -> float:
        """Signatures of one below the proposals of another, one's own left out."""
        others = self.all - self.taken[signer]
        return self.given[signer] * self.taken[author] / others if others else 0.0

    def both(self, one: int, other: int) -> float:
        """The same both ways."""
        return self.expected(one, other) + self.expected(other, one)


def at_least(times: int, expected: float) -> float:
    """How likely so many or more are where so many are expected (after Poisson)."""
    term = total = exp(-expected)
    for number in range(1, times):
        term *= expected / number
        total += term
    return max(1 - total, 0.0)


def _members(signed: Signed, chance: _Chance) -> list[tuple[int, ...]]:
    """The trios in which each pair stands out, and the pairs that are in none of them."""
    pairs = {pair for pair in _mutual(signed) if _stands_out(signed, chance, pair)}
    near: dict[int, set[int]] = defaultdict(set)
    for one, other in pairs:
        near[one].add(other)
    trios = [
        (one, other, third) for one, other in sorted(pairs) for third in near[one] & near[other]
    ]
    within = {pair for trio in trios for pair in combinations(trio, 2)}
    told = [*trios, *sorted(pairs - within)]
    return [*told, *_circles(signed, chance, told)]


def _circles(
    signed: Signed, chance: _Chance, told: Sequence[tuple[int, ...]]
) -> Iterator[tuple[int, ...]]:
    """The circles of one-way signatures that stand out, none of them within what is told."""
    ways = [way for way in signed if _leans(signed, chance, way)]
    groups = [set(members) for members in told]
    for circle in circles.within(sorted(ways, key=lambda way: (-signed[way], way))):
        if not any(group >= set(circle) for group in groups):
            yield circle


def _mutual(signed: Signed) -> list[tuple[int, int]]:
    return [(one, other) for one, other in signed if one < other and (other, one) in signed]


def _stands_out(signed: Signed, chance: _Chance, pair: tuple[int, int]) -> bool:
    one, other = pair
    times = signed[one, other] + signed[other, one]
    return times >= LEAST and at_least(times, chance.both(one, other)) < RARE


def _leans(signed: Signed, chance: _Chance, way: tuple[int, int]) -> bool:
    """Whether one signs another's, one way, more often than by chance."""
    return signed[way] >= LEAST and at_least(signed[way], chance.expected(*way)) < RARE


def _ring(
    by_id: Mapping[int, One], members: tuple[int, ...], signed: Signed, chance: _Chance
) -> Ring:
    pairs = list(combinations(members, 2))
    return Ring(
        tuple(by_id[each] for each in members),
        sum(signed.get((a, b), 0) + signed.get((b, a), 0) for a, b in pairs),
        sum(chance.both(a, b) for a, b in pairs),
        sum(chance.given[each] for each in members),
    )


def _signed(found: Look) -> Select[int, int, int]:
    """First author, co-signer and how often, among those who are scored."""
    first, other = aliased(Author), aliased(Author)
    mine = scored_in(found.option.id)
    return (
        select(col(first.member_id), col(other.member_id), func.count())
        .join(other, col(other.matter_id) == col(first.matter_id))
        .join(Matter, col(Matter.id) == col(first.matter_id))
        .where(
            col(first.role) == AuthorRole.FIRST,
            col(other.role) == AuthorRole.CO_SIGNER,
            col(other.consent) == Consent.AGREED,
            col(first.member_id).in_(mine),
            col(other.member_id).in_(mine),
            col(Matter.kind) == MatterKind.PROPOSAL,
            col(Matter.binned_at).is_(None),
            col(Matter.received_on).between(found.option.first, found.option.last),
        )
        .group_by(col(first.member_id), col(other.member_id))
    )
