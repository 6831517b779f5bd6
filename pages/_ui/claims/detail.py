"""One entered item: what was done, its evidence, and the decision on it."""

import streamlit as st

from core.assessment.claims import queries, service, whom
from core.assessment.claims.queries import ClaimDetail
from core.assessment.models import ClaimState
from core.errors import NotFound
from core.permissions import Actor
from pages._ui import lists
from pages._ui import photos as gallery
from pages._ui.claims import entry, register
from pages._ui.edge import action, fresh, problem, reading, start_of, version_of
from pages._ui.points import saying
from pages._ui.words import _, day, moment, plain, refusal


def show(actor: Actor, claim_id: int) -> None:
    """The record with what the actor may do with it."""
    if st.button(_("Back"), icon=":material/arrow_back:", type="tertiary"):
        lists.close_record()
    try:
        with reading() as session:
            found = queries.detail(session, actor, claim_id)
    except NotFound as error:
        st.error(refusal(error), icon=":material/search_off:")
        return
    st.header(plain(found.claim.title), anchor=False)
    register.badge(found.claim.state, found.claim.decision)
    st.table(_facts(found), border="horizontal")
    _evidence(actor, found)
    if found.decide:
        _decide(actor, found)
    if found.change:
        _change(actor, found)


def _facts(found: ClaimDetail) -> dict[str, str]:
    row = found.claim
    told = {
        _("Name"): plain(f"{found.number} {found.subject}".strip()),
        _("Item of the rule book"): saying.name(found.item) if found.item else row.item_key,
        _("Which"): plain(row.choice),
        _("How many"): str(row.quantity) if row.quantity > 1 else "",
        _("Done on"): day(row.done_on),
        _("What was done"): plain(row.words),
        _("Entered by"): plain(f"{found.recorder} {moment(row.recorded_at)}".strip()),
        _("Decided by"): plain(f"{row.decided_by} {moment(row.decided_at)}".strip()),
    }
    return {label: value for label, value in told.items() if value}


def _evidence(actor: Actor, found: ClaimDetail) -> None:
    st.subheader(_("Evidence"), anchor=False)
    if found.files:
        gallery.show(found.files)
    else:
        st.caption(_("No photo or document was added yet."))
    if not found.change:
        return
    form, claim_id = f"claims.files.{found.claim.id}", found.claim.id
    with st.form(fresh(form), border=False):
        sent = st.file_uploader(
            _("Photos or documents"), gallery.TYPES, accept_multiple_files=True, max_upload_size=20
        )
        problem(form, "files")
        problem(form)
        upload = st.form_submit_button(_("Add"), icon=":material/upload:")
    if upload and sent:
        with action(_("Evidence added."), form) as session:
            for one in sent:
                service.attach(session, actor, claim_id, one.name, one.getvalue())
    _remove(actor, found)


def _remove(actor: Actor, found: ClaimDetail) -> None:
    claim_id = found.claim.id
    for one in found.files:
        label = _("Remove {name}", name=plain(one.name))
        if st.button(label, type="tertiary", icon=":material/delete:", key=f"claims.rm.{one.id}"):
            with action(_("File removed.")) as session:
                service.detach(session, actor, claim_id, one.id)
    if back := gallery.removed(found.binned, "claims.back"):
        with action(_("File restored.")) as session:
            service.bring_back(session, actor, claim_id, back.id)


def _decide(actor: Actor, found: ClaimDetail) -> None:
    if found.claim.state is ClaimState.CLAIMED:
        st.subheader(_("Decision"), anchor=False)
        register.decide(actor, [found.claim.id])
    elif st.button(_("Take the decision back"), icon=":material/undo:"):
        with action(_("Taken back: it waits for approval again.")) as session:
            service.reopen(session, actor, found.claim.id)


def _change(actor: Actor, found: ClaimDetail) -> None:
    form = f"claims.edit.{found.claim.id}"
    with st.expander(_("Change"), icon=":material/edit:"):
        version = version_of(form, found.claim.version)
        row = start_of(form, found.claim)
        with reading() as session:
            of = whom.entering(session, actor, found.claim.assessment_id)
        item = entry.ask_item(of, form, row.item_key)
        with st.form(fresh(f"{form}.{item.key}"), border=False, enter_to_submit=False):
            draft = entry.ask(form, item, row, row.done_on)
            problem(form)
            sent = st.form_submit_button(_("Save"), type="primary", icon=":material/save:")
        if sent and draft:
            with action(_("Saved. It waits for approval."), form) as session:
                service.edit(session, actor, row.id, draft, version)
    if st.button(_("Move to the bin"), icon=":material/delete:", type="tertiary"):
        with action(_("Moved to the bin. It can be restored from there.")) as session:
            service.bin_(session, actor, found.claim.id)
