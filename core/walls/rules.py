"""What a wall may be told to do."""

from collections.abc import Sequence

from core.errors import RuleBroken
from core.i18n import CHINESE, ENGLISH, N_

NAME = 60
LEAST_PAUSE, MOST_PAUSE = 5, 600
MOST_SLIDES = 40


def check_slides(slides: Sequence[str]) -> None:
    """At least one slide, and not more than anybody waits for."""
    if not slides:
        raise RuleBroken(N_("Choose at least one slide."), "slides")
    if len(slides) > MOST_SLIDES or any("," in one or len(one) > 40 for one in slides):
        raise RuleBroken(N_("A wall shows {n} slides at most."), "slides", n=MOST_SLIDES)


def check_pause(seconds: int) -> None:
    """Long enough to be read, and short enough to be a wall."""
    if not LEAST_PAUSE <= seconds <= MOST_PAUSE:
        raise RuleBroken(
            N_("A slide stays for {least} to {most} seconds."),
            "pause_seconds",
            least=LEAST_PAUSE,
            most=MOST_PAUSE,
        )


def check_language(language: str) -> None:
    """One of the two languages."""
    if language not in (CHINESE, ENGLISH):
        raise RuleBroken(N_("Choose Chinese or English."), "language")
