"""The history of a studio: its steps, and what was changed."""

import streamlit as st

from core.audit import labels
from core.i18n import CHINESE
from core.permissions import Actor
from core.studios import record
from core.studios.record import ChangeRow, Detail, StepRow
from pages._ui import told as values
from pages._ui.edge import reading
from pages._ui.studios.rights import Rights
from pages._ui.told import Names
from pages._ui.words import _, day, language, moment, word


def show(actor: Actor, row: Detail, _rights: Rights) -> None:
    """The steps, and below them every change with who made it."""
    with reading() as session:
        steps = record.steps(session, actor, row.id)
        changes = record.history(session, actor, row.id)
    st.subheader(_("Steps"), anchor=False)
    if steps:
        st.dataframe([_step(one) for one in steps], hide_index=True, key="studios.steps")
    else:
        st.info(_("No step was taken yet."), icon=":material/info:")
    st.subheader(_("Changes"), anchor=False)
    if changes:
        known = values.names_in(
            pair for one in changes for told in (one.before, one.after) for pair in told.items()
        )
        shown = [_change(one, known) for one in changes]
        st.dataframe(shown, hide_index=True, key="studios.changes")
    else:
        st.info(_("Nothing was changed here yet."), icon=":material/info:")


def _step(one: StepRow) -> dict[str, str]:
    return {
        _("Day"): day(one.taken_on),
        _("Before"): word(one.before),
        _("After"): word(one.after),
        _("Reason"): one.reason,
        _("Person"): one.by or _("The system"),
        _("Recorded at"): moment(one.at),
    }


def _change(one: ChangeRow, known: Names) -> dict[str, str]:
    return {
        _("Time"): moment(one.at),
        _("Person"): one.by or _("The system"),
        _("Action"): _(labels.verb(one.action)),
        _("What changed"): ("；" if language() == CHINESE else "; ").join(_told(one, known)),
    }


def _told(one: ChangeRow, known: Names) -> list[str]:
    """Each column that changed: "Address: old → new". What stayed empty is left out."""
    told, colon = [], "：" if language() == CHINESE else ": "
    for key in {**one.before, **one.after}:
        old, new = one.before.get(key), one.after.get(key)
        if not old and not new:
            continue
        label = _(labels.FIELDS[key]) if key in labels.FIELDS else key
        arrow = f"{values.value(key, old, known)} → " if old else ""
        told.append(f"{label}{colon}{arrow}{values.value(key, new, known)}")
    return told
