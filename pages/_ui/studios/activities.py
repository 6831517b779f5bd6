"""The latest activities of a studio, with a way to all of them."""

import streamlit as st

from core.activities import queries
from core.activities.queries import ActivityFilter, ActivityRow
from core.permissions import Actor, Permission
from core.studios.record import Detail
from pages._ui.activities import filters
from pages._ui.edge import reading
from pages._ui.studios.choices import either
from pages._ui.studios.rights import Rights
from pages._ui.words import _, day, word

_LATEST = 20


def show(actor: Actor, row: Detail, _rights: Rights) -> None:
    """The last activities, and a link to the list of all."""
    if not actor.may(Permission.ACTIVITY_READ):
        st.info(_("Your role does not show activities."), icon=":material/info:")
        return
    with reading() as session:
        wanted = ActivityFilter(studio_id=row.id, limit=_LATEST)
        rows = queries.listing(session, actor, wanted)
        total = queries.total(session, actor, wanted)
    if rows:
        st.dataframe([_row(one) for one in rows], hide_index=True, key="studios.activities")
        st.caption(_("The latest {n} of {total}", n=len(rows), total=total))
    else:
        st.info(_("No activity was recorded for this studio yet."), icon=":material/info:")
    st.page_link(
        "pages/work/activities.py",
        label=_("All activities of this studio"),
        icon=":material/event:",
        query_params=filters.of_studio(row.id),
    )


def _row(one: ActivityRow) -> dict[str, object]:
    return {
        _("Day"): day(one.held_on),
        _("Activity title"): one.title,
        _("Category"): either(one.category, one.category_en),
        _("People served"): one.served,
        _("Attendees"): one.attendees,
        _("State"): word(one.state),
    }
