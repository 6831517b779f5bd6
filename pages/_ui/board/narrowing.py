"""Whom an order list is narrowed to, as its address says it and as a download is asked for it."""

from collections.abc import Mapping

from core.reports.assessed.lists import Wanted
from core.reports.assessed.subjects import By

LONGEST = 40  # of a key


def read(query: Mapping[str, str]) -> Wanted:
    """What an address asks for; what it cannot mean is left out."""
    by = next((one for one in By if one.value == query.get("by")), None)
    place = query.get("place", "")[:LONGEST]
    return Wanted(
        by if place else None,
        place if by else "",
        query.get("grade", "")[:LONGEST],
        points(query.get("low", "")),
        points(query.get("high", "")),
        query.get("with", "")[:LONGEST],
    )


def written(wanted: Wanted) -> dict[str, str]:
    """The same as parts of an address."""
    told = {
        "by": wanted.by.value if wanted.by else "",
        "place": wanted.key,
        "grade": wanted.grade,
        "low": "" if wanted.low is None else str(wanted.low),
        "high": "" if wanted.high is None else str(wanted.high),
        "with": wanted.part,
    }
    return {name: value for name, value in told.items() if value}


def points(asked: str) -> int | None:
    """Hundredths of points in an address, None for what are none."""
    digits = asked.removeprefix("-")
    fits = digits.isdecimal() and len(digits) < 9
    return int(asked) if fits else None
