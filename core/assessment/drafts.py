"""What people type in about an assessment."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class OpeningDraft:
    """An assessment to open. Without days it is of the whole year or term that the book says."""

    book_id: int
    year: int
    first_on: date | None = None
    last_on: date | None = None


@dataclass(frozen=True, slots=True)
class BookChangeDraft:
    """A newer version of the book that an assessment is to go by, and why."""

    book_id: int
    reason: str


@dataclass(frozen=True, slots=True)
class WindowDraft:
    """The days on which subjects may object, both included."""

    objections_from: date
    objections_until: date


@dataclass(frozen=True, slots=True)
class ObjectionDraft:
    """An objection to an item, or with no item to the whole."""

    subject_id: int
    item_key: str
    words: str


@dataclass(frozen=True, slots=True)
class AnswerDraft:
    """The answer to an objection. Upheld with hundredths of a point it brings a correction."""

    upheld: bool
    words: str
    hundredths: int = 0


@dataclass(frozen=True, slots=True)
class CorrectionDraft:
    """Hundredths of a point given (or taken, below zero) for an item or the whole."""

    subject_id: int
    item_key: str
    hundredths: int
    reason: str
