"""One proposal: where it stands, what it says, who raised it, what came of it."""

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from core.errors import DomainError
from core.handling.models import Result
from core.matters import detail as matters
from core.matters import nodes, parts
from core.matters.detail import MatterDetail
from core.matters.models import MatterKind, State, Submitter
from core.permissions import Actor
from core.proposals import detail, service
from core.proposals.detail import ProposalPart
from core.proposals.models import Nature
from pages._ui import pickers, plenaries
from pages._ui.edge import action, fresh, problem, reading, start_of, version_of
from pages._ui.matters import (
    authors,
    chain,
    history,
    inquiries,
    likeness,
    links,
    naming,
    slip,
    text,
)
from pages._ui.papers import matters as on_paper
from pages._ui.proposals import asking, entry, marks, outcome, papers, review
from pages._ui.publicity import telling
from pages._ui.words import _, day, plain, refusal, word

KIND = MatterKind.PROPOSAL


@dataclass(frozen=True, slots=True)
class Record:
    """What is told of one proposal."""

    matter: MatterDetail
    part: ProposalPart
    own: dict[State, str]


def show(actor: Actor, matter_id: int) -> None:
    """The record that the address asks for."""
    st.button(_("Back"), icon=":material/arrow_back:", type="tertiary", on_click=_back)
    try:
        with reading() as session:
            part = detail.part(session, actor, matter_id)
            matter = matters.matter(session, actor, matter_id)
            own = nodes.names(session, matter.committee_id, KIND)
    except DomainError as error:
        st.error(refusal(error), icon=":material/error:")
        return
    record = Record(matter, part, own)
    _head(record)
    on_paper.of_proposal(actor, matter)
    asking.answer(actor, matter, part)
    asking.show(actor, matter, part)
    likeness.at_screening(actor, matter)
    review.show(actor, matter)
    slip.show(actor, matter)
    if outcome.wanted(matter):
        st.info(
            _("The units have replied. Say under “Handling” whether the reply satisfies."),
            icon=":material/rate_review:",
        )
    _tabs(actor, record)


def _tabs(actor: Actor, record: Record) -> None:
    shown: dict[str, Callable[[Actor, Record], None]] = {
        _("Overview"): _overview,
        _("Proposers"): _proposers,
        _("Handling"): _handling,
        _("History"): _history,
        _("Similar and linked"): _links,
        _("Documents"): _papers,
    }
    if record.matter.desk:
        shown[_("Colleagues")] = _questions
    if record.matter.may_change:
        shown[_("Change")] = _change
    first = _("Handling") if outcome.wanted(record.matter) else _("Overview")
    key = f"proposals.tabs.{record.matter.id}"
    opened = st.tabs(list(shown), default=first, on_change="rerun", key=key)
    for tab, part in zip(opened, shown.values(), strict=True):
        if tab.open:
            with tab:
                part(actor, record)


def _head(record: Record) -> None:
    matter, part = record.matter, record.part
    st.header(plain(matter.title), anchor=False)
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        naming.badge(matter.state, record.own)
        st.badge(word(part.nature), color="gray")
        naming.urgency(matter.urgency)
        for mark in marks.of(part):
            st.badge(word(mark), icon=":material/star:", color="orange")
        if part.result:
            st.badge(word(part.result), color="green" if part.result is Result.A else "blue")
        st.caption(_number(record), width="content")
    if matter.state is State.REFUSED:
        st.warning(plain(part.refusal_reason), icon=":material/block:")


def _number(record: Record) -> str:
    where = plenaries.name(record.part.term, record.part.session)
    count = record.matter.number
    return _("{session}, No. {number}", session=where, number=count) if count else where


def _overview(actor: Actor, record: Record) -> None:
    matter = record.matter
    chain.show(matter, outcome=word(record.part.result))
    st.table(_facts(record), border="horizontal")
    text.show(matter.situation, matter.analysis, matter.suggestion)
    telling.of_matter(actor, matter.id)
    if matter.desk:
        marks.edit(actor, matter, record.part)
    outcome.revisit(actor, matter, record.part)


def _facts(record: Record) -> dict[str, str]:
    matter, part = record.matter, record.part
    category = pickers.name_in_language(matter.category, matter.category_en)
    told = {
        _("Proposer"): plain(_proposer(matter)),
        _("Category"): plain(category),
        _("Received on"): day(matter.received_on),
        _("May be made public"): _("Yes") if matter.is_open else plain(matter.closed_reason),
        _("Result"): word(part.result),
        _("Satisfaction"): word(part.satisfaction),
        _("To be revisited on"): day(part.revisit_on),
        _("Revisited on"): day(part.revisited_on),
        _("What the revisit found"): plain(part.revisit_words),
    }
    return {label: value for label, value in told.items() if value}


def _proposer(matter: MatterDetail) -> str:
    if matter.submitter is Submitter.ORGANISATION:
        return matter.organisation
    return matter.authors[0].name if matter.authors else ""


def _proposers(_actor: Actor, record: Record) -> None:
    authors.show(record.matter.authors, _("First proposer"))
    if record.part.nature is Nature.CO_SIGNED:
        asking.told(record.matter, record.part)


def _handling(actor: Actor, record: Record) -> None:
    outcome.handled(actor, record.matter)


def _history(actor: Actor, record: Record) -> None:
    with reading() as session:
        rows = parts.history(session, actor, record.matter.id)
        norms = nodes.norms(session, record.matter.committee_id, KIND)
    history.show(rows, record.own, norms)


def _links(actor: Actor, record: Record) -> None:
    matter = record.matter
    with reading() as session:
        rows = parts.links(session, actor, matter.id)
    links.show(rows)
    st.subheader(_("Much the same"), anchor=False)
    likeness.of(actor, matter)


def _papers(actor: Actor, record: Record) -> None:
    papers.show(actor, record.matter)


def _questions(actor: Actor, record: Record) -> None:
    with reading() as session:
        rows = parts.inquiries(session, actor, record.matter.id)
    inquiries.show(actor, record.matter.id, rows, asks=True)


def _change(actor: Actor, record: Record) -> None:
    matter = record.matter
    form = f"proposals.edit.{matter.id}"
    version = version_of(form, matter.version)
    start = start_of(form, entry.Start(matter, record.part))
    if matter.state in (State.GATHERING, State.RETURNED) and len(matter.authors) > 1:
        st.info(
            _("Who has signed is asked again once the text is changed."), icon=":material/info:"
        )
    draft = entry.ask(actor, form, matter.committee_id, start)
    problem(form)
    if st.button(_("Save"), type="primary", icon=":material/save:", key=f"{fresh(form)}.save"):
        with action(_("Proposal saved."), form) as session:
            service.edit(session, actor, matter.id, draft, version)


def _back() -> None:
    st.query_params.pop("id", None)
