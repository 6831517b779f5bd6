"""Who reached a limit over several years, and what follows from it."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlmodel import Session

from core.assessment import consequences
from core.assessment.book.shape import Book, Consequence, Limit
from core.assessment.consequences import Reached
from core.permissions import Actor
from core.reports.assessed.look import One, find, look

_LOOKED_AT = "limits of assessments"


@dataclass(frozen=True, slots=True)
class Hit:
    """One who reached a limit, with what each year gave, in hundredths."""

    one: One
    limit: Limit
    years: Mapping[int, int]
    follows: Consequence | None


def hits(session: Session, actor: Actor, assessment_id: int) -> tuple[Hit, ...]:
    """All who reached a limit, limit by limit in the order of the book, the lowest first."""
    found = look(session, actor, assessment_id)
    by_id = reached(session, actor, assessment_id)
    lowest = [one for one in reversed(found.ones) if one.subject.id in by_id]
    told = [_hit(found.book, one, hit) for one in lowest for hit in by_id[one.subject.id]]
    return tuple(sorted(told, key=lambda each: found.book.limits.index(each.limit)))


def reached(
    session: Session, actor: Actor, assessment_id: int
) -> Mapping[int, tuple[Reached, ...]]:
    """The limits reached, by subject. Remembered for this session, as `look` is."""
    row, found = find(session, actor, assessment_id), look(session, actor, assessment_id)
    known: dict[int, Mapping[int, tuple[Reached, ...]]]
    known = session.info.setdefault(_LOOKED_AT, {})
    if assessment_id not in known:
        known[assessment_id] = consequences.of(session, row, found.book)
    return known[assessment_id]


def _hit(book: Book, one: One, hit: Reached) -> Hit:
    named = {each.key: each for each in book.consequences}
    return Hit(one, hit.limit, hit.years, named.get(hit.limit.consequence))
