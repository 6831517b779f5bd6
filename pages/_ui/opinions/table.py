"""The list of opinion items: how many stand where, one page of them, and steps with several."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from core.exports.models import ExportKind
from core.matters import flow, nodes, queries, steps
from core.matters.models import MatterKind, State, Urgency, Verb
from core.matters.queries import MatterFilter, MatterRow
from core.opinions import rules, service
from core.permissions import Actor, Permission
from pages._ui import exporting, lists, pickers
from pages._ui.edge import action, fresh, problem, reading
from pages._ui.matters import naming
from pages._ui.opinions import filters
from pages._ui.papers import matters as papers
from pages._ui.words import _, day, word

ROWS_SHOWN = 20
SEVERAL = "opinions.several"


def show(actor: Actor, wanted: MatterFilter) -> None:
    """The counts, one page of the list, and what a click on a row does."""
    window = lists.window("page")
    wanted = replace(wanted, offset=window.offset, limit=window.limit)
    home = wanted.committee_id or min((one.committee_id for one in actor.grants), default=0)
    with reading() as session:
        rows = queries.listing(session, actor, wanted)
        counts = queries.counts(session, actor, wanted)
        own = nodes.names(session, home, MatterKind.OPINION)
    total = counts.get(wanted.state, 0) if wanted.state else sum(counts.values())
    _counts(counts, own)
    if lists.is_empty(total):
        st.info(_empty(actor, wanted), icon=":material/info:")
        return
    _list(actor, wanted, rows, own)
    lists.pager(total, "page")
    exporting.button(actor, ExportKind.OPINIONS, wanted.committee_id, wanted)
    papers.receipts(actor, replace(wanted, committee_id=home))


def _counts(counts: Mapping[State, int], own: Mapping[State, str]) -> None:
    """All of them, and how many stand in each state."""
    with st.container(horizontal=True, gap="small"):
        st.badge(_("{total} in all", total=f"{sum(counts.values()):,}"), color="primary")
        for state, number in counts.items():
            st.badge(f"{naming.state(state, own)} {number:,}", color="gray")


def _list(
    actor: Actor, wanted: MatterFilter, rows: Sequence[MatterRow], own: Mapping[State, str]
) -> None:
    desk = actor.may(Permission.OPINION_SCREEN) or actor.may(Permission.OPINION_SIGN)
    several = desk and not wanted.binned and st.toggle(_("Choose several"), key=SEVERAL)
    event = st.dataframe(
        [_cells(row, own) for row in rows],
        key=fresh(f"opinions.rows.{'several' if several else 'one'}"),
        hide_index=True,
        height=min(len(rows), ROWS_SHOWN) * 35 + 38,
        on_select="rerun",
        selection_mode="multi-row" if several else "single-row",
        column_config=_columns(),
    )
    picked = [rows[place] for place in event.selection.rows if place < len(rows)]
    if several:
        if picked:
            papers.of_several(actor, picked)
        _batch(actor, picked)
    elif picked and not wanted.binned:
        lists.open_record(picked[0].id)
    elif picked and st.button(_("Restore from the bin"), type="primary"):
        with action(_("Opinion item restored.")) as session:
            service.restore(session, actor, picked[0].id)


def _cells(row: MatterRow, own: Mapping[State, str]) -> dict[str, object]:
    marks = [word(row.urgency)] if row.urgency is not Urgency.NORMAL else []
    marks += [_("Micro")] if row.is_micro else []
    marks += [_("Same day")] if row.same_day else []
    return {
        _("Number"): naming.number(row.series, row.number),
        _("Title"): row.title,
        _("State"): naming.state(row.state, own),
        _("Raised by"): naming.author(row.submitter, row.author),
        _("Received on"): day(row.received_on),
        _("Marks"): _(", ").join(marks),
        _("Category"): pickers.name_in_language(row.category, row.category_en),
        _("Source"): naming.heard(row.source, row.place),
        _("Issue"): naming.issue(row.issue_year, row.issue_number),
        _("Adopted on"): day(row.adopted_on),
        _("Committee"): pickers.name_in_language(row.committee, row.committee_en),
    }


def _columns() -> dict[str, Any]:
    return {
        _("Number"): st.column_config.TextColumn(width=90),
        _("Title"): st.column_config.TextColumn(width=280),
        _("State"): st.column_config.TextColumn(width=80),
        _("Marks"): st.column_config.TextColumn(width=110),
    }


def _batch(actor: Actor, picked: Sequence[MatterRow]) -> None:
    """One step with all that are chosen, each told as if it were taken alone."""
    if not picked:
        st.caption(_("Tick the items that the same step is to be taken with."))
        return
    verbs = _shared(actor, picked)
    if not verbs:
        st.caption(_("No step leads on from all of them. Choose items of one state."))
        return
    form = "opinions.batch"
    with st.form(fresh(form)):
        st.markdown(_("**{n} chosen**", n=len(picked)))
        verb: Verb = st.segmented_control(
            _("Step to take"), verbs, default=verbs[0], format_func=word, required=True
        )
        words = st.text_area(
            _("Reason or note"),
            height=80,
            help=_("Each author reads it. Needed to return or keep."),
        )
        problem(form, "words")
        problem(form)
        sent = st.form_submit_button(_("Take the step with all of them"), type="primary")
    if sent:
        with action(_("Done. All authors were told."), form) as session:
            service.batch(session, actor, [row.id for row in picked], verb, words)


def _shared(actor: Actor, picked: Sequence[MatterRow]) -> list[Verb]:
    """The steps that lead on from all that are chosen, and that the person may take."""
    with reading() as session:
        off = {
            one: steps.off(session, one, filters.KIND) for one in {r.committee_id for r in picked}
        }
    leading = [set(flow.steps(filters.KIND, row.state, off[row.committee_id])) for row in picked]
    return [
        verb
        for verb in rules.BATCH
        if actor.may(rules.plain(verb).permission) and all(verb in one for one in leading)
    ]


def _empty(actor: Actor, wanted: MatterFilter) -> str:
    if wanted.binned:
        return _("The bin is empty.")
    if filters.is_narrowed(wanted):
        return _("No opinion item fits these filters. Change or clear them.")
    if actor.may(Permission.OPINION_WRITE):
        return _("No opinion items yet. Write the first one above.")
    return _("No opinion items yet.")
