"""The list of what was received (收件清单): opinion items or proposals of a period and filter."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated, Any

from sqlmodel import Session

from core.committees import scope
from core.committees.models import Committee
from core.errors import NotFound, RuleBroken
from core.i18n import N_
from core.matters import queries, reach
from core.matters.category_list import used
from core.matters.concerns import Concern
from core.matters.models import MatterKind, Source, State, Submitter, Urgency
from core.matters.queries import MatterFilter, MatterRow, Order
from core.papers.fields import Told
from core.papers.kinds import offices
from core.papers.kinds.matters import BODY, OFFICE, TITLE
from core.papers.models import PaperKind
from core.papers.paper import Content, Paper, Subject
from core.papers.sheet import Column, Sheet
from core.papers.words import Words
from core.permissions import Actor, Permission
from core.text import clean

MOST = 3000


@dataclass(frozen=True, slots=True)
class Line:
    """One that was received."""

    n: Annotated[str, Told(N_("No."), 1)]
    number: Annotated[str, Told(N_("Number of the item"), 47)]
    received: Annotated[str, Told(N_("Received on"), "2026-03-02")]
    title: Annotated[str, Told(N_("Title"), TITLE)]
    raised_by: Annotated[str, Told(N_("Raised by"), N_("Member 001"))]
    category: Annotated[str, Told(N_("Category"), N_("Urban management"))]
    state: Annotated[str, Told(N_("State"), N_("Issued"))]


@dataclass(frozen=True, slots=True)
class Facts:
    """A committee's list."""

    body: Annotated[str, Told(N_("Committee in full"), BODY)]
    office: Annotated[str, Told(N_("Office of the committee"), OFFICE)]
    what: Annotated[str, Told(N_("Opinion items or proposals"), N_("Opinion items"))]
    filter: Annotated[
        str, Told(N_("Period and filter"), N_("Received from 2026-01-01 to 2026-03-31"))
    ]
    total: Annotated[str, Told(N_("How many there are"), 3)]
    states: Annotated[str, Told(N_("How many there are of each state"), N_("Issued 2, Kept 1"))]
    items: Annotated[tuple[Line, ...], Told(N_("What was received, the oldest first"))]


def facts(session: Session, actor: Actor, subject: Subject, _: Words) -> Content:
    """What a committee and those below it received, as far as the actor reads it."""
    wanted = _wanted(subject)
    reads = reach.READ[wanted.kind]
    committee = session.get(Committee, subject.id)
    if committee is None or not scope.covers(session, actor, reads, subject.id):
        raise NotFound
    counts = queries.counts(session, actor, wanted)
    shown = {wanted.state: counts.get(wanted.state, 0)} if wanted.state else counts
    total = sum(shown.values())
    if total > MOST:
        raise RuleBroken(N_("These are more than {most}. Choose a shorter period."), most=MOST)
    rows = queries.listing(session, actor, replace(wanted, limit=MOST))
    named = (committee.name, committee.name_en)
    asked = _said(session, wanted, _)
    states = [f"{_.word(state)} {_.count(number)}" for state, number in shown.items() if state]
    told = Facts(
        body=offices.body(_, *named),
        office=offices.office(_, *named),
        what=_what(wanted.kind, _),
        filter=asked,
        total=_.count(total),
        states=_.list(states) or _(N_("nothing was received")),
        items=tuple(_line(n, row, _) for n, row in enumerate(rows, start=1)),
    )
    name = f"{_.word(PaperKind.RECEIPT_LIST)} {_what(wanted.kind, _)}"
    return Content(committee.id, name, told, asked)


def layout(sheet: Sheet, _: Words) -> None:
    """A wide table; the totals stand above it."""
    sheet.landscape()
    sheet.subtitle("{{ body }}")
    sheet.title(_("List of Receipts: {what}", what="{{ what }}"))
    sheet.paragraph("{{ filter }}", style="small")
    sheet.paragraph(
        _("{total} in all: {states}", total="{{ total }}", states="{{ states }}"), style="small"
    )
    sheet.space(8)
    sheet.rows(
        "items",
        [
            Column(_("No."), "{{ row.n }}", 0.8),
            Column(_("Item number"), "{{ row.number }}", 1.2),
            Column(_("Received on"), "{{ row.received }}", 1.6),
            Column(_("Title"), "{{ row.title }}", 5, "left"),
            Column(_("Raised by"), "{{ row.raised_by }}", 1.5),
            Column(_("Category"), "{{ row.category }}", 1.7),
            Column(_("State"), "{{ row.state }}", 1.2),
        ],
    )
    sheet.signature("{{ office }}", "{{ made_on }}")


