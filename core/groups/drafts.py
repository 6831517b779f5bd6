"""What people hand in about sector groups."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class GroupDraft:
    """The columns of a group that people type. Its sectors are put apart."""

    name: str
    name_en: str = ""
    position: int = 0


@dataclass(frozen=True, slots=True)
class ConvenerDraft:
    """A member who is to convene a group, from a day on, as the lead or as a deputy."""

    member_id: int
    starts_on: date
    ends_on: date | None = None
    deputy: bool = False


@dataclass(frozen=True, slots=True)
class ThemeDayDraft:
    """A day that a group keeps; `rule` says when, in words."""

    name: str
    name_en: str = ""
    rule: str = ""
