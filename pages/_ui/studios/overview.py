"""The figures above the register of studios."""

import streamlit as st

from core.permissions import Actor
from core.studios import queries
from core.studios.models import STUDIOS_PROPER, StudioState
from core.studios.queries import Filters
from pages._ui.edge import reading
from pages._ui.words import _


def show_figures(actor: Actor, committee_id: int | None) -> None:
    """How many studios there are, work, wait for a decision and meet their standards."""
    with reading() as session:
        counts = queries.counts(session, actor, Filters(committee_id=committee_id))
        reached = Filters(committee_id=committee_id, up_to_standard=True)
        met = queries.total(session, actor, reached)
    studios = sum(one.studios for one in counts if one.kind in STUDIOS_PROPER)
    places = sum(one.studios for one in counts) - studios
    opened = sum(one.studios for one in counts if one.state is StudioState.OPENED)
    waiting = sum(one.studios for one in counts if one.state is StudioState.APPLIED)
    figures = {
        _("Studios"): studios,
        _("Homes and stations"): places,
        _("Opened"): opened,
        _("Waiting for a decision"): waiting,
        _("Up to standard"): met,
    }
    with st.container(horizontal=True):
        for label, figure in figures.items():
            st.metric(label, f"{figure:,}", border=True, width=172)
