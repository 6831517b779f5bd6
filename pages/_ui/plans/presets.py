"""Giving many subjects their targets at once."""

import streamlit as st

from core.permissions import Actor
from core.plans import service
from core.plans.drafts import Applied, Line, Many, Preset, SubjectKind
from core.plans.presets import PRESETS, own
from core.studios.models import STUDIOS_PROPER, StudioKind
from pages._ui.edge import action, fresh, problem
from pages._ui.plans.lines import ask_lines
from pages._ui.words import _, word

APPLY, COPY = "plans.apply", "plans.copy"
_TOLD = "plans.applied"


def show(actor: Actor, committee_id: int, kind: SubjectKind, year: int) -> None:
    """A ready plan, one of one's own, or last year's, for all of a kind."""
    _tell_last()
    with st.expander(_("Set targets for many"), icon=":material/playlist_add_check:"):
        st.caption(_whom(kind))
        kinds = _ask_kinds() if kind is SubjectKind.STUDIO else STUDIOS_PROPER
        many = Many(committee_id, kind, year, kinds)
        ready = [preset for preset in PRESETS if kind in preset.kinds]
        names = {preset.key: _(preset.name) for preset in ready} | {"own": _("A plan of our own")}
        chosen = st.selectbox(
            _("Plan"), list(names), format_func=names.__getitem__, key=f"plans.preset.{kind.value}"
        )
        preset = next((one for one in ready if one.key == chosen), None)
        _ask_apply(actor, many, preset)
        _ask_copy(actor, many)


def _whom(kind: SubjectKind) -> str:
    whom = {
        SubjectKind.STUDIO: _("Reaches every opened studio of the kinds chosen."),
        SubjectKind.GROUP: _("Reaches every sector group of the year's term."),
        SubjectKind.MEMBER: _("Reaches every member who is tied to a village or community."),
    }
    return whom[kind] + " " + _("Targets that were set by hand stay as they are.")


def _ask_kinds() -> tuple[StudioKind, ...]:
    chosen = st.pills(
        _("Kinds of studios"),
        list(StudioKind),
        selection_mode="multi",
        default=list(STUDIOS_PROPER),
        format_func=word,
        key="plans.kinds",
    )
    return tuple(chosen)


def _ask_apply(actor: Actor, many: Many, preset: Preset | None) -> None:
    with st.form(fresh(APPLY), border=False):
        lines: tuple[Line, ...] = () if preset else ask_lines(APPLY, {})
        problem(APPLY)
        sent = st.form_submit_button(_("Apply for {year}", year=many.year), type="primary")
    if sent:
        with action(_("Targets set."), APPLY) as session:
            told = service.apply_preset(session, actor, many, preset or own(lines))
            st.session_state[_TOLD] = told


def _ask_copy(actor: Actor, many: Many) -> None:
    label = _("Copy the targets of {year}", year=many.year - 1)
    if st.button(label, icon=":material/content_copy:", key="plans.copy"):
        with action(_("Targets copied."), COPY) as session:
            st.session_state[_TOLD] = service.copy_last_year(session, actor, many)
    problem(COPY)


def _tell_last() -> None:
    told: Applied | None = st.session_state.pop(_TOLD, None)
    if told:
        st.success(
            _(
                "{added} targets added, {changed} changed, {kept} left as they were.",
                added=told.added,
                changed=told.changed,
                kept=told.kept,
            )
        )
