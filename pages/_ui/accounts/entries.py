"""Entries of the trail as tables and words."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import streamlit as st

from core.audit import labels
from core.audit.queries import Change, TrailRow
from core.permissions import ScopeKind
from db.base import Choice
from pages._ui.words import _, moment, word


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
    st.dataframe(
        [
            {
                _("Field"): _(labels.field(change.field)),
                _("Before"): value(change.field, change.before),
                _("After"): value(change.field, change.after),
            }
            for change in changes
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
            person=row.account_name or _("The system"),
            action=action(row),
        )
        st.error(told, icon=":material/gpp_bad:")


def value(field: str, told: Any) -> str:  # noqa: ANN401  whatever JSON holds
    """A value as words: choices by name, yes and no, lists joined."""
    if told is None or told == "":
        return "—"
    if isinstance(told, bool):
        return _("Yes") if told else _("No")
    if isinstance(told, list):
        return _(", ").join(value(field, one) for one in told) or "—"
    if isinstance(told, dict):
        parts = [f"{_(labels.field(key))} {value(key, one)}" for key, one in told.items()]
        return _(", ").join(parts)
    if field in ("scope", "scope_key") and "/" in str(told):
        return word(ScopeKind(str(told).partition("/")[0]))
    choice = _choices().get(str(told))
    return _(choice) if choice else str(told)


@lru_cache
def _choices() -> dict[str, str]:
    """The labels of all choices by their stored value."""
    kinds: list[type[Choice]] = Choice.__subclasses__()
    return {member.value: member.label for kind in kinds for member in kind}
