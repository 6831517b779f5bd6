"""The roster: search, filters, sorting and paging, all in SQL."""

from dataclasses import replace

import streamlit as st

from core.exports.models import ExportKind
from core.members import queries, service
from core.members.queries import Filters, MemberRow, Order, Page, Standing
from core.permissions import Actor, Permission
from pages._ui import exporting, lists
from pages._ui.edge import action, fresh, reading
from pages._ui.members.choices import Bodies, told
from pages._ui.papers import members
from pages._ui.words import _, day, plain, word


def show(actor: Actor, committee_id: int, bodies: Bodies) -> None:
    """The filters, the page of rows and the pager. A chosen row opens the file."""
    filters, order = _filters(actor, bodies)
    window = lists.window("page")
    page = Page(order, window.offset, window.limit)
    with reading() as session:
        total = queries.total(session, actor, committee_id, filters)
        rows = queries.listing(session, actor, committee_id, filters, page)
    if lists.is_empty(total):
        st.info(_nobody(filters), icon=":material/search_off:")
        return
    chosen = _table(rows, filters)
    lists.pager(total, "page")
    with st.container(horizontal=True):
        exporting.button(actor, ExportKind.MEMBERS, committee_id, filters)
        members.of_found(actor, committee_id, filters, total)
    if chosen and filters.standing is Standing.BINNED:
        _restore(actor, chosen)
    elif chosen:
        lists.open_record(chosen.id)


def _filters(actor: Actor, bodies: Bodies) -> tuple[Filters, Order]:
    first, second, third = st.columns([2, 1, 1])
    with first:
        search = lists.search("q", _("Name, number, pinyin or employer"))
    with second:
        bin_too = actor.may(Permission.MEMBER_WRITE)
        shown = [one for one in Standing if bin_too or one is not Standing.BINNED]
        standing = lists.one_of(_("Standing"), shown, "standing")
    with third:
        order = lists.one_of(_("Sorted by"), list(Order), "sort")
    with st.expander(_("More filters"), icon=":material/filter_list:"):
        filters = replace(_more(bodies), search=search, standing=standing)
    return filters, order


def _more(bodies: Bodies) -> Filters:
    columns = st.columns(3)
    with columns[0]:
        sector = _choose(_("Sector"), bodies.sectors, "sector")
        township = _choose(_("Tied to a village or community in"), bodies.townships, "township")
    with columns[1]:
        special = _choose(_("Special committee"), bodies.special, "special")
        seat = lists.choose(_("Standing member"), _seats(), "seat")
    with columns[2]:
        group = _choose(_("Sector group"), bodies.groups, "group")
        on = lists.a_day(
            columns[2],
            _("On the day"),
            "day",
            _("Shows the roster as it was on a day. Empty means today."),
        )
    return Filters(
        sector_id=sector,
        special_committee_id=special,
        group_id=group,
        township_id=township,
        standing_member={"yes": True, "no": False}.get(seat),
        on=on,
    )


def _choose(label: str, options: dict[int, str], key: str) -> int | None:
    chosen = lists.choose(label, {str(one): name for one, name in options.items()}, key)
    return int(chosen) if chosen else None


def _seats() -> dict[str, str]:
    return {"yes": _("Standing members only"), "no": _("Without standing members")}


def _nobody(filters: Filters) -> str:
    if filters == Filters():
        return _("No members yet. Register the first one above.")
    return _("Nobody fits these filters. Change or clear them.")


def _table(rows: list[MemberRow], filters: Filters) -> MemberRow | None:
    """The page as a table; returns the row chosen."""
    event = st.dataframe(
        [_line(row, filters) for row in rows],
        hide_index=True,
        on_select="rerun",
        selection_mode="single-row",
        key=fresh("members.rows"),
        column_config={_("Full name"): st.column_config.TextColumn(pinned=True)},
    )
    picked = event.selection.rows
    return rows[picked[0]] if picked and picked[0] < len(rows) else None


def _line(row: MemberRow, filters: Filters) -> dict[str, object]:
    line: dict[str, object] = {
        _("Full name"): row.name,
        _("Number"): row.number,
        _("Sector"): told(row.sector, row.sector_en),
        _("Employer"): row.employer,
        _("Occupation"): row.occupation,
        _("Standing member"): row.standing,
        _("Special committee"): told(row.special_committee, row.special_committee_en),
        _("Sex"): word(row.sex),
        _("Party"): row.party,
        _("Terms served"): row.terms_served,
        _("Joined on"): day(row.joined_on),
    }
    if filters.standing is not Standing.SERVING:
        line[_("Left on")] = day(row.left_on)
    return line


def _restore(actor: Actor, chosen: MemberRow) -> None:
    said = _("Restore {name}", name=plain(chosen.name))
    if st.button(said, icon=":material/restore_from_trash:"):
        with action(_("Restored.")) as session:
            service.restore(session, actor, chosen.id)
