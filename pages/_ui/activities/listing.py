"""Filling the table of who attended: by picking members, and by pasting names."""

import streamlit as st

from core.activities import pickers
from core.activities.detail import ActivityDetail
from core.errors import DomainError
from core.members.pasted import Matched
from core.permissions import Actor
from pages._ui import login
from pages._ui.activities import sheet as sheets
from pages._ui.activities.sheet import Sheet
from pages._ui.edge import reading
from pages._ui.words import _, plain, refusal


def show(actor: Actor, record: ActivityDetail, sheet: Sheet) -> None:
    """Two ways to fill the table: pick, or paste."""
    with reading() as session:
        sheet.members = {one.id: one for one in pickers.attendable(session, actor, record.id)}
    left, right = st.columns(2)
    with left:
        picked = f"{sheets.key_of(record)}.pick.{sheet.edition}"
        st.multiselect(
            _("Pick members"),
            [one for one in sheet.members if one not in {row["id"] for row in sheet.rows}],
            format_func=lambda one: " ".join(
                (sheet.members[one].number, sheet.members[one].name, sheet.members[one].employer)
            ).strip(),
            placeholder=_("Name or number"),
            key=picked,
        )
        st.button(_("Add"), icon=":material/person_add:", on_click=_take, args=(record, picked))
    with right:
        pasted = f"{sheets.key_of(record)}.paste.{sheet.edition}"
        st.text_area(
            _("Or paste names or numbers"),
            key=pasted,
            height=68,
            placeholder=_("One to a line or from a spreadsheet"),
        )
        st.button(
            _("Find and add"),
            icon=":material/content_paste_search:",
            on_click=_paste,
            args=(record, pasted),
        )
    if sheet.refused:
        st.error(refusal(sheet.refused), icon=":material/error:")
    if sheet.doubts:
        st.warning(_("Not found: {words}", words=sheet.doubts), icon=":material/person_search:")


def doubts(matched: Matched) -> str:
    """What a paste could not tell, in words; "" where all was found."""
    told = [plain(word_) for word_ in matched.unknown]
    for unclear in matched.ambiguous:
        who = "、".join(f"{one.name} {one.number}" for one in unclear.candidates)
        several = _("several of this name")
        told.append(f"{plain(unclear.text)}（{several}：{plain(who)}）")
    return "；".join(told)


def _take(record: ActivityDetail, picked: str) -> None:
    sheet: Sheet = st.session_state[sheets.key_of(record)]
    ids = st.session_state.get(picked, [])
    sheets.extend(sheet, record, [sheet.members[one] for one in ids])
    sheet.doubts = ""


def _paste(record: ActivityDetail, pasted: str) -> None:
    actor = login.current()
    if actor is None:
        return  # the frame shows the form
    sheet: Sheet = st.session_state[sheets.key_of(record)]
    typed, sheet.refused = st.session_state.get(pasted, ""), None
    try:
        with reading() as session:
            matched = pickers.pasted(session, actor, record.id, typed)
    except DomainError as error:
        sheet.refused = error
        return
    sheets.extend(sheet, record, matched.found)
    sheet.doubts = doubts(matched)
