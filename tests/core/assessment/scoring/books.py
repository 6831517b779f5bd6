"""Random rule books over the measures that `records` records."""

from typing import Any

from hypothesis import strategies as st

from core.activities.models import AttendanceRole, LeaveKind, Presence
from core.assessment.book.shape import (
    Book,
    Case,
    Item,
    Match,
    Multiplier,
    Once,
    ProRata,
    ProRataBy,
    Scores,
    Section,
    Share,
    Step,
)
from core.assessment.book.vocabulary import ContributionRole
from core.commendations.models import HonourLevel
from core.contributions.models import ContributionKind
from core.handling.models import AuthorityLevel
from core.matters.models import AuthorRole
from core.opinions.models import AdoptionKind
from tests.core.assessment.scoring.records import FACTS_OF, Told

YES_NO = (True, False)
_AUTHORED: dict[str, tuple[Any, ...]] = {
    "role": tuple(one.value for one in AuthorRole),
    "standing": YES_NO,
    "co_signed": YES_NO,
}
ATTRIBUTES: dict[str, dict[str, tuple[Any, ...]]] = {
    "attendance": {
        "activity": ("plenary", "study", "meeting", "unknown"),
        "presence": tuple(one.value for one in Presence),
        "role": tuple(one.value for one in AttendanceRole),
        "leave": tuple(one.value for one in LeaveKind),
        "standing": YES_NO,
        "owner": ("committee", "studio"),
    },
    "proposal": {
        **_AUTHORED,
        **dict.fromkeys(("registered", "key", "merged", "converted"), YES_NO),
        "nature": ("individual", "co_signed"),
    },
    "opinion": {**_AUTHORED, "screened": YES_NO, "micro": YES_NO},
    "adoption": {
        **_AUTHORED,
        "level": tuple(one.value for one in AuthorityLevel),
        "kind": tuple(one.value for one in AdoptionKind),
    },
    "contribution": {
        "kind": tuple(one.value for one in ContributionKind),
        "role": tuple(one.value for one in ContributionRole),
        "standing": YES_NO,
    },
    "honour": {"level": tuple(one.value for one in HonourLevel), "standing": YES_NO},
    "liaison": {"standing": YES_NO},
}
MATTERS = ("matter", "converted", "merged", "gone_up", "adoption")
RECORDED_BY = dict.fromkeys(("proposal", "opinion", "adoption"), MATTERS)
SHARED = ("proposal", "opinion", "adoption")
NO_STRETCH = ("liaison",)


@st.composite
def matches(draw: st.DrawFn, measure: str) -> Match:
    name = draw(st.sampled_from(sorted(ATTRIBUTES[measure])))
    values = st.lists(st.sampled_from(ATTRIBUTES[measure][name]), min_size=1, max_size=2)
    return Match(name, tuple(dict.fromkeys(draw(values))), draw(st.booleans()))


def wheres(measure: str) -> st.SearchStrategy[tuple[Match, ...]]:
    """Mostly everything, or one thing asked."""
    asked = st.lists(matches(measure), max_size=2).map(tuple)
    return st.one_of(st.just(()), st.tuples(matches(measure)), asked)


@st.composite
def items(draw: st.DrawFn, key: str, measures: tuple[str, ...], least: int) -> Item:
    """An item of any kind; points from `least` on."""
    measure = draw(st.sampled_from(measures))
    points = st.integers(least, 900)
    units = ["time"]
    units += ["half_day"] if measure == "attendance" else []
    units += [] if measure in NO_STRETCH else ["month", "quarter", "year"]
    told: dict[str, Any] = {"where": draw(wheres(measure)), "unit": draw(st.sampled_from(units))}
    way = draw(st.sampled_from(["points", "cases", "points", "cases", "steps", "out_of"]))
    if way == "points":
        told["points"] = draw(points)
    if way == "cases":
        cases = st.builds(Case, wheres(measure), points)
        told["cases"] = tuple(draw(st.lists(cases, min_size=1, max_size=3)))
    if way in ("points", "cases"):
        told |= draw(_picks(measure))
    else:
        ladder = draw(st.lists(st.integers(0, 90), min_size=1, max_size=3, unique=True))
        told["steps"] = tuple(Step(one * 100, draw(points)) for one in sorted(ladder))
    if way == "out_of":
        told["out_of"] = draw(wheres(measure))
    start = draw(st.none() | st.integers(0, 2000))
    told |= {"start": start, "cap": draw(st.none() | st.integers(start or 0, 3000))}
    told["floor"] = draw(st.none() | st.integers(-3000, 0))
    return Item(key, key, counts=measure, **told)


@st.composite
def _picks(draw: st.DrawFn, measure: str) -> dict[str, Any]:
    """Who of the facts pays, and with which factors."""
    told: dict[str, Any] = {
        "best": draw(st.booleans()),
        "from_nth": draw(st.sampled_from([1, 1, 2, 3])),
        "at_most": draw(st.sampled_from([None, None, 1, 2, 3])),
        "times": tuple(
            draw(
                st.lists(
                    st.builds(
                        Multiplier, wheres(measure), st.sampled_from([0, 25, 33, 50, 133, 150])
                    ),
                    max_size=2,
                )
            )
        ),
    }
    if measure in SHARED and draw(st.booleans()):
        others = st.none() | st.sampled_from([0, 2500, 3333])
        told["share"] = Share(draw(st.sampled_from([5000, 3333, 6667])), draw(others))
    return told


@st.composite
def books(draw: st.DrawFn, measures: tuple[str, ...], least: int) -> Book:
    """A book of up to six items in two sections, some of which exclude each other."""
    number = draw(st.integers(2, 6))
    found = [draw(items(f"item{n}", measures, least)) for n in range(number)]
    cut = draw(st.integers(0, number))
    sections = tuple(
        Section(
            f"section{n}",
            "",
            items=tuple(part),
            cap=draw(st.none() | st.integers(100, 5000)),
            floor=draw(st.none() | st.integers(-5000, 0)),
            start=draw(st.sampled_from([None, None, None, 50])),
        )
        for n, part in enumerate((found[:cut], found[cut:]))
    )
    paying = [item.key for item in found if not item.steps]
    pairs = st.lists(st.sampled_from(paying), min_size=2, max_size=3, unique=True).map(tuple)
    onces = draw(st.lists(st.builds(Once, pairs), max_size=2)) if len(paying) > 1 else []
    return Book(
        "",
        Scores.MEMBERS,
        sections,
        base=draw(st.integers(0, 7000)),
        cap=draw(st.none() | st.integers(7000, 12000)),
        pro_rata=ProRata(draw(st.sampled_from(ProRataBy))),
        onces=tuple(onces),
    )


@st.composite
def tried(draw: st.DrawFn, most: int = 20, least: int = -900) -> tuple[Book, list[Told]]:
    """A book, and records of the few measures that it counts."""
    pool = st.lists(st.sampled_from(sorted(ATTRIBUTES)), min_size=1, max_size=2, unique=True)
    measures = tuple(draw(pool))
    kinds = sorted({kind for measure in measures for kind in RECORDED_BY.get(measure, (measure,))})
    facts = st.one_of(*(FACTS_OF[kind] for kind in kinds))
    found = draw(st.lists(facts, min_size=most // 3, max_size=most))
    return draw(books(measures, least)), found
