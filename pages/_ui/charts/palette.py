"""One colour for one thing, on every chart.

The colours keep apart for the colour-blind (after Okabe and Ito) and stand out by at
least 3 to 1 from the light and from the dark background alike.
"""

from core.activities.models import Presence
from core.assessment.book.choices import Colour

BLUE = "#3f7fc6"
ORANGE = "#cf7a1d"
TEAL = "#1f9479"
PURPLE = "#8e6cc0"
RED = "#cb4b3f"
SKY = "#2b97bd"
OLIVE = "#a2861a"
PINK = "#c5619b"
BROWN = "#a5714a"
GRAY = "#858b95"

# Text drawn on a chart, readable on both backgrounds.
INK = "#7b828c"

GOOD, NOT_YET, OPEN = TEAL, ORANGE, GRAY
ACTIVITIES, SERVED, MEMBERS = BLUE, ORANGE, PURPLE

HEADINGS = {
    "meeting": GRAY,
    "study": PURPLE,
    "consultation": BLUE,
    "inspection_survey": SKY,
    "supervision": RED,
    "service": ORANGE,
    "contact": TEAL,
    "donation": PINK,
    "sector": OLIVE,
    "other": BROWN,
}
SPARE = (BLUE, ORANGE, TEAL, PURPLE, SKY, OLIVE, PINK, RED)
PRESENCE = {
    Presence.PRESENT: TEAL,
    Presence.LATE: SKY,
    Presence.LEFT_EARLY: OLIVE,
    Presence.ON_LEAVE: GRAY,
    Presence.ABSENT: RED,
}
# The colours that rule books give their grades; each grade is named in words beside it.
GREEN, YELLOW, CYAN = "#2f9455", "#a2861a", "#1b93a3"
GRADES = {
    Colour.GREEN: GREEN,
    Colour.BLUE: BLUE,
    Colour.YELLOW: YELLOW,
    Colour.BROWN: BROWN,
    Colour.RED: RED,
    Colour.ORANGE: ORANGE,
    Colour.CYAN: CYAN,
    Colour.PURPLE: PURPLE,
    Colour.GREY: GRAY,
}


def heading(code: str) -> str:
    """The colour of a heading of the catalogue; an office's own heading has a steady one too."""
    return HEADINGS.get(code) or SPARE[sum(code.encode()) % len(SPARE)]
