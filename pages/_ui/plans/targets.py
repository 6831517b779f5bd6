"""The targets of one subject: what was done of them, and the form to set them."""

import streamlit as st

from core.errors import NotFound
from core.permissions import Actor, Permission
from core.plans import queries, service, subjects
from core.plans.drafts import Plan, Subject
from core.plans.subjects import Named
from core.reports import progress
from pages._ui import lists, pickers
from pages._ui.edge import action, as_first_shown, fresh, problem, reading
from pages._ui.plans.lines import ask_lines
from pages._ui.plans.progress import table
from pages._ui.words import _, name_of, plain


def show(actor: Actor, subject: Subject) -> None:
    """One subject in the year chosen."""
    if st.button(_("Back to the plans"), icon=":material/arrow_back:", type="tertiary"):
        lists.close_record()
    named = _read(actor, subject)
    if named is None:
        return
    st.header(plain(name_of(named)), anchor=False)
    with st.container(width=200):
        year = pickers.year(ahead=1)
    with reading() as session:
        rows = progress.of_subject(session, actor, subject, year)
    if rows:
        table(rows)
    else:
        st.info(_("No targets for {year} yet.", year=year))
    if actor.may(Permission.PLAN_WRITE):
        _ask(actor, subject, year)


def _read(actor: Actor, subject: Subject) -> Named | None:
    try:
        with reading() as session:
            return subjects.find(session, actor, subject)
    except NotFound as missing:
        st.info(_(missing.message), icon=":material/search_off:")
        return None


def _ask(actor: Actor, subject: Subject, year: int) -> None:
    form = f"plans.set.{subject.kind.value}.{subject.id}.{year}"
    with reading() as session:
        now = {row.measure: row for row in queries.targets(session, actor, subject, year)}
    kept = as_first_shown(form, now)
    with st.form(fresh(form)):
        st.subheader(_("Targets for {year}", year=year), anchor=False)
        lines = ask_lines(form, {measure: row.line for measure, row in kept.items()})
        problem(form)
        sent = st.form_submit_button(_("Save targets"), type="primary")
    if sent:
        seen = {measure: row.version for measure, row in kept.items()}
        with action(_("Targets saved."), form) as session:
            service.set_targets(session, actor, subject, Plan(year, lines, seen))
