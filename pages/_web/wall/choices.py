"""Which slides a wall can show: the key figures, and each panel of the boards that has a chart."""

from core.i18n import N_
from pages._ui.charts.panel import Panel
from pages._web.board.asked import BOARDS, WORKING

FIGURES = "figures"
FIGURES_TITLE = N_("Key figures")
_OF_PEOPLE = frozenset({"seats", "informants"})  # whoever passes by reads a wall
USUAL = (
    FIGURES,
    "work/months",
    "work/served",
    "work/categories",
    "work/owners",
    "voices/opinions",
    "voices/opinion_months",
    "voices/opinion_sectors",
)


def panels() -> dict[str, Panel]:
    """The panels by the keys of their slides, in the order of the boards."""
    return {
        f"{board}/{panel.key}": panel
        for board, sections in BOARDS.items()
        for _title, shown in sections
        for panel in shown
        if panel.draw and panel.key not in _OF_PEOPLE
    }


def titles() -> dict[str, str]:
    """What the slides are called, as messages of the catalogue."""
    return {FIGURES: FIGURES_TITLE} | {key: panel.title for key, panel in panels().items()}


def usual() -> list[str]:
    """What a new wall shows."""
    known = titles()
    return [key for key in USUAL if key in known]


def board_of(slide: str) -> str:
    """The board that a slide comes from."""
    return slide.partition("/")[0] if "/" in slide else WORKING
