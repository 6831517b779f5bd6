"""Words of a paper, in the language that was asked for."""

from dataclasses import dataclass
from datetime import date, datetime

from core import clock
from core.i18n import CHINESE, ENGLISH, translate
from db.base import Choice

_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
TICKED, UNTICKED = "☑", "☐"


@dataclass(frozen=True, slots=True)
class Words:
    """Says things in one language. Named `_` where it is used, so that catalogues find them."""

    language: str = CHINESE

    def __call__(self, message: str, **parts: object) -> str:
        """A message of the catalogue, with its parts filled in."""
        return translate(message, self.language, **parts)

    @property
    def is_chinese(self) -> bool:
        """Whether the paper is a Chinese one."""
        return self.language != ENGLISH

    def word(self, choice: Choice | None) -> str:
        """What a choice is called, "" for none."""
        return self(choice.label) if choice else ""

    def either(self, name: str, name_en: str) -> str:
        """One of two names that stand beside each other in a row."""
        return name if self.is_chinese or not name_en else name_en

    def day(self, day: date | None) -> str:
        """A day as papers write it: 2026年3月5日, 5 March 2026."""
        if day is None:
            return ""
        if self.is_chinese:
            return f"{day.year}年{day.month}月{day.day}日"
        return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"

    def month(self, year: int, month: int) -> str:
        """A month: 2026年3月, March 2026."""
        return f"{year}年{month}月" if self.is_chinese else f"{_MONTHS[month - 1]} {year}"

    def rate(self, share: float) -> str:
        """A share of one to a tenth of a percent, as offices report it: 22.7%."""
        return f"{share * 100:.1f}".removesuffix(".0") + "%"

    def moment(self, moment: datetime, zone: str = clock.HOME_ZONE) -> str:
        """A moment on the wall clock of a zone: 2026-03-05 09:00."""
        return f"{clock.local(moment, zone):%Y-%m-%d %H:%M}"

    def count(self, number: float) -> str:
        """A number with separators."""
        return f"{number:,.0f}"

    def list(self, parts: "list[str] | tuple[str, ...]") -> str:
        """Several names beside each other."""
        return ("、" if self.is_chinese else ", ").join(part for part in parts if part)


def tick(ticked: object) -> str:
    """A box to tick, ticked or not."""
    return TICKED if ticked else UNTICKED
