"""The articles of a book as a form: its values in words, part by part, without its text."""

import streamlit as st

from core.assessment.book import editing, knobs, reading
from core.assessment.book.faults import BookFaulty
from core.assessment.book.knobs import Setting
from core.assessment.book.shape import Book, Section
from core.assessment.book.vocabulary import MEASURES
from core.assessment.book.writing import Plain
from core.assessment.shelf import BookDetail
from core.i18n import N_
from core.permissions import Actor
from pages._ui.books import adding, articles, grades, inputs, judging, keeping, saying
from pages._ui.books.saying import Codes
from pages._ui.edge import fresh, problem, start_of, version_of
from pages._ui.words import _, name_of, plain

WHOLE, GRADES, CONDITIONS = "whole", "grades", "conditions"


def show(actor: Actor, found: BookDetail, codes: Codes) -> None:
    """One part of the book at a time; each is saved by itself."""
    try:
        book = reading.draft(found.text).book
    except BookFaulty:
        st.warning(
            _("This text cannot be read yet. Mend it under “Text”, then its articles stand here."),
            icon=":material/report:",
        )
        return
    if not found.writes:
        articles.show(book, codes)
        return
    part = _choose(book)
    if part == WHOLE:
        _show_whole(actor, found, book)
    elif part == GRADES:
        grades.show(actor, found, book)
    elif part == CONDITIONS:
        _show_conditions(actor, found, book, codes)
    else:
        _show_section(actor, found, book, int(part), codes)


def _choose(book: Book) -> str:
    names = {WHOLE: _("The whole")}
    names |= {str(n): name_of(section) for n, section in enumerate(book.sections)}
    names |= {GRADES: _("Grades"), CONDITIONS: _("Conditions")}
    asked: str | None = st.segmented_control(
        _("Part"),
        list(names),
        format_func=lambda part: plain(names[part]),
        default=WHOLE,
        required=True,
        key="books.part",
        label_visibility="collapsed",
    )
    return asked if asked in names else WHOLE


def _show_whole(actor: Actor, found: BookDetail, book: Book) -> None:
    form = keeping.form_of(found, WHOLE)
    settings = start_of(form, tuple(knobs.of_book(book)))
    version_of(form, found.newest)
    with st.form(fresh(form)):
        values = inputs.ask(form, settings, lambda one: saying.setting(one, book, {}))
        problem(form)
        sent = st.form_submit_button(_("Save"), type="primary")
    if sent:
        keeping.turn(actor, found, form, inputs.changed(settings, values))
    with st.expander(_("Add a section"), icon=":material/add:"):
        _add_section(actor, found, book)


def _add_section(actor: Actor, found: BookDetail, book: Book) -> None:
    form = keeping.form_of(found, "section")
    with st.form(fresh(form), border=False):
        name = st.text_input(_("Name"), max_chars=120, required=True)
        problem(form)
        sent = st.form_submit_button(_("Add"), type="primary")
    if sent:
        key = adding.free_key("section", [one.key for one in book.sections])
        values: dict[str, Plain] = {"key": key, "name": name.strip()}
        keeping.reword(
            actor,
            found,
            (form, N_("Section added. Now add its items.")),
            lambda text: editing.add(text, ("section",), values),
        )


def _show_section(actor: Actor, found: BookDetail, book: Book, place: int, codes: Codes) -> None:
    section = book.sections[place]
    form = keeping.form_of(found, f"section.{place}")
    version_of(form, found.newest)
    settings: list[Setting] = []
    values: inputs.Values = {}
    with st.form(fresh(form), border=False):
        own = start_of(f"{form}.own", tuple(knobs.of_section(section, place)))
        values |= inputs.ask(form, own, lambda one: saying.setting(one, book, codes))
        settings += own
        for number, _item in enumerate(section.items):
            asked = _ask_item(form, book, (place, number), codes)
            settings += asked[0]
            values |= asked[1]
        problem(form)
        sent = st.form_submit_button(_("Save"), type="primary")
    if sent:
        keeping.turn(actor, found, form, inputs.changed(settings, values))
    _change_items(actor, found, book, place, codes)


def _ask_item(
    form: str, book: Book, at: tuple[int, int], codes: Codes
) -> tuple[tuple[Setting, ...], inputs.Values]:
    item = book.sections[at[0]].items[at[1]]
    path = ("section", at[0], "item", at[1])
    measure = MEASURES[book.scores].get(item.counts)
    settings = start_of(f"{form}.{at[1]}", tuple(knobs.of_item(item, path)))
    with st.container(border=True):
        st.markdown(f"**{plain(name_of(item))}**")
        st.caption(plain(saying.item(item, book.scores, codes)))
        values = inputs.ask(form, settings, lambda one: saying.setting(one, book, codes, measure))
    return settings, values


def _change_items(actor: Actor, found: BookDetail, book: Book, place: int, codes: Codes) -> None:
    section = book.sections[place]
    with st.expander(adding.title(section), icon=":material/add:"):
        added = adding.ask(
            adding.Place(keeping.form_of(found, f"add.{place}"), book, section), codes
        )
    if added:
        keeping.reword(
            actor,
            found,
            (keeping.form_of(found, f"add.{place}"), N_("Item added.")),
            lambda text: editing.add(text, ("section", place, "item"), added),
        )
    with st.expander(_("Take an item or the section out"), icon=":material/remove:"):
        _take_out(actor, found, section, place)


def _take_out(actor: Actor, found: BookDetail, section: Section, place: int) -> None:
    form = keeping.form_of(found, f"out.{place}")
    whole = len(section.items)
    names = [plain(name_of(item)) for item in section.items]
    names.append(_("The whole section with its items"))
    with st.form(fresh(form), border=False):
        chosen = st.selectbox(
            _("What is taken out"), range(whole + 1), format_func=names.__getitem__
        )
        st.caption(_("The versions before keep it. Conditions that name it must be changed too."))
        problem(form)
        sent = st.form_submit_button(_("Delete from the book"))
    if sent:
        path = ("section", place) if chosen == whole else ("section", place, "item", chosen)
        keeping.reword(
            actor,
            found,
            (form, N_("Deleted from the new version.")),
            lambda text: editing.remove(text, path),
        )


def _show_conditions(actor: Actor, found: BookDetail, book: Book, codes: Codes) -> None:
    form = keeping.form_of(found, CONDITIONS)
    version_of(form, found.newest)
    named = start_of(form, knobs.of_conditions(book))
    if named:
        _ask_thresholds(actor, found, book, codes)
    else:
        st.caption(_("This book has no conditions, vetoes or limits yet."))
    judging.show(actor, found, book)


def _ask_thresholds(actor: Actor, found: BookDetail, book: Book, codes: Codes) -> None:
    form = keeping.form_of(found, CONDITIONS)
    named = start_of(form, knobs.of_conditions(book))
    settings: list[Setting] = []
    values: inputs.Values = {}
    with st.form(fresh(form), border=False):
        for name, own in named.items():
            with st.container(border=True):
                st.markdown(f"**{plain(name)}**")
                values |= inputs.ask(form, own, lambda one: saying.setting(one, book, codes))
            settings += own
        st.caption(_("Conditions of several parts are joined in the text."))
        problem(form)
        sent = st.form_submit_button(_("Save"), type="primary")
    if sent:
        keeping.turn(actor, found, form, inputs.changed(settings, values))
