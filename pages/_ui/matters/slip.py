"""The receipt slip: where who raised a matter hears nothing of it otherwise."""

import streamlit as st

from core.box import slips
from core.box.slips import Hearing
from core.errors import DomainError
from core.matters.detail import MatterDetail
from core.permissions import Actor
from pages._ui.edge import action, reading
from pages._ui.words import _, moment


def show(actor: Actor, record: MatterDetail) -> None:
    """That nobody is told, with the way to a slip; or the slip that was made."""
    if record.number is None:
        return
    hearing = _hearing(actor, record.id)
    if hearing is None:
        return
    if hearing.made_at:
        _made(actor, record, hearing)
    elif hearing.hears_nothing:
        _missing(actor, record)


def _hearing(actor: Actor, matter_id: int) -> Hearing | None:
    """None for those who read the matter, but do not write it."""
    try:
        with reading() as session:
            return slips.hearing(session, actor, matter_id)
    except DomainError:
        return None


def _missing(actor: Actor, record: MatterDetail) -> None:
    with st.container(border=True, gap="xsmall"):
        missing = _("Who raised this has no account and hears nothing.")
        st.markdown(f":material/notifications_off: {missing}")
        told = _("Hand over a receipt slip: its code shows where the matter is and the reply.")
        st.caption(told)
        if st.button(_("Make a receipt slip"), icon=":material/receipt_long:", key="slip.make"):
            _make(actor, record.id)


def _made(actor: Actor, record: MatterDetail, hearing: Hearing) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.link_button(
            _("Receipt slip to print"), f"/slip/{record.id}", icon=":material/receipt_long:"
        )
        st.caption(_("Made at {at}", at=moment(hearing.made_at)), width="content")
        if not hearing.may_renew:
            return
        with st.popover(_("New code"), icon=":material/autorenew:", type="tertiary"):
            st.write(_("The slip that was handed over becomes worthless. Print a new one."))
            if st.button(_("Give it a new code"), type="primary", key="slip.anew"):
                _make(actor, record.id)


def _make(actor: Actor, matter_id: int) -> None:
    with action(_("The receipt slip is ready. Print it and hand it over.")) as session:
        slips.make(session, actor, matter_id)
