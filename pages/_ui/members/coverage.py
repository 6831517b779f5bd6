"""Which villages and communities a member is tied to, by township."""

import streamlit as st

from core import clock
from core.members import coverage
from core.members.coverage import CoverageRow
from core.permissions import Actor
from pages._ui.edge import reading
from pages._ui.members.choices import told
from pages._ui.words import _


def show(actor: Actor, committee_id: int) -> None:
    """Today's coverage: the counts, and each township."""
    with reading() as session:
        rows = coverage.coverage(session, actor, committee_id, clock.today())
        members = coverage.tied_members(session, actor, committee_id, clock.today())
    if not rows:
        st.info(
            _("No villages or communities yet. Add them under “Committees”."),
            icon=":material/link_off:",
        )
        return
    with st.container(horizontal=True):
        st.metric(_("Members with liaison"), members, border=True)
        st.metric(
            _("Villages covered"),
            f"{sum(row.villages_with_member for row in rows)} / {sum(r.villages for r in rows)}",
            border=True,
        )
        st.metric(
            _("Urban communities covered"),
            f"{sum(row.communities_with_member for row in rows)}"
            f" / {sum(row.communities for row in rows)}",
            border=True,
        )
    st.dataframe(
        [_line(row) for row in rows],
        hide_index=True,
        key="members.coverage",
        column_config={
            _("Share"): st.column_config.ProgressColumn(format="percent", min_value=0, max_value=1)
        },
    )


def _line(row: CoverageRow) -> dict[str, object]:
    return {
        _("Township"): told(row.township, row.township_en),
        _("Share"): row.with_member / row.places,
        _("Villages"): row.villages,
        _("Urban communities"): row.communities,
        _("With a member"): row.with_member,
        _("Without a member"): row.places - row.with_member,
        _("Ties"): row.ties,
    }
