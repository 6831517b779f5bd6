"""One unit's part in a matter: its clock and why, reminders, and what the office may do."""

from collections.abc import Mapping

import streamlit as st

from core.handling import assigning, extensions, rules, urging
from core.handling.drafts import DecisionDraft, Share, UrgeDraft
from core.handling.models import AssignmentState, AuthorityLevel, HandlingRole, UrgingKind
from core.handling.queries import Whole
from core.handling.reading import AskedTime, Gone, Part
from core.permissions import Actor
from pages._ui import days
from pages._ui.edge import action, fresh, problem
from pages._ui.handling import clocks, paper, units
from pages._ui.papers import matters as papers
from pages._ui.words import _, day, moment, plain, word


def show(actor: Actor, part: Part, whole: Whole, names: Mapping[int, str]) -> None:
    """The card of a unit. `names` are the units that the office could assign to instead."""
    with st.container(border=True):
        head(part, whole)
        story(part)
        papers.of_part(actor, part)
        if names and part.open_request:
            _decide(actor, part.open_request)
        if names and (part.is_open or part.waits_for_office):
            _acts(actor, part, names)


def head(part: Part, whole: Whole) -> None:
    """Who has it in which role, until when, and how that day was reached.

    What was given back has no last day any more.
    """
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{plain(part.unit)}**", width="content")
        st.badge(word(part.role), color="violet" if part.role is HandlingRole.LEAD else "gray")
        st.badge(word(part.state), color="gray")
        clocks.badge(part, whole)
    if part.state in rules.GONE:
        return
    st.markdown(_("Due on {day}", day=f"**{day(part.clock.due_on)}**"))
    st.caption(clocks.explained(part.clock, whole.today, whole.calendar))


def story(part: Part) -> None:
    """What was said on the way: the office's words, hand-backs, time and reminders."""
    if part.words:
        st.caption(_("The office wrote: {words}", words=plain(part.words)))
    for gone in part.gone:
        st.caption(_gone(gone))
    for one in part.asked:
        if one.granted is False:
            told = _("More time until {day} was refused. {words}", day=day(one.until), words="")
            st.caption(f"{told}{plain(one.note)}")
    for reminder in part.reminders:
        level = f" · {word(reminder.level)}" if reminder.level else ""
        said = f"　{plain(reminder.words)}" if reminder.words else ""
        st.caption(f"{day(reminder.urged_on)} {word(reminder.kind)}{level}{said}")


def _gone(gone: Gone) -> str:
    """One hand-back, or one time that the office took it back."""
    told = {"at": moment(gone.at), "name": plain(gone.by), "words": plain(gone.reason)}
    if gone.state is AssignmentState.HANDED_BACK:
        return _("{at} handed back by {name}: {words}", **told)
    return _("{at} taken back by {name}: {words}", **told)


def _decide(actor: Actor, asked: AskedTime) -> None:
    form = f"handling.time.{asked.id}"
    with st.form(fresh(form)):
        st.markdown(
            _(
                "Asks for time until {day}: {words}",
                day=f"**{day(asked.until)}**",
                words=plain(asked.reason),
            )
        )
        until = days.ask(_("More time until"), asked.until, form, "until", required=True)
        note = st.text_input(_("Remark"), key=f"{fresh(form)}.note")
        problem(form)
        with st.container(horizontal=True):
            yes = st.form_submit_button(_("Grant"), type="primary")
            no = st.form_submit_button(_("Refuse"))
    if yes or no:
        with action(_("Decided. The unit was told."), form) as session:
            draft = DecisionDraft(yes, note, until if yes else None)
            extensions.decide(session, actor, asked.id, draft)


def _acts(actor: Actor, part: Part, names: Mapping[int, str]) -> None:
    with st.container(horizontal=True):
        if part.is_open:
            with st.popover(_("Urge"), icon=":material/notifications_active:"):
                _urge(actor, part)
            with st.popover(_("Write down a reply"), icon=":material/mail:"):
                paper.ask(actor, part)
        with st.popover(_("Assign to another unit"), icon=":material/swap_horiz:"):
            _reassign(actor, part, names)
        if part.role is HandlingRole.CO:
            with st.popover(_("Go on without it"), icon=":material/person_remove:"):
                _drop(actor, part)


def _urge(actor: Actor, part: Part) -> None:
    form = f"handling.urge.{part.id}"
    with st.form(fresh(form), border=False):
        kind = st.segmented_control(
            _("How"),
            list(UrgingKind),
            default=UrgingKind.URGE,
            format_func=word,
            key=f"{fresh(form)}.kind",
            required=True,
        )
        level = st.selectbox(
            _("Level of supervision"),
            list(AuthorityLevel),
            format_func=word,
            key=f"{fresh(form)}.level",
            help=_("Counts for supervised handling only."),
        )
        problem(form, "level")
        words = st.text_input(_("What is to be done"), key=f"{fresh(form)}.words")
        problem(form, "words")
        problem(form)
        sent = st.form_submit_button(_("Send"), type="primary")
    if sent:
        supervised = kind is UrgingKind.SUPERVISE
        draft = UrgeDraft(kind or UrgingKind.URGE, level if supervised else None, words)
        with action(_("The unit was told."), form) as session:
            urging.urge(session, actor, part.id, draft)


def _reassign(actor: Actor, part: Part, names: Mapping[int, str]) -> None:
    form = f"handling.reassign.{part.id}"
    with st.form(fresh(form), border=False):
        unit = units.ask_one(form, _("Unit"), names)
        problem(form, "co")
        until = days.ask(_("Last day to answer, if not by the norm"), None, form, "due_on")
        words = st.text_input(_("Words to the unit"), key=f"{fresh(form)}.words")
        problem(form, "words")
        problem(form)
        sent = st.form_submit_button(_("Assign to units"), type="primary")
    if sent and unit:
        with action(_("Assigned. The unit was told."), form) as session:
            assigning.reassign(session, actor, part.id, Share(unit, due_on=until), words)


def _drop(actor: Actor, part: Part) -> None:
    form = f"handling.drop.{part.id}"
    with st.form(fresh(form), border=False):
        reason = st.text_input(_("Why"), key=f"{fresh(form)}.reason", required=True)
        problem(form, "reason")
        problem(form)
        sent = st.form_submit_button(_("Go on without it"), type="primary")
    if sent:
        with action(_("The unit has no part in it any more."), form) as session:
            assigning.drop(session, actor, part.id, reason or "")
