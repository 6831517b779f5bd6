"""The forms that give a matter to units, and take it back from them."""

from collections.abc import Mapping
from enum import Enum

import streamlit as st

from core.handling import assigning
from core.handling.drafts import AssignDraft, Share
from core.handling.models import HandlingRole
from core.handling.queries import Whole
from core.permissions import Actor
from pages._ui import days
from pages._ui.edge import action, fresh, problem, version_of
from pages._ui.handling import clocks, units
from pages._ui.words import _, day, plain


class Offer(Enum):
    """What can be done with the units of a matter where it stands."""

    ASSIGN = 1
    ADD = 2
    NOTHING = 3


def show(
    actor: Actor, matter_id: int, whole: Whole, offer: Offer, names: Mapping[int, str]
) -> None:
    """The form that fits. `names` are the units to choose from."""
    if offer is Offer.NOTHING:
        return
    if not names:
        st.info(_("There are no handling units yet. Register them under “Handling units” first."))
        return
    if offer is Offer.ASSIGN:
        st.markdown(f"##### {_('Assign to units')}")
        _ask(actor, matter_id, whole, names)
        return
    with st.expander(_("More units"), icon=":material/group_add:"):
        _add(actor, matter_id, whole, names)
    with st.expander(_("Take back from all units"), icon=":material/undo:"):
        _take_back(actor, matter_id, whole)


def _ask(actor: Actor, matter_id: int, whole: Whole, names: Mapping[int, str]) -> None:
    form = f"handling.assign.{matter_id}"
    version = version_of(form, whole.version)
    with st.form(fresh(form)):
        left, right = st.columns(2)
        with left:
            lead = units.ask_one(form, _("Lead unit"), names)
            lead_until = days.ask(
                _("Last day for the lead, if not by the norm"), None, form, "due_on"
            )
        with right:
            co = units.ask_several(form, names)
            co_until = days.ask(
                _("Last day for the others, if not by the norm"), None, form, "co_due_on"
            )
        instruction = _instruction(form, whole)
        words = st.text_area(_("Words to the units"), key=f"{fresh(form)}.words", height=80)
        problem(form, "words")
        st.caption(_("By the norm there are {span}.", span=clocks.span(whole.norm)))
        problem(form)
        sent = st.form_submit_button(_("Assign to units"), type="primary")
    if sent:
        shares = [Share(lead, due_on=lead_until)] if lead else []
        shares += [Share(one, HandlingRole.CO, due_on=co_until) for one in co]
        with action(_("Assigned. The units were told."), form) as session:
            draft = AssignDraft(shares, words, instruction)
            assigning.assign(session, actor, matter_id, draft, version)


def _add(actor: Actor, matter_id: int, whole: Whole, names: Mapping[int, str]) -> None:
    form = f"handling.add.{matter_id}"
    version = version_of(form, whole.version)
    taken = {one.unit_id for one in whole.round}
    free = {unit: name for unit, name in names.items() if unit not in taken}
    with st.form(fresh(form), border=False):
        co = units.ask_several(form, free)
        until = days.ask(_("Last day to answer, if not by the norm"), None, form, "due_on")
        words = st.text_input(_("Words to the units"), key=f"{fresh(form)}.words")
        problem(form)
        sent = st.form_submit_button(_("Assign to units"), type="primary")
    if sent:
        shares = [Share(one, HandlingRole.CO, due_on=until) for one in co]
        with action(_("Assigned. The units were told."), form) as session:
            assigning.add(session, actor, matter_id, AssignDraft(shares, words), version)


def _take_back(actor: Actor, matter_id: int, whole: Whole) -> None:
    form = f"handling.take_back.{matter_id}"
    version = version_of(form, whole.version)
    with st.form(fresh(form), border=False):
        reason = st.text_input(_("Why"), key=f"{fresh(form)}.reason", required=True)
        problem(form, "reason")
        problem(form)
        sent = st.form_submit_button(_("Take back"), type="primary")
    if sent:
        with action(_("Taken back. The units were told."), form) as session:
            assigning.take_back(session, actor, matter_id, reason or "", version)


def _instruction(form: str, whole: Whole) -> int | None:
    """The instruction that starts the clock; none where there is none."""
    if not whole.instructions:
        return None
    names = {one.id: f"{one.leader} {day(one.given_on)}" for one in whole.instructions}
    chosen: int | None = st.selectbox(
        _("On the instruction of"),
        list(names),
        format_func=lambda one: plain(names[one]),
        key=f"{fresh(form)}.instruction",
        help=_("The time is counted from the day of the instruction."),
    )
    return chosen
