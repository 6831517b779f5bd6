"""What a group and its members did in a year."""

import streamlit as st

from core.groups.models import SectorGroup
from core.permissions import Actor
from core.plans.drafts import Subject, SubjectKind
from core.reports import group_activity
from pages._ui import pickers
from pages._ui.edge import reading
from pages._ui.plans import progress
from pages._ui.words import _


def show_plan(actor: Actor, group: SectorGroup) -> None:
    """The group's targets of a year against what was recorded."""
    progress.show_subject(actor, Subject(SubjectKind.GROUP, group.id), _year())


def show_members(actor: Actor, group: SectorGroup) -> None:
    """How many activities each member was at."""
    year = _year()
    with reading() as session:
        rows = group_activity.of_members(session, actor, group.id, year)
    if not rows:
        st.info(_("Nobody belongs to this group yet. Put sectors into it, or add members."))
        return
    most = max(1, *(row.attended for row in rows))
    lines = [
        {
            _("Number"): row.number,
            _("Full name"): row.name,
            _("Activities attended"): row.attended,
            _("Of these, held by this group"): row.of_group,
        }
        for row in rows
    ]
    idle = sum(row.attended == 0 for row in rows)
    if idle:
        st.warning(_("{n} members attended nothing in {year}.", n=idle, year=year))
    bar = st.column_config.ProgressColumn(format="%d", min_value=0, max_value=most)
    st.dataframe(
        lines,
        hide_index=True,
        key="groups.activity",
        column_config={_("Activities attended"): bar},
    )


def _year() -> int:
    with st.container(width=200):
        return pickers.year()
