"""The audit trail: who changed what and when, and whether anybody changed the trail."""

import streamlit as st

from core.audit import queries
from core.audit.labels import CONCEPTS
from core.audit.queries import TrailFilter
from core.permissions import Actor, Permission
from pages._ui import lists
from pages._ui.accounts import entries
from pages._ui.edge import reading
from pages._ui.login import require_actor
from pages._ui.words import _


def ask_filter() -> TrailFilter:
    """The filters, kept in the address."""
    person, subject, concept, first, last, order = st.columns([2, 2, 2, 1.5, 1.5, 1.5])
    with person:
        name = lists.search("q", _("Name of the person"))
    with subject:
        about = st.text_input(_("Subject"), key="about", bind="query-params")
    with concept:
        kinds = {key: _(label) for key, label in CONCEPTS.items()}
        kind = lists.choose(_("About"), kinds, "kind")
    with order:
        oldest = {"oldest": _("Oldest first")}
        by = lists.choose(_("Sorted by"), oldest, "sort", first=_("Newest first"))
    return TrailFilter(
        person=name,
        subject=lists.sought(about),
        concept=kind,
        first=lists.a_day(first, _("From"), "from"),
        last=lists.a_day(last, _("Until"), "until"),
        oldest_first=by == "oldest",
    )


def show_list(actor: Actor) -> None:
    """The entries, and what the one chosen tells."""
    only = ask_filter()
    window = lists.window("page")
    with reading() as session:
        rows = queries.listing(session, actor, only, window.offset, window.limit)
        total = queries.total(session, actor, only)
    if lists.is_empty(total):
        st.info(_("Nothing was done that fits these filters. Widen the dates."))
        return
    chosen = entries.table(rows)
    lists.pager(total, "page")
    if chosen:
        with reading() as session:
            changes = queries.changes(session, actor, chosen.id)
        entries.show_changes(chosen, changes)


def show_check(actor: Actor) -> None:
    """The button that goes through the whole chain."""
    if not st.button(_("Check the trail"), icon=":material/verified_user:", key="trail.verify"):
        return
    with st.spinner(_("Checking…")), reading() as session:
        broken = queries.first_broken(session, actor)
        row = queries.broken_entry(session, broken) if broken else None
    entries.say_result(broken, row)


actor = require_actor(Permission.AUDIT_READ)
st.title(_("Audit trail"))
st.caption(
    _(
        "Each entry seals the one before it."
        " Nobody can change or delete one without leaving a trace."
    )
)
show_check(actor)
show_list(actor)
