"""Why a key figure changed: the one part that makes up most of the change, if one does."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from typing import Any

from sqlmodel import Session

from core.activities.models import OwnerKind
from core.permissions import Actor
from core.reports import names
from core.reports.changes import Change, KeyFigure, most_changed
from core.reports.names import Called
from core.reports.periods import Period
from core.reports.queries import activities, kpis, parts, studios
from core.reports.queries.holders import HolderFigures, by_holder
from core.reports.queries.kpis import Kpis
from core.studios.models import STUDIOS_PROPER, StudioKind

LEAST = 0.3  # of the change: a part that makes up less explains nothing


class Kind(IntEnum):
    """What a part is a part by, the more telling kinds first."""

    HOLDER = 1
    CATEGORY = 2
    STUDIO_KIND = 3
    COMMITTEE = 4
    MONTH = 5


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a figure before and now. `key` is what the part is known by in its kind."""

    kind: Kind
    key: Hashable
    now: int
    before: int

    @property
    def more(self) -> int:
        """By how much it has grown."""
        return self.now - self.before


@dataclass(frozen=True, slots=True)
class Reason:
    """What changed most, and the part that it is due to; None where it is spread over many.

    A part is called by `called`, by the `word` for all of its kind, or by its `month`.
    """

    change: Change
    part: Part | None = None
    called: Called | None = None
    word: OwnerKind | StudioKind | None = None
    month: int = 0


def why(  # noqa: PLR0913  what is asked, and what of it is known already
    session: Session,
    actor: Actor,
    committee_id: int,
    period: Period,
    against: Period,
    found: Kpis | None = None,
) -> Reason | None:
    """The reason of what changed most between the periods; None where nothing did.

    `found` are the key figures of both, where they were asked for already.
    """
    parts.check(session, actor, committee_id)
    asked = _Asked(session, actor, committee_id, period, against)
    if found is None:
        now, before = [kpis.figures(*of) for of in asked.both()]
        found = Kpis(now, before)
    change = most_changed(found.now, found.before)
    if change is None:
        return None
    told = _of_studios(asked) if change.figure is KeyFigure.STUDIOS else _of_held(asked, change)
    part = weightiest(change, told)
    return _named(asked, Reason(change, part), part) if part else Reason(change)


def weightiest(change: Change, told: Iterable[Sequence[Part]]) -> Part | None:
    """The part that makes up most of a change; None where each makes up less than `LEAST`.

    Each sequence is one way to take the whole apart; one that leaves it whole tells nothing.
    Of parts that weigh the same, the one of the more telling kind is taken.
    """
    whole = change.now - change.before
    parts_ = [part for way in told if len(way) > 1 for part in way]
    best = max(parts_, key=lambda part: (part.more / whole, -part.kind), default=None)
    return best if best and best.more / whole >= LEAST else None


def paired(
    kind: Kind, now: Iterable[tuple[Hashable, int]], before: Iterable[tuple[Hashable, int]]
) -> list[Part]:
    """Parts of one kind from what they came to now and before; what bears one key is added up."""
    sums: tuple[Counter[Hashable], Counter[Hashable]] = (Counter(), Counter())
    for counted, rows in zip(sums, (now, before), strict=True):
        for key, number in rows:
            counted[key] += number
    keys = dict.fromkeys([*sums[0], *sums[1]])
    return [Part(kind, key, sums[0][key], sums[1][key]) for key in keys]


@dataclass(frozen=True, slots=True)
class _Asked:
    session: Session
    actor: Actor
    committee_id: int
    period: Period
    against: Period

    def both(self) -> list[tuple[Session, Actor, int, Period]]:
        """What a question is asked with, for now and for before."""
        of = (self.session, self.actor, self.committee_id)
        return [(*of, self.period), (*of, self.against)]


def _of_held(asked: _Asked, change: Change) -> Iterator[Sequence[Part]]:
    held = [by_holder(*of) for of in asked.both()]
    kinds = [activities.by_category(*of) for of in asked.both()]
    yield _by(Kind.HOLDER, change.figure, held, _holder)
    yield _by(Kind.CATEGORY, change.figure, kinds, lambda row: parts.same(row.code, row.name))
    yield _by(Kind.COMMITTEE, change.figure, held, lambda row: row.committee_id)
    if asked.period.first.day == asked.against.first.day == 1:
        now, before = [kpis.held_by_month(*of) for of in asked.both()]
        place = dict(zip(asked.against.months(), asked.period.months(), strict=False))
        yield _by(
            Kind.MONTH, change.figure, (now, before), lambda row: place.get(row.month, row.month)
        )


def _of_studios(asked: _Asked) -> Iterator[Sequence[Part]]:
    told = [
        [(row.kind, row.open) for row in studios.by_kind(*of) if row.kind in STUDIOS_PROPER]
        for of in asked.both()
    ]
    yield paired(Kind.STUDIO_KIND, *told)


def _by(
    kind: Kind,
    figure: KeyFigure,
    rows: Sequence[Iterable[Any]],
    key: Callable[[Any], Hashable],
) -> list[Part]:
    now, before = [[(key(row), _value(row, figure)) for row in one] for one in rows]
    return paired(kind, now, before)


def _value(row: Any, figure: KeyFigure) -> int:  # noqa: ANN401  any row with the figures of what was held
    if figure is KeyFigure.GIVEN_FEN:
        given: int = row.money_fen + row.goods_fen
        return given
    value: int = getattr(row, figure.value)
    return value


def _holder(row: HolderFigures) -> tuple[OwnerKind, int]:
    return row.owner, row.studio_id or row.sector_group_id or row.committee_id


def _named(asked: _Asked, reason: Reason, part: Part) -> Reason:
    """A reason with what its part is called."""
    key: Any = part.key
    match part.kind:
        case Kind.MONTH:
            return replace(reason, month=key)
        case Kind.STUDIO_KIND:
            return replace(reason, word=key)
        case Kind.COMMITTEE:
            return replace(reason, called=_row(asked.session, "committee_id", key))
        case Kind.CATEGORY:
            return replace(reason, called=_category(asked, key))
        case Kind.HOLDER if key[0] is OwnerKind.SPECIAL_COMMITTEE:
            return replace(reason, word=key[0])
    return replace(reason, called=_row(asked.session, _COLUMN[key[0]], key[1]))


def _row(session: Session, column: str, number: int) -> Called | None:
    return names.of(session, [(column, number)]).get((column, number))


def _category(asked: _Asked, key: Hashable) -> Called:
    rows = (row for of in asked.both() for row in activities.by_category(*of))
    return next(
        Called(row.name, row.name_en) for row in rows if parts.same(row.code, row.name) == key
    )


_COLUMN = {
    OwnerKind.STUDIO: "studio_id",
    OwnerKind.GROUP: "sector_group_id",
    OwnerKind.COMMITTEE: "committee_id",
}
