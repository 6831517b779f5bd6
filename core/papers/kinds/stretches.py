"""The stretch of days that a report is about: read from its address, and told in words."""

from collections.abc import Mapping
from datetime import date

from core import clock
from core.errors import RuleBroken
from core.i18n import N_
from core.papers.words import Words
from core.reports.periods import Period, of_number

LONGEST = 366 * 6  # days, as on the boards
_QUARTERS = "一二三四"


def asked(query: Mapping[str, str], first: str = "from", last: str = "to") -> Period:
    """The period that an address names; this month where it names none."""
    if first not in query and last not in query:
        return Period.month(clock.today())
    try:
        period = Period(date.fromisoformat(query[first]), date.fromisoformat(query[last]))
    except (KeyError, ValueError):
        raise RuleBroken(N_("Choose the period of the report."), field="from") from None
    if not 0 < period.days <= LONGEST:
        raise RuleBroken(N_("Choose the period of the report."), field="from")
    return period


def against(query: Mapping[str, str], period: Period) -> Period:
    """What an address compares a period with; as the boards do where it names nothing."""
    if "bfrom" in query:
        return of_number(asked(query, "bfrom", "bto"), query.get("bterm", ""))
    return period.before_so_far(clock.today())


def told(period: Period, _: Words) -> str:
    """A period as papers write it: 2026年3月, 2026年第一季度, 2026年, or from day to day."""
    year, month = period.first.year, period.first.month
    if period == Period.year(year):
        return _(N_("the year {year}"), year=year)
    if period == Period.quarter(period.first):
        quarter = (month + 2) // 3
        named = _QUARTERS[quarter - 1] if _.is_chinese else quarter
        return _(N_("quarter {quarter} of {year}"), quarter=named, year=year)
    if period == Period.month(period.first):
        return _.month(year, month)
    return _(N_("{first} to {last}"), first=_.day(period.first), last=_.day(period.last))
