"""The press reports that tell of a matter or an activity, on its own page."""

from collections.abc import Sequence

import streamlit as st

from core.permissions import Actor, Permission
from core.publicity import queries
from core.publicity.queries import Told
from pages._ui.edge import reading
from pages._ui.words import _, day, plain, word

SCREEN = "pages/work/publicity.py"


def of_matter(actor: Actor, matter_id: int) -> None:
    """Those of a matter, for who reads press reports; nothing where there are none."""
    if not actor.may(Permission.PUBLICITY_READ):
        return
    with reading() as session:
        rows = queries.of_matter(session, actor, matter_id)
    _show(rows)


def of_activity(actor: Actor, activity_id: int) -> None:
    """Those of an activity, for who reads press reports; nothing where there are none."""
    if not actor.may(Permission.PUBLICITY_READ):
        return
    with reading() as session:
        rows = queries.of_activity(session, actor, activity_id)
    _show(rows)


def _show(rows: Sequence[Told]) -> None:
    """Each with its medium, level and day, and the way to it."""
    if not rows:
        return
    st.subheader(_("Publicity"), anchor=False)
    for row in rows:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.page_link(SCREEN, label=plain(row.title), query_params={"id": str(row.id)})
            if row.level:
                st.badge(word(row.level), color="blue")
            st.caption(_printed(row), width="content")


def _printed(row: Told) -> str:
    if row.printed_on:
        return f"{plain(row.medium)} · {day(row.printed_on)}"
    return _("{day}, not printed", day=day(row.written_on))
