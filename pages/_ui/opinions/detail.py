"""One opinion item: its way as one picture, its words, history, and what may be done with it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import streamlit as st

from core.box import queries as box
from core.errors import DomainError
from core.files.queries import FileRow
from core.matters import detail, nodes, parts
from core.matters.detail import MatterDetail
from core.matters.models import MatterKind, State, Submitter
from core.matters.parts import HistoryRow, InquiryRow, LinkRow
from core.opinions import adoptions
from core.opinions.adoptions import AdoptionRow
from core.permissions import Actor, Permission
from db.session import Session
from pages._ui import lists, photos
from pages._ui.edge import reading
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
from pages._ui.opinions import adopting, changing, handling, merging, signing, steps
from pages._ui.papers import matters as papers
from pages._ui.publicity import telling
from pages._ui.words import _, day, moment, plain, refusal, word


@dataclass(frozen=True, slots=True)
class Seen:
    """All that the page shows of one item."""

    record: MatterDetail
    history: list[HistoryRow]
    links: list[LinkRow]
    inquiries: list[InquiryRow]
    ladder: list[AdoptionRow]
    files: list[FileRow]
    sent: list[FileRow]
    own: dict[State, str]
    norms: dict[State, int]


def show(actor: Actor, matter_id: int) -> None:
    """The record that the address asks for."""
    if st.button(_("Back to the list"), icon=":material/arrow_back:", type="tertiary"):
        lists.close_record()
    try:
        seen = _read(actor, matter_id)
    except DomainError as error:
        st.error(refusal(error), icon=":material/error:")
        return
    _head(seen)
    papers.of_opinion(actor, seen.record)
    chain.show(seen.record, *handling.outcome(actor, seen.record), own=seen.own)
    authors.answer(actor, seen.record, Permission.OPINION_READ)
    signing.show(actor, seen.record)
    likeness.at_screening(actor, seen.record)
    steps.show(actor, seen.record)
    slip.show(actor, seen.record)
    names = {
        _("Content"): _content,
        _("History"): _history,
        _("Adoption"): _adoption,
        _("Instructions and handling"): _handling,
        _("Links"): _links,
        _("Colleagues"): _colleagues,
    } | ({_("Change"): _change} if seen.record.may_change else {})
    _tabs(actor, seen, names)


def _tabs(actor: Actor, seen: Seen, parts_: Mapping[str, Callable[[Actor, Seen], None]]) -> None:
    key = f"opinions.tabs.{seen.record.id}"
    for tab, part in zip(
        st.tabs(list(parts_), on_change="rerun", key=key), parts_.values(), strict=True
    ):
        if tab.open:
            with tab:
                part(actor, seen)


def _read(actor: Actor, matter_id: int) -> Seen:
    with reading() as session:
        record = detail.matter(session, actor, matter_id)
        kind, home = MatterKind.OPINION, record.committee_id
        return Seen(
            record,
            parts.history(session, actor, matter_id),
            parts.links(session, actor, matter_id),
            parts.inquiries(session, actor, matter_id),
            adoptions.of(session, actor, matter_id),
            parts.documents(session, actor, matter_id),
            _sent(session, actor, record),
            nodes.names(session, home, kind),
            nodes.norms(session, home, kind),
        )


def _sent(session: Session, actor: Actor, record: MatterDetail) -> list[FileRow]:
    """What citizens sent along, for those who read the box."""
    return box.photos_of(session, actor, record.id) if actor.may(Permission.BOX_READ) else []


def _head(seen: Seen) -> None:
    record = seen.record
    st.header(plain(record.title), anchor=False)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{naming.number(record.series, record.number)}**", width="content")
        naming.badge(record.state, seen.own)
        naming.urgency(record.urgency)
        if record.is_micro:
            st.badge(_("Micro-suggestion"), color="blue")
        if record.same_day:
            st.badge(_("Signed and sent the same day"), icon=":material/bolt:", color="green")
        st.caption(_("Since {at}", at=moment(record.state_since)), width="content")


def _content(actor: Actor, seen: Seen) -> None:
    record = seen.record
    st.table(_facts(record), border="horizontal")
    text.show(record.situation, record.analysis, record.suggestion)
    text.count(record.situation, record.analysis, record.suggestion)
    if record.authors or record.submitter is Submitter.MEMBER:
        st.subheader(_("Authors"), anchor=False)
        authors.show(record.authors)
    if seen.files:
        st.subheader(_("Photos and documents"), anchor=False)
        photos.show(seen.files)
    if seen.sent:
        st.subheader(_("Photos from the public box"), anchor=False)
        st.caption(_("The units that have the matter in hand see them too."))
        photos.show(seen.sent)
    telling.of_matter(actor, record.id)


def _facts(record: MatterDetail) -> dict[str, str]:
    first = record.authors[0].name if record.authors else ""
    raised = record.organisation or record.informant or first or word(record.submitter)
    told = {
        _("Raised by"): plain(raised),
        _("Source"): plain(naming.heard(record.source, record.studio or record.group)),
        _("Activity"): plain(record.activity),
        _("Category"): plain(naming.either(record.category, record.category_en)),
        _("Received on"): day(record.received_on),
        _("Sensitivity"): word(record.sensitivity),
        _("May be made public"): _("Yes") if record.is_open else plain(record.closed_reason),
        _("Issue"): naming.issue(record.issue_year, record.issue_number),
        _("Written down by"): plain(record.recorded_by),
    }
    return {label: value for label, value in told.items() if value}


def _history(actor: Actor, seen: Seen) -> None:
    history.show(seen.history, seen.own, seen.norms)
    steps.attach(actor, seen.history)


def _adoption(actor: Actor, seen: Seen) -> None:
    adopting.show(actor, seen.record, seen.ladder, seen.links)


def _handling(actor: Actor, seen: Seen) -> None:
    handling.show(actor, seen.record)


def _links(actor: Actor, seen: Seen) -> None:
    links.show(seen.links)
    record = seen.record
    if record.desk:
        merging.show(actor, record)
    st.subheader(_("Raised before"), anchor=False)
    likeness.of(actor, record)


def _colleagues(actor: Actor, seen: Seen) -> None:
    inquiries.show(actor, seen.record.id, seen.inquiries, asks=seen.record.desk)


def _change(actor: Actor, seen: Seen) -> None:
    changing.show(actor, seen.record, seen.files)
