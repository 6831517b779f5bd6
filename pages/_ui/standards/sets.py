"""One standard: what it asks for, of whom, and the forms to change that."""

from typing import Any

import streamlit as st

from core.permissions import Actor
from core.studios import standards
from core.studios.drafts import ItemDraft, SetDraft
from core.studios.standard_queries import SetRow
from pages._ui.edge import action, fresh, problem, start_of, version_of
from pages._ui.standards.new import ask_kinds
from pages._ui.studios.choices import either
from pages._ui.words import _, name_of, plain, word


def show(actor: Actor, row: SetRow, *, own: bool) -> None:
    """The standard to read, and to change for the committee that it belongs to."""
    with st.container(border=True):
        _headline(row, own)
        st.markdown(
            "\n".join(f"{n}. {plain(name_of(item))}" for n, item in enumerate(row.items, 1))
        )
        if not own:
            return
        if row.retired_at is None:
            _ask_kinds(actor, row)
            _ask_items(actor, row)
            _offer_retiring(actor, row)
        elif st.button(_("Ask for it again"), key=f"standards.resume.{row.id}"):
            with action(_("Standard in use again.")) as session:
                standards.resume(session, actor, row.id, version=row.version)


def _headline(row: SetRow, own: bool) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.subheader(plain(name_of(row)), anchor=False, width="content")
        if row.retired_at is not None:
            st.badge(_("Retired"), color="gray")
        elif not row.kinds:
            st.badge(_("Asked of nobody yet"), color="orange")
        else:
            for kind in row.kinds:
                st.badge(word(kind), color="blue")
    if not own:
        st.caption(plain(either(row.committee, row.committee_en)))


def _ask_kinds(actor: Actor, row: SetRow) -> None:
    form = f"standards.assign.{row.id}"
    version = version_of(form, row.version)
    with st.expander(_("Of whom it is asked"), icon=":material/rule:", key=form):
        with st.form(fresh(form), border=False):
            kinds = ask_kinds(row.kinds, f"{fresh(form)}.kinds")
            problem(form)
            sent = st.form_submit_button(_("Save"), type="primary")
        if sent:
            with action(_("Saved."), form) as session:
                standards.assign(session, actor, row.id, kinds, version=version)


def _ask_items(actor: Actor, row: SetRow) -> None:
    form = f"standards.edit.{row.id}"
    version = version_of(form, row.version)
    row = start_of(form, row)
    with st.expander(_("Edit name and items"), icon=":material/edit:", key=form):
        with st.form(fresh(form), border=False):
            left, right = st.columns(2)
            with left:
                name = st.text_input(_("Chinese name"), row.name, required=True)
                problem(form, "name")
            with right:
                name_en = st.text_input(_("English name"), row.name_en)
            lines = _table(form, row)
            problem(form, "items")
            problem(form)
            sent = st.form_submit_button(_("Save"), type="primary")
        if sent:
            draft = SetDraft(name or "", read_lines(lines), name_en or "")
            with action(_("Saved."), form) as session:
                standards.edit(session, actor, row.id, draft, version=version)


def _table(form: str, row: SetRow) -> list[dict[str, Any]]:
    lines = [
        {"order": n, "name": item.name, "name_en": item.name_en, "id": item.id}
        for n, item in enumerate(row.items, 1)
    ]
    columns = {
        "order": st.column_config.NumberColumn(_("Order"), min_value=1, step=1, width="small"),
        "name": st.column_config.TextColumn(_("Chinese name"), max_chars=80, required=True),
        "name_en": st.column_config.TextColumn(_("English name"), max_chars=160),
        "id": None,
    }
    edited: list[dict[str, Any]] = st.data_editor(
        lines,
        column_config=columns,
        num_rows="dynamic",
        hide_index=True,
        key=f"{fresh(form)}.items.{row.version}",
    )
    return edited


def read_lines(lines: list[dict[str, Any]]) -> tuple[ItemDraft, ...]:
    """The lines of the table as items in their order; new ones without a number come last."""
    ordered = sorted(lines, key=lambda line: _number(line.get("order")) or len(lines) + 1)
    return tuple(
        ItemDraft(_text(line.get("name")), _text(line.get("name_en")), _number(line.get("id")))
        for line in ordered
    )


def _offer_retiring(actor: Actor, row: SetRow) -> None:
    with st.popover(_("Retire"), icon=":material/archive:"):
        st.write(_("It is asked of nobody any more. The verdicts are kept."))
        if st.button(_("Retire now"), type="primary", key=f"standards.retire.{row.id}"):
            with action(_("Standard retired.")) as session:
                standards.retire(session, actor, row.id, version=row.version)


def _number(told: Any) -> int | None:  # noqa: ANN401  whatever the table holds
    """A number of the table; an empty cell is None or not a number."""
    return int(told) if isinstance(told, int | float) and told == told else None


def _text(told: Any) -> str:  # noqa: ANN401  whatever the table holds
    return told if isinstance(told, str) else ""
