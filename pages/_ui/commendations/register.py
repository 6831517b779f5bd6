"""The list of commendations with its filters, and the bin."""

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from core import clock
from core.commendations import queries, service
from core.commendations.models import Honour, HonourLevel, SubjectKind
from core.commendations.queries import CommendationRow, Filters, Order
from core.permissions import Actor
from pages._ui import lists, pickers
from pages._ui.edge import action, fresh, reading
from pages._ui.words import _, day, word

PAGE = "page"
YEARS_BACK = 15


def show(actor: Actor, committee_id: int, *, writes: bool) -> None:
    """The list; a row opens, or is restored where the bin is shown."""
    filters = _filters(committee_id, writes=writes)
    window = lists.window(PAGE)
    with reading() as session:
        rows = queries.listing(session, actor, filters, offset=window.offset, limit=window.limit)
        total = queries.total(session, actor, filters)
    if lists.is_empty(total):
        st.info(_empty(filters, writes=writes), icon=":material/info:")
        return
    chosen = _table(rows)
    lists.pager(total, PAGE)
    if chosen is None:
        return
    if not filters.binned:
        lists.open_record(chosen.id)
    if st.button(_("Restore"), type="primary", icon=":material/restore_from_trash:"):
        with action(_("Commendation restored.")) as session:
            service.restore(session, actor, chosen.id)


def _filters(committee_id: int, *, writes: bool) -> Filters:
    this = clock.today().year
    years = {str(year): str(year) for year in range(this, this - YEARS_BACK, -1)}
    first, second = st.columns(3), st.columns(3)
    with first[0]:
        search = lists.search("q", _("Who or what, or given by"))
    with first[1]:
        year = lists.choose(_("Year"), years, "year")
    with first[2]:
        honour = lists.pick(_("Honour"), list(Honour), "honour")
    with second[0]:
        level = lists.pick(_("Level of the honour"), list(HonourLevel), "level")
    with second[1]:
        kind = lists.pick(_("Given to"), list(SubjectKind), "kind")
    with second[2]:
        order = lists.one_of(_("Sorted by"), list(Order), "sort")
    binned = writes and st.toggle(_("Show the bin"), key="bin", bind="query-params")
    return Filters(
        committee_id,
        int(year) if year else None,
        honour,
        level,
        kind,
        search,
        binned,
        order,
    )


def _empty(filters: Filters, *, writes: bool) -> str:
    if filters.binned:
        return _("The bin is empty.")
    if replace(filters, order=Order.LATEST) != Filters(filters.committee_id):
        return _("No commendation fits these filters. Change or clear them.")
    if writes:
        return _("No commendations yet. Record the first one above.")
    return _("No commendations yet.")


def _table(rows: Sequence[CommendationRow]) -> CommendationRow | None:
    shown = [
        {
            _("Year"): str(row.year),
            _("Given to"): row.subject,
            _("Kind"): word(row.subject_kind),
            _("Honour"): word(row.honour),
            _("Level of the honour"): word(row.level),
            _("Given by"): row.given_by,
            _("Given on"): day(row.given_on),
            _("Committee"): pickers.name_in_language(row.committee, row.committee_en),
        }
        for row in rows
    ]
    picked = st.dataframe(
        shown,
        hide_index=True,
        key=fresh("commendations.list"),
        on_select="rerun",
        selection_mode="single-row",
    )
    places = picked["selection"]["rows"]
    return rows[places[0]] if places else None
