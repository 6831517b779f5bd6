"""What the forms of informants and information points send."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class PointDraft:
    """An information point as typed."""

    name: str
    place: str = ""
    opened_on: date | None = None


@dataclass(frozen=True, slots=True)
class InformantDraft:
    """An informant as typed. Without a number the next free one is given.

    `phone` None leaves the number that is kept as it is.
    """

    name: str
    starts_on: date
    number: str = ""
    employer: str = ""
    phone: str | None = None
    point_id: int | None = None
    ends_on: date | None = None
