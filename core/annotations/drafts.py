"""A note as somebody types it."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class AnnotationDraft:
    """What a note says, and where it is pinned: to a day, or to a bar of a period."""

    panel: str
    words: str
    first_on: date
    last_on: date
    day: date | None = None
    bar: str = ""
