"""The filters of the list of opinion items; each is in the address."""

from dataclasses import replace

import streamlit as st

from core import clock
from core.matters import category_list
from core.matters.concerns import Concern
from core.matters.models import MatterKind, Source, Submitter, Urgency
from core.matters.nodes import states
from core.matters.queries import MatterFilter, Order
from core.permissions import Actor, Permission
from pages._ui import lists, pickers
from pages._ui.edge import reading
from pages._ui.matters import naming, searching
from pages._ui.words import _

KIND = MatterKind.OPINION
MONTHS_BACK = 24


def ask(actor: Actor) -> MatterFilter:
    """What the list is to show."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        typed = lists.search("q", _("Title, author or number"))
        committee = pickers.committee(actor, Permission.OPINION_READ, townships=True)
        concern = lists.pick(_("Concerns me"), list(Concern), "for")
        state = lists.pick(_("State"), states(KIND), "state")
    wanted = MatterFilter(
        KIND, committee.id if committee else None, typed, state=state, concern=concern
    )
    with st.expander(_("More filters"), icon=":material/filter_alt:"):
        return _more(actor, wanted)


def _more(actor: Actor, wanted: MatterFilter) -> MatterFilter:
    first, second = st.columns(3), st.columns(4)
    with first[0]:
        category = _category(actor, wanted.committee_id)
    with first[1]:
        source = lists.pick(_("Source"), list(Source), "source")
    with first[2]:
        submitter = lists.pick(_("Raised by"), list(Submitter), "by")
    with second[0]:
        urgency = lists.pick(_("Urgency"), list(Urgency), "urgency")
    with second[1]:
        month = lists.choose(_("Month"), _months(), "month")
    with second[2]:
        order = lists.one_of(_("Sorted by"), list(Order), "sort")
    with second[3]:
        micro = st.toggle(_("Micro-suggestions only"), key="micro", bind="query-params")
        same_day = st.toggle(_("Signed and sent the same day"), key="same_day", bind="query-params")
        in_text = searching.in_text()
    return replace(
        wanted,
        category_id=category,
        source=source,
        submitter=submitter,
        urgency=urgency,
        month=int(month) if month else None,
        order=order,
        is_micro=True if micro else None,
        same_day=same_day,
        in_text=in_text,
    )


def _category(actor: Actor, committee_id: int | None) -> int | None:
    home = committee_id or min((grant.committee_id for grant in actor.grants), default=0)
    with reading() as session:
        tree = category_list.used(session, home, KIND, retired=True)
    chosen = lists.choose(_("Category"), naming.filter_labels(tree), "category")
    return int(chosen) if chosen else None


def _months() -> dict[str, str]:
    """The latest months, the newest first."""
    today = clock.today()
    last = today.year * 12 + today.month - 1
    months = [(one // 12, one % 12 + 1) for one in range(last, last - MONTHS_BACK, -1)]
    return {f"{year}{month:02}": f"{year}-{month:02}" for year, month in months}


def is_narrowed(wanted: MatterFilter) -> bool:
    """Whether anything but the committee narrows the list."""
    plain = MatterFilter(KIND, wanted.committee_id)
    return replace(wanted, order=plain.order, in_text=False, offset=0, limit=plain.limit) != plain
