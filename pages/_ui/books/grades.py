"""The grades of a book: their names, what they ask for, and who is in between."""

from collections.abc import Sequence

import streamlit as st

from core.assessment.book import editing, knobs
from core.assessment.book.choices import Colour
from core.assessment.book.knobs import Setting
from core.assessment.book.shape import Book
from core.assessment.book.writing import Plain
from core.assessment.shelf import BookDetail
from core.i18n import N_
from core.permissions import Actor
from pages._ui.books import adding, chain, inputs, keeping, saying
from pages._ui.edge import fresh, input_key, problem, start_of, version_of
from pages._ui.words import _, name_of, plain, word

PART = "grades"


def show(actor: Actor, found: BookDetail, book: Book) -> None:
    """The grades, the best first, and the chain of approval below them."""
    form = keeping.form_of(found, PART)
    version_of(form, found.newest)
    settings: list[Setting] = []
    values: inputs.Values = {}
    with st.form(fresh(form), border=False):
        for place, _grade in enumerate(book.grades):
            own, typed = _ask(form, book, place)
            settings += own
            values |= typed
        problem(form)
        sent = st.form_submit_button(_("Save"), type="primary")
    if sent:
        keeping.turn(actor, found, form, inputs.changed(settings, values))
    with st.expander(_("Add or take out a grade"), icon=":material/edit:"):
        _change(actor, found, book)
    chain.show(actor, found, book)


def _ask(form: str, book: Book, place: int) -> tuple[Sequence[Setting], inputs.Values]:
    grade = book.grades[place]
    settings = start_of(f"{form}.{place}", tuple(knobs.of_grade(grade, place)))
    with st.container(border=True):
        values = inputs.ask(form, settings, lambda one: saying.setting(one, book, {}))
        said = [_("colour: {colour}", colour=word(grade.colour))] if grade.colour else []
        follows = {one.key: name_of(one) for one in book.consequences}
        if grade.consequence in follows:
            said.append(_("what follows: {what}", what=follows[grade.consequence]))
        if place == len(book.grades) - 1:
            said.append(_("all who are left"))
        st.caption(plain(_("; ").join(said)))
    return settings, values


def _change(actor: Actor, found: BookDetail, book: Book) -> None:
    form = keeping.form_of(found, "grade")
    add, out = st.columns(2)
    with add, st.form(fresh(form)):
        name = st.text_input(_("Name"), max_chars=120, required=True)
        least = st.number_input(_("From points"), 0.0, 100_000.0, 60.0, 1.0, "%g")
        colours = {one.value: word(one) for one in Colour}
        colour = st.selectbox(_("Colour"), list(colours), format_func=colours.__getitem__)
        problem(form)
        sent = st.form_submit_button(_("Add"), type="primary")
    if sent:
        key = adding.free_key("grade", [one.key for one in book.grades])
        points = inputs.exact(least)
        values: dict[str, Plain] = {"key": key, "name": name.strip(), "from": points}
        new, before = values | {"colour": colour}, _before(book, points)
        keeping.reword(
            actor,
            found,
            (form, N_("Grade added.")),
            lambda text: editing.add(text, ("grade",), new, before),
        )
    with out:
        _take_out(actor, found, book)


def _before(book: Book, points: object) -> int | None:
    """The grade that a new one stands before: the first that asks for fewer points."""
    hundredths = round(float(str(points)) * 100)
    for place, grade in enumerate(book.grades):
        if grade.from_points is None or grade.from_points < hundredths:
            return place
    return None


def _take_out(actor: Actor, found: BookDetail, book: Book) -> None:
    form = keeping.form_of(found, "grade_out")
    if not book.grades:
        return
    with st.form(fresh(form)):
        place = st.selectbox(
            _("Grade"),
            range(len(book.grades)),
            format_func=lambda n: plain(name_of(book.grades[n])),
            key=input_key(form, "place"),
        )
        problem(form)
        sent = st.form_submit_button(_("Delete from the book"))
    if sent:
        keeping.reword(
            actor,
            found,
            (form, N_("Deleted from the new version.")),
            lambda text: editing.remove(text, ("grade", place)),
        )
