"""The form of an informant, for registering and for correcting."""

from datetime import date

import streamlit as st

from core import clock
from core.informants import queries, rules
from core.informants.drafts import InformantDraft
from core.informants.models import Informant
from core.permissions import Actor
from pages._ui import days
from pages._ui.edge import fresh, input_key, problem, reading
from pages._ui.words import _


def ask(
    actor: Actor, form: str, committee_id: int, row: Informant | None, sent: str
) -> InformantDraft | None:
    """The form; its draft in the run in which it is sent. `sent` is what the button says."""
    with reading() as session:
        points = queries.points(session, actor, committee_id)
    names = {one.id: one.name for one in points}
    with st.form(fresh(form), border=row is None):
        left, right = st.columns(2)
        with left:
            name = _text(form, "name", _("Full name"), row.name if row else "", rules.NAME)
            number = _text(form, "number", _("Number"), row.number if row else "", rules.NUMBER)
            phone = _phone(form, row)
        with right:
            employer = _text(
                form, "employer", _("Employer"), row.employer if row else "", rules.EMPLOYER
            )
            point = _point(form, names, row)
        begins, ends = st.columns(2)
        with begins:
            usual = row.starts_on if row else clock.today()
            starts_on = days.ask(_("Active from"), usual, form, "starts_on", required=True)
        with ends:
            ends_on = days.ask(_("Active until"), row.ends_on if row else None, form, "ends_on")
        problem(form)
        pressed = st.form_submit_button(sent, type="primary")
    if not pressed:
        return None
    return InformantDraft(
        name, starts_on or date.min, number, employer, phone or None if row else phone, point,
        ends_on,
    )  # fmt: skip


def _text(form: str, field: str, label: str, kept: str, most: int) -> str:
    typed = st.text_input(
        label,
        kept,
        max_chars=most,
        key=input_key(form, field),
        placeholder=_("Given by itself if left empty") if field == "number" else None,
        required=field == "name",
    )
    problem(form, field)
    return typed or ""


def _phone(form: str, row: Informant | None) -> str:
    typed = st.text_input(
        _("Phone"),
        key=input_key(form, "phone"),
        placeholder=_("Leave empty to keep the number") if row and row.phone else None,
    )
    problem(form, "phone")
    return typed or ""


def _point(form: str, names: dict[int, str], row: Informant | None) -> int | None:
    kept = row.point_id if row else None
    if kept and kept not in names:
        names = {kept: _("Retired point")} | names
    chosen: int | None = st.selectbox(
        _("Information point"),
        list(names),
        list(names).index(kept) if kept else None,
        format_func=names.__getitem__,
        key=input_key(form, "point_id"),
        placeholder=_("Choose") if names else _("No information points yet."),
    )
    problem(form, "point_id")
    return chosen
