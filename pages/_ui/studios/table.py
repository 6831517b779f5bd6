"""The register of studios as a list with its filters."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from core.committees.models import Level
from core.permissions import Actor, Permission, ScopeKind
from core.studios import choices as names
from core.studios import queries
from core.studios.models import StudioKind, StudioState
from core.studios.queries import Filters, Sort, StudioRow, Window
from pages._ui import lists
from pages._ui.edge import reading
from pages._ui.studios import choices
from pages._ui.studios.choices import either
from pages._ui.words import _, day, word

_FLAGS = {"yes": True, "no": False}


def show(actor: Actor, committee_id: int | None) -> None:
    """The filters, the rows, and the pages; a click opens a studio."""
    filters, sort = _ask_filters(actor, committee_id)
    place = lists.window("page")
    with reading() as session:
        window = Window(sort, place.offset, place.limit)
        rows = queries.listing(session, actor, filters, window)
        total = queries.total(session, actor, filters)
    if lists.is_empty(total):
        st.info(_empty(actor, filters), icon=":material/info:")
        return
    _rows(rows)
    lists.pager(total, "page")


def _empty(actor: Actor, filters: Filters) -> str:
    if filters.binned:
        return _("The bin is empty.")
    if filters != Filters(committee_id=filters.committee_id):
        return _("No studio fits these filters. Change or clear them.")
    if actor.reach(Permission.STUDIO_WRITE, ScopeKind.COMMITTEE):
        return _("No studios yet. Register the first one above.")
    return _("No studios yet.")


def _ask_filters(actor: Actor, committee_id: int | None) -> tuple[Filters, Sort]:
    text, kind, state, order = st.columns([2, 1, 1, 1])
    with text:
        search = lists.search("q", _("Name, code, lead or address"))
    with kind:
        of_kind = lists.pick(_("Kind"), list(StudioKind), "kind")
    with state:
        in_state = lists.pick(_("State"), list(StudioState), "state")
    with order:
        sort = lists.one_of(_("Sorted by"), list(Sort), "order")
    with st.expander(_("More filters"), icon=":material/tune:"):
        more = _ask_more(actor, committee_id)
    return Filters(search, of_kind, in_state, committee_id=committee_id, **more), sort


def _ask_more(actor: Actor, committee_id: int | None) -> dict[str, Any]:
    with reading() as session:
        townships = choices.labels(names.townships(session, actor, committee_id))
        sectors = choices.labels(names.sectors(session, actor, committee_id))
    flags = {"yes": _("Yes"), "no": _("No")}
    first, second, third = st.columns(3)
    with first:
        township = lists.choose(_("Township or street"), _by_text(townships), "township")
        level = lists.pick(_("Level"), list(Level), "level")
    with second:
        sector = lists.choose(_("Sector"), _by_text(sectors), "sector")
        demonstration = lists.choose(_("Demonstration studio"), flags, "demonstration")
    with third:
        standard = lists.choose(_("Up to standard"), flags, "standard")
        binned = actor.may(Permission.STUDIO_DECIDE) and st.toggle(
            _("Show the bin"), key="bin", bind="query-params"
        )
    return {
        "township_id": int(township) if township else None,
        "sector_id": int(sector) if sector else None,
        "level": level,
        "demonstration": _FLAGS.get(demonstration),
        "up_to_standard": _FLAGS.get(standard),
        "binned": binned,
    }


def _by_text(options: dict[int, str]) -> dict[str, str]:
    return {str(number): name for number, name in options.items()}


def _rows(rows: Sequence[StudioRow]) -> None:
    event = st.dataframe(
        [_row(row) for row in rows],
        hide_index=True,
        on_select="rerun",
        selection_mode="single-row",
        key="studios.rows",
    )
    picked = event.selection.rows
    if picked and picked[0] < len(rows):
        lists.open_record(rows[picked[0]].id)


def _row(row: StudioRow) -> dict[str, object]:
    return {
        _("Code"): row.code,
        _("Studio name"): row.name,
        _("Kind"): word(row.kind),
        _("State"): word(row.state),
        _("Member in charge"): row.lead or "",
        _("Sector"): either(row.sector, row.sector_en),
        _("Township or street"): either(row.township, row.township_en),
        _("Standards met"): f"{row.standard_met}/{row.standard_items}",
        _("Opened on"): day(row.opened_on),
        _("Level"): word(row.level),
        _("Demonstration studio"): "✓" if row.demonstration else "",
    }
