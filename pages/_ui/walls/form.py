"""The form of a wall: its name, its slides, how long each stays, and how it looks."""

import streamlit as st

from core.i18n import CHINESE, ENGLISH
from core.walls import rules
from core.walls.models import Wall, WallLook, WallSpan
from core.walls.service import WallDraft
from pages._ui.edge import fresh, input_key, problem
from pages._ui.words import _, word
from pages._web.wall import choices

LANGUAGES = {CHINESE: "中文", ENGLISH: "English"}
PAUSE = 20


def ask(name: str, row: Wall | None) -> WallDraft | None:
    """The form; what was sent, or None."""
    titles = choices.titles()
    shown = [key for key in row.slides.split(",") if key in titles] if row else choices.usual()
    with st.form(fresh(name)):
        title = st.text_input(
            _("Name of the wall"),
            row.name if row else "",
            max_chars=rules.NAME,
            placeholder=_("Such as: chair's meeting room"),
            key=input_key(name, "name"),
        )
        problem(name, "name")
        slides = st.multiselect(
            _("Slides, in this order"),
            list(titles),
            shown,
            format_func=lambda key: _(titles[key]),
            key=input_key(name, "slides"),
        )
        problem(name, "slides")
        draft = _rest(name, row, title, tuple(slides))
        problem(name)
        sent = st.form_submit_button(_("Save"), type="primary")
    return draft if sent else None


def _rest(name: str, row: Wall | None, title: str, slides: tuple[str, ...]) -> WallDraft:
    first, second, third, fourth = st.columns(4)
    pause = first.number_input(
        _("Seconds for each slide"),
        rules.LEAST_PAUSE,
        rules.MOST_PAUSE,
        row.pause_seconds if row else PAUSE,
        key=input_key(name, "pause"),
    )
    span: WallSpan | None = second.selectbox(
        _("Period"),
        list(WallSpan),
        list(WallSpan).index(row.span) if row else 0,
        format_func=_called,
        key=input_key(name, "span"),
    )
    language = third.selectbox(
        _("Language"),
        list(LANGUAGES),
        list(LANGUAGES).index(row.language) if row else 0,
        format_func=LANGUAGES.__getitem__,
        key=input_key(name, "language"),
    )
    look: WallLook | None = fourth.selectbox(
        _("Look"),
        list(WallLook),
        list(WallLook).index(row.look) if row else 0,
        format_func=_called,
        key=input_key(name, "look"),
    )
    kept = (span or WallSpan.YEAR, language, look or WallLook.LIGHT)
    return WallDraft(title, slides, int(pause), *kept)


def _called(one: WallSpan | WallLook) -> str:
    return word(one)
