"""Conditions and limits as they are read from the text."""

from core.assessment.book.shape import (
    About,
    Condition,
    Joined,
    Joint,
    Limit,
    Part,
    Reference,
    Span,
    Test,
)
from core.assessment.book.tables import Table
from core.i18n import N_

# The key that says what is compared, and what it compares.
NAMED = {"item": About.AMOUNT, "points_of": About.ITEM, "section": About.SECTION}
PLAIN = {"total": About.TOTAL, "months": About.MONTHS}
BOUNDS = ("at_least", "at_most", "below")
NOTHING = Joined(Joint.ALL, ())


def condition(table: Table) -> Condition:
    """A named condition."""
    read = Condition(
        key=table.key(),
        name=table.named(),
        name_en=table.text("name_en"),
        part=_part(table),
    )
    table.done()
    return read


def limit(table: Table) -> Limit:
    """Something that must not happen over several years."""
    found = _part(table)
    if not isinstance(found, Test):
        if found != NOTHING:
            table.fault("name", N_("A limit compares one thing: an item, a section or the total."))
        found = Test(About.TOTAL)
    read = Limit(
        name=table.named(),
        name_en=table.text("name_en"),
        test=found,
        years=_years(table),
        consequence=table.named("consequence"),
    )
    table.done()
    return read


def _years(table: Table) -> int | None:
    """Over how many years; None is the term."""
    if table.has("years") == table.has("span"):
        table.fault("name", N_("Say over what time: years = 2, for example, or span = “term”."))
    if table.choice("span", Span) is Span.YEAR:
        return 1
    return table.count("years")


def _part(table: Table) -> Part:
    """What a table says of one thing, or of several joined."""
    said = [subject for subject in _subjects() if _says(table, subject)]
    if len(said) != 1:
        table.log.fault(
            table.path,
            N_(
                "A condition says one thing: “item”, “points_of”, “section”, “total_…”,"
                " “months_…”, “condition”, “all” or “any”. Here it says {n}."
            ),
            n=len(said),
        )
        _pass_over(table)
        return NOTHING
    subject = said[0]
    if subject in tuple(Joint):
        return _joined(table, Joint(subject))
    if subject == "condition":
        return Reference(table.named("condition"))
    return _test(table, subject)


def _subjects() -> tuple[str, ...]:
    return (*Joint, "condition", *NAMED, *PLAIN)


def _says(table: Table, subject: str) -> bool:
    if subject in PLAIN:
        return any(table.has(f"{subject}_{bound}") for bound in BOUNDS)
    return table.has(subject)


def _pass_over(table: Table) -> None:
    """Ask for all, so that one wrong condition is told of once."""
    bounds = [f"{subject}_{bound}" for subject in PLAIN for bound in BOUNDS]
    table.asked.update(*(_subjects(), BOUNDS, bounds))


def _joined(table: Table, by: Joint) -> Joined:
    parts = tuple(_alone(each) for each in table.tables(by))
    if not parts:
        table.fault(by, N_("“{key}” holds no condition. Name at least one."))
    return Joined(by, parts)


def _alone(table: Table) -> Part:
    read = _part(table)
    table.done()
    return read


def _test(table: Table, subject: str) -> Test:
    before = f"{subject}_" if subject in PLAIN else ""
    given = {bound: table.hundredths(before + bound) for bound in BOUNDS}
    if not any(table.has(before + bound) for bound in BOUNDS):
        table.log.fault(table.path, N_("Say how much: at_least, at_most or below."))
    key = table.named(subject) if subject in NAMED else ""
    return Test(about=NAMED.get(subject) or PLAIN[subject], key=key, **given)
