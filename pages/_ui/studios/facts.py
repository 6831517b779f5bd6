"""The inputs for the facts of a studio, for registering and for editing."""

from dataclasses import dataclass

import streamlit as st

from core.committees.models import Level
from core.studios.drafts import StudioDraft
from core.studios.models import StudioKind
from pages._ui.edge import problem
from pages._ui.studios.choices import Choices, choose, words
from pages._ui.words import _


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the form begins with. `decides`: whether kind, level and code may be set."""

    form: str
    kept: StudioDraft
    next_code: str = ""
    decides: bool = True


def ask(sheet: Sheet, names: Choices) -> StudioDraft:
    """The inputs, to be called within a form; what they hold now."""
    kept = sheet.kept
    name, brand = _ask_name(sheet)
    kind, level, code = _ask_kind(sheet)
    lead, sector, township = st.columns(3)
    with lead:
        lead_id = choose(
            _("Member in charge"), names.members, kept.lead_id, placeholder=_("Choose a member")
        )
        problem(sheet.form, "lead_id")
    with sector:
        sector_id = choose(
            _("Sector"), names.sectors, kept.sector_id, placeholder=_("Choose a sector")
        )
        problem(sheet.form, "sector_id")
    with township:
        township_id = choose(
            _("Township or street"),
            names.townships,
            kept.township_id,
            placeholder=_("Choose where it lies"),
        )
        problem(sheet.form, "township_id")
    address, serves = _ask_place(sheet)
    demonstration = st.checkbox(
        _("Demonstration studio"), kept.demonstration, disabled=not sheet.decides
    )
    refers = (lead_id, sector_id, township_id)
    return StudioDraft(name, kind, level, code, *refers, address, serves, brand, demonstration)


def _ask_name(sheet: Sheet) -> tuple[str, str]:
    left, right = st.columns([2, 1])
    with left:
        name = st.text_input(
            _("Studio name"),
            sheet.kept.name,
            required=True,
            placeholder=_("Such as: Education sector studio"),
        )
        problem(sheet.form, "name")
    with right:
        brand = st.text_input(
            _("Brand"),
            sheet.kept.brand,
            placeholder=_("One studio, one brand"),
        )
        problem(sheet.form, "brand")
    return name or "", brand or ""


def _ask_kind(sheet: Sheet) -> tuple[StudioKind, Level, str]:
    kept, locked = sheet.kept, not sheet.decides
    left, middle, right = st.columns(3)
    kinds, levels = list(StudioKind), list(Level)
    kind = left.selectbox(
        _("Kind"),
        kinds,
        kinds.index(kept.kind),
        format_func=words(kinds).__getitem__,
        disabled=locked,
    )
    level = middle.selectbox(
        _("Level"),
        levels,
        levels.index(kept.level),
        format_func=words(levels).__getitem__,
        disabled=locked,
    )
    with right:
        code = st.text_input(
            _("Code"),
            kept.code,
            disabled=locked,
            placeholder=sheet.next_code,
            help=_("Left empty, the next running number is taken."),
        )
        problem(sheet.form, "code")
    return kind, level, code or ""


def _ask_place(sheet: Sheet) -> tuple[str, str]:
    left, right = st.columns(2)
    with left:
        address = st.text_area(
            _("Address"),
            sheet.kept.address,
            height=96,
            placeholder=_("Street and number, building, room"),
        )
        problem(sheet.form, "address")
    with right:
        serves = st.text_area(
            _("Whom it serves"),
            sheet.kept.serves,
            height=96,
            placeholder=_("Such as: teachers, parents and pupils of the township"),
        )
        problem(sheet.form, "serves")
    return address or "", serves or ""
