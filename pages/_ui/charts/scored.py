"""What the charts of an assessment share: names of people and grades, and points as shown."""

from collections.abc import Iterable, Sequence

from core.assessment.book.faults import shown
from core.assessment.book.shape import Grade
from core.i18n import CHINESE
from core.reports.assessed.look import One
from core.reports.assessed.subjects import By
from pages._ui.charts import palette
from pages._ui.charts.panel import Linked, View

HIDDEN = "＊＊＊"
MOST_NAMES = 6


def person(one: One, view: View) -> str:
    """The name of one who is scored, unless names are hidden."""
    return HIDDEN if view.hidden else view.say.name(one.subject)


def linked(one: One, view: View) -> str:
    """The same, leading to the records behind each point."""
    name = person(one, view)
    return name if view.hidden else Linked((name, view.subject(one.subject.id)))


def all_linked(ones: Sequence[One], view: View) -> str:
    """Some names in a line, each leading to the records behind the points."""
    if view.hidden:
        return HIDDEN
    comma = "、" if view.say.language == CHINESE else ", "
    parts: list[tuple[str, str]] = []
    for one in ones:
        parts += [(comma, "")] if parts else []
        parts.append((view.say.name(one.subject), view.subject(one.subject.id)))
    return Linked(*parts)


def people(ones: Sequence[One], view: View) -> str:
    """Some names in a line, and how many more there are."""
    _ = view.say
    if view.hidden:
        return HIDDEN
    comma = "、" if _.language == CHINESE else ", "
    names = comma.join(_.name(one.subject) for one in ones[:MOST_NAMES])
    more = len(ones) - MOST_NAMES
    return _("{names} and {n} more", names=names, n=more) if more > 0 else names


def place(one: One, by: By, view: View) -> str:
    """What somebody belongs to."""
    found = one.subject.places.get(by)
    return view.say.name(found) if found else ""


def grade(one: Grade | None, view: View) -> str:
    """What a grade is called."""
    return view.say.name(one) if one else view.say("Not graded")


def points(hundredths: int) -> str:
    """Points as a person writes them."""
    return shown(hundredths)


def number(hundredths: int) -> float:
    """Points as a number of a table, whole where they are."""
    return hundredths // 100 if hundredths % 100 == 0 else hundredths / 100


def colour(one: Grade | None, grades: Sequence[Grade]) -> str:
    """The colour of a grade: its own, else one by its place; grey for none."""
    if one is None:
        return palette.GRAY
    return palette.GRADES[one.colour] if one.colour else _spare(one, grades)


def colours(found: Iterable[Grade | None], view: View) -> dict[str, str]:
    """The colours of grades by what they are called."""
    told = list(dict.fromkeys(found))
    known = [one for one in told if one is not None]
    return {grade(one, view): colour(one, known) for one in told}


def _spare(one: Grade, grades: Sequence[Grade]) -> str:
    at = list(grades).index(one) if one in grades else 0
    return palette.SPARE[at % len(palette.SPARE)]
