"""Notes on a board: pinned to a day or a bar of a chart, put in other words, taken off."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from core import clock
from core.annotations import queries, service
from core.annotations.drafts import AnnotationDraft
from core.annotations.models import WORDS
from core.annotations.queries import Note
from core.permissions import Actor, Permission
from db.session import Session
from pages._ui import lists
from pages._ui.board.panels import Sections
from pages._ui.charts import marks
from pages._ui.charts.panel import Panel, View
from pages._ui.edge import action, fresh, input_key, problem, reading, version_of
from pages._ui.words import _, plain

NOTES, CHART, BAR, NOTE = "notes", "chart", "bar", "note"
PIN = "board.notes.pin"


def show(actor: Actor, view: View, sections: Sections) -> None:
    """A button that opens the notes of this board, for whoever may pin some (`?notes=1`)."""
    if not actor.may(Permission.BOARD_WRITE):
        return
    opened = st.query_params.get(NOTES) == "1"
    label = _("Close the notes") if opened else _("Pin a note")
    st.button(label, icon=":material/push_pin:", on_click=_turn, args=(opened,), type="tertiary")
    if opened:
        with st.container(border=True):
            _opened(actor, view, sections)


def of(session: Session, actor: Actor, view: View, panel: Panel) -> Sequence[Note]:
    """The notes of one panel alone."""
    found = queries.of_panels(session, actor, view.committee_id, view.period)
    return found.get(panel.key, ())


def _turn(opened: bool) -> None:
    for key in (NOTES, CHART, BAR, NOTE):
        st.query_params.pop(key, None)
    if not opened:
        st.query_params[NOTES] = "1"


def _opened(actor: Actor, view: View, sections: Sections) -> None:
    panels = {panel.key: panel for _title, of in sections for panel in of}
    with reading() as session:
        pinned = queries.of_panels(session, actor, view.committee_id, view.period)
    with st.container(horizontal=True):
        titles = {key: _(panel.title) for key, panel in panels.items()}
        key = lists.choose(_("Chart"), titles, CHART, first=_("Choose a chart"))
        bar = _bar(actor, view, panels[key]) if key else ""
    if key:
        _form(actor, view, key, bar)
    else:
        st.caption(_("Choose a chart, then what the note is pinned to. All who see it read it."))
    for note in [note for key in panels for note in pinned.get(key, ())]:
        _pinned(actor, note, _(panels[note.panel].title))


def _bar(actor: Actor, view: View, panel: Panel) -> str:
    """A bar that the chart shows, "" for a day."""
    with reading() as session:
        rows = panel.ask(session, actor, view.committee_id, view.period)
    drawn = panel.draw(rows, view) if rows and panel.draw else None
    names = marks.bars_of(drawn, view) if drawn else []
    return lists.choose(_("Pinned to"), {name: name for name in names}, BAR, first=_("A day"))


def _form(actor: Actor, view: View, key: str, bar: str) -> None:
    period = view.period
    with st.form(fresh(PIN), border=False):
        day: date | None = None
        if not bar:
            usual = min(max(clock.today(), period.first), period.last)
            day = st.date_input(_("Day"), usual, period.first, period.last, format="YYYY-MM-DD")
            problem(PIN, "place")
        words = st.text_input(_("What the note says"), max_chars=WORDS)
        problem(PIN, "words")
        problem(PIN)
        if st.form_submit_button(_("Pin the note"), type="primary"):
            draft = AnnotationDraft(key, words, period.first, period.last, day, bar)
            with action(_("Note pinned."), PIN) as session:
                service.pin(session, actor, view.committee_id, draft)


def _pinned(actor: Actor, note: Note, title: str) -> None:
    form = f"board.notes.{note.id}"
    version = version_of(form, note.version)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{plain(title)}** · {plain(note.place)} · {plain(note.words)}")
        st.caption(f"{plain(note.by)} {clock.local(note.written_at):%Y-%m-%d}")
        with st.popover(_("Edit"), type="tertiary"):
            _edit(actor, note, form, version)


def _edit(actor: Actor, note: Note, form: str, version: int) -> None:
    with st.form(fresh(form), border=False):
        words = st.text_input(
            _("What the note says"), note.words, max_chars=WORDS, key=input_key(form, "words")
        )
        problem(form, "words")
        problem(form)
        saved = st.form_submit_button(_("Save"), type="primary")
        binned = st.form_submit_button(_("Take the note off"))
    if saved:
        with action(_("Note saved."), form) as session:
            service.edit(session, actor, note.id, words, version)
    elif binned:
        with action(_("Note taken off."), form) as session:
            service.bin_annotation(session, actor, note.id, version)
