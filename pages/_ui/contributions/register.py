"""The list of contributions with its filters, its counts and the bin."""

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from core import clock
from core.contributions import queries, service
from core.contributions.models import ContributionKind
from core.contributions.queries import ContributionFilter, ContributionRow, KindCount, Order
from core.permissions import Actor
from pages._ui import lists, pickers, plenaries
from pages._ui.edge import action, fresh, reading
from pages._ui.words import _, day, word

PAGE = "page"
YEARS_BACK = 15


def show(actor: Actor, committee_id: int, *, writes: bool) -> None:
    """The list; a row opens, or is restored where the bin is shown."""
    filters = _filters(actor, committee_id, writes=writes)
    window = lists.window(PAGE)
    with reading() as session:
        rows = queries.listing(session, actor, filters, offset=window.offset, limit=window.limit)
        total = queries.total(session, actor, filters)
        counts = queries.counts(session, actor, filters)
    _tell_counts(counts)
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
        with action(_("Contribution restored.")) as session:
            service.restore(session, actor, chosen.id)


def _filters(actor: Actor, committee_id: int, *, writes: bool) -> ContributionFilter:
    this = clock.today().year
    years = {str(year): str(year) for year in range(this, this - YEARS_BACK, -1)}
    found = plenaries.names(actor, committee_id)
    sessions = {str(number): name for number, name in found.items()}
    first, second = st.columns([2, 1, 1]), st.columns([2, 1, 1])
    with first[0]:
        search = lists.search("q", _("Title, occasion or who gave it"))
    with first[1]:
        kind = lists.pick(_("Kind"), list(ContributionKind), "kind")
    with first[2]:
        year = lists.choose(_("Year"), years, "year")
    with second[1]:
        chosen = lists.choose(_("Plenary session"), sessions, "session")
    with second[2]:
        order = lists.one_of(_("Sorted by"), list(Order), "sort")
    with second[0]:
        binned = writes and st.toggle(_("Show the bin"), key="bin", bind="query-params")
    return ContributionFilter(
        *(committee_id, kind, int(year) if year else None, int(chosen) if chosen else None),
        *(search, binned, order),
    )


def _tell_counts(counts: Sequence[KindCount]) -> None:
    """How many of each kind: one line that wraps on a phone."""
    if not counts:
        return
    with st.container(horizontal=True):
        for one in counts:
            held = _("{n} suggestions", n=one.pieces)
            more = f" · {held}" if one.pieces > one.total else ""
            st.badge(f"{word(one.kind)} {one.total}{more}", color="gray")


def _empty(filters: ContributionFilter, *, writes: bool) -> str:
    if filters.binned:
        return _("The bin is empty.")
    if replace(filters, order=Order.LATEST) != ContributionFilter(filters.committee_id):
        return _("Nothing fits these filters. Change or clear them.")
    if writes:
        return _("No speeches or reports yet. Record the first one above.")
    return _("No speeches or reports yet.")


def _table(rows: Sequence[ContributionRow]) -> ContributionRow | None:
    shown = [
        {
            _("Contributed on"): day(row.given_on),
            _("Kind"): word(row.kind),
            _("Title"): row.title,
            _("Contributed by"): _(", ").join([*row.authors, *filter(None, [row.organisation])]),
            _("Session"): plenaries.name(row.term, row.session),
            _("Occasion"): row.occasion,
            _("Suggestions in it"): row.pieces,
            _("Outcome of the contribution"): row.outcome,
            _("Committee"): pickers.name_in_language(row.committee, row.committee_en),
        }
        for row in rows
    ]
    picked = st.dataframe(
        shown,
        hide_index=True,
        key=fresh("contributions.list"),
        on_select="rerun",
        selection_mode="single-row",
    )
    places = picked["selection"]["rows"]
    return rows[places[0]] if places else None
