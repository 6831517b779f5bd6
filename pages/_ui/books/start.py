"""The ways to a new book: a preset, nothing, another book, or a file."""

from collections.abc import Callable

import streamlit as st

from core.assessment import books, shelf
from core.assessment.book.presets import PRESETS
from core.assessment.books import BookDraft
from core.assessment.models import Scores
from core.i18n import N_
from core.permissions import Actor
from db.session import Session
from pages._ui.books import keeping
from pages._ui.books.exchange import TYPES
from pages._ui.edge import fresh, problem, reading
from pages._ui.words import _, name_of, plain, word

PRESET, NOTHING, OTHER, FILE = "preset", "nothing", "other", "file"
FORM = "books.start"
Drafted = Callable[[Session], BookDraft]


def show(actor: Actor, committee_id: int) -> None:
    """The choice of a way, and its form."""
    names = {
        PRESET: _("From a city's rule"),
        NOTHING: _("From nothing"),
        OTHER: _("From a book in use"),
        FILE: _("From a file"),
    }
    way = st.segmented_control(
        _("How to begin"),
        list(names),
        format_func=names.__getitem__,
        default=PRESET,
        required=True,
        key="books.start.way",
    )
    drafted = _WAYS[way](actor, committee_id)
    if drafted is not None:
        done = N_("Begun as a draft. Now adapt it to your own rule.")
        keeping.keep(done, FORM, lambda s: books.begin(s, actor, committee_id, drafted(s)))


def _preset(_actor: Actor, _committee_id: int) -> Drafted | None:
    with st.form(fresh(f"{FORM}.preset"), border=False):
        chosen = st.selectbox(
            _("A city's rule"),
            PRESETS,
            format_func=lambda one: f"{name_of(one)} · {word(one.scores)}",
        )
        st.caption(_("Points, caps and names are then changed to those of your own rule."))
        problem(FORM)
        sent = st.form_submit_button(_("Begin"), type="primary")
    return (lambda _session: books.from_preset(chosen.code)) if sent else None


def _nothing(_actor: Actor, _committee_id: int) -> Drafted | None:
    with st.form(fresh(f"{FORM}.nothing"), border=False):
        name = st.text_input(_("Name of the rule book"), max_chars=120, required=True)
        problem(FORM, "name")
        kinds = {one.value: word(one) for one in Scores}
        chosen = st.selectbox(_("Whom it scores"), list(kinds), format_func=kinds.__getitem__)
        problem(FORM)
        sent = st.form_submit_button(_("Begin"), type="primary")
    return (lambda _session: books.from_nothing(name, Scores(chosen))) if sent else None


def _other(actor: Actor, committee_id: int) -> Drafted | None:
    with reading() as session:
        known = shelf.adopted(session, actor, committee_id)
    if not known:
        st.info(_("No book is in use here or in a committee above."))
        return None
    with st.form(fresh(f"{FORM}.other"), border=False):
        chosen = st.selectbox(
            _("Rule book"), list(known), format_func=lambda one: plain(known[one])
        )
        problem(FORM)
        sent = st.form_submit_button(_("Begin"), type="primary")
    return (lambda session: books.from_book(session, actor, chosen)) if sent else None


def _file(_actor: Actor, _committee_id: int) -> Drafted | None:
    with st.form(fresh(f"{FORM}.file"), border=False):
        sent = st.file_uploader(
            _("File of a rule book"), TYPES, key=f"{fresh(FORM)}.upload", max_upload_size=1
        )
        problem(FORM)
        kept = st.form_submit_button(_("Import"), type="primary")
    if kept and sent is None:
        st.error(_("Choose a file first."))
    if not kept or sent is None:
        return None
    return lambda _session: books.from_file(sent.getvalue(), sent.name)


_WAYS: dict[str, Callable[[Actor, int], Drafted | None]] = {
    PRESET: _preset,
    NOTHING: _nothing,
    OTHER: _other,
    FILE: _file,
}
