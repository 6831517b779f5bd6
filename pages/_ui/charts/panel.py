"""A panel of the board: one question, with its figures, chart, sentence and table."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from core.activities.models import Stage
from core.reports.periods import Period
from pages._ui.charts.bars import Spec
from pages._ui.charts.say import Say
from pages._ui.charts.sources import Register

Rows = Sequence[Any]
Cells = dict[str, str | int | float]
Table = list[Cells]


class Linked(str):
    """A cell of which some parts lead to where more is told; in a download it is plain text.

    `parts` are its pieces in order, each with an address, "" where it leads nowhere.
    """

    __slots__ = ("parts",)
    parts: tuple[tuple[str, str], ...]

    def __new__(cls, *parts: tuple[str, str]) -> "Linked":
        """The pieces in a row."""
        made = super().__new__(cls, "".join(text for text, _address in parts))
        made.parts = parts
        return made


@dataclass(frozen=True, slots=True)
class View:
    """Whose figures are drawn, and in which words.

    `assessment_id` is that of the board of an assessment; `hidden` leaves out people's names;
    `against` is the period that a board compares with.
    """

    committee_id: int
    period: Period
    say: Say
    assessment_id: int = 0
    hidden: bool = False
    against: Period | None = None

    def activities(self, **asked: str) -> str:
        """The address of the activities behind a bar."""
        days = {"from": self.period.first.isoformat(), "to": self.period.last.isoformat()}
        return self._address("activities", {"stage": Stage.DONE.value} | days | asked)

    def activities_of(self, month: int, **asked: str) -> str:
        """The address of the activities of a month (year * 100 + month), as a calendar."""
        shown = {"view": "month", "month": str(month), "stage": Stage.DONE.value}
        return self._address("activities", shown | asked)

    def studios(self, **asked: str) -> str:
        """The address of the studios behind a bar."""
        return self._address("studios", asked)

    def opinions(self, **asked: str) -> str:
        """The address of the opinion items behind a bar."""
        days = {"from": self.period.first.isoformat(), "to": self.period.last.isoformat()}
        return self._address("opinions", days | asked)

    def groups(self, group_id: int) -> str:
        """The address of the page of a sector group."""
        return self._address("groups", {"id": str(group_id)})

    def map_of(self, committee_id: int) -> str:
        """The address of the map of another committee, over the same days."""
        days = {"from": self.period.first.isoformat(), "to": self.period.last.isoformat()}
        return f"/map?{urlencode({'c': str(committee_id), 'p': 'days'} | days)}"

    def ranking(self, **asked: str) -> str:
        """The address of those behind a bar of the board of an assessment, in their order."""
        hidden = {"hide": "1"} if self.hidden else {}
        shown = {"a": str(self.assessment_id), "view": "list"} | hidden
        return self._address("assessment", shown | asked)

    def subject(self, subject_id: int) -> str:
        """The address of one who is scored, with the records behind each point."""
        return self._address("mine", {"a": str(self.assessment_id), "id": str(subject_id)})

    def register(self, register: Register) -> str:
        """The address of the screen that keeps a register."""
        return self._address(register.screen, {})

    def level(self, kind: str, level_id: int) -> str:
        """The address of the live board of one studio, group or special committee."""
        return self._address("live", {"at": f"{kind}.{level_id}"} | self._days())

    def _days(self) -> dict[str, str]:
        """The period as the boards keep it in their address."""
        first, last = self.period.first.isoformat(), self.period.last.isoformat()
        return {"p": "days", "from": first, "to": last}

    def _address(self, screen: str, asked: Mapping[str, str]) -> str:
        return f"/{screen}?{urlencode({'c': str(self.committee_id)} | dict(asked))}"


@dataclass(frozen=True, slots=True)
class Panel:
    """One question of the board.

    `ask` fetches the rows, `draw` makes the chart (None: the table says it all), `tell`
    the sentence above it and `table` the figures as shown and downloaded. `empty` says what
    to do where there are no rows, `source` is the register that the figures come from.
    The title names a sheet of a workbook: 31 letters at most, none of `[]:*?/\\'`.
    """

    key: str
    title: str
    empty: str
    ask: Callable[..., Rows]
    tell: Callable[[Rows, View], str]
    table: Callable[[Rows, View], Table]
    draw: Callable[[Rows, View], Spec] | None = None
    source: Register = field(kw_only=True)


def months_of(period: Period, say: Say) -> dict[int, str]:
    """What each month of a period is called on an axis."""
    with_year = period.first.year != period.last.year
    return {month: say.month(month, with_year=with_year) for month in period.months()}


def some(ask: Callable[..., Rows], counted: str) -> Callable[..., Rows]:
    """Ask for figures that come in one row: no rows where its column counts nothing."""

    def asked(*of: Any) -> Rows:  # noqa: ANN401  whatever the question takes
        found = ask(*of)
        return found if found and getattr(found[0], counted) else ()

    return asked
