"""What changed most between two periods."""

from dataclasses import dataclass
from math import log

from core.i18n import N_
from core.reports.queries.kpis import Figures
from db.base import Choice

FEWEST = 5  # below this many in both periods, a change is chance


class KeyFigure(Choice):
    """A figure that is counted through a period; the value is its name in `Figures`."""

    ACTIVITIES = "activities", N_("Activities")
    SERVED = "served", N_("People served")
    OPINIONS_HEARD = "opinions_heard", N_("Opinions heard")
    PROBLEMS_SOLVED = "problems_solved", N_("Problems solved")
    GIVEN_FEN = "given_fen", N_("Donations")
    STUDIOS = "studios", N_("Studios open")


@dataclass(frozen=True, slots=True)
class Change:
    """One figure before and now."""

    figure: KeyFigure
    now: int
    before: int

    @property
    def share(self) -> float:
        """By which share of what it was before it changed."""
        return (self.now - self.before) / self.before if self.before else 0.0


def most_changed(now: Figures, before: Figures) -> Change | None:
    """The figure that changed most for its size; None where nothing can be compared."""
    changes = [
        Change(figure, getattr(now, figure.value), getattr(before, figure.value))
        for figure in KeyFigure
    ]
    told = [one for one in changes if one.before and max(one.now, one.before) >= FEWEST]
    best = max(told, key=_weight, default=None)
    return best if best and best.now != best.before else None


def _weight(change: Change) -> float:
    return abs(log((change.now + 1) / (change.before + 1)))
