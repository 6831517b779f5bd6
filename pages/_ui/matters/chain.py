"""The way of a matter as one picture: where it was heard, what it became, who answered."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from types import MappingProxyType

import streamlit as st

from core.matters import flow
from core.matters.detail import MatterDetail
from core.matters.models import MatterKind, State
from pages._ui.matters import naming
from pages._ui.words import _, day, word

_ROW = (
    "display:flex;flex-wrap:wrap;gap:6px 0;align-items:stretch;margin:.25rem 0 1rem;padding:0;"
    "list-style:none"
)
_CARD = (
    "flex:1 1 132px;min-width:132px;box-sizing:border-box;padding:.5rem .6rem;border-radius:6px;"
    "border:1px solid #8884;border-top:4px solid {colour};margin-right:6px;{dim}"
)
_HEAD = "font-size:.78rem;opacity:.7"
_BODY = "font-weight:600;overflow-wrap:anywhere"
_DAY = "font-size:.78rem;opacity:.75;font-variant-numeric:tabular-nums"
_AS_IT_COMES: Mapping[State, str] = MappingProxyType({})
DONE, NOW, AHEAD = "#3d7a4e", "#a3262a", "#9a9a9a"


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the way: what it is called, what came of it, since when; reached or not."""

    head: str
    body: str
    on: date | None
    reached: bool
    now: bool = False


def show(
    record: MatterDetail,
    outcome: str = "",
    units: str = "",
    own: Mapping[State, str] = _AS_IT_COMES,
) -> None:
    """Cards from the voice to the outcome; they wrap on a phone and are read as a list."""
    cards = "".join(_card(one) for one in parts(record, own, outcome, units))
    called = escape(_("The way of this matter"))
    st.html(f'<ol style="{_ROW}" aria-label="{called}">{cards}</ol>')


def parts(
    record: MatterDetail, own: Mapping[State, str], outcome: str, units: str
) -> Sequence[Part]:
    """The parts of the way, as far as the matter has come."""
    place = record.activity or record.studio or record.group
    heard_on = record.activity_on or record.received_on
    found = [
        Part(_("Heard"), place or word(record.source), heard_on, True),
        Part(word(record.kind), _standing(record, own), record.received_on, True),
        *_decided(record),
        Part(_("Handling"), units or _waits(record.assigned_on), record.assigned_on,
             record.assigned_on is not None),
        Part(_("Outcome"), outcome or _waits(record.replied_on or record.fed_back_on),
             record.fed_back_on or record.replied_on,
             bool(record.replied_on or record.fed_back_on)),
    ]  # fmt: skip
    last = max(place for place, one in enumerate(found) if one.reached)
    return [
        Part(one.head, one.body, one.on, one.reached, now=place == last and not _over(record))
        for place, one in enumerate(found)
    ]


def _decided(record: MatterDetail) -> Iterator[Part]:
    """What became of it at the desk: registered or issued, and what a leader wrote on it."""
    if record.kind is MatterKind.PROPOSAL:
        on = record.screened_on
        yield Part(_("Registration"), word(State.REGISTERED) if on else "—", on, on is not None)
    elif not record.instructed_on:
        yield _issued(record)
    if record.instructed_on:
        yield Part(_("Instruction"), word(State.INSTRUCTED), record.instructed_on, True)


def _issued(record: MatterDetail) -> Part:
    sent = record.reported_on or record.issued_on
    issue = naming.issue(record.issue_year, record.issue_number)
    return Part(_("Issue and instruction"), issue or "—", sent, sent is not None)


def _standing(record: MatterDetail, own: Mapping[State, str]) -> str:
    number = naming.number(record.series, record.number)
    state = naming.state(record.state, own)
    return f"{number} · {state}" if record.kind is MatterKind.OPINION else state


def _waits(on: date | None) -> str:
    return _("Dealt with") if on else "—"


def _over(record: MatterDetail) -> bool:
    return record.state in flow.ENDS


def _card(one: Part) -> str:
    colour = NOW if one.now else DONE if one.reached else AHEAD
    style = _CARD.format(colour=colour, dim="" if one.reached else "opacity:.65;")
    on = f'<div style="{_DAY}">{escape(day(one.on))}</div>' if one.on and one.reached else ""
    return (
        f'<li style="{style}"><div style="{_HEAD}">{escape(one.head)}</div>'
        f'<div style="{_BODY}">{escape(one.body)}</div>{on}</li>'
    )
