"""Which papers are offered of a matter, of a unit's part in it, and of a list."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import streamlit as st

from core import clock
from core.handling.reading import Part
from core.matters.detail import MatterDetail
from core.matters.queries import MatterFilter, MatterRow
from core.papers.models import PaperKind
from core.permissions import Actor
from pages._ui.papers.offering import Offered, may, offers
from pages._ui.words import _


def of_opinion(actor: Actor, record: MatterDetail) -> None:
    """The sheets of an opinion item; its issue once it has one, the survey once it was replied."""
    kinds = [PaperKind.EDIT_SHEET, PaperKind.APPROVAL_SHEET]
    if record.issue_number:
        kinds.insert(0, PaperKind.OPINION_ISSUE)
    if record.replied_on:
        kinds.append(PaperKind.OPINION_SURVEY)
    offers(actor, [Offered(kind, record.id) for kind in kinds])


def of_proposal(actor: Actor, record: MatterDetail) -> None:
    """A proposal on paper, and the survey once it was replied to."""
    kinds = [PaperKind.PROPOSAL_FORM]
    if record.replied_on:
        kinds.append(PaperKind.OPINION_SURVEY)
    offers(actor, [Offered(kind, record.id) for kind in kinds])


def of_part(actor: Actor, part: Part) -> None:
    """The letters to a unit, and the form that it replies on."""
    kinds = [PaperKind.ASSIGNMENT_LETTER]
    if part.is_open:
        kinds.append(PaperKind.URGING_LETTER)
    offers(actor, [Offered(kind, part.id) for kind in (*kinds, PaperKind.REPLY_FORM)])


def of_several(actor: Actor, rows: Sequence[MatterRow]) -> None:
    """Issues, edit sheets and approval sheets of the items chosen, each kind as one zip."""
    issued = tuple(row.id for row in rows if row.issue_number)
    every = tuple(row.id for row in rows)
    wanted = [Offered(PaperKind.OPINION_ISSUE, ids=issued)] if issued else []
    wanted += [Offered(PaperKind.EDIT_SHEET, ids=every)]
    offers(actor, [*wanted, Offered(PaperKind.APPROVAL_SHEET, ids=every)])


def receipts(actor: Actor, wanted: MatterFilter) -> None:
    """The list of what was received, as it is filtered, within days that are chosen here."""
    if wanted.committee_id is None or wanted.binned or not may(actor, PaperKind.RECEIPT_LIST):
        return
    today = clock.today()
    key = f"papers.receipts.{wanted.kind.value}"
    with st.popover(_("List of receipts"), icon=":material/receipt_long:", type="tertiary"):
        days = st.date_input(
            _("Received between"),
            (date(today.year, 1, 1), today),
            format="YYYY-MM-DD",
            key=f"{key}.days",
        )
        if len(days) < 2:
            st.caption(_("Choose the last day too."))
            return
        from core.papers.kinds import receipt_list  # a kind is loaded once it is asked for

        asked = replace(wanted, received_from=days[0], received_until=days[1], month=None)
        query = receipt_list.query(asked)
        offers(actor, [Offered(PaperKind.RECEIPT_LIST, wanted.committee_id, query)], inside=True)
