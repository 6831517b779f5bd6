"""Which books are tried, and on which days; kept in the address."""

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from core.assessment import shelf
from core.assessment.book import presets
from core.assessment.book.presets import PRESETS
from core.assessment.shelf import BookFilter, BookRow
from core.committees.queries import CommitteeOption
from core.errors import NotFound
from core.i18n import N_
from core.permissions import Actor, Permission
from core.reports.periods import Period
from pages._ui import lists, pickers
from pages._ui.board import choice
from pages._ui.edge import reading
from pages._ui.words import _, name_of

FIRST, SECOND = "a", "b"
MOST = 100
PRESET = "preset."
_VERSION = N_("{name} (version {n})")
_CITY = N_("Rule of a city: {name}")


@dataclass(frozen=True, slots=True)
class Choice:
    """What is tried: the committee, the days, and one or two texts with what they are called."""

    committee: CommitteeOption
    period: Period
    first: str
    second: str
    names: Mapping[str, str]


def ask(actor: Actor) -> Choice | None:
    """The inputs; None as long as there is no committee or no book."""
    st.query_params.setdefault(choice.PERIOD, "last")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        with st.container(width=320):
            committee = pickers.committee(actor, Permission.ASSESSMENT_READ)
        period = choice.period()
    if committee is None:
        st.info(_("Your role reaches no committee."), icon=":material/info:")
        return None
    names = _names(actor, committee.id)
    left, right = st.columns(2)
    with left:
        first = lists.choose(_("Rule book"), names, FIRST, first=_("Choose a rule book"))
    with right:
        others = {key: name for key, name in names.items() if key != first}
        second = lists.choose(_("Beside another"), others, SECOND, first=_("None"))
    return Choice(committee, period, first, second, names)


def text_of(actor: Actor, chosen: str) -> str:
    """The text of what was chosen."""
    if chosen.startswith(PRESET):
        return presets.text(chosen.removeprefix(PRESET))
    with reading() as session:
        return shelf.detail(session, actor, int(chosen)).text


def _names(actor: Actor, committee_id: int) -> dict[str, str]:
    """The newest version of each book and those in use, then the presets."""
    with reading() as session:
        rows = shelf.listing(session, actor, BookFilter(committee_id), limit=MOST)
    found: dict[str, str] = {}
    for row in rows:
        found[str(row.id)] = _called(row, row.number)
        if row.in_use_id and row.in_use:
            found[str(row.in_use_id)] = _called(row, row.in_use)
    asked = st.query_params.get(FIRST, "")
    if asked.isdecimal() and len(asked) < 10 and asked not in found:
        found |= _older(actor, int(asked))
    cities = {f"{PRESET}{one.code}": _(_CITY, name=name_of(one)) for one in PRESETS}
    return found | cities


def _called(row: BookRow, number: int) -> str:
    return _(_VERSION, name=name_of(row), n=number)


def _older(actor: Actor, book_id: int) -> dict[str, str]:
    """A version that is neither the newest nor in use, as a link from its record asks for it."""
    try:
        with reading() as session:
            found = shelf.detail(session, actor, book_id)
    except NotFound:
        return {}
    return {str(book_id): _(_VERSION, name=name_of(found), n=found.number)}
