"""The register of handling units: add, correct, retire."""

import streamlit as st

from core.handling import units
from core.handling.drafts import UnitDraft
from core.handling.models import UnitKind
from core.handling.units import UnitRow
from core.permissions import Actor
from pages._ui import lists
from pages._ui.edge import action, fresh, input_key, problem, reading, start_of, version_of
from pages._ui.words import _, plain, word

_NEW = "units.register"


def show(actor: Actor, committee_id: int) -> None:
    """The form for a new unit, and those registered."""
    with st.expander(_("Register a unit"), icon=":material/add:"):
        _register(actor, committee_id)
    left, right = st.columns([3, 1], vertical_alignment="bottom")
    with left:
        search = lists.search("q", _("Name or code"))
    with right:
        retired = st.toggle(_("Retired ones too"), key="retired", bind="query-params")
    with reading() as session:
        rows = units.listing(session, actor, committee_id, search, retired=retired)
    if not rows:
        st.info(_("No units here yet. Register the first one above."), icon=":material/info:")
        return
    if chosen := _table(rows):
        _one(actor, chosen)


def _register(actor: Actor, committee_id: int) -> None:
    with st.form(fresh(_NEW), border=False):
        draft = _ask(_NEW, None)
        problem(_NEW)
        sent = st.form_submit_button(_("Register"), type="primary")
    if sent:
        with action(_("Unit registered."), _NEW) as session:
            units.register(session, actor, committee_id, draft)


def _table(rows: list[UnitRow]) -> UnitRow | None:
    event = st.dataframe(
        [
            {
                _("Code"): row.code,
                _("Name"): row.name,
                _("Kind"): word(row.kind),
                _("Contact person"): row.contact,
                _("Phone"): row.phone,
                _("In hand"): row.in_hand,
                _("State"): _("Retired") if row.is_retired else _("In use"),
            }
            for row in rows
        ],
        hide_index=True,
        on_select="rerun",
        selection_mode="single-row",
        key=fresh("units.list"),
    )
    st.caption(_("Choose a row to correct it."))
    picked = event.selection.rows
    return rows[picked[0]] if picked and picked[0] < len(rows) else None


def _one(actor: Actor, row: UnitRow) -> None:
    form = f"units.edit.{row.id}"
    version = version_of(form, row.version)
    with st.container(border=True):
        st.subheader(plain(row.name), anchor=False)
        with st.form(fresh(form), border=False):
            draft = _ask(form, start_of(form, row))
            problem(form)
            sent = st.form_submit_button(_("Save"), type="primary")
        if sent:
            with action(_("Saved."), form) as session:
                units.edit(session, actor, row.id, draft, version)
        _acts(actor, row)


def _acts(actor: Actor, row: UnitRow) -> None:
    with st.container(horizontal=True):
        if row.is_retired:
            if st.button(_("Use again"), key="units.back"):
                with action(_("In use again.")) as session:
                    units.bring_back(session, actor, row.id)
        elif st.button(_("Retire"), icon=":material/archive:", key="units.retire"):
            with action(_("Retired. What it has in hand stays with it.")) as session:
                units.retire(session, actor, row.id)
        if row.phone and st.button(_("Show the phone number"), key="units.phone"):
            number = ""
            with action(_("That you saw it is kept in the trail.")) as session:
                number = units.show_phone(session, actor, row.id)
                st.session_state["units.phone.shown"] = (row.id, number)
    shown = st.session_state.pop("units.phone.shown", None)
    if shown and shown[0] == row.id:
        st.text(shown[1])


def _ask(form: str, row: UnitRow | None) -> UnitDraft:
    kinds = list(UnitKind)
    left, right = st.columns(2)
    with left:
        name = st.text_input(
            _("Name"), row.name if row else "", key=input_key(form, "name"), required=True
        )
        problem(form, "name")
        code = st.text_input(
            _("Code"),
            row.code if row else "",
            key=input_key(form, "code"),
            help=_("Left empty, the next one is given."),
        )
        problem(form, "code")
        kind = st.selectbox(
            _("Kind"),
            kinds,
            kinds.index(row.kind if row else UnitKind.GOVERNMENT),
            format_func=word,
            key=input_key(form, "kind"),
        )
    with right:
        contact = st.text_input(
            _("Contact person"), row.contact if row else "", key=input_key(form, "contact")
        )
        problem(form, "contact")
        phone = st.text_input(
            _("Phone"),
            key=input_key(form, "phone"),
            placeholder=row.phone if row else "0912-2234567",
            help=_("Left empty, the number stays as it is."),
        )
        problem(form, "phone")
    return UnitDraft(name or "", kind, code, contact, phone.strip() or None)
