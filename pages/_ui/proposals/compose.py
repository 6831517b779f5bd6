"""Writing a new proposal: as a draft, handed in at once, or with co-signers to be asked."""

import streamlit as st

from core.permissions import Actor, Permission, ScopeKind
from core.proposals import co_signing, service
from core.proposals.drafts import AskDraft, ProposalDraft
from core.proposals.models import Nature
from pages._ui import lists, pickers
from pages._ui.edge import action, discard, problem
from pages._ui.proposals import deadline, entry
from pages._ui.words import _

FORM = "proposals.new"
NEW = "new"


def button() -> None:
    """Opens the form; its address can be linked to (`?new=1`)."""
    st.button(
        _("Write a proposal"),
        type="primary",
        icon=":material/add:",
        on_click=_open,
        width="content",
    )


def asked() -> bool:
    """Whether the address asks for the form."""
    return bool(st.query_params.get(NEW))


def show(actor: Actor) -> None:
    """The form with its ways out."""
    st.button(_("Back to the list"), icon=":material/arrow_back:", type="tertiary", on_click=_close)
    committee = pickers.committee(actor, Permission.PROPOSAL_WRITE)
    if committee is None:
        return
    draft = entry.ask(actor, FORM, committee.id)
    asks = draft.nature is Nature.CO_SIGNED and not on_paper(actor)
    until = deadline.ask(FORM) if asks else None
    problem(FORM)
    with st.container(horizontal=True):
        keeps = st.button(_("Save as draft"), icon=":material/save:")
        if until:
            sends = st.button(_("Ask the co-signers"), type="primary", icon=":material/group_add:")
        else:
            sends = st.button(_("Submit"), type="primary", icon=":material/send:")
        st.button(_("Empty the form"), type="tertiary", on_click=discard, args=[FORM])
    if keeps:
        _write(actor, committee.id, draft)
    elif sends:
        _send(actor, committee.id, draft, until)


def on_paper(actor: Actor) -> bool:
    """Whether an actor writes for an office, which writes down who signed on paper."""
    return bool(actor.reach(Permission.PROPOSAL_WRITE, ScopeKind.COMMITTEE))


def _write(actor: Actor, committee_id: int, draft: ProposalDraft) -> None:
    with action(_("Kept as a draft. Only you see it until you submit it."), FORM) as session:
        row = service.write(session, actor, committee_id, draft)
        _leave_to(row.id)


def _send(actor: Actor, committee_id: int, draft: ProposalDraft, until: AskDraft | None) -> None:
    done = _("The co-signers were asked.") if until else _("Proposal submitted.")
    with action(done, FORM) as session:
        row = service.write(session, actor, committee_id, draft)
        if until:
            co_signing.ask(session, actor, row.id, until)
        else:
            service.submit(session, actor, row.id)
        _leave_to(row.id)


def _leave_to(record: int) -> None:
    st.query_params.pop(NEW, None)
    st.query_params["id"] = str(record)


def _open() -> None:
    st.query_params[NEW] = "1"


def _close() -> None:
    st.query_params.pop(NEW, None)
    st.query_params.pop(lists.PAGE, None)
