"""Choosing a role and the place it counts in: only places within one's own scope are offered."""

import streamlit as st

from core.accounts import places
from core.accounts.drafts import GrantDraft
from core.permissions import GRANTABLE, SCOPE_OF_ROLE, Actor, Role, ScopeKind
from pages._ui import lists
from pages._ui.edge import problem, reading
from pages._ui.words import _, word

_MANY = {ScopeKind.MEMBER, ScopeKind.STUDIO, ScopeKind.UNIT, ScopeKind.INFORMANT}
_ROLES = list(GRANTABLE)
OFFERED = 100


def ask_grant(actor: Actor, form: str) -> GrantDraft | None:
    """A role and where it counts; None until both are chosen.

    Stands outside a form, since the places offered follow from the role.
    """
    left, right = st.columns(2)
    with left:
        role = st.selectbox(
            _("Role"),
            _ROLES,
            index=_ROLES.index(Role.CLERK),
            format_func=word,
            key=f"{form}.role",
        )
        problem(form, "role")
    kind = SCOPE_OF_ROLE[role]
    with right:
        text = ""
        if kind in _MANY:
            typed = st.text_input(
                _("Find"), key=f"{form}.find", type="search", placeholder=word(kind)
            )
            text = lists.sought(typed)
        chosen = _choose(actor, kind, text, form)
        problem(form, "scope")
    return GrantDraft(role, chosen) if chosen else None


def _choose(actor: Actor, kind: ScopeKind, text: str, form: str) -> int | None:
    with reading() as session:
        offered = places.offered(session, actor, kind, text, OFFERED)
    names = {place.id: place for place in offered}
    several = len({place.committee_id for place in offered}) > 1
    if not names:
        st.info(_("There is nothing of this kind yet. Set it up first."))
        return None

    def name(place_id: int) -> str:
        place = names[place_id]
        narrow = kind is not ScopeKind.COMMITTEE and several
        return f"{place.name} · {place.committee}" if narrow else place.name

    chosen: int | None = st.selectbox(
        word(kind), list(names), format_func=name, key=f"{form}.{kind.value}"
    )
    return chosen
