"""Plans: targets of studios, groups and members against what was done."""

import streamlit as st

from core.permissions import Actor, Permission, ScopeKind
from core.plans.drafts import Subject, SubjectKind
from pages._ui import lists, pickers
from pages._ui.login import require_actor
from pages._ui.plans import matrix, presets, targets
from pages._ui.words import _, word

READ = Permission.PLAN_READ
AHEAD = 1


def kinds(actor: Actor) -> list[SubjectKind]:
    """Whose targets the person may see."""
    if actor.reach(READ, ScopeKind.COMMITTEE):
        return list(SubjectKind)
    own = {
        SubjectKind.STUDIO: ScopeKind.STUDIO,
        SubjectKind.GROUP: ScopeKind.GROUP,
        SubjectKind.MEMBER: ScopeKind.MEMBER,
    }
    return [kind for kind, scope in own.items() if actor.reach(READ, scope)]


def choose_kind(actor: Actor) -> SubjectKind:
    """Studios, groups or members."""
    offered = kinds(actor)
    asked = st.query_params.get("kind", "")
    if asked in offered:
        st.session_state.setdefault("plans.kind", SubjectKind(asked))
    if st.session_state.get("plans.kind") not in offered:
        st.session_state["plans.kind"] = offered[0]
    chosen = st.segmented_control(
        _("Whose targets"), offered, format_func=word, key="plans.kind", required=True
    )
    kind = chosen or offered[0]
    st.query_params["kind"] = kind.value
    return kind


def show_plans(actor: Actor) -> None:
    """The matrix of a year, and the tools to set many targets at once."""
    first, second, third = st.columns([2, 2, 1], vertical_alignment="bottom")
    with first:
        kind = choose_kind(actor)
    with second:
        committee = pickers.committee(actor, READ)
    with third:
        year = pickers.year(ahead=AHEAD)
    if committee is None:
        st.info(_("Your role reaches no committee."), icon=":material/info:")
        return
    if actor.may(Permission.PLAN_WRITE):
        presets.show(actor, committee.id, kind, year)
    matrix.show(actor, committee.id, kind, year)


actor = require_actor(Permission.PLAN_READ)
st.title(_("Plans"))

asked = lists.record_id()
asked_kind = st.query_params.get("kind", "")
if asked and asked_kind in set(SubjectKind):
    targets.show(actor, Subject(SubjectKind(asked_kind), asked))
else:
    show_plans(actor)
