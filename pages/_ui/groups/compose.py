"""Composing: a group for each sector, with the totals live beside it."""

from collections.abc import Mapping, Sequence

import streamlit as st

from core.committees.queries import TermRow
from core.groups import detail, queries, service
from core.groups.detail import SectorSeat
from core.groups.drafts import GroupDraft
from core.groups.models import SectorGroup
from core.permissions import Actor
from pages._ui.edge import action, as_first_shown, fresh, problem, reading
from pages._ui.words import _, name_of, plain

ADD, ARRANGE = "groups.add", "groups.arrange"
ACROSS = 3


def show(actor: Actor, term: TermRow) -> None:
    """First the groups by name, then a group for each sector."""
    with reading() as session:
        seats = detail.board_of_sectors(session, actor, term.id)
        groups = queries.groups_of_term(session, actor, term.id)
    _add_groups(actor, term, empty=not groups)
    if not seats:
        st.info(_("This term has no sectors yet. Add them under Committees."))
    elif groups:
        _arrange(actor, term, seats, groups)


def _add_groups(actor: Actor, term: TermRow, *, empty: bool) -> None:
    with (
        st.expander(_("Add groups"), expanded=empty, icon=":material/group_add:"),
        st.form(fresh(ADD), border=False),
    ):
        names = st.text_area(
            _("Names, one on each line"),
            height=120,
            placeholder=_("First sector group\nSecond sector group"),
        )
        problem(ADD, "name")
        problem(ADD)
        sent = st.form_submit_button(_("Add these groups"), type="primary")
    if sent:
        typed = [line for line in names.splitlines() if line.strip()] or [""]
        with action(_("{n} groups added.", n=len(typed)), ADD) as session:
            for name in typed:
                service.compose(session, actor, term.id, GroupDraft(name))


def _arrange(
    actor: Actor, term: TermRow, seats: Sequence[SectorSeat], groups: Sequence[SectorGroup]
) -> None:
    names = {group.id: name_of(group) for group in groups}
    seen = as_first_shown(ARRANGE, {seat.sector_id: seat.group_id for seat in seats})
    left, right = st.columns([5, 3], gap="large")
    with left:
        st.caption(_("Choose a group for each sector. Nothing is kept before you save."))
        wanted = _pickers(seats, names, seen)
    moved = sum(wanted[sector] != seen.get(sector) for sector in wanted)
    with right:
        _totals(seats, names, wanted)
        problem(ARRANGE)
        label = _("Save {n} changes", n=moved) if moved else _("Nothing changed yet")
        sent = st.button(
            label, type="primary", disabled=not moved, key="groups.arrange.save", width="stretch"
        )
    if sent:
        with action(_("Sectors put into their groups."), ARRANGE) as session:
            service.arrange(session, actor, term.id, wanted, seen)


def _pickers(
    seats: Sequence[SectorSeat], names: Mapping[int, str], seen: Mapping[int, int | None]
) -> dict[int, int | None]:
    """The boxes. Each is named by what it first showed, so that a conflict renews it alone."""
    wanted: dict[int, int | None] = {}
    ids = [None, *names]
    for start in range(0, len(seats), ACROSS):
        columns = st.columns(ACROSS)
        for column, seat in zip(columns, seats[start : start + ACROSS], strict=False):
            told = _("{sector} ({n})", sector=plain(name_of(seat)), n=seat.members)
            first = seen.get(seat.sector_id)
            wanted[seat.sector_id] = column.selectbox(
                told,
                ids,
                ids.index(first) if first in ids else 0,
                format_func=lambda group: names[group] if group else _("No group"),
                key=f"{fresh(ARRANGE)}.{seat.sector_id}.{first}",
            )
    return wanted


def _totals(
    seats: Sequence[SectorSeat], names: Mapping[int, str], wanted: Mapping[int, int | None]
) -> None:
    """What the groups would come to, as chosen now."""
    members = {
        group: sum(seat.members for seat in seats if wanted[seat.sector_id] == group)
        for group in names
    }
    lines = [
        {
            _("Group"): names[group],
            _("Sectors"): sum(wanted[seat.sector_id] == group for seat in seats),
            _("Members"): members[group],
        }
        for group in names
    ]
    free = [seat for seat in seats if wanted[seat.sector_id] is None]
    with st.container(horizontal=True):
        st.metric(_("Number of groups"), len(names), border=True)
        st.metric(_("Sectors without a group"), len(free), border=True)
        st.metric(_("Their members"), sum(seat.members for seat in free), border=True)
    most = max(1, *members.values())
    st.dataframe(
        lines,
        hide_index=True,
        key="groups.totals",
        column_config={
            _("Members"): st.column_config.ProgressColumn(format="%d", min_value=0, max_value=most)
        },
    )
