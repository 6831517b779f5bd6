"""The papers of a studio, where its record and its rota are shown."""

import streamlit as st

from core.papers.models import PaperKind
from core.permissions import Actor, Permission
from core.studios.models import StudioState
from core.studios.record import Detail
from pages._ui.papers.offering import Offered, may, offers
from pages._ui.studios.rights import Rights
from pages._ui.words import _

_AT_WORK = frozenset({StudioState.OPENED, StudioState.RECTIFYING})


def of_record(actor: Actor, row: Detail, rights: Rights) -> None:
    """The application, and the certificate once there is a plaque."""
    papers = []
    if rights.may(Permission.STUDIO_APPLY):
        papers.append(Offered(PaperKind.STUDIO_APPLICATION, row.id))
    if rights.decides and row.plaque_number and row.plaque_on:
        papers.append(Offered(PaperKind.PLAQUE_CERTIFICATE, row.id))
    offers(actor, papers)


def of_rota(actor: Actor, row: Detail, rights: Rights) -> None:
    """The poster of receptions, with the phone number that is printed on it."""
    if not rights.writes or row.state not in _AT_WORK:
        return
    if not may(actor, PaperKind.RECEPTION_POSTER):
        return
    with st.popover(_("Poster of receptions"), icon=":material/print:", type="tertiary"):
        phone: str = st.text_input(
            _("Phone on the poster"),
            max_chars=40,
            key=f"studios.poster.{row.id}",
            help=_("A number of the studio or the office. Everybody can read it."),
        )
        asked = {"phone": phone.strip()} if phone.strip() else {}
        offers(actor, [Offered(PaperKind.RECEPTION_POSTER, row.id, asked)], inside=True)
