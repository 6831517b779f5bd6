"""How a committee takes matters on: its states and its categories."""

import streamlit as st

from core.matters.models import MatterKind
from core.permissions import Permission
from pages._ui import pickers
from pages._ui.flow import categories, nodes
from pages._ui.login import require_actor
from pages._ui.words import _, word

actor = require_actor(Permission.COMMITTEE_READ)
writes = actor.may(Permission.COMMITTEE_WRITE)
st.title(_("Steps and categories"))
if committee := pickers.committee(actor, Permission.COMMITTEE_READ):
    kind: MatterKind = st.segmented_control(
        _("Kind of matter"),
        list(MatterKind),
        default=MatterKind.OPINION,
        format_func=word,
        key="flow.kind",
        required=True,
    )
    states, kept = st.tabs([_("States"), _("Categories")])
    with states:
        nodes.show(actor, committee.id, kind, writes=writes)
    with kept:
        categories.show(actor, committee.id, kind, writes=writes)
