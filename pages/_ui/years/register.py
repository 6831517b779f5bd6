"""The list of assessments."""

from collections.abc import Sequence

import streamlit as st

from core.assessment import queries
from core.assessment.models import AssessmentState, Scores
from core.assessment.queries import AssessmentFilter, AssessmentRow
from core.permissions import Actor
from pages._ui import lists
from pages._ui.edge import fresh, reading
from pages._ui.pickers import name_in_language
from pages._ui.words import _, day, word

PAGE = "page"


def show(actor: Actor, committee_id: int, *, writes: bool) -> None:
    """The assessments that concern the actor, the latest first; a click opens one."""
    filters = _filters(committee_id)
    window = lists.window(PAGE)
    with reading() as session:
        rows = queries.listing(session, actor, filters, offset=window.offset, limit=window.limit)
        total = queries.total(session, actor, filters)
    if lists.is_empty(total):
        st.info(_empty(filters, writes=writes), icon=":material/info:")
        return
    chosen = _table(rows)
    lists.pager(total, PAGE)
    if chosen is not None:
        lists.open_record(chosen.id)


def span(row: AssessmentRow) -> str:
    """The days that are assessed: the year alone where it is a whole one."""
    first, last = row.first_on, row.last_on
    whole = (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)
    if whole and first.year == last.year:
        return str(first.year)
    return _("{first} to {last}", first=day(first), last=day(last))


def named(row: AssessmentRow) -> str:
    """What an assessment is called: its year and its book."""
    return f"{row.year} {name_in_language(row.book, row.book_en)}"


def _filters(committee_id: int) -> AssessmentFilter:
    first, second, third = st.columns(3)
    with first:
        search = lists.search("q", _("Name of the book"))
    with second:
        scores = lists.pick(_("Whom it scores"), list(Scores), "scores")
    with third:
        state = lists.pick(_("State"), list(AssessmentState), "state")
    return AssessmentFilter(committee_id, search, None, scores, state)


def _empty(filters: AssessmentFilter, *, writes: bool) -> str:
    if filters != AssessmentFilter(filters.committee_id):
        return _("No assessment fits these filters. Change or clear them.")
    if writes:
        return _("No assessment yet. Adopt a rule book first, then open one above.")
    return _("No assessment yet. The office opens it.")


def _table(rows: Sequence[AssessmentRow]) -> AssessmentRow | None:
    event = st.dataframe(
        [_line(row) for row in rows],
        hide_index=True,
        key=fresh("year.list"),
        on_select="rerun",
        selection_mode="single-row",
    )
    picked = event.selection.rows
    return rows[picked[0]] if picked and picked[0] < len(rows) else None


def _line(row: AssessmentRow) -> dict[str, object]:
    return {
        _("Year or days"): span(row),
        _("Rule book"): name_in_language(row.book, row.book_en),
        _("Version"): row.book_version,
        _("Whom it scores"): word(row.scores),
        _("State"): word(row.state),
        _("Scored"): row.scored,
        _("Objections waiting"): row.waiting,
        _("Objections until"): day(row.objections_until),
        _("Committee"): name_in_language(row.committee, row.committee_en),
    }
