"""Entries of the trail as tables and words."""

from collections.abc import Sequence

import streamlit as st

from core.audit import labels
from core.audit.queries import Change, TrailRow
from pages._ui import told as values
from pages._ui.words import _, moment, plain


def table(rows: Sequence[TrailRow]) -> TrailRow | None:
    """The entries; returns the one chosen."""
    shown = [
        {
            _("Time"): moment(row.at),
            _("Person"): row.account_name or _("The system"),
            _("Action"): action(row),
            _("Subject"): row.subject_name,
        }
        for row in rows
    ]
    event = st.dataframe(
        shown,
        hide_index=True,
        on_select="rerun",
        selection_mode="single-row",
        key="trail.rows",
    )
    picked = event.selection.rows
    return rows[picked[0]] if picked and picked[0] < len(rows) else None


def action(row: TrailRow) -> str:
    """What was done, in words: 工作室 · 登记."""
    return f"{_(labels.concept(row.action))} · {_(labels.verb(row.action))}"


def show_changes(row: TrailRow, changes: Sequence[Change]) -> None:
    """What an entry tells to have changed."""
    st.subheader(f"{moment(row.at)} · {action(row)}", anchor=False)
    if not changes:
        st.info(_("This entry tells no values."))
        return
    shown = [change for change in changes if change.field not in values.DERIVED]
    known = values.names_in(
        (change.field, one) for change in shown for one in (change.before, change.after)
    )
    st.dataframe(
        [
            {
                _("Field"): _(labels.field(change.field)),
                _("Before"): values.value(change.field, change.before, known),
                _("After"): values.value(change.field, change.after, known),
            }
            for change in shown
        ],
        hide_index=True,
        key="trail.changes",
    )


def say_result(broken: int | None, row: TrailRow | None) -> None:
    """Whether the trail is whole, and if not, where it breaks."""
    if broken is None:
        st.success(_("The trail is whole: every entry fits."), icon=":material/verified_user:")
    elif row is None:
        st.error(_("Entries at the end of the trail are missing."), icon=":material/gpp_bad:")
    else:
        told = _(
            "The trail is broken at the entry of {time}, {person}: {action}."
            " It was changed, or one before it was taken away.",
            time=moment(row.at),
            person=plain(row.account_name) or _("The system"),
            action=action(row),
        )
        st.error(told, icon=":material/gpp_bad:")
