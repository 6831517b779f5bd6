"""A new item of a section: what it counts, in the words of the vocabulary, and what it pays."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import streamlit as st

from core.assessment.book.shape import Book, Section
from core.assessment.book.vocabulary import ENTERED_UNITS, MEASURES, Answer, Attribute, Measure
from core.assessment.book.writing import Plain
from pages._ui.books import inputs, saying
from pages._ui.books.saying import Codes
from pages._ui.edge import fresh
from pages._ui.words import _, plain, word

RECORDS, ENTERED = "records", "entered"
EACH, ONCE = "each", "once"


@dataclass(frozen=True, slots=True)
class Place:
    """Where an item is put: the key of its inputs, the book and the section."""

    key: str
    book: Book
    section: Section

    def of(self, name: str) -> str:
        """The key of one input; it is empty again once the item was added."""
        return f"{fresh(self.key)}.{name}"


def ask(place: Place, codes: Codes) -> dict[str, Plain] | None:
    """The inputs of a new item; its keys and values once it is sent."""
    name = st.text_input(_("Name of the item"), max_chars=120, key=place.of("name"))
    how = st.segmented_control(
        _("Where its points come from"),
        [RECORDS, ENTERED],
        format_func={
            RECORDS: _("From the records"),
            ENTERED: _("Entered with a proof, then approved"),
        }.__getitem__,
        default=RECORDS,
        required=True,
        key=place.of("how"),
    )
    told = _records(place, codes) if how == RECORDS else _entered(place)
    told |= _pays(place)
    if not st.button(_("Add the item"), key=place.of("add"), icon=":material/add:"):
        return None
    if not name.strip():
        st.error(_("Give the item a name."))
        return None
    base = str(told.get("counts", "entered"))
    return {"key": free_key(base, place.book.by_key), "name": name.strip(), **told}


def free_key(base: str, known: Collection[str]) -> str:
    """A key that no other has: proposal_1, proposal_2."""
    number = 1
    while f"{base}_{number}" in known:
        number += 1
    return f"{base}_{number}"


def _records(place: Place, codes: Codes) -> dict[str, Plain]:
    measures = MEASURES[place.book.scores]
    left, right = st.columns(2)
    with left:
        counts = st.selectbox(
            _("What is counted"),
            list(measures),
            format_func=lambda name: _(measures[name].label),
            key=place.of("counts"),
        )
    measure = measures[counts]
    with right:
        unit = _unit(place, [one.value for one in measure.units], measure)
    where = _where(place, measure, codes)
    return {"counts": counts} | ({"where": where} if where else {}) | unit


def _entered(place: Place) -> dict[str, Plain]:
    unit = _unit(place, [one.value for one in ENTERED_UNITS], None)
    proof = st.checkbox(_("A file as proof is needed"), True, key=place.of("evidence"))
    return {"entered": True} | ({"evidence": True} if proof else {}) | unit


def _unit(place: Place, units: list[str], measure: Measure | None) -> dict[str, Plain]:
    named = {one.value: word(one) for one in (measure.units if measure else ENTERED_UNITS)}
    unit = st.selectbox(
        _("Counted by"), units, format_func=named.__getitem__, key=place.of(f"unit.{len(units)}")
    )
    return {} if unit == units[0] else {"unit": unit}


def _where(place: Place, measure: Measure, codes: Codes) -> dict[str, Plain]:
    """One input for each attribute; those left open do not narrow anything."""
    if not measure.attributes:
        return {}
    st.caption(_("Only records that are like this (leave open what does not matter):"))
    found: dict[str, Plain] = {}
    columns = st.columns(2)
    for number, attribute in enumerate(measure.attributes):
        with columns[number % 2]:
            value = _attribute(place, measure, attribute, codes)
        if value is not None:
            found[attribute.name] = value
    return found


def _attribute(place: Place, measure: Measure, attribute: Attribute, codes: Codes) -> Plain | None:
    key = place.of(f"{measure.name}.{attribute.name}")
    label = _(attribute.label)
    if attribute.answer is Answer.YES_NO:
        named: Mapping[str, str] = {"": _("Either"), "yes": _("Yes"), "no": _("No")}
        said = st.selectbox(label, list(named), format_func=named.__getitem__, key=key)
        return None if not said else said == "yes"
    if attribute.answer is Answer.NUMBER:
        number: int | None = st.number_input(label, 0, 100, None, step=1, key=key)
        return number
    values = [one.value for one in attribute.values] or list(codes.get(attribute.name, {}))
    words = {one.value: word(one) for one in attribute.values}
    chosen: list[str] = st.multiselect(
        label,
        values,
        format_func=lambda value: words.get(value) or saying.code(attribute.name, value, codes),
        placeholder=_("All"),
        key=key,
    )
    return (chosen[0] if len(chosen) == 1 else chosen) if chosen else None


def _pays(place: Place) -> dict[str, Plain]:
    ways = {EACH: _("Each time"), ONCE: _("Once, from a number on")}
    way = st.segmented_control(
        _("How it pays"),
        list(ways),
        format_func=ways.__getitem__,
        default=EACH,
        required=True,
        key=place.of("way"),
    )
    columns = st.columns(4)
    points = columns[0].number_input(
        _("Points (minus takes them away)"), -1000.0, 1000.0, 1.0, 1.0, "%g", key=place.of("points")
    )
    if way == ONCE:
        least = columns[1].number_input(
            _("Reached from"), 0.01, 100_000.0, 1.0, 1.0, "%g", key=place.of("least")
        )
        return {"steps": [{"from": inputs.exact(least), "points": inputs.exact(points)}]}
    told: dict[str, Plain] = {"points": inputs.exact(points)}
    most = columns[1].number_input(
        _("Counted at most so many times"), 1, 1_000, None, step=1, key=place.of("most")
    )
    cap = columns[2].number_input(
        _("Points at most"), 0.01, 100_000.0, None, 1.0, "%g", key=place.of("cap")
    )
    if most is not None:
        told["at_most"] = most
    if cap is not None:
        told["cap"] = inputs.exact(cap)
    return told


def title(section: Section) -> str:
    """What the form is called."""
    return _("Add an item to “{name}”", name=plain(section.name))
