"""What to do where an item waits to be signed and nobody can."""

import streamlit as st

from core.matters.detail import MatterDetail
from core.opinions import signing
from core.permissions import Actor, Permission
from pages._ui.edge import reading
from pages._ui.words import _, plain

ACCOUNTS = "pages/office/accounts.py"


def show(actor: Actor, record: MatterDetail) -> None:
    """Who is to be asked for an account that signs; the way there for who can make one."""
    if not record.desk:
        return
    with reading() as session:
        missing = signing.unsigned(session, actor, record.id)
    if missing is None:
        return
    told = _("No account can sign. The administrator creates one with the role Signer.")
    if missing.administrators:
        names = _(", ").join(map(plain, missing.administrators))
        told += "  \n" + _("Ask: {names}.", names=names)
    st.warning(told, icon=":material/draw:")
    if actor.may(Permission.ACCOUNT_WRITE):
        st.page_link(ACCOUNTS, label=_("To the accounts"), icon=":material/manage_accounts:")
