"""The village visited and the plenary that an activity belongs to, where there are any."""

import streamlit as st

from core.activities import pickers
from core.activities.detail import ActivityDetail
from core.activities.models import OwnerKind
from core.activities.owners import OwnerRow
from core.activities.pickers import CommunityName, SessionName
from pages._ui.activities.naming import either
from pages._ui.edge import problem, reading
from pages._ui.words import _, name_of


def ask(form: str, owner: OwnerRow, was: ActivityDetail | None) -> tuple[int | None, int | None]:
    """The ids of the community and of the plenary session."""
    with reading() as session:
        communities = pickers.communities(session, owner)
        held = owner.kind is OwnerKind.COMMITTEE
        plenaries = pickers.plenaries(session, owner) if held else []
    cells = iter(st.columns(2) if communities or plenaries else ())
    community = was.community_id if was else None
    plenary = was.term_session_id if was else None
    if communities:
        with next(cells):
            labels = {one.id: _community(one) for one in communities}
            community = _optional(_("Village or community visited"), labels, community)
            problem(form, "community_id")
    if plenaries:
        with next(cells):
            labels = {one.id: _plenary(one) for one in plenaries}
            plenary = _optional(_("Plenary session"), labels, plenary)
            problem(form, "term_session_id")
    return community if communities else None, plenary if plenaries else None


def _optional(label: str, labels: dict[int, str], chosen: int | None) -> int | None:
    ids = list(labels)
    picked: int | None = st.selectbox(
        label,
        ids,
        index=ids.index(chosen) if chosen in labels else None,
        format_func=labels.__getitem__,
        placeholder=_("None"),
    )
    return picked


def _community(one: CommunityName) -> str:
    return f"{either(one.township, one.township_en)} / {name_of(one)}"


def _plenary(one: SessionName) -> str:
    return _("Term {term}, session {number}", term=one.term, number=one.number)
