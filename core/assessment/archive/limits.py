"""What earlier years gave as an assessment was closed, and which limits were reached by it."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from sqlmodel import Session

from core.assessment.archive import documents
from core.assessment.book.shape import Book
from core.assessment.keeping.past import Reached
from core.assessment.models import Assessment
from core.assessment.scoring.grading import Graded
from core.assessment.scoring.limits import Years
from core.assessment.scoring.sheet import Sheet

Line = dict[str, Any]
NONE = b'"limits":[]'  # as `documents.as_line` writes it


def years(known: Mapping[int, Years], year: int) -> Iterator[Line]:
    """What the years before gave to each subject; that of the year itself is in the scores."""
    for one in sorted(known):
        decided = {
            str(when): [sheet.rated, sheet.months]
            for when, sheet in known[one].decided.items()
            if when != year
        }
        counted = {
            str(when): _counted(sheet) for when, sheet in known[one].counted.items() if when != year
        }
        if decided or counted:
            yield {"subject": one, "decided": decided, "counted": counted}


def frozen_years(
    session: Session, assessment_id: int, year: int, own: Mapping[int, Sheet]
) -> dict[int, Years]:
    """The same read again, together with the sheets of the year itself."""
    found = {one: Years({year: sheet}, {year: sheet}) for one, sheet in own.items()}
    for line in documents.lines(session, assessment_id, documents.YEARS):
        decided = {int(when): _total(*told) for when, told in line["decided"].items()}
        counted = {int(when): _added_up(told) for when, told in line["counted"].items()}
        if sheet := own.get(line["subject"]):
            both = {**decided, year: sheet}, {**counted, year: sheet}
            found[line["subject"]] = Years(*both)
    return found


def grade_line(book: Book, one: Graded, reached: tuple[Reached, ...]) -> Line:
    """A subject's place and grade, the limits reached, and what follows from both."""
    grade = one.grade
    return {
        "subject": one.id,
        "place": one.place,
        "grade": grade.key if grade else "",
        "consequence": grade.consequence if grade else "",
        "limits": [_limit(book, each) for each in reached],
    }


def reached(session: Session, assessment: Assessment, book: Book) -> dict[int, tuple[Reached, ...]]:
    """The limits reached as the assessment was closed with them, by subject."""
    found = {}
    for raw in documents.raw_lines(session, assessment.id, documents.GRADES):
        if NONE not in raw:
            line = json.loads(raw)
            found[line["subject"]] = tuple(_reached(book, told) for told in line["limits"])
    return found


def sheet_of(line: Line) -> Sheet:
    """A frozen score as a sheet."""
    items = line["items"].items()
    return Sheet(
        amounts={key: pair[0] for key, pair in items},
        items={key: pair[1] for key, pair in items},
        sections=line["sections"],
        total=line["total"],
        rated=line["rated"],
        months=line["months"],
        corrections=line.get("corrections", 0),
    )


def _limit(book: Book, one: Reached) -> Line:
    return {
        "number": book.limits.index(one.limit),
        "name": one.limit.name,
        "consequence": one.limit.consequence,
        "years": {str(year): given for year, given in one.years.items()},
    }


def _reached(book: Book, told: Line) -> Reached:
    given = {int(year): value for year, value in told["years"].items()}
    return Reached(book.limits[told["number"]], dict(sorted(given.items())))


def _counted(sheet: Sheet) -> Line:
    amounts, items = dict(sheet.amounts), dict(sheet.items)
    return {"amounts": amounts, "items": items, "sections": dict(sheet.sections)}


def _added_up(told: Line) -> Sheet:
    return Sheet(told["amounts"], told["items"], told["sections"], 0, 0, 0)


def _total(rated: int, months: int) -> Sheet:
    return Sheet({}, {}, {}, rated, rated, months)
