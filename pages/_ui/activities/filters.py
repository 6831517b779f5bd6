"""The filters of the list of activities; each is in the address."""

from datetime import date

import streamlit as st

from core import clock
from core.activities import owners
from core.activities.catalogue import queries as catalogue
from core.activities.models import ActivityState, OwnerKind, Stage
from core.activities.queries import ActivityFilter, Order
from core.permissions import Actor, Permission
from pages._ui import lists, pickers
from pages._ui.activities import naming
from pages._ui.edge import reading
from pages._ui.words import _, word

ALL_YEARS = "all"
YEARS_BACK = 8


def ask(actor: Actor, *, dated: bool = True) -> ActivityFilter:
    """What the list is to show. Without `dated`, days are left to the calendar."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        typed = lists.search("q", _("Title, place or topic"))
        committee = pickers.committee(actor, Permission.ACTIVITY_READ, townships=True)
        days = _year() if dated else (None, None)
    with st.expander(_("More filters"), icon=":material/filter_alt:"):
        category_cell, kind_cell, owner_cell = st.columns([2, 1, 2])
        with category_cell:
            heading, _slash, category = _category(actor).partition("/")
        with kind_cell:
            kind = lists.pick(_("Organised by"), list(reversed(OwnerKind)), "by")
        with owner_cell:
            owner_id = _owner(actor, kind) if kind else None
        first, last, left, middle, right = st.columns(5)
        if dated:
            since, until = lists.a_day(first, _("From"), "from"), lists.a_day(last, _("To"), "to")
            days = (since or days[0], until or days[1])
        with left:
            state = lists.pick(_("State"), list(ActivityState), "state")
        with middle:
            stage = lists.pick(_("Stage"), list(Stage), "stage")
        with right:
            order = lists.one_of(_("Sorted by"), list(Order), "sort")
    return ActivityFilter(
        search=typed,
        owner_kind=kind,
        studio_id=owner_id if kind is OwnerKind.STUDIO else None,
        group_id=owner_id if kind is OwnerKind.GROUP else None,
        special_committee_id=owner_id if kind is OwnerKind.SPECIAL_COMMITTEE else None,
        committee_id=_committee(kind, owner_id, committee.id if committee else None),
        heading=heading,
        category=category,
        state=state,
        stage=stage,
        since=days[0],
        until=days[1],
        order=order,
    )


def of_studio(studio_id: int) -> dict[str, str]:
    """What the address asks for to show all that one studio has organised."""
    kind = OwnerKind.STUDIO.value
    return {"by": kind, f"by_{kind}": f"{kind}/{studio_id}", "year": ALL_YEARS}


def _year() -> tuple[date | None, date | None]:
    """The first and last day of the year chosen; this year unless another is."""
    this = clock.today().year
    others = [this + 1, *range(this - 1, this - YEARS_BACK, -1)]
    options = {str(year): str(year) for year in others} | {ALL_YEARS: _("All years")}
    chosen = lists.choose(_("Year"), options, "year", first=str(this)) or str(this)
    if chosen == ALL_YEARS:
        return None, None
    return date(int(chosen), 1, 1), date(int(chosen), 12, 31)


def _category(actor: Actor) -> str:
    with reading() as session:
        names = catalogue.names(session, actor)
    return lists.choose(_("Category"), naming.filter_labels(names), "category")


def _owner(actor: Actor, kind: OwnerKind) -> int | None:
    """One owner of a kind."""
    with reading() as session:
        options = owners.options(session, actor, Permission.ACTIVITY_READ)
    labels = naming.owner_labels([one for one in options if one.kind is kind])
    chosen = lists.choose(word(kind), labels, f"by_{kind.value}")
    return int(chosen.partition("/")[2]) if chosen else None


def _committee(kind: OwnerKind | None, owner_id: int | None, chosen: int | None) -> int | None:
    return owner_id or chosen if kind is OwnerKind.COMMITTEE else chosen
