"""The articles of a book as they are read: for those who change nothing."""

import streamlit as st

from core.assessment.book import knobs
from core.assessment.book.faults import shown
from core.assessment.book.judging import Judges
from core.assessment.book.knobs import Knob, Setting
from core.assessment.book.shape import Book, Grade, Item, Section
from core.assessment.book.vocabulary import MEASURES
from pages._ui.books import saying
from pages._ui.books.saying import Codes
from pages._ui.words import _, name_of, plain, word


def show(book: Book, codes: Codes) -> None:
    """Each section with its items, then the grades."""
    said = [_("Base points: {n}", n=shown(book.base))] if book.base else []
    if book.cap is not None:
        said.append(_("at most {n} points", n=shown(book.cap)))
    if said:
        st.caption(_(", ").join(said))
    for section in book.sections:
        _section(book, section, codes)
    if book.grades:
        st.subheader(_("Grades"), anchor=False)
        st.table([_grade(book, grade) for grade in book.grades])
    if judged := [*_held(book), *_limits(book)]:
        st.subheader(_("Conditions"), anchor=False)
        st.table(judged)
    if book.approvals:
        st.subheader(_("Approved in this order"), anchor=False)
        st.markdown(" → ".join(plain(name_of(one)) for one in book.approvals))


def _held(book: Book) -> list[dict[str, str]]:
    """Minimum conditions and vetoes, each with the best grade that it leaves."""
    conditions = {one.key: name_of(one) for one in book.conditions}
    grades = {one.key: name_of(one) for one in book.grades}
    downs = [(Judges.MINIMUM, one.condition, one.otherwise) for one in book.minimums]
    downs += [(Judges.VETO, one.condition, one.grade) for one in book.vetoes]
    return [
        _judged(judges, conditions.get(key, key), grades.get(grade, grade))
        for judges, key, grade in downs
    ]


def _limits(book: Book) -> list[dict[str, str]]:
    follows = {one.key: name_of(one) for one in book.consequences}
    return [
        _judged(Judges.LIMIT, name_of(one), follows.get(one.consequence, "")) for one in book.limits
    ]


def _judged(judges: Judges, name: str, leads_to: str) -> dict[str, str]:
    return {
        _("Name"): plain(name),
        _("What it does"): word(judges),
        _("What it leads to"): plain(leads_to),
    }


def _section(book: Book, section: Section, codes: Codes) -> None:
    st.subheader(plain(name_of(section)), anchor=False)
    if limits := saying.limits(section):
        st.caption(limits)
    st.table([_item(book, item, codes) for item in section.items])


def _item(book: Book, item: Item, codes: Codes) -> dict[str, str]:
    measure = MEASURES[book.scores].get(item.counts)
    settings = [
        f"{saying.setting(one, book, codes, measure)} {one.value}"
        for one in knobs.of_item(item, ())
        if _says(one)
    ]
    return {
        _("Item of the book"): plain(" ".join((name_of(item), item.note)).strip()),
        _("What is counted"): plain(saying.item(item, book.scores, codes)),
        _("How it pays"): plain(_("; ").join(settings) or _("only counted")),
    }


def _says(one: Setting) -> bool:
    nothing = one.knob is Knob.POINTS and not one.value
    return one.knob not in (Knob.NAME, Knob.NOTE) and one.value is not None and not nothing


def _grade(book: Book, grade: Grade) -> dict[str, str]:
    asked = [
        f"{saying.setting(one, book, {})} {one.value}"
        for one in knobs.of_grade(grade, 0)
        if one.knob is not Knob.NAME
    ]
    follows = {one.key: name_of(one) for one in book.consequences}
    return {
        _("Grade"): plain(name_of(grade)),
        _("Asks for"): plain(_("; ").join(asked) or _("all who are left")),
        _("What follows"): plain(follows.get(grade.consequence, "")),
    }
