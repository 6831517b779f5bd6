"""What was handed in and adopted, by information point and by committee."""

from collections.abc import Callable, Sequence

import streamlit as st

from core.permissions import Actor
from core.reports import informants
from core.reports.informants import Counted, Filters
from db.session import Session
from pages._ui import pickers
from pages._ui.edge import reading
from pages._ui.informants import register
from pages._ui.words import _

Ask = Callable[[Session, Actor, Filters], Sequence[Counted]]


def show(actor: Actor, committee_id: int, *, writes: bool) -> None:
    """Both tables, for the same filters as the list."""
    filters = register.ask(actor, committee_id, writes=writes)
    for heading, ask in (
        (_("By information point"), informants.by_point),
        (_("By county and committee"), informants.by_committee),
    ):
        with reading() as session:
            rows = ask(session, actor, filters)
        st.subheader(heading, anchor=False)
        if rows:
            st.dataframe([_line(row) for row in rows], hide_index=True)
        else:
            st.caption(_("Nothing to count yet."))


def _line(row: Counted) -> dict[str, str | int]:
    percent = f"{row.adopted * 100 / row.submitted:.1f} %" if row.submitted else "—"
    return {
        _("Name"): pickers.name_in_language(row.name, row.name_en),
        _("Informants"): row.informants,
        _("Items handed in"): row.submitted,
        _("Adopted"): row.adopted,
        _("Adoption rate"): percent,
    }
