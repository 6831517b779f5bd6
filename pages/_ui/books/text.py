"""The text of a book: typed with the checker's faults beside it, or read with its line numbers."""

from collections.abc import Sequence

import streamlit as st

from core.assessment import books, shelf
from core.assessment.book import typed
from core.assessment.book.faults import Fault
from core.assessment.shelf import BookDetail
from core.permissions import Actor
from pages._ui.books import keeping, numbered
from pages._ui.edge import fresh, persist, problem, reading, version_of
from pages._ui.words import _, language, plain

TALL = 620
READ, TYPE = "read", "type"
FAULTS = 60


def show(actor: Actor, found: BookDetail) -> None:
    """The text, to be typed by those who may, and what the checker says of it."""
    view = _view(found)
    left, right = st.columns([3, 2])
    with left:
        text = _type(found) if view == TYPE else found.text
        if view == READ:
            st.code(typed.shown(text), language="toml", line_numbers=True, height=TALL)
    with reading() as session:
        faults = shelf.faults(session, actor, found.id, text)
    if view == TYPE:
        numbered.style(text, {fault.line for fault in faults})
    with right:
        if found.writes:
            tell(faults, text)
        if view == TYPE:
            _keep(actor, found, text)


def tell(faults: Sequence[Fault], text: str) -> None:
    """What is wrong with a text, line by line, with the line itself."""
    if not faults:
        st.success(_("The checker finds nothing wrong."), icon=":material/task_alt:")
        return
    st.warning(
        _("{n} places to mend before it can be adopted", n=len(faults)),
        icon=":material/rule:",
    )
    rows = typed.shown(text).split("\n")
    with st.container(height=TALL - 180 if len(faults) > 4 else "content", border=False):
        for fault in faults[:FAULTS]:
            st.markdown(plain(fault.said(language())))
            if fault.line and fault.line <= len(rows) and rows[fault.line - 1].strip():
                st.code(f"{fault.line}  {rows[fault.line - 1].strip()}", language=None)


def _view(found: BookDetail) -> str:
    if not found.writes:
        return READ
    names = {TYPE: _("Write the text"), READ: _("Read with line numbers")}
    view: str = st.segmented_control(
        _("View"),
        list(names),
        format_func=names.__getitem__,
        default=TYPE,
        required=True,
        key="books.text.view",
        label_visibility="collapsed",
    )
    return view


def _form(found: BookDetail) -> str:
    return f"books.text.{found.committee_id}.{found.code}"


def _type(found: BookDetail) -> str:
    """The box; what is typed is checked as soon as one leaves it, and stays until it is saved."""
    form = _form(found)
    with st.container(key=numbered.KEY):
        text: str = st.text_area(
            _("Text of the book"),
            typed.shown(found.text),
            height=TALL,
            key=f"{fresh(form)}.{found.id}",
            help=_("Click outside the box to have it checked."),
            persist_state=persist(form),
        )
    return typed.as_before(found.text, text)


def _keep(actor: Actor, found: BookDetail, text: str) -> None:
    form = _form(found)
    newest = version_of(form, found.newest)
    if text == found.text:
        st.caption(_("Nothing was changed yet."))
        return
    st.caption(_("It may be saved with faults; it is adopted once there are none."))
    problem(form)
    if st.button(_("Save as a new version"), type="primary", icon=":material/save:"):
        keeping.keep(keeping.SAVED, form, lambda s: books.save(s, actor, found.id, text, newest))
