"""Choosing units: those that handled the like come first."""

from collections.abc import Mapping

import streamlit as st

from core.handling import queries
from core.handling.queries import LikelyUnit
from core.permissions import Actor
from pages._ui.edge import fresh, problem, reading
from pages._ui.words import _


def offered(actor: Actor, matter_id: int) -> dict[int, str]:
    """The units that a matter can be given to, with how often each handled the like."""
    with reading() as session:
        found = queries.likely_units(session, actor, matter_id)
    return {one.id: _name(one) for one in found}


def ask_one(form: str, label: str, names: Mapping[int, str]) -> int | None:
    """A box of units, inside a form, with its refusal below it."""
    chosen: int | None = st.selectbox(
        label,
        list(names),
        index=None,
        format_func=names.__getitem__,
        key=f"{fresh(form)}.unit",
        placeholder=_("Choose"),
        help=_("Those that handled matters of the same category come first."),
        required=True,
    )
    problem(form, "lead")
    return chosen


def ask_several(form: str, names: Mapping[int, str]) -> list[int]:
    """A box of several co-handling units, inside a form."""
    chosen: list[int] = st.multiselect(
        _("Co-handling units"),
        list(names),
        format_func=names.__getitem__,
        key=f"{fresh(form)}.co",
        placeholder=_("None"),
    )
    problem(form, "co")
    return chosen


def _name(one: LikelyUnit) -> str:
    alike = _("{n} alike", n=one.same)
    return f"{one.name} · {alike}" if one.same else one.name
