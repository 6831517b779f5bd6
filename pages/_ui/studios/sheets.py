"""The standards asked of a studio: one form for all items of a set, and the evidence."""

from datetime import date

import streamlit as st

from core import clock
from core.permissions import Actor
from core.studios import checks, evidence
from core.studios import sheets as queries
from core.studios.drafts import CheckDraft
from core.studios.models import StudioState, Verdict
from core.studios.record import Detail
from core.studios.sheets import ItemCheck, Sheet
from pages._ui.edge import action, fresh, problem, reading
from pages._ui.studios import proof
from pages._ui.studios.choices import words
from pages._ui.studios.rights import Rights
from pages._ui.words import _, day, name_of, plain, word

_COLOURS = {Verdict.MET: "green", Verdict.PARTLY: "orange", Verdict.UNMET: "red"}


def show(actor: Actor, row: Detail, rights: Rights) -> None:
    """Each standard with its items, to be checked by those who may."""
    with reading() as session:
        sheets = queries.sheets(session, actor, row.id)
        files = evidence.of(session, actor, row.id)
        binned = evidence.of(session, actor, row.id, binned=True)
    if not sheets:
        st.info(
            _("No standard is asked of this kind of studio. Assign one on the screen “Standards”."),
            icon=":material/info:",
        )
    checking = rights.writes and row.state is not StudioState.WITHDRAWN
    for sheet in sheets:
        with st.container(border=True):
            _headline(sheet)
            if checking:
                _form(actor, row, sheet)
            else:
                _read(sheet)
            proof.show(actor, sheet, files, binned, may_add=checking)


def _headline(sheet: Sheet) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.subheader(plain(name_of(sheet)), anchor=False, width="content")
        met, items = sheet.met, len(sheet.items)
        st.badge(
            _("{met} of {items} met", met=met, items=items),
            color="green" if met == items else "orange",
        )


def _read(sheet: Sheet) -> None:
    for item in sheet.items:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(plain(name_of(item)), width=280)
            st.badge(
                word(item.verdict) or _("Not checked yet"),
                color=_COLOURS[item.verdict] if item.verdict else "gray",  # type: ignore[arg-type]  # a literal
            )
            st.caption(
                " · ".join(part for part in (day(item.checked_on), plain(item.note)) if part)
            )


def _form(actor: Actor, row: Detail, sheet: Sheet) -> None:
    form = f"studios.check.{row.id}.{sheet.set_id}"
    with st.form(fresh(form), border=False):
        drafts = [draft for item in _shown(form, sheet) if (draft := _ask_item(item))]
        with st.container(horizontal=True, vertical_alignment="bottom"):
            checked_on = st.date_input(
                _("Checked on"),
                clock.today(),
                max_value=clock.today(),
                format="YYYY-MM-DD",
                width=200,
            )
            sent = st.form_submit_button(_("Save the verdicts"), type="primary")
        problem(form)
    if sent:
        _save(actor, row, drafts, (form, checked_on))


def _shown(form: str, sheet: Sheet) -> tuple[ItemCheck, ...]:
    """The items as the person first saw them: what somebody else saves meanwhile is a conflict.

    They are read anew when the form was left, and after each sending.
    """
    kept: tuple[ItemCheck, ...] = st.session_state.get(f"{form}.shown", ())
    if not kept or _key("verdict", kept[0]) not in st.session_state:
        kept = st.session_state[f"{form}.shown"] = sheet.items
    return kept


def _key(what: str, item: ItemCheck) -> str:
    return fresh(f"studios.{what}.{item.item_id}.{item.version}")


def _ask_item(item: ItemCheck) -> CheckDraft | None:
    """The verdict and note on an item; a draft where they differ from what was shown."""
    name, verdict, note = st.columns([2, 2, 3], vertical_alignment="center")
    name.markdown(plain(name_of(item)))
    said = verdict.segmented_control(
        name_of(item),
        list(Verdict),
        default=item.verdict,
        required=True,
        format_func=words(Verdict).__getitem__,
        label_visibility="collapsed",
        key=_key("verdict", item),
    )
    typed = note.text_input(
        _("Note"),
        item.note,
        placeholder=_("What is missing, or where it can be seen"),
        label_visibility="collapsed",
        key=_key("note", item),
    )
    if said is None or (said is item.verdict and (typed or "") == item.note):
        return None
    return CheckDraft(item.item_id, said, typed or "", item.version)


def _save(actor: Actor, row: Detail, drafts: list[CheckDraft], of: tuple[str, date]) -> None:
    form, checked_on = of
    if not drafts:
        st.info(_("Nothing was changed."), icon=":material/info:")
        return
    st.session_state.pop(f"{form}.shown", None)
    with action(_("Verdicts saved."), form) as session:
        checks.save(session, actor, row.id, drafts, checked_on)
