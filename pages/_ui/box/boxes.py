"""Which studios have a box: opening, closing, the poster, a new code."""

from collections.abc import Sequence

import streamlit as st

from core.box import boxes, overview
from core.box.overview import BoxFilters, BoxRow
from core.permissions import Actor, Permission
from pages._ui import lists
from pages._ui.edge import action, fresh, reading
from pages._ui.words import _, day, plain

PAGE = "page"


def show(actor: Actor, committee_id: int) -> None:
    """The studios at work with their boxes; the one chosen can be changed below."""
    filters = BoxFilters(committee_id, lists.search("studio_name", _("Name of the studio")))
    window = lists.window(PAGE)
    with reading() as session:
        rows = overview.boxes(session, actor, filters, offset=window.offset, limit=window.limit)
        total = overview.boxes_total(session, actor, filters)
    if lists.is_empty(total):
        st.info(_("There is no studio at work here."), icon=":material/info:")
        return
    st.caption(_("Choose a studio to open or close its box, or to print its poster."))
    chosen = _table(rows)
    lists.pager(total, PAGE)
    if chosen:
        one(actor, chosen)


def _table(rows: Sequence[BoxRow]) -> BoxRow | None:
    shown = [
        {
            _("Code"): row.studio_code,
            _("Studio"): row.studio,
            _("Box"): _state(row),
            _("Box opened on"): day(row.opened_at.date()) if row.opened_at else "",
            _("Entries"): row.entries,
            _("Waiting to be screened"): row.waiting,
        }
        for row in rows
    ]
    picked = st.dataframe(
        shown,
        hide_index=True,
        key=fresh("box.boxes"),
        on_select="rerun",
        selection_mode="single-row",
    )
    places = picked["selection"]["rows"]
    return rows[places[0]] if places else None


def _state(row: BoxRow) -> str:
    if row.code is None:
        return _("No box yet")
    return _("Taking entries") if row.is_open else _("Closed to entries")


def one(actor: Actor, row: BoxRow) -> None:
    """What can be done with the box of one studio."""
    writes = actor.may(Permission.BOX_WRITE)
    with st.container(border=True):
        st.subheader(plain(row.studio), anchor=False)
        with st.container(horizontal=True, vertical_alignment="center"):
            if row.is_open:
                st.link_button(
                    _("Poster to print"), f"/poster/{row.studio_id}", icon=":material/print:"
                )
                st.link_button(_("See the form"), f"/b/{row.code}", icon=":material/open_in_new:")
            if writes:
                _switch(actor, row)
        if writes and row.is_open:
            _renew(actor, row)


def _switch(actor: Actor, row: BoxRow) -> None:
    if row.is_open:
        if st.button(_("Close the box"), icon=":material/lock:"):
            with action(_("The box is closed. Receipts can still be read.")) as session:
                boxes.close_box(session, actor, row.studio_id)
    elif st.button(_("Open the box"), type="primary", icon=":material/inbox:"):
        with action(_("The box is open. Print its poster now.")) as session:
            boxes.open_box(session, actor, row.studio_id)


def _renew(actor: Actor, row: BoxRow) -> None:
    with st.popover(_("A new code"), icon=":material/qr_code_2:"):
        st.write(_("All posters that hang now become worthless. Print new ones afterwards."))
        if st.button(_("Give the box a new code"), key="box.renew"):
            with action(_("The box has a new code. Print its poster anew.")) as session:
                boxes.renew_code(session, actor, row.studio_id)
