"""The forms for a heading or a category."""

import streamlit as st

from core.activities.catalogue import service as catalogue
from core.activities.catalogue.drafts import CategoryDraft
from core.activities.catalogue.queries import CategoryRow
from core.permissions import Actor
from core.plans.models import Measure
from pages._ui.edge import action, fresh, problem, start_of, version_of
from pages._ui.words import _, name_of, plain, word


def add_heading(actor: Actor, committee_id: int) -> None:
    """The form for a heading, folded away until it is wanted."""
    form = "catalogue.add_heading"
    with st.expander(_("Add a heading"), icon=":material/add:"), st.form(fresh(form), border=False):
        draft = _ask(form, None, measured=False)
        sent = st.form_submit_button(_("Add"), type="primary")
    if sent:
        with action(_("Heading added."), form) as session:
            catalogue.add(session, actor, committee_id, draft)


def add_below(actor: Actor, heading: CategoryRow) -> None:
    """The form for a category below a heading."""
    form = f"catalogue.add.{heading.id}"
    label = _("Add a category to “{name}”", name=plain(name_of(heading)))
    with st.expander(label, icon=":material/add:"), st.form(fresh(form), border=False):
        draft = _ask(form, None, measured=True)
        sent = st.form_submit_button(_("Add"), type="primary")
    if sent:
        with action(_("Category added."), form) as session:
            catalogue.add(session, actor, heading.committee_id, draft, heading.id)


def change(actor: Actor, row: CategoryRow) -> None:
    """The form to change a heading or category."""
    form = f"catalogue.change.{row.id}"
    version = version_of(form, row.version)
    with st.form(fresh(form)):
        draft = _ask(form, start_of(form, row), measured=row.parent_id is not None)
        sent = st.form_submit_button(_("Save"), type="primary")
    if sent:
        with action(_("Category saved."), form) as session:
            catalogue.edit(session, actor, row.id, draft, version)


def _ask(form: str, was: CategoryRow | None, *, measured: bool) -> CategoryDraft:
    chinese, english, counts = st.columns(3)
    with chinese:
        name = st.text_input(_("Name"), was.name if was else "", required=True)
        problem(form, "name")
    with english:
        name_en = st.text_input(_("Name in English"), was.name_en if was else "")
        problem(form, "name_en")
    measure = None
    if measured:
        with counts:
            measure = _measure(was)
    problem(form)
    return CategoryDraft(name, name_en, measure)


def _measure(was: CategoryRow | None) -> Measure | None:
    options = [None, *Measure]
    chosen: Measure | None = st.selectbox(
        _("Counts in plans as"),
        options,
        index=options.index(was.measure) if was else 0,
        format_func=lambda measure: word(measure) or _("Activity only"),
    )
    return chosen
