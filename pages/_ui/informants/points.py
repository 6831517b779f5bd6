"""The information points of a committee."""

import streamlit as st

from core.informants import points, queries, rules
from core.informants.drafts import PointDraft
from core.informants.queries import PointRow
from core.permissions import Actor
from pages._ui import days
from pages._ui.edge import action, fresh, input_key, problem, reading, version_of
from pages._ui.words import _, day, plain

ADD = "informants.point"


def show(actor: Actor, committee_id: int, *, writes: bool) -> None:
    """The points, and the forms to add and correct them."""
    if writes:
        with st.expander(_("Add an information point"), icon=":material/add:"):
            draft = _ask(ADD, None, _("Add"))
        if draft:
            with action(_("Information point added."), ADD) as session:
                points.add(session, actor, committee_id, draft)
    with reading() as session:
        rows = queries.points(session, actor, committee_id, retired=True)
    if not rows:
        st.info(_("No information points yet."), icon=":material/info:")
        return
    chosen = _table(rows)
    if chosen and writes:
        _change(actor, chosen)


def _table(rows: list[PointRow]) -> PointRow | None:
    shown = [
        {
            _("Name"): row.name,
            _("Place"): row.place,
            _("Opened on"): day(row.opened_on),
            _("State"): _("Retired") if row.is_retired else _("In use"),
        }
        for row in rows
    ]
    picked = st.dataframe(
        shown,
        hide_index=True,
        key=fresh("informants.points"),
        on_select="rerun",
        selection_mode="single-row",
    )
    places = picked["selection"]["rows"]
    return rows[places[0]] if places else None


def _change(actor: Actor, row: PointRow) -> None:
    form = f"{ADD}.{row.id}"
    version = version_of(form, row.version)
    with st.container(border=True):
        st.subheader(plain(row.name), anchor=False)
        draft = _ask(form, row, _("Save"))
        if draft:
            with action(_("Saved."), form) as session:
                points.edit(session, actor, row.id, draft, version)
        if row.is_retired:
            if st.button(_("Take back into use"), icon=":material/undo:"):
                with action(_("The point is in use again.")) as session:
                    points.bring_back(session, actor, row.id)
        elif st.button(_("Retire"), icon=":material/block:"):
            with action(_("The point is offered no more.")) as session:
                points.retire(session, actor, row.id)


def _ask(form: str, row: PointRow | None, sent: str) -> PointDraft | None:
    with st.form(fresh(form), border=False):
        columns = st.columns(3)
        with columns[0]:
            name = st.text_input(
                _("Name"),
                row.name if row else "",
                max_chars=rules.POINT,
                key=input_key(form, "name"),
                required=True,
            )
            problem(form, "name")
        with columns[1]:
            place = st.text_input(
                _("Place"),
                row.place if row else "",
                max_chars=rules.PLACE,
                key=input_key(form, "place"),
            )
            problem(form, "place")
        with columns[2]:
            opened_on = days.ask(_("Opened on"), row.opened_on if row else None, form, "opened_on")
        problem(form)
        pressed = st.form_submit_button(sent, type="primary")
    return PointDraft(name or "", place or "", opened_on) if pressed else None
