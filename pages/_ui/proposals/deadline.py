"""Until when co-signers answer."""

from datetime import date, datetime, time, timedelta

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from core import clock
from core.proposals.drafts import AskDraft
from pages._ui.edge import input_key, problem
from pages._ui.words import _

USUAL = timedelta(days=1)


def ask(form: str, zone: str = clock.HOME_ZONE, *, words: bool = True) -> AskDraft:
    """A day, an hour and a word to them; tomorrow at this hour at first."""
    usual = clock.local(clock.now(), zone) + USUAL
    left, middle, right = st.columns([1, 1, 2])
    with left:
        day: date = st.date_input(
            _("Answer until"),
            usual.date(),
            min_value=usual.date() - USUAL,
            format="YYYY-MM-DD",
            key=input_key(form, "until.day"),
        )
        problem(form, "until")
    with middle:
        hour: time = st.time_input(
            _("Time of day"), time(usual.hour), step=900, key=input_key(form, "until.hour")
        )
    said = _ask_words(form, right) if words else ""
    return AskDraft(clock.moment(datetime.combine(day, hour), zone), said)


def _ask_words(form: str, place: DeltaGenerator) -> str:
    with place:
        said = st.text_input(
            _("A word to them"),
            key=input_key(form, "until.words"),
            placeholder=_("They read the whole proposal"),
        )
        problem(form, "words")
    return said
