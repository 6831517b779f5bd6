"""What a press report must keep to. Pure functions of values."""

from datetime import date
from typing import Any

from core.errors import RuleBroken
from core.i18n import N_
from core.publicity.drafts import ReportDraft
from core.text import clean, clean_name, required

TITLE, AUTHOR, MEDIUM, ADDRESS = 120, 60, 80, 400
EARLIEST = date(1980, 1, 1)


def columns(draft: ReportDraft, today: date) -> dict[str, Any]:
    """The columns of a report, without what it tells of."""
    cleaned = {
        "title": required(draft.title, TITLE, "title", N_("Type the title of the report.")),
        "author": clean_name(draft.author, AUTHOR, "author"),
        "medium": clean(draft.medium, MEDIUM, "medium"),
        "level": draft.level,
        "written_on": draft.written_on,
        "printed_on": draft.printed_on,
        "address": _address(draft.address),
    }
    _check_days(draft, today)
    _check_printed(draft, str(cleaned["medium"]))
    return cleaned


def _check_days(draft: ReportDraft, today: date) -> None:
    if not EARLIEST <= draft.written_on <= today:
        raise RuleBroken(N_("Check the day on which it was written."), "written_on")
    if draft.printed_on and not draft.written_on <= draft.printed_on <= today:
        raise RuleBroken(
            N_("It was printed between the day it was written and today."), "printed_on"
        )


def _check_printed(draft: ReportDraft, medium: str) -> None:
    """Printed means where, on which level and when; not printed means none of them."""
    for field, given, what in (
        ("medium", medium, N_("Which medium printed it?")),
        ("level", draft.level, N_("Choose the level of the medium.")),
        ("printed_on", draft.printed_on, N_("On which day was it printed?")),
    ):
        if not given and (medium or draft.level or draft.printed_on):
            raise RuleBroken(what, field)


def _address(typed: str) -> str:
    address = clean(typed, ADDRESS, "address")
    if address and not address.lower().startswith(("http://", "https://")):
        raise RuleBroken(N_("An address begins with http:// or https://."), "address")
    return address
