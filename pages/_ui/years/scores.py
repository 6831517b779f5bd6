"""The order of all who are scored: place, grade and sections. A click explains one."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Literal, TypeAlias

import streamlit as st

from core.assessment import queries
from core.assessment.book.faults import shown
from core.assessment.book.shape import Book, Colour
from core.assessment.models import AssessmentState
from core.assessment.queries import AssessmentRow, Placed, ScoreFilter, ScoreRow
from core.permissions import Actor
from pages._ui import lists
from pages._ui.edge import fresh, reading
from pages._ui.pickers import name_in_language
from pages._ui.words import _, plain

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


def show(actor: Actor, row: AssessmentRow) -> None:
    """The scores that the actor may see, with how many have each grade."""
    filters = ScoreFilter(row.id, lists.search("who", _("Name or number")))
    window = lists.window(PAGE)
    with reading() as session:
        rows = queries.scores(session, actor, filters, offset=window.offset, limit=window.limit)
        total = queries.scored(session, actor, filters)
        places = queries.places(session, actor, row.id)
        book = queries.book(session, actor, row.id)
    _tell(row, book, places)
    if lists.is_empty(total):
        st.info(_empty(filters), icon=":material/info:")
        return
    chosen = _table(book, rows, places)
    lists.pager(total, PAGE)
    if chosen is not None:
        st.switch_page(MINE, query_params={"a": str(row.id), "id": str(chosen.subject_id)})


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
    if filters.search:
        return _("Nobody fits this search.")
    return _("Nobody whom you may see is scored here.")


def _table(book: Book, rows: Sequence[ScoreRow], places: Mapping[int, Placed]) -> ScoreRow | None:
    later = any(row.later for row in rows)
    names = grade_names(book)
    event = st.dataframe(
        [_line(book, row, places.get(row.subject_id), names, later=later) for row in rows],
        hide_index=True,
        key=fresh("year.scores"),
        on_select="rerun",
        selection_mode="single-row",
    )
    picked = event.selection.rows
    return rows[picked[0]] if picked and picked[0] < len(rows) else None


def _line(
    book: Book, row: ScoreRow, placed: Placed | None, names: Mapping[str, str], *, later: bool
) -> dict[str, object]:
    kept = row.kept
    told: dict[str, object] = {
        _("Place"): placed.place if placed else None,
        _("Name"): row.name,
        _("Number"): row.number,
        _("Grade"): names.get(placed.grade, "") if placed else "",
        _("Total"): kept.rated / 100,
    }
    if later:
        told[_("Corrected after closing")] = _corrected(row)
    for section in book.sections:
        name = name_in_language(section.name, section.name_en)
        told[name] = kept.sections.get(section.key, 0) / 100
    told[_("Conditions not met")] = _(", ").join(_failed(book, kept.failed))
    return told


def _corrected(row: ScoreRow) -> str:
    if not row.later:
        return ""
    sign = "+" if row.later > 0 else ""
    return f"{sign}{shown(row.later)} → {shown(row.kept.rated + row.later)}"


def _failed(book: Book, failed: Sequence[str]) -> list[str]:
    return [name_in_language(one.name, one.name_en) for one in book.conditions if one.key in failed]
