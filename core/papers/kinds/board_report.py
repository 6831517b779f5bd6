"""Quarterly and yearly reports: the key figures of a committee, and charts of its boards.

What a report says of each chart is brought by the boards themselves, so that paper and screen
cannot differ; here is only what it looks like on paper.
"""

from dataclasses import dataclass, fields
from datetime import date
from typing import Annotated

from sqlmodel import Session

from core import clock
from core.committees import queries as committees
from core.errors import NotFound
from core.i18n import N_
from core.papers.fields import Picture, Told
from core.papers.kinds import offices, stretches
from core.papers.models import PaperKind
from core.papers.paper import Content, Paper, Subject
from core.papers.sheet import Column, Sheet
from core.papers.words import Words
from core.permissions import Actor, Permission, require

MOST_COLUMNS, MOST_ROWS = 6, 12
_CELLS = "abcdef"


@dataclass(frozen=True, slots=True)
class Figure:
    """One key figure, now and in the period that it is compared with."""

    name: Annotated[str, Told(N_("Key figure"), N_("Activities"))]
    now: Annotated[str, Told(N_("In the period"), 184)]
    before: Annotated[str, Told(N_("Compared with"), 160)]
    change: Annotated[str, Told(N_("Increase or decrease"), "+15%")]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the short table below a chart; what it has no column for is empty."""

    a: Annotated[str, Told(N_("First cell"), N_("Sector studio"))] = ""
    b: Annotated[str, Told(N_("Second cell"), 12)] = ""
    c: Annotated[str, Told(N_("Third cell"), 12)] = ""
    d: Annotated[str, Told(N_("Fourth cell"), 12)] = ""
    e: Annotated[str, Told(N_("Fifth cell"), 12)] = ""
    f: Annotated[str, Told(N_("Sixth cell"), 12)] = ""


@dataclass(frozen=True, slots=True)
class Section:
    """One chart of a board with its question, what it says, and the figures behind it."""

    part: Annotated[str, Told(N_("Part of the board that begins here"), N_("1. Activities"))]
    title: Annotated[str, Told(N_("Question of the chart"), N_("How many activities a month?"))]
    told: Annotated[
        str, Told(N_("What the chart says"), N_("Most activities were held in March (21)."))
    ]
    chart: Annotated[Picture, Told(N_("Chart"))]
    head_a: Annotated[str, Told(N_("Heading of the first column"), N_("Month"))]
    head_b: Annotated[str, Told(N_("Heading of the second column"), N_("Activities"))]
    head_c: Annotated[str, Told(N_("Heading of the third column"), N_("Activities"))]
    head_d: Annotated[str, Told(N_("Heading of the fourth column"), N_("Activities"))]
    head_e: Annotated[str, Told(N_("Heading of the fifth column"), N_("Activities"))]
    head_f: Annotated[str, Told(N_("Heading of the sixth column"), N_("Activities"))]
    lines: Annotated[tuple[Line, ...], Told(N_("Lines of the table"))]
    has_2: Annotated[bool, Told(N_("Whether the table has two columns"), False)]
    has_3: Annotated[bool, Told(N_("Whether the table has three columns"), True)]
    has_4: Annotated[bool, Told(N_("Whether the table has four columns"), False)]
    has_5: Annotated[bool, Told(N_("Whether the table has five columns"), False)]
    has_6: Annotated[bool, Told(N_("Whether the table has six columns"), False)]
    more: Annotated[
        str, Told(N_("What of the table is left out"), N_("The first 12 of 30 lines are shown."))
    ]
    notes: Annotated[
        str,
        Told(N_("Notes pinned to the chart"), N_("Note: the plenary was in March."), prose=True),
    ]
    origin: Annotated[
        str, Told(N_("Source and time"), N_("Source: Activities, as of 2026-04-02 09:00"))
    ]


@dataclass(frozen=True, slots=True)
class Brought:
    """What the boards bring to a report: the sentence above them, key figures, and charts."""

    sentence: str
    figures: tuple[Figure, ...]
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """What a report tells."""

    committee: Annotated[str, Told(N_("Committee in full"), N_("Example County CPPCC"))]
    office: Annotated[str, Told(N_("Office that prints it"), N_("Example County CPPCC Office"))]
    period: Annotated[str, Told(N_("Period"), N_("March 2026"))]
    against: Annotated[str, Told(N_("Period it is compared with"), N_("March 2025"))]
    day: Annotated[str, Told(N_("Day on which it was made"), date(2026, 4, 2))]
    sentence: Annotated[
        str,
        Told(
            N_("What changed most, and why"),
            N_("What rose most: activities, 184 after 160 in the quarter before."),
        ),
    ]
    figures: Annotated[tuple[Figure, ...], Told(N_("Key figures"))]
    sections: Annotated[tuple[Section, ...], Told(N_("Charts of the boards"))]


def facts(session: Session, actor: Actor, subject: Subject, _: Words) -> Content:
    """A committee's report for the days that the address names, with what the boards brought."""
    require(actor, Permission.EXPORT)
    found = committees.find(session, actor, subject.id, Permission.BOARD_READ)
    brought = subject.brought
    if not isinstance(brought, Brought):
        raise NotFound
    period = stretches.asked(subject.query)
    told = stretches.told(period, _)
    said = Facts(
        committee=offices.body(_, found.name, found.name_en),
        office=offices.office(_, found.name, found.name_en),
        period=told,
        against=stretches.told(stretches.against(subject.query, period), _),
        day=_.day(clock.today()),
        sentence=brought.sentence,
        figures=brought.figures,
        sections=brought.sections,
    )
    return Content(subject.id, _(N_("Work report, {period}"), period=told), said, told)


