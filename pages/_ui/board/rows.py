"""The tables of a level: each row leads on to the next level, and to the record itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from urllib.parse import urlencode

import streamlit as st

from core.matters.models import MatterKind
from core.permissions import Actor, Permission
from core.reports.levels.held import HeldRow
from core.reports.levels.inside import Row
from core.reports.levels.member import AttendedRow, RaisedRow
from core.reports.levels.people import MemberRow
from core.reports.levels.spots import Level, Spot
from pages._ui.board import cards, ways
from pages._ui.charts.panel import Cells, Linked, Table, View
from pages._ui.words import _

# Where the record of a level or a matter is, and what one needs to open it.
RECORDS = {
    Level.STUDIO: ("studios", Permission.STUDIO_READ),
    Level.GROUP: ("groups", Permission.GROUP_READ),
    Level.MEMBER: ("members", Permission.MEMBER_READ),
}
ACTIVITY = ("activities", Permission.ACTIVITY_READ)
MATTERS = {
    MatterKind.OPINION: ("opinions", Permission.OPINION_READ),
    MatterKind.PROPOSAL: ("proposals", Permission.PROPOSAL_READ),
}


@dataclass(frozen=True, slots=True)
class Links:
    """Whose tables they are: what may be opened, in which words."""

    actor: Actor
    view: View

    def record(self, where: tuple[str, Permission] | None, record_id: int, text: str) -> Linked:
        """A cell that opens a record, for those who may."""
        if where is None or not self.actor.may(where[1]):
            return Linked((text, ""))
        return Linked((text, f"/{where[0]}?{urlencode({'id': record_id})}"))

    def level(self, spot: Spot, name: str, opens: str) -> Linked:
        """A cell that leads on to a level, and to its record."""
        onward = (name, ways.to(spot))
        record = self.record(RECORDS.get(spot.level), spot.id, opens)
        if not record.parts[0][1]:
            return Linked(onward)
        return Linked(onward, ("　", ""), *record.parts)


def show(title: str, table: Table, empty: str = "") -> None:
    """A table under its title; without rows what there is instead."""
    figures = f'<div class="figures all">{cards.table(table)}</div>' if table else ""
    body = figures or f'<p class="nothing">{escape(empty)}</p>'
    st.html(f'<section class="card"><h4>{escape(title)}</h4>{body}</section>')


def members(rows: Sequence[MemberRow], links: Links) -> Table:
    """Members by how often they came."""
    return [
        {
            _("Number"): row.number,
            _("Member"): links.level(Spot(Level.MEMBER, row.id), row.name, _("Open the record")),
            _("Called"): row.called,
            _("Came"): row.came,
            _("Opinions raised"): row.opinions,
            _("Proposals"): row.proposals,
        }
        for row in rows
    ]


def held(rows: Sequence[HeldRow], links: Links) -> Table:
    """Activities with whom they served and who came."""
    say = links.view.say
    return [
        {
            _("Day"): row.held_on.isoformat(),
            _("Activity"): links.record(ACTIVITY, row.id, row.title),
            _("Category"): say.either(row.category, row.category_en),
            _("People served"): row.served,
            _("Members there"): row.came,
        }
        for row in rows
    ]


def attended(rows: Sequence[AttendedRow], links: Links) -> Table:
    """Activities with what the member did there."""
    say = links.view.say
    return [
        {
            _("Day"): row.held_on.isoformat(),
            _("Activity"): links.record(ACTIVITY, row.id, row.title),
            _("Category"): say.either(row.category, row.category_en),
            _("Role"): say.word(row.role),
            _("Presence"): say.word(row.counted),
        }
        for row in rows
    ]


def raised(rows: Sequence[RaisedRow], links: Links) -> Table:
    """Opinion items and proposals with where they stand."""
    say = links.view.say
    return [
        {
            _("Day"): row.received_on.isoformat(),
            _("Kind"): say.word(row.kind),
            _("Title"): links.record(MATTERS[row.kind], row.id, row.title),
            _("Author"): say.word(row.role),
            _("State"): say.word(row.state),
        }
        for row in rows
    ]


def inside(rows: Sequence[Row], level: Level, links: Links) -> Table:
    """What a committee has on a level; whose it is, where there are several."""
    say = links.view.say
    several = len({row.committee for row in rows}) > 1 and level is not Level.COMMITTEE
    table: Table = []
    for row in rows:
        name = say.either(row.name, row.name_en)
        cells: Cells = {
            say.word(level): links.level(Spot(level, row.id), name, _("Open the record"))
        }
        if several:
            cells[_("Committee")] = say.either(row.committee, row.committee_en)
        table.append(cells | {_("Activities"): row.activities, _("People served"): row.served})
    return table
