"""The list of proposals with its filters and counts, and the bin."""

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from core.exports.models import ExportKind
from core.handling.models import Result, Satisfaction
from core.matters import category_list, nodes
from core.matters.concerns import Concern
from core.matters.models import MatterKind, State
from core.matters.queries import MatterFilter
from core.permissions import Actor
from core.proposals import queries, service
from core.proposals.models import Nature
from core.proposals.queries import Counts, Mark, Order, ProposalFilter, ProposalRow
from pages._ui import exporting, lists, pickers, plenaries
from pages._ui.edge import action, fresh, reading
from pages._ui.matters import naming, searching
from pages._ui.papers import matters as papers
from pages._ui.words import _, day, plain, word

PAGE = "page"
KIND = MatterKind.PROPOSAL


def show(actor: Actor, committee_id: int, *, binned: bool) -> None:
    """The list; a row opens, or is restored where the bin is shown."""
    filters = replace(_filters(actor, committee_id), binned=binned)
    window = lists.window(PAGE)
    with reading() as session:
        rows = queries.listing(session, actor, filters, offset=window.offset, limit=window.limit)
        total = queries.total(session, actor, filters)
        counts = queries.counts(session, actor, filters)
        own = nodes.names(session, committee_id, KIND)
    _tell_counts(counts, own)
    if lists.is_empty(total):
        st.info(_empty(filters), icon=":material/info:")
        return
    chosen = table(rows, own, "proposals.list")
    lists.pager(total, PAGE)
    exporting.button(actor, ExportKind.PROPOSALS, committee_id, filters)
    papers.receipts(actor, _as_received(filters))
    if chosen is None:
        return
    if not binned:
        lists.open_record(chosen.id)
    if st.button(_("Restore"), type="primary", icon=":material/restore_from_trash:"):
        with action(_("Proposal restored.")) as session:
            service.restore(session, actor, chosen.id)


def _as_received(filters: ProposalFilter) -> MatterFilter:
    """The filter as the list of receipts knows it."""
    return MatterFilter(
        KIND,
        filters.committee_id,
        filters.search,
        state=filters.state,
        category_id=filters.category_id,
        series=filters.term_session_id,
        binned=filters.binned,
    )


def table(rows: Sequence[ProposalRow], own: dict[State, str], key: str) -> ProposalRow | None:
    """Proposals as a table; the one chosen."""
    several = len({row.committee for row in rows}) > 1
    shown = [_line(row, own, several=several) for row in rows]
    picked = st.dataframe(
        shown, hide_index=True, key=fresh(key), on_select="rerun", selection_mode="single-row"
    )
    places = picked["selection"]["rows"]
    return rows[places[0]] if places else None


def number(row: ProposalRow) -> str:
    """A proposal's number within its session: 15-2-0012; a dash before it is handed in."""
    return f"{row.term}-{row.session}-{row.number:04}" if row.number else "—"


def _line(row: ProposalRow, own: dict[State, str], *, several: bool) -> dict[str, object]:
    signed = f" +{row.signed}" if row.signed else ""
    told: dict[str, object] = {
        _("Number"): number(row),
        _("Subject of the proposal"): row.title,
        _("Nature"): word(row.nature),
        _("Proposer"): row.author + signed,
        _("Category"): pickers.name_in_language(row.category, row.category_en),
        _("State"): naming.state(row.state, own),
        _("Lead unit"): row.unit,
        _("Due on"): day(row.due_on),
        _("Result"): word(row.result),
        _("Satisfaction"): word(row.satisfaction),
        _("Marks"): _(", ").join(word(mark) for mark in row.marks),
        _("Received on"): day(row.received_on),
    }
    if several:
        told[_("Committee")] = pickers.name_in_language(row.committee, row.committee_en)
    return told


def _filters(actor: Actor, committee_id: int) -> ProposalFilter:
    sessions = {str(n): name for n, name in plenaries.names(actor, committee_id).items()}
    with reading() as session:
        tree = category_list.used(session, committee_id, KIND)
        states = nodes.states(KIND)
    first = st.columns([2, 1, 1, 1])
    with first[0]:
        search = lists.search("q", _("Subject, proposer or number"))
    with first[1]:
        term_session = lists.choose(_("Session"), sessions, "session")
    with first[2]:
        nature = lists.pick(_("Nature"), list(Nature), "nature")
    with first[3]:
        state = lists.pick(_("State"), states, "state")
    with st.expander(_("More filters"), icon=":material/filter_alt:"):
        second, third = st.columns(3), st.columns(3)
        with second[0]:
            category = lists.choose(_("Category"), naming.filter_labels(tree), "category")
        with second[1]:
            result = lists.pick(_("Result"), list(Result), "result")
        with second[2]:
            satisfaction = lists.pick(_("Satisfaction"), list(Satisfaction), "satisfaction")
        with third[0]:
            mark = lists.pick(_("Marks"), list(Mark), "mark")
        with third[1]:
            concern = lists.pick(_("Concerns me"), list(Concern), "for")
        with third[2]:
            order = lists.one_of(_("Sorted by"), list(Order), "sort")
        in_text = searching.in_text()
    return ProposalFilter(
        committee_id,
        search,
        int(term_session) if term_session.isdecimal() else None,
        nature,
        state,
        int(category) if category.isdecimal() else None,
        result,
        satisfaction,
        mark,
        concern,
        order=order,
        in_text=in_text,
    )


def _tell_counts(counts: Counts, own: dict[State, str]) -> None:
    """How many by nature and by state: badges that wrap on a phone."""
    if not counts.total:
        return
    with st.container(horizontal=True, gap="xsmall"):
        for nature, found in counts.natures.items():
            st.badge(f"{word(nature)} {found:,}", color="blue")
        for state, found in counts.states.items():
            st.badge(f"{plain(naming.state(state, own))} {found:,}", color="gray")


def _empty(filters: ProposalFilter) -> str:
    bare = ProposalFilter(filters.committee_id, binned=filters.binned)
    if replace(filters, order=Order.NEWEST, in_text=False) != bare:
        return _("No proposal fits these filters. Change or clear them.")
    if filters.binned:
        return _("The bin is empty.")
    return _("No proposals yet. The first one is written with the button above.")
