"""What statements leave open, so that each is built once for a book and run for any span."""

from datetime import date
from typing import Any

from sqlalchemy import BindParameter, Date, Integer, bindparam

FIRST: BindParameter[date] = bindparam("first", type_=Date)
LAST: BindParameter[date] = bindparam("last", type_=Date)
COMMITTEE: BindParameter[int] = bindparam("committee_id", type_=Integer)
ONLY: BindParameter[Any] = bindparam("only", expanding=True, type_=Integer)
# The years whose last day lies within the span.
FIRST_YEAR: BindParameter[int] = bindparam("first_year", type_=Integer)
LAST_YEAR: BindParameter[int] = bindparam("last_year", type_=Integer)


def span(first: date, last: date) -> dict[str, Any]:
    """The values of what is open of a span."""
    whole = (last.month, last.day) == (12, 31)
    years = {"first_year": first.year, "last_year": last.year if whole else last.year - 1}
    return {"first": first, "last": last, **years}


def code(value: str) -> BindParameter[Any]:
    """The ids that a code of activities stands for, see `categories`."""
    return bindparam(name_of(value), expanding=True, type_=Integer)


def name_of(value: str) -> str:
    """The name of the parameter of a code: letters and digits, whatever the code has."""
    return "code_" + value.encode().hex()
