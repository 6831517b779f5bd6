"""The list of entered items, with those that wait to be decided."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

import streamlit as st

from core.assessment.claims import queries, service
from core.assessment.claims.drafts import ClaimFilter, Decision
from core.assessment.claims.queries import ClaimRow
from core.assessment.claims.whom import Entering
from core.assessment.models import ClaimState
from core.permissions import Actor, Permission
from pages._ui import lists
from pages._ui.edge import action, fresh, problem, reading
from pages._ui.points import items
from pages._ui.words import _, day, plain, word

PAGE, DECIDE = "page", "claims.decide"
COLOURS: dict[ClaimState, Literal["orange", "green", "red"]] = {
    ClaimState.CLAIMED: "orange",
    ClaimState.APPROVED: "green",
    ClaimState.REFUSED: "red",
}


def show(actor: Actor, found: Entering) -> None:
    """The list: one chosen opens; several that wait are decided together."""
    filters = _filters(actor, found)
    window = lists.window(PAGE)
    with reading() as session:
        rows = queries.listing(session, actor, filters, offset=window.offset, limit=window.limit)
        counts = queries.counts(session, actor, filters)
    _tell_counts(counts)
    total = counts.get(filters.state, 0) if filters.state else sum(counts.values())
    if lists.is_empty(total):
        st.info(_empty(actor, filters), icon=":material/info:")
        return
    chosen = _table(found, rows)
    lists.pager(total, PAGE)
    if chosen:
        _act(actor, filters, chosen)


def _filters(actor: Actor, found: Entering) -> ClaimFilter:
    columns = st.columns([2, 1, 1])
    with columns[0]:
        search = lists.search("q", _("Title, name or number"))
    with columns[1]:
        state = lists.pick(_("State"), list(ClaimState), "state")
    with columns[2]:
        item = lists.choose(_("Item"), items.names(found.items), "item")
    may = actor.may(Permission.ASSESSMENT_RECORD)
    binned = may and st.toggle(_("Show the bin"), key="bin", bind="query-params")
    return ClaimFilter(found.assessment.id, state, item, search, binned)


def _tell_counts(counts: dict[ClaimState, int]) -> None:
    with st.container(horizontal=True):
        for state, number in counts.items():
            st.badge(f"{word(state)} {number}", color=COLOURS[state])


def _empty(actor: Actor, filters: ClaimFilter) -> str:
    if filters.binned:
        return _("The bin is empty.")
    if replace(filters, binned=False) != ClaimFilter(filters.assessment_id):
        return _("Nothing fits these filters. Change or clear them.")
    if actor.may(Permission.ASSESSMENT_RECORD):
        return _("Nothing was entered yet. Enter the first item above.")
    return _("Nothing was entered for you yet. Ask whoever organises to enter it.")


def _table(found: Entering, rows: Sequence[ClaimRow]) -> list[ClaimRow]:
    names = items.names(found.items)
    shown = [
        {
            _("State"): word(row.state),
            _("Name"): f"{row.number} {row.subject}".strip(),
            _("Item"): names.get(row.item_key, row.item_key),
            _("Title"): row.title,
            _("Which"): row.choice or str(row.quantity),
            _("Done on"): day(row.done_on),
            _("Entered by"): row.recorder or "",
            _("Why not"): row.decision,
        }
        for row in rows
    ]
    picked = st.dataframe(
        shown,
        hide_index=True,
        key=fresh("claims.list"),
        on_select="rerun",
        selection_mode="multi-row",
    )
    return [rows[place] for place in picked["selection"]["rows"]]


def _act(actor: Actor, filters: ClaimFilter, chosen: list[ClaimRow]) -> None:
    """What can be done with the rows chosen."""
    if filters.binned:
        if st.button(_("Restore"), type="primary", icon=":material/restore_from_trash:"):
            with action(_("Restored.")) as session:
                for row in chosen:
                    service.restore(session, actor, row.id)
        return
    waiting = [row for row in chosen if row.state is ClaimState.CLAIMED]
    if len(chosen) == 1 and st.button(_("Open"), icon=":material/open_in_full:"):
        lists.open_record(chosen[0].id)
    if waiting and actor.may(Permission.ASSESSMENT_APPROVE):
        decide(actor, [row.id for row in waiting])


def decide(actor: Actor, claim_ids: list[int]) -> None:
    """The form of a decision on one or several."""
    with st.form(fresh(DECIDE), enter_to_submit=False):
        words = st.text_input(
            _("Words"),
            key=f"{fresh(DECIDE)}.words",
            placeholder=_("Needed where something is not approved"),
        )
        problem(DECIDE, "words")
        problem(DECIDE)
        with st.container(horizontal=True):
            label = _("Approve {n}", n=len(claim_ids))
            yes = st.form_submit_button(label, type="primary", icon=":material/check:")
            no = st.form_submit_button(_("Do not approve"), icon=":material/close:")
    if yes or no:
        done = (
            _("Approved: the points count now.") if yes else _("Not approved; who entered is told.")
        )
        with action(done, DECIDE) as session:
            service.decide(session, actor, claim_ids, Decision(yes, words))


def badge(state: ClaimState, decision: str) -> None:
    """Where an entered item stands, with the reason where it was not approved."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.badge(word(state), color=COLOURS[state])
        if decision:
            st.caption(plain(decision))
