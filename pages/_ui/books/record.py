"""One version of a book: where it stands, its articles, its text and its versions."""

import streamlit as st

from core.assessment import books, codes, shelf
from core.assessment.models import BookState
from core.assessment.shelf import BookDetail
from core.permissions import Actor, Permission
from pages._ui import lists
from pages._ui.books import exchange, form, text, versions
from pages._ui.edge import action, reading, version_of
from pages._ui.words import _, moment, name_of, plain, word

TRIAL = "pages/review/trial.py"
COLOURS = {BookState.DRAFT: "orange", BookState.ADOPTED: "green", BookState.RETIRED: "gray"}


def show(actor: Actor, book_id: int) -> None:
    """The version with its parts on tabs."""
    if st.button(_("Back to the list"), icon=":material/arrow_back:", type="tertiary"):
        lists.close_record()
    with reading() as session:
        found = shelf.detail(session, actor, book_id)
        faults = shelf.faults(session, actor, book_id, found.text) if found.writes else ()
        named = codes.named(session, found.committee_id)
    _head(found)
    if found.writes:
        _act(actor, found, len(faults))
    articles, typed, kept, file = st.tabs(
        [_("Articles"), _("Text"), _("Versions"), _("Export and import")],
    )
    with articles:
        form.show(actor, found, named)
    with typed:
        text.show(actor, found)
    with kept:
        versions.show(actor, found)
    with file:
        exchange.show(actor, found)


def _head(found: BookDetail) -> None:
    st.header(plain(name_of(found)), anchor=False)
    told = [
        word(found.scores),
        _("Version {n}", n=found.number),
        moment(found.at),
        found.by,
    ]
    with st.container(horizontal=True, vertical_alignment="center"):
        st.badge(word(found.state), color=COLOURS[found.state])  # type: ignore[arg-type]  # of Streamlit's own
        st.caption(plain(" · ".join(one for one in told if one)))


def _act(actor: Actor, found: BookDetail, faults: int) -> None:
    """The next step: mend, try, adopt, or retire."""
    if not found.is_newest:
        st.info(
            _(
                "This is an older version; what is saved here follows version {n}."
                " “Versions” shows what differs.",
                n=found.newest,
            ),
            icon=":material/history:",
        )
    elif faults:
        st.warning(
            _("{n} places to mend before it can be adopted: see “Text”.", n=faults),
            icon=":material/rule:",
        )
    version = version_of(f"books.state.{found.id}", found.version)
    with st.container(horizontal=True, vertical_alignment="center"):
        if found.state is not BookState.ADOPTED and not faults:
            _adopt(actor, found, version)
        if actor.may(Permission.ASSESSMENT_APPROVE):
            asked = {"a": str(found.id), "c": str(found.committee_id)}
            st.page_link(TRIAL, label=_("Dry run"), icon=":material/science:", query_params=asked)
        if found.state is not BookState.RETIRED and st.button(
            _("Retire"), icon=":material/block:", type="tertiary"
        ):
            with action(_("Retired. Assessments begun by it go on.")) as session:
                books.retire(session, actor, found.id, version)


def _adopt(actor: Actor, found: BookDetail, version: int) -> None:
    if st.button(_("Adopt this version"), type="primary", icon=":material/verified:"):
        with action(_("Adopted. An assessment can be opened by it now.")) as session:
            books.adopt(session, actor, found.id, version)
