"""What is chosen in crossed charts: the dimensions, and the bars chosen in each."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from core.activities.models import OwnerKind
from core.i18n import N_
from core.reports.periods import Period
from db.base import Choice

MOST = 40  # bars chosen in one chart
LONGEST = 120  # of a bar's key
# The sizes that activities are told apart by: the least and the most people served.
SIZES: dict[str, tuple[int, int | None]] = {
    "0": (0, 0),
    "1-20": (1, 20),
    "21-50": (21, 50),
    "51-100": (51, 100),
    "101-300": (101, 300),
    "301": (301, None),
}
NOWHERE = "0"  # a township's key for what has no place on record


class Dimension(Choice):
    """What activities are counted by; the value is its name in an address."""

    MONTH = "month", N_("Month")
    HEADING = "heading", N_("Category")
    OWNER = "owner", N_("Organised by")
    HOLDER = "holder", N_("Studio or group")
    SECTOR = "sector", N_("Sector of those present")
    TOWNSHIP = "township", N_("Township")
    SIZE = "size", N_("People served")


@dataclass(frozen=True, slots=True)
class Cross:
    """Whose activities are counted, and what is chosen: pairs of a dimension and its keys."""

    committee_id: int
    period: Period
    chosen: tuple[tuple[Dimension, tuple[str, ...]], ...] = ()

    def of(self, dimension: Dimension) -> tuple[str, ...]:
        """What is chosen in one dimension."""
        return dict(self.chosen).get(dimension, ())

    def others(self, dimension: Dimension) -> list[tuple[Dimension, tuple[str, ...]]]:
        """What is chosen in all other dimensions: what a chart is narrowed by."""
        return [(one, keys) for one, keys in self.chosen if one is not dimension]


def read(dimension: Dimension, values: Iterable[str]) -> tuple[str, ...]:
    """The keys that an address names; what can be none of the dimension is left out."""
    fits = _FITS.get(dimension, bool)
    kept = dict.fromkeys(value for value in values if len(value) <= LONGEST and fits(value))
    return tuple(kept)[:MOST]


def holder(key: str) -> tuple[OwnerKind, int] | None:
    """The kind and id of a holder's key, such as `studio.12`."""
    kind, _dot, number = key.partition(".")
    if kind not in (OwnerKind.STUDIO, OwnerKind.GROUP) or not _is_id(number):
        return None
    return OwnerKind(kind), int(number)


def _is_id(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 10


def _is_month(text: str) -> bool:
    return _is_id(text) and len(text) == 6 and text[:4] > "0000" and 1 <= int(text[4:]) <= 12


_FITS: dict[Dimension, Callable[[str], object]] = {
    Dimension.MONTH: _is_month,
    Dimension.OWNER: {one.value for one in OwnerKind}.__contains__,
    Dimension.HOLDER: holder,
    Dimension.TOWNSHIP: _is_id,
    Dimension.SIZE: SIZES.__contains__,
}
