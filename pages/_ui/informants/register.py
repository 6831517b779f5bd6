"""The list of informants with their figures, and the bin."""

from collections.abc import Sequence

import streamlit as st

from core import clock
from core.informants import queries, service
from core.permissions import Actor
from core.reports import informants
from core.reports.informants import Filters, InformantRow, Order, Standing
from core.reports.periods import Period
from pages._ui import lists, pickers
from pages._ui.edge import action, fresh, reading
from pages._ui.words import _, day

PAGE = "page"
YEARS_BACK = 10


def show(actor: Actor, committee_id: int, *, writes: bool) -> None:
    """The list; a row opens, or is restored where the bin is shown."""
    filters = ask(actor, committee_id, writes=writes)
    window = lists.window(PAGE)
    with reading() as session:
        rows = informants.listing(session, actor, filters, offset=window.offset, limit=window.limit)
        total = informants.total(session, actor, filters)
    if lists.is_empty(total):
        st.info(_empty(filters, writes=writes), icon=":material/info:")
        return
    chosen = _table(rows)
    lists.pager(total, PAGE)
    if chosen is None:
        return
    if filters.standing is not Standing.BINNED:
        lists.open_record(chosen.id)
    if st.button(_("Restore"), type="primary", icon=":material/restore_from_trash:"):
        with action(_("Restored.")) as session:
            service.restore(session, actor, chosen.id)


def ask(actor: Actor, committee_id: int, *, writes: bool) -> Filters:
    """The filters, kept in the address."""
    with reading() as session:
        points = queries.points(session, actor, committee_id, retired=True)
    this = clock.today().year
    years = {str(year): str(year) for year in range(this, this - YEARS_BACK, -1)}
    standings = [one for one in Standing if writes or one is not Standing.BINNED]
    first, second = st.columns(3), st.columns(2)
    with first[0]:
        search = lists.search("q", _("Name, number or employer"))
    with first[1]:
        year = lists.choose(_("Items of the year"), years, "year", first=_("All years"))
    with first[2]:
        standing = lists.one_of(_("Standing"), standings, "standing")
    with second[0]:
        names = {str(one.id): one.name for one in points}
        point = lists.choose(_("Information point"), names, "point")
    with second[1]:
        order = lists.one_of(_("Sorted by"), list(Order), "sort")
    period = Period.year(int(year)) if year else None
    return Filters(committee_id, period, standing, int(point) if point else None, search, order)


def _empty(filters: Filters, *, writes: bool) -> str:
    if filters.standing is Standing.BINNED:
        return _("The bin is empty.")
    if filters.search or filters.point_id or filters.standing is not Standing.ACTIVE:
        return _("No informant fits these filters. Change or clear them.")
    if writes:
        return _("No informants yet. Register the first one above, or paste a list.")
    return _("No informants yet.")


def _table(rows: Sequence[InformantRow]) -> InformantRow | None:
    shown = [
        {
            _("Number"): row.number,
            _("Full name"): row.name,
            _("Adopted"): row.adopted,
            _("Items handed in"): row.submitted,
            _("Information point"): row.point or "",
            _("Employer"): row.employer,
            _("Phone"): row.phone,
            _("Active from"): day(row.starts_on),
            _("Active until"): day(row.ends_on),
            _("Committee"): pickers.name_in_language(row.committee, row.committee_en),
        }
        for row in rows
    ]
    picked = st.dataframe(
        shown,
        hide_index=True,
        key=fresh("informants.list"),
        on_select="rerun",
        selection_mode="single-row",
    )
    places = picked["selection"]["rows"]
    return rows[places[0]] if places else None
