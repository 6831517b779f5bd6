"""The days that a member's paper tells of: a year that its address names, or the term so far."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from core import clock
from core.committees.models import Committee
from core.committees.queries import current_term
from core.i18n import N_
from core.papers.paper import Subject
from core.papers.words import Words

_FIRST_YEAR, _LAST_YEAR = 1950, 2200


@dataclass(frozen=True, slots=True)
class Span:
    """Days with the words for them. `year` is 0 for a term."""

    days: tuple[date, date]
    words: str
    year: int = 0


def asked(session: Session, committee_id: int, subject: Subject, _: Words) -> Span:
    """The year that `y` names; else the term that runs, up to today; else this year."""
    text = subject.query.get("y", "")
    now = today(session, committee_id)
    if text.isascii() and text.isdigit() and _FIRST_YEAR <= int(text[:5]) <= _LAST_YEAR:
        return Span(_days(int(text)), of_year(int(text), _), int(text))
    term = None if text == "now" else current_term(session, committee_id, now)
    if term is None:
        return Span(_days(now.year), of_year(now.year, _), now.year)
    days = (term.starts_on, min(term.ends_on or now, now))
    first, last = (_.day(day) for day in days)
    told = {"number": term.number, "first": first, "last": last}
    return Span(days, _(N_("Term {number}, {first} to {last}"), **told))


def today(session: Session, committee_id: int) -> date:
    """The day it is at a committee."""
    return clock.today(session.get_one(Committee, committee_id).time_zone)


def short(day: date | None, _: Words) -> str:
    """A day within a narrow column: 2026.03.05, 2026-03-05."""
    if day is None:
        return ""
    return f"{day:%Y.%m.%d}" if _.is_chinese else f"{day:%Y-%m-%d}"


def held(starts_on: date, ends_on: date | None, _: Words) -> str:
    """From when until when, or until now."""
    until = short(ends_on, _) or _(N_("now"))
    return f"{short(starts_on, _)}–{until}"


def of_year(year: int, _: Words) -> str:
    """A year as papers name it."""
    return _(N_("Year {year}"), year=year)


def moment(at: datetime | None, _: Words) -> str:
    """The day of a moment, "" for none."""
    return _.day(clock.local(at, clock.HOME_ZONE).date()) if at else ""


def _days(year: int) -> tuple[date, date]:
    return date(year, 1, 1), date(year, 12, 31)
