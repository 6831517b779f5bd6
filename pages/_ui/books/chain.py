"""The chain of approval of a book: its steps in order, one more, or one less."""

import streamlit as st

from core.assessment.book import editing
from core.assessment.book.shape import Book
from core.assessment.book.wording import APPROVERS
from core.assessment.book.writing import Plain
from core.assessment.shelf import BookDetail
from core.i18n import N_
from core.permissions import Actor, Role
from pages._ui.books import adding, keeping
from pages._ui.edge import fresh, problem
from pages._ui.words import _, name_of, plain, word


def show(actor: Actor, found: BookDetail, book: Book) -> None:
    """The steps as they stand, and the form that changes them."""
    if book.approvals:
        st.subheader(_("Approved in this order"), anchor=False)
        told = [f"{plain(name_of(one))} ({_role(one.role)})" for one in book.approvals]
        st.markdown(" → ".join(told))
    with st.expander(_("Add or take out a step of the approval"), icon=":material/edit:"):
        left, right = st.columns(2)
        with left:
            _add(actor, found, book)
        if book.approvals:
            with right:
                _take_out(actor, found, book)


def _add(actor: Actor, found: BookDetail, book: Book) -> None:
    form = keeping.form_of(found, "step")
    last = len(book.approvals)
    places = [_("Before “{step}”", step=name_of(one)) for one in book.approvals] + [
        _("As the last")
    ]
    with st.form(fresh(form)):
        name = st.text_input(_("Name of the step"), max_chars=120, required=True)
        role = st.selectbox(_("Who takes it"), APPROVERS, format_func=_role)
        place = st.selectbox(
            _("Its place in the order"), range(last + 1), last, format_func=places.__getitem__
        )
        st.caption(_("Two steps in a row are taken by two accounts, unless only one has the role."))
        problem(form)
        sent = st.form_submit_button(_("Add"), type="primary")
    if sent:
        key = adding.free_key("step", [one.key for one in book.approvals])
        values: dict[str, Plain] = {"key": key, "name": name.strip(), "role": role}
        before = None if place == last else place
        keeping.reword(
            actor,
            found,
            (form, N_("Step added.")),
            lambda text: editing.add(text, ("approval",), values, before),
        )


def _take_out(actor: Actor, found: BookDetail, book: Book) -> None:
    form = keeping.form_of(found, "step.out")
    with st.form(fresh(form)):
        place = st.selectbox(
            _("Step"),
            range(len(book.approvals)),
            format_func=lambda n: plain(name_of(book.approvals[n])),
        )
        problem(form)
        sent = st.form_submit_button(_("Delete from the book"))
    if sent:
        keeping.reword(
            actor,
            found,
            (form, N_("Deleted from the new version.")),
            lambda text: editing.remove(text, ("approval", place)),
        )


def _role(role: str) -> str:
    known = {one.value: one for one in Role}
    return word(known[role]) if role in known else role
