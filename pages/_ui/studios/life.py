"""Where a studio stands in its life, and the steps that lead on."""

from datetime import date

import streamlit as st

from core import clock
from core.permissions import Actor
from core.studios import service
from core.studios.drafts import StepDraft
from core.studios.lifecycle import RULES, STRAIGHT_WAY, Step, steps_from
from core.studios.models import StudioState
from core.studios.record import Detail
from pages._ui.edge import action, fresh, problem, version_of
from pages._ui.studios.choices import words
from pages._ui.studios.rights import Rights
from pages._ui.words import _, word

_OFF_THE_WAY = {
    StudioState.RETURNED: 1,
    StudioState.RECTIFYING: 4,
    StudioState.SUSPENDED: 4,
    StudioState.WITHDRAWN: 4,
}


def show(actor: Actor, row: Detail, rights: Rights) -> None:
    """The line of states, and what may be done now."""
    _line(row.state)
    open_to = [step for step in steps_from(row.state) if rights.may(RULES[step].permission)]
    if not open_to:
        return
    step = st.segmented_control(
        _("What comes next"),
        open_to,
        format_func=words(open_to).__getitem__,
        key=fresh(f"studios.next.{row.id}"),
    )
    if step:
        _ask(actor, row, step)


def _line(state: StudioState) -> None:
    """The straight way with what lies behind marked; a state off the way stands at its end."""
    off = _OFF_THE_WAY.get(state)
    behind = STRAIGHT_WAY.index(state) if off is None else off
    states = [*STRAIGHT_WAY] if off is None else [*STRAIGHT_WAY[:off], state]
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        for place, one in enumerate(states):
            if place:
                st.markdown(":gray[:material/chevron_right:]", width="content")
            _mark(one, done=place < behind, now=one is state)


def _mark(state: StudioState, *, done: bool, now: bool) -> None:
    if now:
        st.badge(word(state), icon=":material/radio_button_checked:", color="primary")
    elif done:
        st.badge(word(state), icon=":material/check:", color="green")
    else:
        st.badge(word(state), icon=":material/radio_button_unchecked:", color="gray")


def _ask(actor: Actor, row: Detail, step: Step) -> None:
    form, rule = f"studios.step.{row.id}.{step.value}", RULES[step]
    version = version_of(form, row.version)
    with st.form(fresh(form)):
        day, rest = st.columns([1, 2])
        with day:
            label = _("Opening day") if rule.needs_plaque else _("Day")
            taken_on = st.date_input(
                label, clock.today(), max_value=clock.today(), format="YYYY-MM-DD"
            )
            problem(form, "taken_on")
        with rest:
            reason = st.text_input(
                _("Reason") if rule.needs_reason else _("Note"),
                required=rule.needs_reason,
                placeholder=_("What is missing, and what is to be done")
                if rule.needs_reason
                else "",
            )
            problem(form, "reason")
        number, plaque_on = _ask_plaque(form) if rule.needs_plaque else ("", None)
        problem(form)
        sent = st.form_submit_button(word(step), type="primary")
    if sent:
        draft = StepDraft(step, taken_on, reason or "", number, plaque_on)
        with action(_("Done: {step}", step=word(step)), form) as session:
            service.take_step(session, actor, row.id, draft, version=version)


def _ask_plaque(form: str) -> tuple[str, date | None]:
    number, day = st.columns([2, 1])
    with number:
        typed = st.text_input(_("Number on the plaque"), required=True)
        problem(form, "plaque_number")
    with day:
        plaque_on = st.date_input(_("Plaque handed over on"), clock.today(), format="YYYY-MM-DD")
        problem(form, "plaque_on")
    return typed or "", plaque_on
