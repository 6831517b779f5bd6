"""One colour for one thing, on every chart.

The colours keep apart for those who lack red or green cones too, which their hues alone
would not: their brightness differs as far as it may, since each stands out by at least
3 to 1 from the light and from the dark background alike.
"""

from core.activities.models import Presence
from core.assessment.book.choices import Colour

BLUE = "#3369a5"
ORANGE = "#d17b1d"
TEAL = "#23a285"
PURPLE = "#a47ede"
RED = "#b24136"
SKY = "#2c9bc2"
OLIVE = "#866f14"
PINK = "#ba5b92"
BROWN = "#bf8357"
GRAY = "#63676f"

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

# More and more of one thing: the same blue, the stronger the more, on light and on dark.
NONE = "rgba(128,128,128,.14)"
STEPS = ("rgba(51,105,165,.3)", "rgba(51,105,165,.52)", "rgba(51,105,165,.76)", BLUE)
# The same where words stand on it: each with the ink that is read best.
SQUARES = (
    ("#e8eef5", "#20242b"),
    ("#c3d6ea", "#20242b"),
    ("#8fb4da", "#20242b"),
    ("#3f75b5", "#ffffff"),
    ("#1d4577", "#ffffff"),
)


def heading(code: str) -> str:
    """The colour of a heading of the catalogue; an office's own heading has a steady one too."""
    return HEADINGS.get(code) or SPARE[sum(code.encode()) % len(SPARE)]
