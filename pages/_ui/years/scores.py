"""The order of all who are scored: place, grade and sections. A click explains one."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

import streamlit as st

from core.assessment import consequences, queries
from core.assessment.book.faults import shown
from core.assessment.book.shape import Book, Colour
from core.assessment.consequences import Reached
from core.assessment.models import AssessmentState
from core.assessment.queries import AssessmentRow, Placed, ScoreFilter, ScoreRow
from core.permissions import Actor
from pages._ui import lists
from pages._ui.books import holding
from pages._ui.edge import fresh, reading
from pages._ui.pickers import name_in_language
from pages._ui.words import _, plain, word

PAGE = "page"
MINE = "pages/review/mine.py"
Badge: TypeAlias = Literal["red", "orange", "yellow", "blue", "green", "violet", "gray"]
BADGES: dict[Colour | None, Badge] = {
    None: "blue",
    Colour.GREEN: "green",
    Colour.BLUE: "blue",
    Colour.CYAN: "blue",
    Colour.YELLOW: "yellow",
    Colour.BROWN: "orange",
    Colour.ORANGE: "orange",
    Colour.RED: "red",
    Colour.PURPLE: "violet",
    Colour.GREY: "gray",
}


@dataclass(frozen=True, slots=True)
class _Sheet:
    """What all lines of the table are read with."""

    row: AssessmentRow
    book: Book
    places: Mapping[int, Placed]
    reached: Mapping[int, tuple[Reached, ...]]


def show(actor: Actor, row: AssessmentRow) -> None:
    """The scores that the actor may see, with how many have each grade."""
    window = lists.window(PAGE)
    with reading() as session:
        book = queries.book(session, actor, row.id)
        filters = _filters(row, book)
        rows = queries.scores(session, actor, filters, offset=window.offset, limit=window.limit)
        total = queries.scored(session, actor, filters)
        places = queries.places(session, actor, row.id)
        ids = [one.subject_id for one in rows]
        reached = consequences.reached(session, actor, row.id, ids)
    _tell(row, book, places)
    if lists.is_empty(total):
        st.info(_empty(filters), icon=":material/info:")
        return
    chosen = _table(_Sheet(row, book, places, reached), rows)
    lists.pager(total, PAGE)
    if chosen is not None:
        st.switch_page(MINE, query_params={"a": str(row.id), "id": str(chosen.subject_id)})


def _filters(row: AssessmentRow, book: Book) -> ScoreFilter:
    """A search, and where the book has limits only those who reached one."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        with st.container(width=320):
            search = lists.search("who", _("Name or number"))
        limited = bool(book.limits) and lists.tick(_("Only who reached a limit"), "limited")
    return ScoreFilter(row.id, search, limited)


def grade_names(book: Book) -> dict[str, str]:
    """The grades of a book by their keys."""
    return {one.key: name_in_language(one.name, one.name_en) for one in book.grades}


def _tell(row: AssessmentRow, book: Book, places: Mapping[int, Placed]) -> None:
    counted = Counter(one.grade for one in places.values())
    with st.container(horizontal=True, gap="xsmall"):
        for grade in book.grades:
            name = plain(name_in_language(grade.name, grade.name_en))
            st.badge(f"{name} {counted[grade.key]:,}", color=BADGES[grade.colour])
        if counted[""]:
            st.badge(_("Not graded {n}", n=f"{counted['']:,}"), color="gray")
    if row.state is not AssessmentState.CLOSED:
        st.caption(_("Places and grades as they would be today."))


def _empty(filters: ScoreFilter) -> str:
    if filters.limited:
        return _("Nobody has reached a limit of the rule book.")
    if filters.search:
        return _("Nobody fits this search.")
    return _("Nobody whom you may see is scored here.")


def _table(sheet: _Sheet, rows: Sequence[ScoreRow]) -> ScoreRow | None:
    later = any(one.later for one in rows)
    event = st.dataframe(
        [_line(sheet, row, later=later) for row in rows],
        hide_index=True,
        key=fresh("year.scores"),
        on_select="rerun",
        selection_mode="single-row",
    )
    picked = event.selection.rows
    return rows[picked[0]] if picked and picked[0] < len(rows) else None


def _line(sheet: _Sheet, row: ScoreRow, *, later: bool) -> dict[str, object]:
    kept, placed = row.kept, sheet.places.get(row.subject_id)
    told: dict[str, object] = {
        _("Rank"): _rank(sheet, placed),
        word(sheet.row.scores): row.name,
        _("Number"): row.number,
        _("Grade"): grade_names(sheet.book).get(placed.grade, "") if placed else "",
        _("Total"): kept.rated / 100,
    }
    if later:
        told[_("Corrected after closing")] = _corrected(row)
    hits = sheet.reached.get(row.subject_id, ())
    grade = placed.grade if placed else ""
    told |= holding.columns(sheet.book, kept.failed, grade, hits)
    for section in sheet.book.sections:
        name = name_in_language(section.name, section.name_en)
        told[name] = kept.sections.get(section.key, 0) / 100
    return told


def _rank(sheet: _Sheet, placed: Placed | None) -> object:
    """A number; a text where some have none, which a column of numbers would call "None"."""
    if all(one.place is not None for one in sheet.places.values()):
        return placed.place if placed else ""
    return str(placed.place) if placed and placed.place is not None else "—"


def _corrected(row: ScoreRow) -> str:
    if not row.later:
        return ""
    sign = "+" if row.later > 0 else ""
    return f"{sign}{shown(row.later)} → {shown(row.kept.rated + row.later)}"
