"""The forms that adopt a known standard or make one's own."""

from collections.abc import Sequence

import streamlit as st

from core.permissions import Actor
from core.studios import standards
from core.studios.drafts import ItemDraft, SetDraft
from core.studios.models import StudioKind
from core.studios.presets import PRESETS, Preset
from core.studios.standard_queries import SetRow
from pages._ui.edge import action, fresh, problem
from pages._ui.studios.choices import words
from pages._ui.words import _, name_of, plain

_ADOPT = "standards.adopt"
_OWN = "standards.own"


def show(actor: Actor, committee_id: int, rows: Sequence[SetRow]) -> None:
    """Both forms beside each other, folded away until they are wanted."""
    used = {
        row.code.partition("-")[0]
        for row in rows
        if row.committee_id == committee_id and row.retired_at is None
    }
    free = [one for one in PRESETS if one.code not in used]
    if free:
        with st.expander(_("Adopt a standard"), icon=":material/library_add:", key=_ADOPT):
            _ask_preset(actor, committee_id, free)
    with st.expander(_("Make a standard of one's own"), icon=":material/add:", key=_OWN):
        _ask_own(actor, committee_id)


def _ask_preset(actor: Actor, committee_id: int, free: Sequence[Preset]) -> None:
    counted = {one: _("{n} items", n=len(one.items)) for one in free}
    names = {one: f"{name_of(one)} · {counted[one]}" for one in free}
    preset = st.selectbox(
        _("Standard"),
        free,
        format_func=names.__getitem__,
        key=fresh(f"{_ADOPT}.preset"),
    )
    st.caption(" · ".join(plain(name_of(item)) for item in preset.items))
    with st.form(fresh(_ADOPT), border=False):
        kinds = ask_kinds(preset.kinds, f"{fresh(_ADOPT)}.{preset.code}")
        problem(_ADOPT)
        sent = st.form_submit_button(_("Adopt"), type="primary")
    if sent:
        with action(_("Standard adopted."), _ADOPT) as session:
            standards.adopt(session, actor, committee_id, preset.code, kinds)


def _ask_own(actor: Actor, committee_id: int) -> None:
    with st.form(fresh(_OWN), border=False):
        left, right = st.columns(2)
        with left:
            name = st.text_input(_("Chinese name"), required=True)
            problem(_OWN, "name")
        with right:
            name_en = st.text_input(_("English name"))
            problem(_OWN, "name_en")
        items = st.text_area(
            _("What it asks for, one thing on each line"),
            height=160,
            placeholder=_("Such as: fixed premises"),
        )
        problem(_OWN, "items")
        kinds = ask_kinds((), f"{fresh(_OWN)}.kinds")
        problem(_OWN)
        sent = st.form_submit_button(_("Create"), type="primary")
    if sent:
        lines = tuple(ItemDraft(line) for line in items.splitlines())
        with action(_("Standard created."), _OWN) as session:
            draft = SetDraft(name or "", lines, name_en or "")
            standards.create(session, actor, committee_id, draft, kinds)


def ask_kinds(chosen: Sequence[StudioKind], key: str) -> list[StudioKind]:
    """The kinds of studio that a standard is asked of."""
    kinds: list[StudioKind] = st.multiselect(
        _("Asked of"),
        list(StudioKind),
        list(chosen),
        format_func=words(StudioKind).__getitem__,
        placeholder=_("Choose kinds of studio"),
        key=key,
    )
    return kinds
