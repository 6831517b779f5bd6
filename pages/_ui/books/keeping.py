"""Saving a book from its screen: each change is a new version, which is then shown."""

from collections.abc import Callable

import streamlit as st

from core.assessment import books
from core.assessment.book import knobs
from core.assessment.book.knobs import Changes
from core.assessment.models import RuleBook
from core.assessment.shelf import BookDetail
from core.i18n import N_
from core.permissions import Actor
from db.session import Session
from pages._ui.edge import action, version_of
from pages._ui.words import _

SAVED = N_("Saved as a new version.")


def form_of(found: BookDetail, part: object) -> str:
    """The name of the form of one part of a book."""
    return f"books.{found.committee_id}.{found.code}.{part}"


def turn(actor: Actor, found: BookDetail, form: str, changes: Changes) -> None:
    """Set what was changed in a form."""
    reword(actor, found, (form, SAVED), lambda text: knobs.turned(text, changes))


def reword(
    actor: Actor, found: BookDetail, told: tuple[str, str], change: Callable[[str], str]
) -> None:
    """Change the newest text, under the name of a form and with the words that say it is done."""
    form, done = told
    newest = version_of(form, found.newest)
    keep(done, form, lambda s: books.reword(s, actor, found.id, change, newest))


def keep(done: str, form: str, saved: Callable[[Session], RuleBook]) -> None:
    """Save, and show what came of it."""
    with action(_(done), form) as session:
        st.query_params["id"] = str(saved(session).id)
