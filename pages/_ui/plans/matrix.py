"""Subjects by measure: target, done and how it stands."""

import streamlit as st

from core.permissions import Actor
from core.plans import queries
from core.plans.drafts import SubjectKind
from core.plans.models import Measure
from core.plans.queries import Order, PlanFilter
from core.reports import progress
from core.reports.progress import SubjectProgress
from pages._ui import lists
from pages._ui.edge import fresh, reading
from pages._ui.plans.progress import said
from pages._ui.words import _, name_of, word


def show(actor: Actor, committee_id: int, kind: SubjectKind, year: int) -> None:
    """The filters, the matrix and the pager. A chosen row opens its targets."""
    wanted = _asked(committee_id, kind, year)
    with reading() as session:
        total = queries.total(session, actor, wanted)
        rows = progress.matrix(session, actor, wanted)
    if lists.is_empty(total):
        st.info(_nothing(wanted), icon=":material/search_off:")
        return
    chosen = _table(rows, kind)
    lists.pager(total, "page")
    if chosen:
        lists.open_record(chosen.subject_id)


def _asked(committee_id: int, kind: SubjectKind, year: int) -> PlanFilter:
    first, second, third = st.columns([2, 1, 1])
    with first:
        search = lists.search("q", _("Name"))
    with second:
        planned = lists.choose(
            _("Targets"), {"with": _("With targets"), "without": _("Without targets")}, "planned"
        )
    with third:
        order = lists.one_of(_("Sorted by"), list(Order), "sort")
    window = lists.window("page")
    return PlanFilter(
        kind=kind,
        year=year,
        committee_id=committee_id,
        search=search,
        planned={"with": True, "without": False}.get(planned),
        offset=window.offset,
        limit=window.limit,
        order=order,
    )


def _nothing(wanted: PlanFilter) -> str:
    if wanted.search or wanted.planned is not None:
        return _("Nothing fits these filters. Change or clear them.")
    match wanted.kind:
        case SubjectKind.STUDIO:
            return _("No studio is open yet. It can be given targets once it has its plaque.")
        case SubjectKind.GROUP:
            return _("No sector groups in this year's term. Compose them under “Sector groups”.")
        case SubjectKind.MEMBER:
            return _("Nobody is tied to a village or community yet. Enter ties under “Members”.")


def _table(rows: list[SubjectProgress], kind: SubjectKind) -> SubjectProgress | None:
    measures = [one for one in Measure if any(one in row.targets for row in rows)]
    event = st.dataframe(
        [_line(row, kind, measures) for row in rows],
        hide_index=True,
        on_select="rerun",
        selection_mode="single-row",
        key=fresh("plans.rows"),
        column_config={word(kind): st.column_config.TextColumn(pinned=True, width=230)},
    )
    if any(Measure.PROPOSAL in row.targets for row in rows):
        st.caption(_("Proposals are not counted until they are kept here."))
    picked = event.selection.rows
    return rows[picked[0]] if picked and picked[0] < len(rows) else None


def _line(row: SubjectProgress, kind: SubjectKind, measures: list[Measure]) -> dict[str, str]:
    line = {word(kind): name_of(row)}
    for measure in measures:
        told = row.targets.get(measure)
        line[word(measure)] = said(told) if told else ""
    if not measures:
        line[_("Targets")] = _("None yet")
    return line
