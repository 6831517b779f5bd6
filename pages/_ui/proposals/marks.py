"""How a proposal stands out: key, excellent, No. 1."""

import streamlit as st

from core.matters.detail import MatterDetail
from core.permissions import Actor
from core.proposals import review, rules
from core.proposals.detail import ProposalPart
from core.proposals.drafts import FlagDraft
from core.proposals.queries import Mark
from pages._ui.edge import action, fresh, input_key, problem, version_of
from pages._ui.words import _, word


def of(part: ProposalPart) -> list[Mark]:
    """The marks that a proposal bears."""
    told = (part.is_key, part.is_excellent, part.is_number_one)
    return [mark for mark, is_so in zip(Mark, told, strict=True) if is_so]


def edit(actor: Actor, matter: MatterDetail, part: ProposalPart) -> None:
    """The marks to be set by the office, once a proposal was registered."""
    if matter.state not in rules.LET_IN:
        return
    form = f"proposals.marks.{matter.id}"
    version = version_of(form, matter.version)
    borne = of(part)
    with st.form(fresh(form)), st.container(horizontal=True, vertical_alignment="center"):
        chosen = [
            st.checkbox(word(mark), mark in borne, key=input_key(form, mark.value)) for mark in Mark
        ]
        problem(form, "is_number_one")
        problem(form)
        sent = st.form_submit_button(_("Save marks"), icon=":material/star:")
    if sent:
        with action(_("Marks saved."), form) as session:
            review.flag(session, actor, matter.id, FlagDraft(*chosen), version)
