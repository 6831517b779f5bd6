"""The list of press reports with its filters and figures, and the bin."""

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from core import clock
from core.handling.models import AuthorityLevel
from core.permissions import Actor
from core.publicity import queries, service
from core.publicity.queries import Filters, Order, Printed, ReportRow
from pages._ui import lists, pickers
from pages._ui.edge import action, fresh, reading
from pages._ui.words import _, day, word

PAGE = "page"
YEARS_BACK = 15


def show(actor: Actor, committee_id: int, *, writes: bool) -> None:
    """The figures of the year and the list; a row opens, or is restored from the bin."""
    filters = _filters(committee_id, writes=writes)
    _figures(actor, filters)
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
        with action(_("Restored.")) as session:
            service.restore(session, actor, chosen.id)


def _figures(actor: Actor, filters: Filters) -> None:
    year = filters.year or clock.today().year
    with reading() as session:
        counted = queries.counts(session, actor, filters.committee_id, year)
    if not counted:
        return
    written = sum(one.reports for one in counted)
    printed = sum(one.reports for one in counted if one.level)
    with st.container(horizontal=True):
        st.metric(_("Written in {year}", year=year), written, width=140)
        st.metric(_("Printed of these"), printed, width=140)
        for one in counted:
            if one.level:
                st.metric(word(one.level), one.reports, width=140)


def _filters(committee_id: int, *, writes: bool) -> Filters:
    this = clock.today().year
    years = {str(year): str(year) for year in range(this, this - YEARS_BACK, -1)}
    first, second = st.columns(3), st.columns(2)
    with first[0]:
        search = lists.search("q", _("Title, author or medium"))
    with first[1]:
        year = lists.choose(_("Year"), years, "year")
    with first[2]:
        level = lists.pick(_("Level of the medium"), list(AuthorityLevel), "level")
    with second[0]:
        printed = lists.pick(_("Printed?"), list(Printed), "printed")
    with second[1]:
        order = lists.one_of(_("Sorted by"), list(Order), "sort")
    binned = writes and st.toggle(_("Show the bin"), key="bin", bind="query-params")
    return Filters(
        committee_id, int(year) if year else None, level, printed, search, bool(binned), order
    )


def _empty(filters: Filters, *, writes: bool) -> str:
    if filters.binned:
        return _("The bin is empty.")
    if replace(filters, order=Order.WRITTEN) != Filters(filters.committee_id):
        return _("No report fits these filters. Change or clear them.")
    if writes:
        return _("No reports yet. Record the first one above.")
    return _("No reports yet.")


def _table(rows: Sequence[ReportRow]) -> ReportRow | None:
    shown = [
        {
            _("Written on"): day(row.written_on),
            _("Title"): row.title,
            _("Written by"): row.author,
            _("Medium"): row.medium,
            _("Level of the medium"): word(row.level),
            _("Printed on"): day(row.printed_on),
            _("Tells of"): ", ".join(one for one in (row.studio, row.activity, row.matter) if one),
            _("Committee"): pickers.name_in_language(row.committee, row.committee_en),
        }
        for row in rows
    ]
    picked = st.dataframe(
        shown,
        hide_index=True,
        key=fresh("publicity.list"),
        on_select="rerun",
        selection_mode="single-row",
    )
    places = picked["selection"]["rows"]
    return rows[places[0]] if places else None
