"""The register of activities narrowed as crossed charts are, where it can be."""

from datetime import date

from core.activities.models import OwnerKind
from core.reports.crossed.choices import Cross, Dimension, holder
from core.reports.periods import Period
from core.reports.queries.parts import OWN
from pages._ui.charts.panel import View


def address(cross: Cross, view: View) -> str:
    """Where the same activities are listed; "" where the register cannot be narrowed so."""
    asked: dict[str, str] = {}
    for dimension, keys in cross.chosen:
        told = _one(dimension, keys, view.period)
        if told is None or any(asked.get(name, value) != value for name, value in told.items()):
            return ""
        asked |= told
    return view.activities(**asked)


def _one(dimension: Dimension, keys: tuple[str, ...], period: Period) -> dict[str, str] | None:
    """What the register is asked for one choice; None where it has no words for it."""
    if dimension is Dimension.MONTH:
        return _days(sorted(map(int, keys)), period)
    if len(keys) > 1:
        return None
    key = keys[0]
    if dimension is Dimension.HEADING and not key.startswith(OWN):
        return {"category": f"{key}/"}
    if dimension is Dimension.OWNER:
        return {"by": OwnerKind(key).value}
    if dimension is Dimension.HOLDER and (known := holder(key)):
        kind, number = known[0].value, known[1]
        return {"by": kind, f"by_{kind}": f"{kind}/{number}"}
    return None


def _days(months: list[int], period: Period) -> dict[str, str] | None:
    """From the first to the last of months that follow each other."""
    first = date(months[0] // 100, months[0] % 100, 1)
    last = Period.month(date(months[-1] // 100, months[-1] % 100, 1)).last
    if Period(first, last).months() != months:
        return None
    first, last = max(first, period.first), min(last, period.last)
    return {"from": first.isoformat(), "to": last.isoformat()} if first <= last else None
