"""What was recorded (see `records`), as the facts that the rules speak of."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import count
from typing import Any

from core.activities.models import LeaveKind, Presence
from core.matters.models import MatterKind, State
from tests.core.assessment.scoring.records import CODES, FIRST, LAST
from tests.core.assessment.scoring.reference import Fact

Told = tuple[Any, ...]


def facts(told: Sequence[Told]) -> list[Fact]:
    """The facts within the year of what was recorded, in the order of recording."""
    number = count(1)
    found = [fact for one in told for fact in READ[one[0]](number, *one[1:])]
    return _tied_once(
        [fact for fact in found if FIRST <= fact.day <= LAST or fact.measure == "liaison"]
    )


def day_of(day: int) -> date:
    return FIRST + timedelta(days=day)


def _standing(who: int) -> tuple[bool]:
    return (who == 0,)


def _attendance(
    number: Iterator[int], who: int, day: int, what: int, presence: Any, role: Any, half: int
) -> Iterator[Fact]:
    n = next(number)
    values = {
        "activity": (CODES[what], "meeting"),
        "presence": (presence.value,),
        "role": (role.value,),
        "leave": (list(LeaveKind)[half % 4].value,) if presence is Presence.ON_LEAVE else (),
        "standing": _standing(who),
        "owner": ("committee",),
    }
    yield Fact("attendance", who, day_of(day), n, ("attendance", n), values, {"half_day": half})


def _matter(
    number: Iterator[int], kind: Any, who: int, others: int, day: int, state: Any, key: bool
) -> Iterator[Fact]:
    n = next(number)
    yield from _raised(n, n, kind, who, others, day, state, key)


def _raised(
    n: int, root: int, kind: Any, who: int, others: int, day: int, state: Any, key: bool
) -> Iterator[Fact]:
    if state is State.DRAFT:
        return
    registered = state not in (State.SUBMITTED, State.DRAFT)
    for place in range(others + 1):
        subject = (who + place) % 3
        values: dict[str, tuple[Any, ...]] = {
            "role": ("co_signer" if place else "first",),
            "standing": _standing(subject),
            "co_signed": (others > 0,),
        }
        if kind is MatterKind.PROPOSAL:
            values |= {
                "registered": (registered,),
                "key": (key,),
                "merged": (False,),
                "converted": (state is State.CONVERTED,),
                "nature": ("co_signed" if others else "individual",),
            }
        else:
            values |= {"screened": (registered,), "micro": (key,)}
        yield Fact(
            kind.value, subject, day_of(day), n, ("matter", root), values,
            first=place == 0, others=others,
        )  # fmt: skip


def _adoption(number: Iterator[int], level: Any, kind: Any, *told: Any) -> Iterator[Fact]:
    n = next(number)
    for one in _raised(n, n, MatterKind.OPINION, *told):
        yield _marked(one, "adopted", True)
    who, others, day, _state, key = told
    rungs = [(next(number), level.value), *([(next(number), "nation")] if key else [])]
    for one in _raised(n, n, MatterKind.OPINION, who, others, day, State.SCREENED, key):
        for rung, reached in rungs:
            yield _rung(one, rung, {"level": (reached,), "kind": (kind.value,)})


def _rung(one: Fact, number: int, told: dict[str, tuple[Any, ...]]) -> Fact:
    values = told | {name: one.values[name] for name in ("role", "standing", "co_signed")}
    return Fact(
        "adoption", one.subject, one.day, number, one.affair, values,
        first=one.first, others=one.others,
    )  # fmt: skip


def _marked(one: Fact, name: str, value: Any) -> Fact:
    return Fact(
        one.measure, one.subject, one.day, one.number, one.affair,
        one.values | {name: (value,)}, one.units, one.first, one.others,
    )  # fmt: skip


def _converted(
    number: Iterator[int], who: int, others: int, day: int, state: Any, key: bool
) -> Iterator[Fact]:
    n, into = next(number), next(number)
    registered = state not in (State.SUBMITTED, State.DRAFT)
    for one in _raised(n, n, MatterKind.PROPOSAL, who, others, day, State.CONVERTED, key):
        yield _marked(one, "registered", registered)
    yield from _raised(into, n, MatterKind.OPINION, who, others, day, state, key)


def _merged(
    number: Iterator[int], kind: Any, who: int, others: int, day: int, state: Any, key: bool
) -> Iterator[Fact]:
    _gone, n = next(number), next(number)
    own = {one.subject: one for one in _raised(n, n, kind, (who + 1) % 3, others, day, state, key)}
    for one in _raised(n, n, kind, who, others, day, state, key):
        known = own.get(one.subject)
        own[one.subject] = known if known and known.first else one
    for one in own.values():
        yield _marked(one, "merged", True) if kind is MatterKind.PROPOSAL else one


def _gone_up(
    number: Iterator[int], who: int, others: int, day: int, state: Any, key: bool
) -> Iterator[Fact]:
    """Who signed the proposal has it and the item that its own went up into as one affair."""
    n, _gone, into = next(number), next(number), next(number)
    told = (others, day, state, key)
    proposed = list(_converted(iter((n, 0)), who, *told))
    yield from (one for one in proposed if one.measure == "proposal")
    own = {
        one.subject: one for one in _raised(into, into, MatterKind.OPINION, (who + 1) % 3, *told)
    }
    for one in _raised(into, n, MatterKind.OPINION, who, *told):
        first = one.first or (one.subject in own and own[one.subject].first)
        role = {"role": ("first" if first else "co_signer",)}
        own[one.subject] = replace(one, first=first, values=one.values | role)
    yield from own.values()


def _contribution(
    number: Iterator[int], who: int, day: int, kind: Any, others: int
) -> Iterator[Fact]:
    n = next(number)
    for place in range(others + 1):
        subject = (who + place) % 3
        values = {
            "kind": (kind.value,),
            "role": ("participant" if place else "lead",),
            "standing": _standing(subject),
        }
        yield Fact("contribution", subject, day_of(day), n, ("contribution", n), values)


def _honour(number: Iterator[int], who: int, level: Any, day: int | None) -> Iterator[Fact]:
    n = next(number)
    given = LAST if day is None else day_of(day)
    values = {"honour": ("other",), "level": (level.value,), "standing": _standing(who)}
    yield Fact("honour", who, given, n, ("honour", n), values)


def _liaison(number: Iterator[int], who: int, day: int) -> Iterator[Fact]:
    n = next(number)
    if day >= 0:
        yield Fact("liaison", who, FIRST, n, ("liaison", 1), {"standing": _standing(who)})


def _tied_once(found: list[Fact]) -> list[Fact]:
    """One community counts once, however often a member was tied to it."""
    seen: set[int] = set()
    kept = []
    for one in found:
        if one.measure == "liaison" and one.subject in seen:
            continue
        seen.update({one.subject} if one.measure == "liaison" else ())
        kept.append(one)
    return kept


READ: dict[str, Callable[..., Iterator[Fact]]] = {
    "attendance": _attendance,
    "matter": _matter,
    "adoption": _adoption,
    "converted": _converted,
    "merged": _merged,
    "gone_up": _gone_up,
    "contribution": _contribution,
    "honour": _honour,
    "liaison": _liaison,
}
