"""What a studio planned for the year against what it has done."""

import streamlit as st

from core.permissions import Actor, Permission
from core.plans.drafts import Subject, SubjectKind
from core.reports import progress
from core.reports.progress import Progress
from core.studios.record import Detail
from pages._ui import pickers
from pages._ui.edge import reading
from pages._ui.studios.rights import Rights
from pages._ui.words import _, word


def show(actor: Actor, row: Detail, _rights: Rights) -> None:
    """The targets of the year with what was recorded in each quarter."""
    if not actor.may(Permission.PLAN_READ):
        st.info(_("Your role does not show plans."), icon=":material/info:")
        return
    with st.container(width=240):
        year = pickers.year(ahead=1)
    with reading() as session:
        subject = Subject(SubjectKind.STUDIO, row.id)
        rows = progress.of_subject(session, actor, subject, year)
    if rows:
        st.dataframe([_row(one) for one in rows], hide_index=True, key="studios.plan")
    else:
        st.info(_("No targets are set for this year."), icon=":material/info:")
    st.page_link("pages/work/plans.py", label=_("Go to the plans"), icon=":material/flag:")


def _row(one: Progress) -> dict[str, object]:
    quarters = {_("Q{n}", n=n): number for n, number in enumerate(one.quarters, 1)}
    return {
        _("Measure"): word(one.line.measure),
        _("Every"): word(one.line.every),
        _("Target"): one.line.target,
        _("Recorded so far"): one.done,
        **quarters,
        _("Progress"): word(one.light),
    }
