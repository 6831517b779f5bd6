"""Accounts as a table."""

from collections.abc import Sequence

import streamlit as st

from core.accounts.queries import AccountRow, GrantRow
from pages._ui import lists
from pages._ui.words import _, moment, word


def show(rows: Sequence[AccountRow], grants: Sequence[GrantRow]) -> None:
    """The list; a click opens the account."""
    shown = [
        {
            _("User name"): row.username,
            _("Full name"): row.name,
            _("Roles"): roles(row.id, grants),
            _("State"): word(row.state),
            _("Last seen"): moment(row.seen_at),
        }
        for row in rows
    ]
    event = st.dataframe(
        shown, hide_index=True, on_select="rerun", selection_mode="single-row", key="accounts.rows"
    )
    picked = event.selection.rows
    if picked and picked[0] < len(rows):
        lists.open_record(rows[picked[0]].id)


def roles(account_id: int, grants: Sequence[GrantRow]) -> str:
    """The roles of an account with their places, in one cell."""
    told = [
        f"{word(grant.role)} · {grant.place}" for grant in grants if grant.account_id == account_id
    ]
    return _(", ").join(told)
