"""What one book gives: how the grades are spread, and each subject's points."""

from collections.abc import Sequence

import streamlit as st

from core.assessment.book.faults import shown
from core.assessment.book.shape import Book, Grade
from core.assessment.trial import Result, Trial, distribution
from pages._ui import lists
from pages._ui.books import holding
from pages._ui.charts import bars, palette
from pages._ui.charts.bars import Axis, Piece, Spec
from pages._ui.points import standing
from pages._ui.words import _, name_of, plain

PAGE = "page"
NOT_GRADED = "–"


def show(trial: Trial) -> None:
    """The spread of the grades and the list of all in the order of their places."""
    _figures(trial)
    chart(trial)
    rows = _searched(trial.results)
    if lists.is_empty(len(rows)):
        st.info(_("Nobody is scored by this book in these days."), icon=":material/info:")
        return
    window = lists.window(PAGE)
    page = rows[window.offset : window.offset + window.limit]
    event = st.dataframe(
        [_row(trial.book, row) for row in page],
        hide_index=True,
        key="trial.results",
        on_select="rerun",
        selection_mode="single-row",
    )
    lists.pager(len(rows), PAGE)
    picked = event.selection.rows
    if picked and picked[0] < len(page):
        _tell(trial.book, page[picked[0]])


def chart(trial: Trial) -> None:
    """How many got each grade, in the grades' own colours."""
    if trial.results:
        st.vega_lite_chart(draw(trial), width="stretch")


def draw(trial: Trial) -> Spec:
    """The grades of a trial as lying bars, the best first."""
    spread = distribution(trial)
    total = sum(number for _grade, number in spread) or 1
    pieces = [
        Piece(
            grade_of(grade),
            number,
            grade_of(grade),
            note=_("{n} ({percent}%)", n=number, percent=round(number * 100 / total)),
            told={_("Grade"): grade_of(grade), _("How many"): f"{number:,}"},
        )
        for grade, number in spread
    ]
    colours = {grade_of(grade): _colour(grade) for grade, _number in spread}
    return bars.ranked(pieces, Axis(_("how many are scored")), colours)


def grade_of(grade: Grade | None) -> str:
    """What a grade is called; a dash for whom none is given."""
    return name_of(grade) if grade else _("Not graded")


def _colour(grade: Grade | None) -> str:
    return palette.GRADES[grade.colour] if grade and grade.colour else palette.GRAY


def _tell(book: Book, row: Result) -> None:
    """The items of one subject that bring or cost anything, or are counted."""
    st.subheader(plain(row.name), anchor=False)
    for hit in row.reached:
        st.warning(standing.limit(hit), icon=":material/report:")
    st.dataframe(
        [
            {
                _("Section"): name_of(section),
                _("Item of the book"): name_of(item),
                _("Counted"): row.sheet.amounts[item.key] / 100,
                _("Points of the item"): row.sheet.items[item.key] / 100,
            }
            for section in book.sections
            for item in section.items
            if row.sheet.amounts[item.key] or row.sheet.items[item.key]
        ],
        hide_index=True,
    )


def _figures(trial: Trial) -> None:
    rated = sorted(row.rated for row in trial.results)
    if not rated:
        return
    with st.container(horizontal=True):
        st.metric(_("Scored"), f"{len(rated):,}", width=140)
        st.metric(_("Highest"), shown(rated[-1]), width=140)
        st.metric(_("In the middle"), shown(rated[len(rated) // 2]), width=140)
        st.metric(_("Lowest"), shown(rated[0]), width=140)


def _searched(rows: Sequence[Result]) -> list[Result]:
    typed = lists.search("q", _("Name"))
    return [row for row in rows if typed in row.name]


def _row(book: Book, row: Result) -> dict[str, str | int | float | None]:
    told: dict[str, str | int | float | None] = {
        _("Rank"): row.place,
        _("Name"): row.name,
        _("Grade"): grade_of(row.grade),
        _("Total"): row.rated / 100,
    }
    grade = row.grade.key if row.grade else ""
    told |= holding.columns(book, row.failed, grade, row.reached)
    for section in book.sections:
        told[name_of(section)] = row.sheet.sections[section.key] / 100
    return told
