"""The way from a record behind points to where it was recorded."""

import streamlit as st

from core.permissions import Actor
from pages._ui.screens import screen

# The screens on which a record is looked at.
SCREENS = {
    "activity": "work/activities",
    "claim": "review/claims",
    "commendation": "work/commendations",
    "contribution": "work/contributions",
    "member": "work/members",
    "opinion": "work/opinions",
    "press_report": "work/publicity",
    "proposal": "work/proposals",
    "studio": "work/studios",
}


def link(actor: Actor, kind: str, record: int, label: str) -> None:
    """A line that opens a record, for those who may; for all others the line."""
    file = SCREENS.get(kind)
    if file is None or not _opens(actor, file):
        st.markdown(label)
        return
    st.page_link(
        f"pages/{file}.py",
        label=label,
        icon=":material/open_in_new:",
        query_params={"id": str(record)},
    )


def _opens(actor: Actor, file: str) -> bool:
    needed = screen(file).permission
    return needed is None or actor.may(needed)
