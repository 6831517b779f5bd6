"""What an informant must keep to. Pure functions of values."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from core.errors import RuleBroken
from core.i18n import N_
from core.informants.drafts import InformantDraft
from core.members.phones import read_phone
from core.text import clean, clean_name, digits, read_date

NAME, EMPLOYER, NUMBER, PLACE, POINT = 60, 120, 20, 120, 80
EARLIEST = date(1980, 1, 1)
MOST_LINES = 500


@dataclass(frozen=True, slots=True)
class Line:
    """A pasted line: which one, the draft it was read as, and the point that it names."""

    number: int
    draft: InformantDraft
    point: str


def cleaned(draft: InformantDraft, today: date) -> InformantDraft:
    """An informant as it is kept, its phone in one spelling."""
    name = clean_name(draft.name, NAME, "name")
    if not name:
        raise RuleBroken(N_("Type the name of the informant."), "name")
    if not EARLIEST <= draft.starts_on <= today:
        raise RuleBroken(N_("Check the day on which the informant began."), "starts_on")
    if draft.ends_on and draft.ends_on < draft.starts_on:
        raise RuleBroken(N_("The last day comes after the first one."), "ends_on")
    return InformantDraft(
        name=name,
        starts_on=draft.starts_on,
        number=digits(draft.number, NUMBER, "number"),
        employer=clean(draft.employer, EMPLOYER, "employer"),
        phone=None if draft.phone is None else read_phone(draft.phone),
        point_id=draft.point_id,
        ends_on=draft.ends_on,
    )


def next_number(taken: Iterable[str]) -> str:
    """The number after the highest one, as wide as those that are there."""
    numbers = [one for one in taken if one.isdecimal()]
    highest = max((int(one) for one in numbers), default=0)
    return str(highest + 1).zfill(max((len(one) for one in numbers), default=3))


def read_lines(text: str, today: date) -> list[Line]:
    """Informants from lines of name, employer, point, phone and first day.

    The cells stand apart by tabs or commas, as a spreadsheet copies them. What cannot be read
    is refused with the number of its line.
    """
    rows = [(n, line) for n, line in enumerate(text.splitlines(), start=1) if line.strip()]
    if not rows:
        raise RuleBroken(N_("Paste at least one line."), "lines")
    if len(rows) > MOST_LINES:
        raise RuleBroken(N_("Paste {n} lines at most."), "lines", n=MOST_LINES)
    return [_read(number, line, today) for number, line in rows]


def _read(number: int, line: str, today: date) -> Line:
    for between in ("\t", "，", ","):
        if between in line:
            cells = [cell.strip() for cell in line.split(between)]
            break
    else:
        cells = [line.strip()]
    name, employer, point, phone, day, *_rest = [*cells, "", "", "", "", ""]
    try:
        starts_on = read_date(day, "lines") if day else today
        draft = InformantDraft(name, starts_on, employer=employer, phone=phone)
        return Line(number, cleaned(draft, today), clean(point, POINT))
    except RuleBroken as error:
        raise RuleBroken(
            N_("Line {number}, “{name}”: correct it and paste again. Nothing was kept."),
            "lines",
            number=number,
            name=name[:NAME],
        ) from error
