"""The facts of a studio to read."""

import streamlit as st

from core.studios.record import Detail
from pages._ui.studios.choices import either
from pages._ui.words import _, day, plain


def show(row: Detail) -> None:
    """The facts in two tables beside each other."""
    left, right = st.columns(2)
    with left:
        _table(_who(row))
    with right:
        _table(_what(row))


def _who(row: Detail) -> dict[str, str]:
    return {
        _("Code"): row.code,
        _("Committee"): either(row.committee, row.committee_en),
        _("Member in charge"): row.lead or "",
        _("Sector"): either(row.sector, row.sector_en),
        _("Township or street"): either(row.township, row.township_en),
        _("Address"): row.address,
    }


def _what(row: Detail) -> dict[str, str]:
    plaque = " · ".join(part for part in (row.plaque_number, day(row.plaque_on)) if part)
    return {
        _("Opened on"): day(row.opened_on),
        _("Plaque"): plaque,
        _("Standards met"): f"{row.standard_met}/{row.standard_items}",
        _("Brand"): row.brand,
        _("Whom it serves"): row.serves,
    }


def _table(facts: dict[str, str]) -> None:
    st.table(
        {label: plain(fact) or "—" for label, fact in facts.items()},
        border="horizontal",
        hide_header=True,
    )
