"""The villages and communities that a member is tied to."""

import streamlit as st

from core import clock
from core.committees import queries as committees
from core.members import liaisons
from core.members.drafts import LiaisonDraft
from core.members.files import LiaisonRow, MemberFile
from core.permissions import Actor, Permission
from pages._ui.edge import action, fresh, problem, reading
from pages._ui.members import choices, parts
from pages._ui.members.choices import told
from pages._ui.words import _, day, name_of, plain, word

TIE = "members.tie"
END = "members.tie.end"


def show(actor: Actor, file: MemberFile) -> None:
    """The places, open ones first, and the form to tie the member to more."""
    if file.liaisons:
        _table(actor, file.liaisons)
    else:
        st.info(_("Tied to no village or community yet."), icon=":material/link_off:")
    if parts.may_write(actor):
        with st.expander(_("Tie to villages and communities"), icon=":material/add_link:"):
            _tie(actor, file)


def _table(actor: Actor, rows: list[LiaisonRow]) -> None:
    lines = [
        {
            _("Village or community"): place(row),
            _("Kind"): word(row.kind),
            _("Township"): told(row.township, row.township_en),
            _("Begins on"): day(row.starts_on),
            _("Ends on"): day(row.ends_on) or _("to this day"),
        }
        for row in rows
    ]
    chosen = parts.table(rows, lines, "members.ties", choose=parts.may_write(actor))
    if chosen is None:
        return
    form = f"{END}.{chosen.id}"
    if ends_on := parts.ask_end(form, plain(place(chosen)), chosen.ends_on):
        with action(_("Liaison ended."), form) as session:
            liaisons.end_tie(session, actor, chosen.id, ends_on)
    if parts.asked_to_remove("members.tie.remove"):
        with action(_("Taken out.")) as session:
            liaisons.remove_tie(session, actor, chosen.id)


def place(row: LiaisonRow) -> str:
    """What a village or community is called."""
    return told(row.community, row.community_en)


def _tie(actor: Actor, file: MemberFile) -> None:
    committee_id = file.member.committee_id
    townships = choices.bodies(actor, committee_id).townships
    if not townships:
        st.info(_("Add townships and their villages under “Committees” first."))
        return
    township_id = st.selectbox(
        _("Township"), list(townships), format_func=townships.__getitem__, key="members.township"
    )
    places = _places(actor, committee_id, township_id)
    with st.form(fresh(TIE), border=False):
        chosen = st.multiselect(
            _("Villages and communities"),
            list(places),
            format_func=places.__getitem__,
            placeholder=_("Choose one or more"),
        )
        problem(TIE, "community_id")
        starts_on = parts.day_input(_("Begins on"), clock.today())
        problem(TIE, "starts_on")
        problem(TIE)
        sent = st.form_submit_button(_("Tie"), type="primary", disabled=not places)
    if sent and not chosen:
        st.warning(_("Choose at least one village or community."), icon=":material/info:")
    elif sent:
        with action(_("Tied to {n} places.", n=len(chosen)), TIE) as session:
            for community_id in chosen:
                draft = LiaisonDraft(community_id, starts_on)
                liaisons.tie(session, actor, file.member.id, draft)


def _places(actor: Actor, committee_id: int, township_id: int) -> dict[int, str]:
    where = committees.Where(committee_id, township_id, permission=Permission.MEMBER_READ)
    with reading() as session:
        rows = committees.communities(session, actor, where)
    return {row.id: f"{name_of(row)}（{word(row.kind)}）" for row in rows}
