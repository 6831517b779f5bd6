"""Words on the screen, in the language of the person who looks."""

import re
from datetime import date, datetime
from typing import Protocol

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from core import clock
from core.errors import DomainError
from core.i18n import CHINESE, ENGLISH, translate
from db.base import Choice

LANGUAGE = "_ui.language"


class Named(Protocol):
    """Whatever bears a Chinese and an English name."""

    @property
    def name(self) -> str:
        """The Chinese name."""

    @property
    def name_en(self) -> str:
        """The English name, "" where there is none."""


def language() -> str:
    """The session's language; kept in the session, so fragments and callbacks have it too."""
    if get_script_run_ctx(suppress_warning=True) is None:
        return CHINESE
    chosen: str = st.session_state.get(LANGUAGE, CHINESE)
    return chosen


def _(message: str, **parts: object) -> str:
    """A message of the catalogue, with its parts filled in."""
    return translate(message, language(), **parts)


def word(choice: Choice | None) -> str:
    """What a choice is called."""
    return _(choice.label) if choice else ""


def refusal(error: DomainError) -> str:
    """A refusal as a sentence. Choices are named in the language; what was typed is no markup."""
    return _(error.message, **{name: _part(value) for name, value in error.parts.items()})


def _part(value: object) -> object:
    if isinstance(value, Choice):
        return word(value)
    return plain(value) if isinstance(value, str) else value


def name_of(row: Named) -> str:
    """A row's name; the English one where English is read and there is one."""
    return row.name_en if language() == ENGLISH and row.name_en else row.name


def plain(text: str) -> str:
    """What a person typed, for places that read Markdown: shown as it stands, never as markup."""
    return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", " ".join(text.split()))


def day(value: date | None) -> str:
    """A day as offices write it: 2026-05-20."""
    return value.isoformat() if value else ""


def moment(value: datetime | None) -> str:
    """A moment on the wall clock: 2026-05-20 09:00."""
    return f"{clock.local(value):%Y-%m-%d %H:%M}" if value else ""


def yuan(fen: int) -> str:
    """Money in yuan with the fen only where there are some."""
    return f"{fen / 100:,.2f}".removesuffix(".00")
