"""Words in a named language, for what is drawn or written where no screen is."""

from dataclasses import dataclass
from datetime import date

from core.i18n import CHINESE, ENGLISH, N_, translate
from db.base import Choice
from pages._ui.words import Named

_ENGLISH_MONTHS = (
    *("Jan", "Feb", "Mar", "Apr", "May", "Jun"),
    *("Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
)


@dataclass(frozen=True, slots=True)
class Say:
    """Says things in one language. Named `_` where it is used, so that catalogues find them."""

    language: str = CHINESE

    def __call__(self, message: str, **parts: object) -> str:
        """A message of the catalogue, with its parts filled in."""
        return translate(message, self.language, **parts)

    def word(self, choice: Choice | None) -> str:
        """What a choice is called."""
        return self(choice.label) if choice else ""

    def name(self, row: Named) -> str:
        """A row's name; the English one where English is read and there is one."""
        return self.either(row.name, row.name_en)

    def either(self, name: str, name_en: str) -> str:
        """One of two names that stand beside each other in a row."""
        return name_en if self.language == ENGLISH and name_en else name

    def month(self, month: int, *, with_year: bool) -> str:
        """A month (year * 100 + month): 3月, or 2026.3 where several years are shown."""
        year, number = divmod(month, 100)
        if self.language == CHINESE:
            return f"{year}.{number}" if with_year else f"{number}月"
        name = _ENGLISH_MONTHS[number - 1]
        return f"{name} {year % 100:02}" if with_year else name

    def quarter(self, quarter: int, *, with_year: bool = True) -> str:
        """A quarter (year * 10 + quarter): 2026年一季度, or 一季度 where the year is known."""
        year, number = divmod(quarter, 10)
        if self.language == CHINESE:
            name = f"{'一二三四'[number - 1]}季度"
            return f"{year}年{name}" if with_year else name
        return f"Q{number} {year}" if with_year else f"Q{number}"

    def days(self, first: date, last: date) -> str:
        """A stretch of days."""
        return self(N_("{first} to {last}"), first=first.isoformat(), last=last.isoformat())

    def count(self, number: float) -> str:
        """A number with separators."""
        return f"{number:,.0f}"

    def percent(self, share: float) -> str:
        """A share of one as a percentage."""
        return f"{share * 100:.0f}%"

    def rate(self, share: float) -> str:
        """A share to a tenth of a percent, as offices report it: 22.7%."""
        return f"{share * 100:.1f}".removesuffix(".0") + "%"

    def yuan(self, fen: int) -> str:
        """Money in yuan; in ten thousands where Chinese is read and there is much of it."""
        if self.language == CHINESE and fen >= 1_000_000:
            return f"{fen / 1_000_000:,.1f}万元"
        return self(N_("¥{amount}"), amount=f"{fen / 100:,.0f}")
