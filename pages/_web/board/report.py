"""What the boards bring to a quarterly or yearly report: their figures, sentences and charts.

All of it is asked by the panels themselves, as the screen does; charts are drawn once the
look at the database is over.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from core.i18n import CHINESE, N_
from core.papers.fields import Picture
from core.papers.kinds import board_report, stretches
from core.papers.kinds.board_report import MOST_COLUMNS, MOST_ROWS, Brought, Figure, Line, Section
from core.papers.models import PaperKind
from core.papers.paper import Subject
from core.permissions import Actor, Permission, require
from db.session import reading
from pages._ui.board.panels import PANELS, VOICES, WORK, Sections
from pages._ui.charts import marks
from pages._ui.charts.panel import Cells
from pages._web import drawing
from pages._web.board import gathered, picture
from pages._web.board.asked import VOICED, WORKING, Asked
from pages._web.board.gathered import Gathered, Part
from pages._web.board.tables import Cell, header

# What a quarter is told by; a year is told by all that there is.
OF_A_QUARTER = (
    *("months", "categories", "owners", "on_plan", "kinds", "standards", "groups", "attendance"),
    *("opinions", "opinion_months", "opinion_levels", "instructions", "opinion_committees"),
    *("proposals", "results", "units"),
)
WIDTH = 660  # points of a chart, so that its words are as large on paper as a note
SHARP = 1.6  # dots for each point: 170 to the inch
WIDE, HIGH = 156.0, 150.0  # millimetres at most


def brought(actor: Actor, kind: PaperKind, subject: Subject, language: str) -> Subject:
    """A report's subject with all that the boards bring to it."""
    require(actor, Permission.EXPORT)
    period = stretches.asked(subject.query)
    asked = Asked(subject.id, period, stretches.against(subject.query, period))
    reader = replace(actor, language=language)
    keys = _chosen(kind, subject.query.get("panels", ""))
    with reading() as session:
        boards = [
            gathered.gather(session, reader, board, asked, _only(sections, keys))
            for board, sections in ((WORKING, WORK), (VOICED, VOICES))
        ]
    work = boards[0]
    sections = tuple(section for board in boards for section in _sections(board))
    return replace(subject, brought=Brought(work.told, _figures(work), _numbered(sections, work)))


def _chosen(kind: PaperKind, named: str) -> frozenset[str]:
    """The panels that an address names, else those of the kind of report."""
    if named:
        return frozenset(named.split(","))
    return frozenset(OF_A_QUARTER if kind is PaperKind.QUARTERLY_REPORT else PANELS)


def _only(sections: Sections, keys: frozenset[str]) -> Sections:
    """The sections with the panels chosen, without those that have none."""
    chosen = (
        (title, tuple(panel for panel in panels if panel.key in keys)) for title, panels in sections
    )
    return tuple((title, panels) for title, panels in chosen if panels)


def _figures(work: Gathered) -> tuple[Figure, ...]:
    """The key figures as the board's workbook has them."""
    return tuple(
        Figure(_text(name), _text(now), _text(before), _change(change))
        for name, now, before, change in (row.values() for row in work.key_figures())
    )


def _sections(board: Gathered) -> Iterator[Section]:
    """Each panel that found something; the first of a part bears the part's title."""
    for title, parts in board.sections:
        part_title = board.view.say(title)
        for part in parts:
            if part.rows:
                yield _section(board, part, part_title)
                part_title = ""


def _numbered(sections: Sequence[Section], board: Gathered) -> tuple[Section, ...]:
    """Sections with numbers before the titles of their parts."""
    begun = [number for number, section in enumerate(sections) if section.part]
    places = {number: place for place, number in enumerate(begun, start=1)}
    return tuple(
        replace(section, part=_number(places[number], section.part, board))
        if section.part
        else section
        for number, section in enumerate(sections)
    )


def _section(board: Gathered, part: Part, title: str) -> Section:
    view, panel = board.view, part.panel
    table = panel.table(part.rows, view)
    names = header(table)
    return Section(
        part=title,
        title=view.say(panel.title),
        told=panel.tell(part.rows, view),
        chart=_chart(board, part),
        **board_report.heads([_text(name) for name in names]),  # type: ignore[arg-type]  # by name
        lines=tuple(_line(row, names) for row in table[:MOST_ROWS]),
        more=_more(len(table), len(names), board),
        notes="\n".join(gathered.said(part.notes, view)),
        origin=view.say(
            "Source: {register}, as of {time}",
            register=view.say(panel.source.name),
            time=board.origin.moment,
        ),
    )


def _chart(board: Gathered, part: Part) -> Picture:
    """The chart as wide as the type area, or narrower where it is high."""
    if part.panel.draw is None:
        return Picture(b"", WIDE)
    spec = marks.marked(part.panel.draw(part.rows, board.view), part.notes, board.view)
    drawn = picture.bare(spec, WIDTH)
    share = picture.height_of(drawn) / WIDTH
    return Picture(drawing.png(drawn, SHARP), min(WIDE, HIGH / share if share else WIDE))


def _line(row: Cells, names: Sequence[str]) -> Line:
    return Line(**board_report.cells([_text(row.get(name, "")) for name in names]))


def _more(rows: int, columns: int, board: Gathered) -> str:
    """What the short table leaves out."""
    _ = board.view.say
    if columns > MOST_COLUMNS:
        told = N_("Shown are {n} of {rows} lines and {m} of {columns} columns; the board has all.")
        shown = {"n": min(rows, MOST_ROWS), "m": MOST_COLUMNS}
        return _(told, rows=rows, columns=columns, **shown)
    if rows > MOST_ROWS:
        return _(N_("The first {n} of {rows} lines are shown."), n=MOST_ROWS, rows=rows)
    return ""


def _number(number: int, title: str, board: Gathered) -> str:
    if board.view.say.language != CHINESE:
        return f"{number}. {title}"
    tens, ones = divmod(number, 10)
    digits = "一二三四五六七八九"
    told = ("十" if tens == 1 else f"{digits[tens - 1]}十" if tens else "") + (
        digits[ones - 1] if ones else ""
    )
    return f"{told}、{title}"


def _text(cell: Cell) -> str:
    """A cell as it is read: numbers with separators and as many places as they need."""
    if isinstance(cell, str):
        return str(cell)
    return f"{cell:,}" if isinstance(cell, int) else f"{cell:,.2f}".rstrip("0").rstrip(".")


def _change(change: Cell) -> str:
    if isinstance(change, str):
        return "—"
    return f"{change:+.1f}%".replace(".0%", "%") if change else "0%"
