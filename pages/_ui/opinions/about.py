"""What an opinion item is about, how urgent and how open it is."""

from dataclasses import replace
from datetime import date

import streamlit as st

from core import clock
from core.matters import category_list
from core.matters.choices import Place
from core.matters.detail import MatterDetail
from core.matters.models import MatterKind
from core.matters.writing import MatterDraft
from core.permissions import ScopeKind
from pages._ui import days
from pages._ui.edge import input_key, persist, problem, reading
from pages._ui.matters import naming, weight
from pages._ui.matters.rows import one
from pages._ui.words import _

KIND = MatterKind.OPINION


def ask(form: str, place: Place, so_far: tuple[MatterDraft, MatterDetail | None]) -> MatterDraft:
    """What it is about, how urgent and how open it is, and when it came in."""
    draft, was = so_far
    with reading() as session:
        tree = category_list.used(session, place.committee_id, KIND)
    labels = naming.category_labels(tree)
    if was and was.category_id:
        labels.setdefault(was.category_id, was.category)
    first, second = st.columns(3), st.columns(3)
    with first[0]:
        kept = was.category_id if was else None
        category = one(form, "category_id", _("Category"), labels, kept)
    with first[1]:
        urgency = weight.urgency(form, was)
    with first[2]:
        sensitivity = weight.sensitivity(form, was)
    with second[0]:
        on = _received_on(form, place, was)
    with second[1]:
        micro = st.toggle(
            _("Micro-suggestion"),
            was.is_micro if was else False,
            key=input_key(form, "micro"),
            persist_state=persist(form),
        )
        is_open = st.toggle(
            _("May be made public"),
            was.is_open if was else True,
            key=input_key(form, "open"),
            persist_state=persist(form),
        )
    reason = ""
    if not is_open:
        with second[2]:
            reason = st.text_input(
                _("Why not public"),
                was.closed_reason if was else "",
                key=input_key(form, "closed_reason"),
                persist_state=persist(form),
                required=True,
            )
            problem(form, "closed_reason")
    return replace(
        draft, category_id=category, urgency=urgency, is_micro=micro, is_open=is_open,
        sensitivity=sensitivity, received_on=on, closed_reason=reason,
    )  # fmt: skip


def _received_on(form: str, place: Place, was: MatterDetail | None) -> date | None:
    """Only the office says when it came in: what others write comes in when they hand it in."""
    if place.kind is not ScopeKind.COMMITTEE:
        return None
    usual = was.received_on if was else clock.today()
    return days.ask(_("Came in on"), usual, form, "received_on", required=True)
