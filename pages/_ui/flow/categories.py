"""The categories of matters of a committee, in up to two levels."""

from collections.abc import Sequence

import streamlit as st

from core.matters import categories, category_list
from core.matters.category_list import CategoryDraft, CategoryRow
from core.matters.models import MatterKind
from core.permissions import Actor
from pages._ui.edge import action, fresh, problem, reading, start_of, version_of
from pages._ui.words import _, name_of, plain

_INDENT = "\u3000\u3000"
ROWS_SHOWN = 16


def show(actor: Actor, committee_id: int, kind: MatterKind, *, writes: bool) -> None:
    """The list that a committee uses, and what may be done about it."""
    retired = writes and st.toggle(_("Show what is no longer in use"), key=f"flow.retired.{kind}")
    with reading() as session:
        own = categories.keeper(session, committee_id, kind) == committee_id
        tree = category_list.used(session, committee_id, kind, retired=retired)
    if tree and not own:
        st.info(_("This committee uses the categories of the committee above it."))
    if writes:
        _adopt(actor, committee_id, kind, empty=not (tree and own))
        _add(actor, (committee_id, None), kind, _("Add a heading or single category"))
    rows = [row for top in tree for row in (top, *top.below)]
    chosen = _table(rows, f"{committee_id}.{kind.value}", writes=writes and own)
    if chosen:
        _panel(actor, chosen, kind)


def _adopt(actor: Actor, committee_id: int, kind: MatterKind, *, empty: bool) -> None:
    if empty:
        st.info(_("There are no own categories yet. Begin with the presets, then adapt them."))
    if st.button(
        _("Adopt the presets"),
        key=f"flow.adopt.{kind.value}",
        icon=":material/playlist_add_check:",
        type="primary" if empty else "secondary",
        help=_("Adds what is missing. What you have renamed or retired stays as it is."),
    ):
        with action(_("Presets adopted."), f"flow.adopt.{kind.value}") as session:
            category_list.adopt_presets(session, actor, committee_id, kind)


def _table(rows: Sequence[CategoryRow], key: str, *, writes: bool) -> CategoryRow | None:
    if not rows:
        return None
    event = st.dataframe(
        [
            {
                _("Category"): (_INDENT if row.parent_id else "") + name_of(row),
                _("Name in English"): row.name_en,
                _("State"): _("No longer in use") if row.retired else _("In use"),
            }
            for row in rows
        ],
        hide_index=True,
        key=fresh(f"flow.categories.{key}"),
        height=min(len(rows), ROWS_SHOWN) * 35 + 38,
        on_select="rerun",
        selection_mode="single-row",
    )
    picked = event.selection.rows if writes else []
    return rows[picked[0]] if picked and picked[0] < len(rows) else None


def _panel(actor: Actor, row: CategoryRow, kind: MatterKind) -> None:
    with st.container(border=True):
        st.subheader(plain(name_of(row)), anchor=False)
        if row.retired:
            if st.button(_("Take into use again"), icon=":material/undo:"):
                with action(_("Taken into use again.")) as session:
                    category_list.bring_back(session, actor, row.id)
        elif st.button(_("Retire"), icon=":material/block:"):
            with action(_("Retired. Matters that bear it keep it.")) as session:
                category_list.retire(session, actor, row.id)
        _edit(actor, row)
        if row.parent_id is None and not row.retired:
            _add(actor, (row.committee_id, row.id), kind, _("Add a category below it"))


def _edit(actor: Actor, row: CategoryRow) -> None:
    form = f"flow.category.{row.id}"
    version, was = version_of(form, row.version), start_of(form, row)
    with st.form(fresh(form)):
        draft = _ask(form, was)
        sent = st.form_submit_button(_("Save"), type="primary")
    if sent:
        with action(_("Category saved."), form) as session:
            category_list.edit(session, actor, row.id, draft, version)


def _add(actor: Actor, parent: tuple[int, int | None], kind: MatterKind, label: str) -> None:
    form = f"flow.add.{kind.value}.{parent[1]}"
    with st.expander(label, icon=":material/add:"), st.form(fresh(form), border=False):
        draft = _ask(form, None)
        sent = st.form_submit_button(_("Add"), type="primary")
    if sent:
        with action(_("Category added."), form) as session:
            category_list.add(session, actor, parent, draft, kind)


def _ask(form: str, was: CategoryRow | None) -> CategoryDraft:
    left, right = st.columns(2)
    with left:
        name = st.text_input(_("Name"), was.name if was else "", required=True)
        problem(form, "name")
    with right:
        name_en = st.text_input(_("Name in English"), was.name_en if was else "")
        problem(form, "name_en")
    problem(form)
    return CategoryDraft(name, name_en)
