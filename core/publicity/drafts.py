"""What the form of a press report sends."""

from dataclasses import dataclass
from datetime import date

from core.handling.models import AuthorityLevel


@dataclass(frozen=True, slots=True)
class ReportDraft:
    """A report as typed; where it was printed has a medium, a level and a day, or none of them.

    What it tells of: an activity, a studio or a matter, at most one of each.
    """

    title: str
    written_on: date
    author: str = ""
    medium: str = ""
    level: AuthorityLevel | None = None
    printed_on: date | None = None
    address: str = ""
    studio_id: int | None = None
    activity_id: int | None = None
    matter_id: int | None = None
