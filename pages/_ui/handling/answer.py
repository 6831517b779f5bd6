"""The form of a reply: for a unit, and for the office that writes one down."""

from collections.abc import Sequence

import streamlit as st

from core.handling.drafts import ReplyDraft
from core.handling.models import ContactMode, HandlingRole, Result
from core.handling.reading import Part
from core.handling.replies import ReplyRow
from pages._ui import days
from pages._ui.edge import input_key, persist, problem
from pages._ui.words import _, word


def ask(form: str, part: Part, fellows: Sequence[Part], kept: ReplyRow | None = None) -> ReplyDraft:
    """The inputs of a reply, inside a form."""
    results = list(Result)
    result = st.radio(
        _("Result"),
        results,
        results.index(kept.result) if kept else 0,
        format_func=word,
        key=input_key(form, "result"),
        persist_state=persist(form),
    )
    words = st.text_area(
        _("Words of the reply"),
        kept.words if kept else "",
        height=200,
        key=input_key(form, "words"),
        persist_state=persist(form),
    )
    problem(form, "words")
    left, middle, right = st.columns(3)
    modes = list(ContactMode)
    with left:
        contact = st.selectbox(
            _("How you got in touch"),
            modes,
            modes.index(kept.contact) if kept and kept.contact else None,
            format_func=word,
            placeholder=_("None"),
            key=input_key(form, "contact"),
            persist_state=persist(form),
        )
    with middle:
        contacted_on = days.ask(
            _("Day of contact"), kept.contacted_on if kept else None, form, "contacted_on"
        )
    with right:
        signed_by = st.text_input(
            _("Signed by"),
            kept.signed_by if kept else "",
            key=input_key(form, "signed_by"),
            persist_state=persist(form),
        )
        problem(form, "signed_by")
    joined = [] if kept else _joined(form, part, fellows)
    return ReplyDraft(result, words, contact, contacted_on, signed_by, joined)


def _joined(form: str, part: Part, fellows: Sequence[Part]) -> list[int]:
    """The co-handling units that answer in the same reply."""
    names = {
        one.id: one.unit
        for one in fellows
        if one.is_open and one.role is HandlingRole.CO and one.id != part.id
    }
    if part.role is not HandlingRole.LEAD or not names:
        return []
    chosen: list[int] = st.multiselect(
        _("Units that answer together with you"),
        list(names),
        format_func=names.__getitem__,
        placeholder=_("None"),
        key=input_key(form, "joined"),
        persist_state=persist(form),
    )
    problem(form, "joined")
    return chosen
