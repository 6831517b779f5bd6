"""Which papers are offered of a member, of all members found, of a duty form, of an activity."""

import streamlit as st
from streamlit.elements.lib.mutable_popover_container import PopoverContainer

from core import clock
from core.members import queries
from core.members.files import MemberFile
from core.members.queries import Filters, Page, Standing
from core.papers.kinds.of_member import WHOLE
from core.papers.making import MOST
from core.papers.models import PaperKind
from core.permissions import Actor, Permission
from core.text.order import Order
from pages._ui.edge import reading
from pages._ui.papers.offering import Offered, may, offers
from pages._ui.words import _, word

KINDS = (PaperKind.DUTY_FILE, PaperKind.EMPLOYER_LETTER)
_YEARS_BACK = 10


def of_member(actor: Actor, file: MemberFile) -> None:
    """The duty file and the letter to the employer, over the term or a year."""
    if not any(may(actor, kind) for kind in KINDS):
        return
    member = file.member
    key = f"papers.member.{member.id}"
    popover = _button(_("Papers"), key)
    if not popover.open:
        return
    with popover:
        query = {"y": _span(key, member.joined_on.year)}
        file_query = query | _phone(actor, file, key)
        wanted = [Offered(PaperKind.DUTY_FILE, member.id, file_query)]
        offers(actor, [*wanted, Offered(PaperKind.EMPLOYER_LETTER, member.id, query)], inside=True)


def of_found(actor: Actor, committee_id: int, filters: Filters, total: int) -> None:
    """The same of all members that the roster shows as it is narrowed, as one zip each."""
    if filters.standing is Standing.BINNED or not any(may(actor, kind) for kind in KINDS):
        return
    key = f"papers.members.{committee_id}"
    popover = _button(_("Papers of the {n} found", n=total), key)
    if not popover.open:
        return
    with popover:
        if total > MOST:
            st.info(_("So many papers at once are {most} at most.", most=MOST))
            return
        query = {"y": _span(key, clock.today().year - _YEARS_BACK)}
        with reading() as session:
            rows = queries.listing(session, actor, committee_id, filters, Page(limit=MOST))
        ids = tuple(row.id for row in rows)
        offers(actor, [Offered(kind, 0, query, ids) for kind in KINDS], inside=True)


def of_form(actor: Actor, assessment_id: int, member_id: int) -> None:
    """The yearly duty form of an assessment."""
    offers(actor, [Offered(PaperKind.DUTY_FORM, member_id, {"a": str(assessment_id)})])


def of_activity(actor: Actor, activity_id: int) -> None:
    """The sheet to sign, by strokes or by pinyin."""
    if not may(actor, PaperKind.SIGN_IN_SHEET):
        return
    key = f"papers.activity.{activity_id}"
    popover = _button(_("Sign-in sheet"), key)
    if not popover.open:
        return
    with popover:
        order = st.segmented_control(
            _("Names in order"),
            [Order.STROKE, Order.PINYIN],
            format_func=word,
            default=Order.STROKE,
            required=True,
            key=f"{key}.order",
        )
        query = {"order": (order or Order.STROKE).value}
        offers(actor, [Offered(PaperKind.SIGN_IN_SHEET, activity_id, query)], inside=True)


def _button(label: str, key: str) -> PopoverContainer:
    """What is behind it is asked only once it is open."""
    return st.popover(label, icon=":material/print:", type="tertiary", key=key, on_change="rerun")


def _span(key: str, first: int) -> str:
    """The year chosen, "" for the term that runs."""
    this = clock.today().year
    years = [str(one) for one in range(this, max(first, this - _YEARS_BACK) - 1, -1)]
    names = {"": _("The present term"), **{one: one for one in years}}
    chosen: str | None = st.selectbox(
        _("Days that it tells of"), list(names), format_func=names.__getitem__, key=f"{key}.span"
    )
    return chosen or ""


def _phone(actor: Actor, file: MemberFile, key: str) -> dict[str, str]:
    """Whether the whole phone number is to stand in it, for who may see it."""
    if not file.phone or not actor.may(Permission.MEMBER_UNMASK):
        return {}
    whole = st.checkbox(
        _("With the whole phone number"),
        key=f"{key}.phone",
        help=_("Whoever looks at a whole number is written into the audit trail."),
    )
    return {"phone": WHOLE} if whole else {}
