"""Handing a proposal in, asking co-signers, and a co-signer's answer."""

import streamlit as st

from core import clock
from core.matters.detail import MatterDetail
from core.matters.models import AuthorRole, Consent, State, Verb
from core.permissions import Actor, Permission
from core.proposals import co_signing, service
from core.proposals.detail import ProposalPart
from core.proposals.models import Nature
from pages._ui.edge import action, fresh, input_key, problem, version_of
from pages._ui.proposals import deadline
from pages._ui.words import _, plain, word


def answer(actor: Actor, matter: MatterDetail, part: ProposalPart) -> None:
    """For who is asked to co-sign: yes or no, until when."""
    if not part.asked:
        return
    form = f"proposals.answer.{matter.id}"
    version = version_of(form, matter.version)
    with st.container(border=True):
        title = _("You are asked to co-sign this proposal.")
        st.markdown(f":material/signature: **{title}**")
        if part.co_sign_until:
            st.caption(_("Answer until {until}.", until=_wall(matter, part)))
        with st.container(horizontal=True):
            agrees = st.button(_("I co-sign it"), type="primary", icon=":material/check:")
            declines = st.button(_("I do not co-sign it"), icon=":material/close:")
        problem(form)
    if agrees or declines:
        with action(_("Your answer is kept."), form) as session:
            co_signing.answer(session, actor, matter.id, agrees, version)


def show(actor: Actor, matter: MatterDetail, part: ProposalPart) -> None:
    """For who writes it: ask co-signers, remind them, hand it in, take it back."""
    if not actor.may(Permission.PROPOSAL_WRITE):
        return
    writes = {Verb.SUBMIT, Verb.GATHER, Verb.WITHDRAW} & set(matter.steps)
    if not writes:
        return
    if matter.state is State.GATHERING:
        told(matter, part)
    with st.container(horizontal=True, vertical_alignment="center"):
        if Verb.SUBMIT in writes and not _waits(matter, part) and not _has_time(part):
            _submit(actor, matter)
        if matter.state is State.GATHERING and part.silent:
            _remind(actor, matter)
        if Verb.WITHDRAW in writes:
            _withdraw(actor, matter)
        if matter.state in (State.DRAFT, State.WITHDRAWN):
            _bin(actor, matter)
    if _waits(matter, part) and Verb.GATHER in writes:
        _gather(actor, matter)
    elif matter.state is State.GATHERING:
        _more_time(actor, matter)


def told(matter: MatterDetail, part: ProposalPart) -> None:
    """How many have answered so far, and until when the others may."""
    if part.co_sign_until is None:
        return
    others = [one for one in matter.authors if one.role is AuthorRole.CO_SIGNER]
    signed = sum(one.consent is Consent.AGREED for one in others)
    st.info(
        _(
            "{signed} of {asked} co-sign it, {silent} have not answered; answers until {until}.",
            signed=signed,
            asked=len(others),
            silent=part.silent,
            until=_wall(matter, part),
        ),
        icon=":material/hourglass:",
    )


def _waits(matter: MatterDetail, part: ProposalPart) -> bool:
    """Whether co-signers were named who are still to be asked."""
    named = part.nature is Nature.CO_SIGNED and part.silent > 0
    return named and matter.state in (State.DRAFT, State.RETURNED)


def _has_time(part: ProposalPart) -> bool:
    """Whether somebody who was asked can still answer."""
    return part.silent > 0 and part.co_sign_until is not None and clock.now() <= part.co_sign_until


def _submit(actor: Actor, matter: MatterDetail) -> None:
    form = f"proposals.submit.{matter.id}"
    version = version_of(form, matter.version)
    sent = st.button(_("Submit"), type="primary", icon=":material/send:", key="proposals.submit")
    problem(form)
    if sent:
        with action(_("Proposal submitted."), form) as session:
            service.submit(session, actor, matter.id, version=version)


def _remind(actor: Actor, matter: MatterDetail) -> None:
    if st.button(_("Remind the silent"), icon=":material/notifications:"):
        with action(_("Who has not answered was reminded.")) as session:
            co_signing.remind(session, actor, matter.id)


def _withdraw(actor: Actor, matter: MatterDetail) -> None:
    form = f"proposals.withdraw.{matter.id}"
    with (
        st.popover(word(Verb.WITHDRAW), icon=":material/logout:"),
        st.form(fresh(form), border=False),
    ):
        words = st.text_area(_("Why is it taken back?"), key=input_key(form, "words"), height=80)
        problem(form, "words")
        problem(form)
        sent = st.form_submit_button(word(Verb.WITHDRAW))
    if sent:
        with action(_("Proposal withdrawn."), form) as session:
            service.withdraw(session, actor, matter.id, words)


def _bin(actor: Actor, matter: MatterDetail) -> None:
    if st.button(_("Move to the bin"), icon=":material/delete:", key="proposals.bin"):
        with action(_("Moved to the bin. It can be restored from there.")) as session:
            service.bin_(session, actor, matter.id)
            st.query_params.pop("id", None)


def _gather(actor: Actor, matter: MatterDetail) -> None:
    form = f"proposals.gather.{matter.id}"
    version = version_of(form, matter.version)
    with st.form(fresh(form)):
        title = _("Ask the co-signers")
        st.markdown(f"**{title}**")
        draft = deadline.ask(form, matter.time_zone)
        problem(form)
        sent = st.form_submit_button(
            _("Ask the co-signers"), type="primary", icon=":material/group_add:"
        )
    if sent:
        with action(_("The co-signers were asked."), form) as session:
            co_signing.ask(session, actor, matter.id, draft, version)


def _more_time(actor: Actor, matter: MatterDetail) -> None:
    form = f"proposals.time.{matter.id}"
    with (
        st.expander(_("Change the deadline"), icon=":material/schedule:"),
        st.form(fresh(form), border=False),
    ):
        draft = deadline.ask(form, matter.time_zone, words=False)
        problem(form)
        sent = st.form_submit_button(_("Save"))
    if sent:
        with action(_("The deadline was changed."), form) as session:
            co_signing.change_deadline(session, actor, matter.id, draft.until)


def _wall(matter: MatterDetail, part: ProposalPart) -> str:
    until = part.co_sign_until
    return plain(f"{clock.local(until, matter.time_zone):%Y-%m-%d %H:%M}") if until else ""
