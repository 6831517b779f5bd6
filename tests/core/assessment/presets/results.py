"""What a book makes of a subject, in points as on paper: 82.5, not 8250."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from core.assessment.book import presets, reading
from core.assessment.book.shape import Book
from core.assessment.scoring.grading import Graded
from core.assessment.scoring.scoring import Scored
from core.assessment.scoring.sheet import Sheet


@dataclass(frozen=True)
class Result:
    """What one subject has, in points, with place and grade."""

    total: float
    rated: float
    items: dict[str, float]
    sections: dict[str, float]
    amounts: dict[str, float]
    failed: tuple[str, ...]
    grade: str | None
    place: int | None
    sheet: Sheet

    @classmethod
    def of(cls, one: Scored, graded: Graded) -> "Result":
        """The same as the program has it, told in points."""
        sheet = one.sheet
        return cls(
            total=sheet.total / 100,
            rated=sheet.rated / 100,
            items=_points(sheet.items),
            sections=_points(sheet.sections),
            amounts=_points(sheet.amounts),
            failed=one.failed,
            grade=graded.grade.key if graded.grade else None,
            place=graded.place,
            sheet=sheet,
        )


@lru_cache
def preset(code: str) -> Book:
    """A book that comes with the program."""
    return reading.read(presets.text(code))


def _points(hundredths: Mapping[str, int]) -> dict[str, float]:
    return {key: number / 100 for key, number in hundredths.items()}
