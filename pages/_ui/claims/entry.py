"""The form of an entered item: what was done, by whom, and the evidence."""

from dataclasses import replace
from datetime import date

import streamlit as st

from core import clock
from core.assessment.book.shape import Item
from core.assessment.claims import rules, service, whom
from core.assessment.claims.drafts import ClaimDraft, Upload
from core.assessment.claims.whom import Entering
from core.assessment.models import Claim
from core.errors import DomainError
from core.permissions import Actor
from pages._ui import days, login
from pages._ui import photos as gallery
from pages._ui.activities import listing
from pages._ui.edge import action, fresh, input_key, problem, reading
from pages._ui.points import saying
from pages._ui.words import _, refusal

FORM = "claims.record"
_PICKED, _TOLD = f"{FORM}.subjects", f"{FORM}.told"


def show(actor: Actor, found: Entering) -> None:
    """The empty form: first the item, then for whom, then the rest."""
    item = ask_item(found, FORM, "")
    said = _rule(item)
    if said:
        st.caption(said)
    ids = _ask_subjects(actor, found)
    with st.form(fresh(f"{FORM}.{item.key}"), enter_to_submit=False):
        draft = ask(FORM, item, None, min(clock.today(), found.assessment.last_on))
        files = _ask_files(item)
        problem(FORM)
        sent = st.form_submit_button(_("Enter"), type="primary", icon=":material/add:")
    if sent and draft:
        whole = replace(draft, subject_ids=tuple(ids), files=files)
        with action(_("Entered. It counts once it is approved."), FORM) as session:
            service.record(session, actor, found.assessment.id, whole)


def ask_item(found: Entering, form: str, kept: str) -> Item:
    """Which item of the rule book it is."""
    by_key = {item.key: item for item in found.items}
    chosen = st.selectbox(
        _("Item of the rule book"),
        list(by_key),
        list(by_key).index(kept) if kept in by_key else 0,
        format_func=lambda key: saying.in_language(by_key[key]),
        key=f"{fresh(form)}.item",
    )
    problem(form, "item_key")
    return by_key[chosen]


def ask(form: str, item: Item, row: Claim | None, day: date) -> ClaimDraft | None:
    """What was done: the inputs below the item. None as long as the day is missing."""
    title, words = _ask_words(form, item, row)
    columns = st.columns(2)
    with columns[0]:
        done_on = days.ask(_("Done on"), day, form, "done_on", required=True)
    with columns[1]:
        choice, quantity = _ask_size(form, item, row)
    return ClaimDraft(item.key, done_on, title, choice, quantity, words) if done_on else None


def _ask_words(form: str, item: Item, row: Claim | None) -> tuple[str, str]:
    title = st.text_input(
        _("Title"),
        row.title if row else "",
        key=input_key(form, "title"),
        placeholder=saying.in_language(item),
        help=_("Left empty, it is called as the item."),
    )
    problem(form, "title")
    words = st.text_area(
        _("What was done"),
        row.words if row else "",
        key=input_key(form, "words"),
        height=96,
        placeholder=_("Such as where, with whom, and what came of it"),
    )
    problem(form, "words")
    return title, words


def _ask_size(form: str, item: Item, row: Claim | None) -> tuple[str, int]:
    """The choice where the item has some, or how many there were where that matters."""
    choice, quantity = "", 1
    names = [one.name for one in item.choices]
    if names:
        kept = names.index(row.choice) if row and row.choice in names else None
        chosen = st.selectbox(
            _("Which of these"), names, kept, key=input_key(form, "choice"), placeholder=_("Choose")
        )
        choice = chosen or ""
        problem(form, "choice")
    elif rules.asks_quantity(item):
        usual = row.quantity if row else 1
        key = input_key(form, "quantity")
        quantity = st.number_input(_("How many"), 1, rules.MOST_TIMES, usual, key=key)
        problem(form, "quantity")
    return choice, quantity


def _ask_subjects(actor: Actor, found: Entering) -> list[int]:
    """For whom: picked by name, or pasted from a spreadsheet."""
    with reading() as session:
        known = {one.id: one for one in whom.options(session, actor, found.assessment.id)}
    picked = f"{_PICKED}.{fresh(FORM)}"
    left, right = st.columns(2)
    with left:
        ids = st.multiselect(
            _("For whom"),
            list(known),
            format_func=lambda one: f"{known[one].number} {known[one].name}".strip(),
            key=picked,
            placeholder=_("Name or number"),
        )
        problem(FORM, "subject_ids")
    with right:
        pasted = f"{picked}.paste"
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
            args=(found.assessment.id, picked, pasted),
        )
    if told := st.session_state.pop(_TOLD, ""):
        st.warning(told, icon=":material/person_search:")
    return ids


def _paste(assessment_id: int, picked: str, pasted: str) -> None:
    actor = login.current()
    if actor is None:
        return  # the frame shows the form
    try:
        with reading() as session:
            typed = st.session_state.get(pasted, "")
            matched = whom.pasted(session, actor, assessment_id, typed)
    except DomainError as error:
        st.session_state[_TOLD] = refusal(error)
        return
    chosen = [*st.session_state.get(picked, []), *(one.id for one in matched.found)]
    st.session_state[picked] = list(dict.fromkeys(chosen))
    st.session_state[pasted] = ""
    if words := listing.doubts(matched):
        st.session_state[_TOLD] = _("Not found: {words}", words=words)


def _ask_files(item: Item) -> tuple[Upload, ...]:
    sent = st.file_uploader(
        _("Evidence") if item.evidence else _("Evidence, if there is any"),
        gallery.TYPES,
        accept_multiple_files=True,
        max_upload_size=20,
        key=input_key(FORM, "files"),
    )
    problem(FORM, "files")
    return tuple(Upload(one.name, one.getvalue()) for one in sent or ())


def _rule(item: Item) -> str:
    """What the book says of the item."""
    told = [item.note.rstrip("。. ")]
    if item.choices:
        told += [f"{one.name} {saying.points(one.points)}" for one in item.choices]
    elif item.points:
        told.append(saying.points(item.points))
    if item.at_most:
        told.append(_("counted {n} times at most", n=item.at_most))
    if item.evidence:
        told.append(_("evidence needed"))
    return _("; ").join(part for part in told if part)
