"""A member's file: who it is, with the steps that change it."""

import streamlit as st

from core import clock
from core.members import service
from core.members.files import MemberFile
from core.permissions import Actor, Permission
from pages._ui import days
from pages._ui.edge import action, fresh, problem, version_of
from pages._ui.members import choices, forms
from pages._ui.members.forms import Kept
from pages._ui.words import _, day, name_of, plain, word

EDIT = "members.edit"
LEAVE = "members.leave"
_SHOWN = "members.phone"


def show(actor: Actor, file: MemberFile) -> None:
    """Who the member is; below it, for those who may, editing and leaving."""
    st.table(_facts(file), border="horizontal", width=720, hide_header=True)
    _phone(actor, file)
    if not actor.may(Permission.MEMBER_WRITE):
        return
    with st.expander(_("Edit the file"), icon=":material/edit:"):
        _edit(actor, file)
    with st.expander(_("Leave office, or move to the bin"), icon=":material/logout:"):
        _leave(actor, file)


def _facts(file: MemberFile) -> dict[str, list[str]]:
    member = file.member
    told = {
        _("Committee"): name_of(file.committee),
        _("Sector"): name_of(file.sector),
        _("Special committee"): name_of(file.special_committee),
        _("Sex"): word(member.sex),
        _("Year of birth"): str(member.birth_year or ""),
        _("Ethnicity"): member.ethnicity,
        _("Party"): member.party,
        _("Employer"): member.employer,
        _("Occupation"): member.occupation,
        _("Terms served"): str(member.terms_served),
        _("Joined on"): day(member.joined_on),
        _("Left on"): day(member.left_on),
        _("Why not scored"): member.not_scored_reason,
    }
    filled = {label: value for label, value in told.items() if value}
    return {"": [f"**{label}**" for label in filled], " ": [plain(v) for v in filled.values()]}


def _phone(actor: Actor, file: MemberFile) -> None:
    """The masked phone. The whole one stands for one run after it was asked for."""
    owner, number = st.session_state.pop(_SHOWN, (0, ""))
    with st.container(horizontal=True, vertical_alignment="center"):
        st.text(f"{_('Phone')}  {number if owner == file.member.id else file.phone or '—'}")
        if not file.phone or not actor.may(Permission.MEMBER_UNMASK):
            return
        asked = st.button(_("Show the whole number"), icon=":material/visibility:")
    st.caption(_("Whoever looks at a whole number is written into the audit trail."))
    if asked:
        with action(_("The number was shown; the trail says so.")) as session:
            whole = service.show_phone(session, actor, file.member.id)
            st.session_state[_SHOWN] = (file.member.id, whole)


def _edit(actor: Actor, file: MemberFile) -> None:
    member = file.member
    form = f"{EDIT}.{member.id}"
    version = version_of(form, member.version)
    bodies = choices.with_own(choices.bodies(actor, member.committee_id), file)
    draft = forms.ask(form, bodies, Kept(member, file.phone), _("Save"))
    if draft:
        with action(_("Saved."), form) as session:
            service.edit(session, actor, member.id, draft, version)


def _leave(actor: Actor, file: MemberFile) -> None:
    if file.member.left_on:
        _return(actor, file)
    else:
        _ask_to_leave(actor, file)
    st.divider()
    st.caption(_("For a member registered by mistake. The bin keeps all and can give it back."))
    if st.button(_("Move to the bin"), icon=":material/delete:", key="members.bin"):
        with action(_("Moved to the bin. It can be restored from there.")) as session:
            service.bin_member(session, actor, file.member.id)
            st.query_params.pop("id", None)


def _ask_to_leave(actor: Actor, file: MemberFile) -> None:
    form = f"{LEAVE}.{file.member.id}"
    version = version_of(form, file.member.version)
    with st.form(fresh(form)):
        today = clock.today()
        left_on = days.ask(_("Left on"), today, form, "left_on", required=True) or today
        st.caption(_("Open posts, liaison and appointments end on that day too."))
        problem(form)
        sent = st.form_submit_button(_("Record leaving"))
    if sent:
        with action(_("Leaving recorded."), form) as session:
            service.leave(session, actor, file.member.id, left_on, version)


def _return(actor: Actor, file: MemberFile) -> None:
    st.caption(_("If the leaving was recorded by mistake, take it back."))
    if st.button(_("Take back the leaving"), key="members.return"):
        with action(_("The member is in office again.")) as session:
            service.return_to_office(session, actor, file.member.id, file.member.version)
