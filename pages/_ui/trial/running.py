"""Running a dry run once for each look: as long as no record changes, its result is kept."""

from datetime import date

import streamlit as st

from core.assessment import trial
from core.assessment.trial import Comparison, Trial
from core.committees import trail
from core.permissions import Actor
from pages._ui.edge import reading

KEPT = 20
SECONDS = 600  # a result is kept so long at most
Days = tuple[date, date]


def one(actor: Actor, committee_id: int, text: str, days: Days) -> Trial:
    """A text tried on a span of days."""
    return _one(actor, committee_id, text, days, _revision(committee_id))


def both(actor: Actor, committee_id: int, texts: tuple[str, str], days: Days) -> Comparison:
    """Two texts tried on the same span."""
    return _both(actor, committee_id, texts, days, _revision(committee_id))


def _revision(committee_id: int) -> int:
    with reading() as session:
        return trail.revision(session, committee_id)


@st.cache_data(max_entries=KEPT, ttl=SECONDS, show_spinner=False)
def _one(
    actor: Actor,
    committee_id: int,
    text: str,
    days: Days,
    number: int,  # noqa: ARG001  another number, another result
) -> Trial:
    with reading() as session:
        return trial.run(session, actor, committee_id, text, days)


@st.cache_data(max_entries=KEPT, ttl=SECONDS, show_spinner=False)
def _both(
    actor: Actor,
    committee_id: int,
    texts: tuple[str, str],
    days: Days,
    number: int,  # noqa: ARG001  another number, another result
) -> Comparison:
    with reading() as session:
        return trial.compare(session, actor, committee_id, texts, days)
