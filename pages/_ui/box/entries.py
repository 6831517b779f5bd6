"""The list of what citizens wrote, the longest waiting first."""

from collections.abc import Sequence

import streamlit as st

from core.box import overview, queries
from core.box.models import EntryState
from core.box.overview import BoxFilters
from core.box.queries import EntryRow, Filters, Order
from core.permissions import Actor
from pages._ui import lists
from pages._ui.edge import fresh, reading
from pages._ui.words import _, moment, word

PAGE = "page"
SHOWN = 60


def show(actor: Actor, committee_id: int) -> None:
    """The list with its filters; a row opens."""
    filters = _filters(actor, committee_id)
    window = lists.window(PAGE)
    with reading() as session:
        rows = queries.listing(session, actor, filters, offset=window.offset, limit=window.limit)
        total = queries.total(session, actor, filters)
    if lists.is_empty(total):
        st.info(_empty(filters), icon=":material/info:")
        return
    chosen = _table(rows)
    lists.pager(total, PAGE)
    if chosen:
        lists.open_record(chosen.id)


def _filters(actor: Actor, committee_id: int) -> Filters:
    with reading() as session:
        boxes = overview.boxes(session, actor, BoxFilters(committee_id), limit=500)
    studios = {str(one.studio_id): one.studio for one in boxes if one.code}
    waiting = _("Waiting to be screened")
    states = {"all": _("All")} | {
        one.value: word(one) for one in EntryState if one is not EntryState.NEW
    }
    columns = st.columns(4)
    with columns[0]:
        search = lists.search("q", _("Words of the text"))
    with columns[1]:
        state = lists.choose(_("State"), states, "state", first=waiting)
    with columns[2]:
        studio = lists.choose(_("Studio"), studios, "studio")
    with columns[3]:
        order = lists.one_of(_("Sorted by"), list(Order), "sort")
    wanted = None if state == "all" else EntryState(state or EntryState.NEW)
    return Filters(committee_id, wanted, int(studio) if studio else None, search, order)


def _empty(filters: Filters) -> str:
    if filters == Filters(filters.committee_id, order=filters.order):
        return _("Nothing waits to be screened.")
    return _("Nothing fits these filters. Change or clear them.")


def _table(rows: Sequence[EntryRow]) -> EntryRow | None:
    shown = [
        {
            _("Received at"): moment(row.received_at),
            _("Studio"): row.studio,
            _("Text"): _short(row.words),
            _("State"): word(row.state),
        }
        for row in rows
    ]
    picked = st.dataframe(
        shown,
        hide_index=True,
        key=fresh("box.entries"),
        on_select="rerun",
        selection_mode="single-row",
    )
    places = picked["selection"]["rows"]
    return rows[places[0]] if places else None


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= SHOWN else f"{line[:SHOWN]}…"
