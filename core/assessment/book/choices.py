"""The words that a rule book chooses from, other than those of the vocabulary."""

from core.i18n import N_
from db.base import Choice


class Span(Choice):
    """The stretch of time that one assessment covers."""

    YEAR = "year", N_("One year")
    TERM = "term", N_("One term")


class Records(Choice):
    """Which activities count, of those that were held and not binned."""

    ALL = "all", N_("All that were held")
    CONFIRMED = "confirmed", N_("Only those confirmed")


class ProRataBy(Choice):
    """By what those are measured who joined or left within the span."""

    NONE = "none", N_("Not at all")
    MONTH = "month", N_("By the months served")


class Colour(Choice):
    """The colour of a grade in tables and charts."""

    GREEN = "green", N_("Green")
    BLUE = "blue", N_("Blue")
    YELLOW = "yellow", N_("Yellow")
    BROWN = "brown", N_("Brown")
    RED = "red", N_("Red")
    ORANGE = "orange", N_("Orange")
    CYAN = "cyan", N_("Cyan")
    PURPLE = "purple", N_("Purple")
    GREY = "grey", N_("Grey")


class About(Choice):
    """What a test of a condition looks at. AMOUNT is how much of an item there is."""

    AMOUNT = "amount", N_("The amount of an item")
    ITEM = "item", N_("The points of an item")
    SECTION = "section", N_("The points of a section")
    TOTAL = "total", N_("The total")
    MONTHS = "months", N_("The months served")


class Joint(Choice):
    """How the parts of a condition are joined."""

    ALL = "all", N_("All of them")
    ANY = "any", N_("Any of them")
