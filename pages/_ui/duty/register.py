"""Who has handed the duty form in, and a word to those who have not."""

import streamlit as st

from core.assessment.duty import queries, service
from core.assessment.duty.drafts import FormFilter, Handed
from core.assessment.duty.queries import FormRow
from core.permissions import Actor, Permission
from pages._ui import lists
from pages._ui.edge import action, fresh, reading
from pages._ui.words import _, moment, word

PAGE = "page"


def show(actor: Actor, assessment_id: int, *, running: bool) -> None:
    """The list of those scored; one chosen opens."""
    st.subheader(_("Duty forms"), anchor=False)
    left, right = st.columns([2, 1])
    with left:
        search = lists.search("q", _("Name or number"))
    with right:
        handed = lists.pick(_("Handed in or not"), list(Handed), "handed")
    filters = FormFilter(assessment_id, handed, search)
    window = lists.window(PAGE)
    with reading() as session:
        rows = queries.listing(session, actor, filters, offset=window.offset, limit=window.limit)
        counts = queries.counts(session, actor, filters)
    with st.container(horizontal=True):
        for state, number in counts.items():
            st.metric(word(state), number, border=True, width=120)
    if running and actor.may(Permission.ASSESSMENT_WRITE):
        _remind(actor, assessment_id)
    total = counts[handed] if handed else sum(counts.values())
    if lists.is_empty(total):
        st.info(_("Nobody fits these filters. Change or clear them."), icon=":material/info:")
        return
    _table(rows)
    lists.pager(total, PAGE)


def _remind(actor: Actor, assessment_id: int) -> None:
    label = _("Remind those who have not handed it in")
    if st.button(label, icon=":material/notifications_active:"):
        with action(_("Reminded: they find it on their desk.")) as session:
            service.remind(session, actor, assessment_id)


def _table(rows: list[FormRow]) -> None:
    shown = [
        {
            _("Number"): row.number,
            _("Full name"): row.name,
            _("Duty form"): word(row.handed),
            _("Handed in at"): moment(row.submitted_at),
            _("Last changed"): moment(row.changed_at),
        }
        for row in rows
    ]
    picked = st.dataframe(
        shown,
        hide_index=True,
        key=fresh("mine.forms"),
        on_select="rerun",
        selection_mode="single-row",
    )
    if places := picked["selection"]["rows"]:
        lists.open_record(rows[places[0]].member_id)
