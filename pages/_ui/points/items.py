"""Each item with the records behind it; a record opens where it was recorded."""

from collections.abc import Sequence

import streamlit as st

from core.assessment.book.faults import shown
from core.assessment.book.shape import Item, Section
from core.assessment.explaining import Fact, Told
from core.assessment.points import Points
from core.permissions import Actor
from pages._ui.points import opening, saying
from pages._ui.words import _, day, plain

SHOWN = 40  # records on a page


def show(actor: Actor, found: Points) -> None:
    """The sections of the book in their order."""
    if found.is_closed:
        st.caption(_("The points are those of the closing; the records are shown as they are now."))
    for section in found.book.sections:
        _section(actor, found, section)


def _section(actor: Actor, found: Points, section: Section) -> None:
    cap = f" / {shown(section.cap)}" if section.cap is not None else ""
    title = f"{saying.name(section)}　{shown(found.of_section(section))}{cap}"
    st.subheader(title, anchor=False)
    bare = []
    for item in section.items:
        told = found.told.get(item.key)
        if told is not None and told.facts:
            _item(actor, found, told)
        elif found.of_item(item.key):
            bare.append(f"{saying.name(item)}　**{shown(found.of_item(item.key))}**")
        else:
            nothing = _("nothing recorded yet")
            bare.append(f"{saying.name(item)}　{nothing}")
    if bare:
        st.markdown("\n".join(f"- {line}" for line in bare))


def _item(actor: Actor, found: Points, told: Told) -> None:
    item = told.item
    points = saying.points(found.of_item(item.key))
    label = f"{saying.name(item)}　**{points}**　{saying.amount(item, told.amount)}"
    with st.expander(label, key=f"mine.item.{item.key}"):
        if told.to_cap == 0:
            st.caption(_("At its cap: more brings no more points."))
        facts = [one for one in told.facts if one.units or item.out_of is not None]
        for fact in _page(facts, f"mine.records.{item.key}"):
            _fact(actor, fact)


def _page(facts: Sequence[Fact], key: str) -> Sequence[Fact]:
    """A page of the records, the last ones first; all of them can be turned to."""
    if len(facts) <= SHOWN:
        return facts
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(_("{total} in all", total=f"{len(facts):,}"))
        page = st.pagination(-(-len(facts) // SHOWN), key=key)
    end = len(facts) - (page - 1) * SHOWN
    return facts[max(end - SHOWN, 0) : end]


def _fact(actor: Actor, fact: Fact) -> None:
    """A record; of those that a rate is taken of, what holds it down is told."""
    said = _paid(fact) if fact.units else _("in the total only: it does not count")
    label = "　".join(part for part in (day(fact.day), plain(fact.title), said) if part)
    opening.link(actor, fact.link, fact.link_id, label)


def _paid(fact: Fact) -> str:
    return "" if fact.paid is None else f"**{saying.signed(fact.paid)}**"


def names(items: Sequence[Item]) -> dict[str, str]:
    """What items are called, by their keys."""
    return {item.key: saying.in_language(item) for item in items}