def cells(values: list[str]) -> dict[str, str]:
    """Values by the names of the cells of a line, the first ones alone where they are too many."""
    return dict(zip(_CELLS, values, strict=False))


def heads(values: list[str]) -> dict[str, str | bool]:
    """Headings by their names in a section, with which of its tables is the one to print."""
    shown = values[:MOST_COLUMNS]
    named: dict[str, str | bool] = {f"head_{cell}": "" for cell in _CELLS}
    named |= {f"head_{cell}": value for cell, value in cells(shown).items()}
    sizes = range(2, MOST_COLUMNS + 1)
    return named | {f"has_{size}": len(shown) == size for size in sizes}


def _layout(sheet: Sheet, _: Words) -> None:
    """Whose report it is, what changed, the key figures, then chart by chart."""
    sheet.header("{{ office }}", left=_("Work report"), right="{{ day }}")
    sheet.title(_("Work Report for {period}", period="{{ period }}"))
    sheet.subtitle("{{ committee }}")
    sheet.paragraph("{{ sentence }}")
    sheet.paragraph(
        _("Key figures of {period}, compared with {against}:", **_PERIODS), style="strong"
    )
    sheet.rows(
        "figures",
        [
            Column(_("Key figure"), "{{ row.name }}", 2.4, "left"),
            Column("{{ period }}", "{{ row.now }}", 1.5),
            Column("{{ against }}", "{{ row.before }}", 1.5),
            Column(_("Increase or decrease"), "{{ row.change }}", 1),
        ],
    )
    sheet.space(10)
    with sheet.each("section", "sections"):
        _section(sheet)


_PERIODS = {"period": "{{ period }}", "against": "{{ against }}"}


def _section(sheet: Sheet) -> None:
    with sheet.when("section.part"):
        sheet.paragraph("{{ section.part }}", style="heading")
    sheet.paragraph("{{ section.title }}", style="question")
    sheet.paragraph("{{ section.told }}", style="lead")
    with sheet.when("section.chart"):
        sheet.picture("section.chart")
    for size in range(2, MOST_COLUMNS + 1):
        with sheet.when(f"section.has_{size}"):
            sheet.rows("section.lines", _columns(size))
    with sheet.when("section.more"):
        sheet.paragraph("{{ section.more }}", style="small")
    with sheet.when("section.notes"):
        sheet.paragraph("{{ section.notes }}", style="small")
    sheet.paragraph("{{ section.origin }}", style="source")


def _columns(size: int) -> list[Column]:
    first = Column("{{ section.head_a }}", "{{ row.a }}", 1.8, "left")
    rest = [
        Column("{{ section.head_" + cell + " }}", "{{ row." + cell + " }}")
        for cell in _CELLS[1:size]
    ]
    return [first, *rest]


def _paper(kind: PaperKind) -> Paper:
    return Paper(
        kind, "committee", Permission.EXPORT, Facts, facts, _layout, red=False, headed=True
    )


assert len(fields(Line)) == MOST_COLUMNS == len(_CELLS)  # noqa: S101  a name for each cell
QUARTERLY = _paper(PaperKind.QUARTERLY_REPORT)
YEARLY = _paper(PaperKind.YEARLY_REPORT)