def _line(n: int, row: MatterRow, _: Words) -> Line:
    number = str(row.number or "")
    if row.kind is MatterKind.OPINION and row.number:
        number = f"{row.series}-{row.number:04}"
    return Line(
        str(n),
        number,
        row.received_on.isoformat(),
        row.title,
        row.author or _.word(row.submitter),
        _.either(row.category, row.category_en),
        _.word(row.state),
    )


def _what(kind: MatterKind, _: Words) -> str:
    return _(N_("Proposals")) if kind is MatterKind.PROPOSAL else _(N_("Opinion items"))


def _is_set(text: str) -> bool:
    return text == "1"


_READ: Mapping[str, tuple[str, Callable[[str], Any]]] = {
    "state": ("state", State),
    "source": ("source", Source),
    "by": ("submitter", Submitter),
    "urgency": ("urgency", Urgency),
    "month": ("month", int),
    "category": ("category_id", int),
    "session": ("series", int),
    "for": ("concern", Concern),
    "micro": ("is_micro", _is_set),
    "same_day": ("same_day", _is_set),
    "in_text": ("in_text", _is_set),
    "from": ("received_from", date.fromisoformat),
    "to": ("received_until", date.fromisoformat),
}


def query(wanted: MatterFilter) -> dict[str, str]:
    """What an address says for a filter, so that its list is the paper."""
    told = {"kind": wanted.kind.value, "q": wanted.search}
    for key, (name, _read) in _READ.items():
        value = getattr(wanted, name)
        told[key] = _written(value)
    return {key: value for key, value in told.items() if value}


def _written(value: object) -> str:
    if isinstance(value, bool):
        return "1" if value else ""
    return "" if value is None else str(getattr(value, "value", value))


def _wanted(subject: Subject) -> MatterFilter:
    """The filter that an address says; one that cannot be read has no list."""
    query = subject.query
    try:
        kind = MatterKind(query.get("kind", MatterKind.OPINION.value))
        told = {name: read(query[key]) for key, (name, read) in _READ.items() if query.get(key)}
    except ValueError:
        raise NotFound from None
    search = clean(query.get("q", ""), 200)
    return MatterFilter(kind, subject.id, search, order=Order.OLDEST, **told)


def _said(session: Session, wanted: MatterFilter, _: Words) -> str:
    """The filter in words, for the paper and for the trail."""
    first, last = wanted.received_from, wanted.received_until
    days = {"first": first or "…", "last": last or "…"}
    parts = [
        _(N_("Received from {first} to {last}"), **days) if first or last else "",
        _(N_("Received in {month}"), month=_month(wanted.month)) if wanted.month else "",
        *(_.word(one) for one in (wanted.state, wanted.source, wanted.submitter, wanted.urgency)),
        _.word(wanted.concern),
        _(N_("Micro-suggestions only")) if wanted.is_micro else "",
        _(N_("Signed and sent the same day")) if wanted.same_day else "",
        _category(session, wanted, _),
        _(N_("“{words}” in title, author or number"), words=wanted.search) if wanted.search else "",
    ]
    return _.list(parts) or _(N_("All that was received"))


def _month(month: int) -> str:
    return f"{month // 100}-{month % 100:02}"


def _category(session: Session, wanted: MatterFilter, _: Words) -> str:
    if wanted.category_id is None:
        return ""
    tree = used(session, wanted.committee_id or 0, wanted.kind, retired=True)
    every = [row for top in tree for row in (top, *top.below)]
    found = [_.either(one.name, one.name_en) for one in every if one.id == wanted.category_id]
    return "".join(found[:1])


PAPER = Paper(PaperKind.RECEIPT_LIST, "committee", Permission.EXPORT, Facts, facts, layout)
