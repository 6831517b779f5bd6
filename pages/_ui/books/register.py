"""The list of rule books."""

from collections.abc import Sequence

import streamlit as st

from core.assessment import shelf
from core.assessment.models import BookState, Scores
from core.assessment.shelf import BookFilter, BookRow
from core.permissions import Actor
from pages._ui import lists
from pages._ui.edge import fresh, reading
from pages._ui.pickers import name_in_language
from pages._ui.words import _, moment, name_of, word

PAGE = "page"


def show(actor: Actor, committee_id: int, *, writes: bool) -> None:
    """The books of a committee and those below, and what is in use above; a click opens one."""
    filters = _filters(committee_id)
    window = lists.window(PAGE)
    with reading() as session:
        rows = shelf.listing(session, actor, filters, offset=window.offset, limit=window.limit)
        total = shelf.total(session, actor, filters)
    if lists.is_empty(total):
        st.info(_empty(filters, writes=writes), icon=":material/info:")
        return
    chosen = _table(rows)
    lists.pager(total, PAGE)
    if chosen is not None:
        lists.open_record(chosen.id)


def _filters(committee_id: int) -> BookFilter:
    first, second, third = st.columns(3)
    with first:
        search = lists.search("q", _("Name of the book"))
    with second:
        scores = lists.pick(_("Whom it scores"), list(Scores), "scores")
    with third:
        state = lists.pick(_("State"), list(BookState), "state")
    return BookFilter(committee_id, search, scores, state)


def _empty(filters: BookFilter, *, writes: bool) -> str:
    if filters != BookFilter(filters.committee_id):
        return _("No rule book fits these filters. Change or clear them.")
    if writes:
        return _("No rule books yet. Begin the first one above, from a city's rule for example.")
    return _("No rule book is in use yet.")


def _table(rows: Sequence[BookRow]) -> BookRow | None:
    event = st.dataframe(
        [
            {
                _("Rule book"): name_of(row),
                _("Whom it scores"): word(row.scores),
                _("In use"): _("Version {n}", n=row.in_use) if row.in_use else "",
                _("Newest version"): _newest(row),
                _("Committee"): name_in_language(row.committee, row.committee_en),
                _("Saved at"): moment(row.at),
                _("Saved by"): row.by,
            }
            for row in rows
        ],
        hide_index=True,
        key=fresh("books.list"),
        on_select="rerun",
        selection_mode="single-row",
    )
    picked = event.selection.rows
    return rows[picked[0]] if picked and picked[0] < len(rows) else None


def _newest(row: BookRow) -> str:
    return _("{n} ({state})", n=row.number, state=word(row.state))
