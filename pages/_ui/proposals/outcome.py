"""What came of a proposal: the units' work, the proposer's opinion, and the revisit."""

import streamlit as st

from core import clock
from core.matters import steps
from core.matters.detail import MatterDetail
from core.matters.models import State, Verb
from core.permissions import Actor
from core.proposals import outcome, revisits
from core.proposals.detail import ProposalPart
from core.proposals.revisits import RevisitDraft
from pages._ui import days
from pages._ui.edge import action, fresh, input_key, problem, reading, version_of
from pages._ui.handling import panel
from pages._ui.words import _


def handled(actor: Actor, matter: MatterDetail) -> None:
    """The units with their clocks and replies, and what the proposer says to each reply."""
    with reading() as session:
        off = steps.off(session, matter.committee_id, matter.kind)
    hooks = panel.Hooks(judge=outcome.give, off=off)
    panel.show(actor, matter.id, matter.kind, matter.state, hooks)


def wanted(matter: MatterDetail) -> bool:
    """Whether the proposer, or the office for them, is to say something to the reply."""
    return matter.state is State.REPLIED and Verb.FEED_BACK in matter.steps


def revisit(actor: Actor, matter: MatterDetail, part: ProposalPart) -> None:
    """For the office: what became of what was promised a year ago."""
    today = clock.today(matter.time_zone)
    if not matter.desk or part.revisit_on is None or part.revisited_on:
        return
    if part.revisit_on > today:
        return
    form = f"proposals.revisit.{matter.id}"
    version = version_of(form, matter.version)
    with st.form(fresh(form)):
        title = _("A revisit is due")
        st.markdown(f":material/event_repeat: **{title}**")
        on = days.ask(_("Revisited on"), today, form, "revisited_on", required=True)
        words = st.text_area(_("What the revisit found"), key=input_key(form, "words"), height=80)
        problem(form, "words")
        problem(form)
        sent = st.form_submit_button(_("Record the revisit"), type="primary")
    if sent and on:
        with action(_("Revisit recorded."), form) as session:
            revisits.record(session, actor, matter.id, RevisitDraft(on, words), version)
