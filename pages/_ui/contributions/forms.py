"""The form of a contribution, for recording and for correcting."""

from datetime import date

import streamlit as st

from core import clock
from core.contributions import choices, rules
from core.contributions.drafts import ContributionDraft
from core.contributions.models import ContributionKind
from core.contributions.queries import ContributionDetail
from core.permissions import Actor
from pages._ui import days, plenaries
from pages._ui.edge import fresh, input_key, problem, reading
from pages._ui.words import _, word


def ask(
    actor: Actor, form: str, committee_id: int, row: ContributionDetail | None, sent: str
) -> ContributionDraft | None:
    """The form; its draft in the run in which it is sent. `sent` is what the button says."""
    kind = _ask_kind(form, row)
    with st.form(fresh(form), enter_to_submit=False):
        title = st.text_input(
            _("Title"), row.title if row else "", key=input_key(form, "title"), required=True
        )
        problem(form, "title")
        given_on, term_session_id, occasion = _ask_occasion(actor, form, committee_id, row)
        members, organisation = _ask_authors(actor, form, committee_id, row)
        pieces, points = _ask_counts(form, kind, row)
        outcome = st.text_area(
            _("Outcome of the contribution"),
            row.outcome if row else "",
            key=input_key(form, "outcome"),
            placeholder=_("Such as who read it, and what was done"),
        )
        problem(form, "outcome")
        problem(form)
        pressed = st.form_submit_button(sent, type="primary")
    if not pressed or given_on is None:
        return None
    return ContributionDraft(
        *(kind, title, given_on, term_session_id, occasion, organisation),
        *(tuple(members), pieces, points, outcome),
    )


def _ask_kind(form: str, row: ContributionDetail | None) -> ContributionKind:
    kinds = list(ContributionKind)
    chosen = st.segmented_control(
        _("Kind"),
        kinds,
        default=row.kind if row else kinds[0],
        format_func=word,
        key=f"{fresh(form)}.kind",
        required=True,
    )
    return chosen or kinds[0]


def _ask_occasion(
    actor: Actor, form: str, committee_id: int, row: ContributionDetail | None
) -> tuple[date | None, int | None, str]:
    names = plenaries.names(actor, committee_id)
    columns = st.columns(3)
    with columns[0]:
        usual = row.given_on if row else clock.today()
        given_on = days.ask(_("Contributed on"), usual, form, "given_on", required=True)
    with columns[1]:
        kept = row.term_session_id if row else next(iter(names), None)
        chosen = st.selectbox(
            _("Plenary session"),
            list(names),
            list(names).index(kept) if kept in names else None,
            format_func=names.__getitem__,
            key=input_key(form, "term_session_id"),
            placeholder=_("None") if names else _("No session yet"),
        )
        problem(form, "term_session_id")
    with columns[2]:
        occasion = st.text_input(
            _("Occasion"),
            row.occasion if row else "",
            key=input_key(form, "occasion"),
            placeholder=_("Such as the second plenary meeting"),
        )
        problem(form, "occasion")
    return given_on, chosen, occasion


def _ask_authors(
    actor: Actor, form: str, committee_id: int, row: ContributionDetail | None
) -> tuple[list[int], str]:
    with reading() as session:
        names = choices.members(session, actor, committee_id)
    if row:
        names = {**names, **{k: v for k, v in row.authors.items() if k not in names}}
    left, right = st.columns([2, 1])
    with left:
        members = st.multiselect(
            _("Members who gave it, the first one first"),
            list(names),
            list(row.authors) if row else [],
            format_func=names.__getitem__,
            key=input_key(form, "member_ids"),
            placeholder=_("Type a name or number"),
        )
        problem(form, "member_ids")
    with right:
        organisation = st.text_input(
            _("Or on behalf of"),
            row.organisation if row else "",
            key=input_key(form, "organisation"),
            placeholder=_("A party, sector or committee"),
        )
        problem(form, "organisation")
    return members, organisation


def _ask_counts(
    form: str, kind: ContributionKind, row: ContributionDetail | None
) -> tuple[int, int]:
    """How many single suggestions it holds: asked of those that may hold several."""
    if kind in rules.SINGLE:
        return 1, 0
    left, right = st.columns(2)
    with left:
        pieces = st.number_input(
            _("Suggestions in it"),
            1,
            rules.MOST_PIECES,
            row.pieces if row else 1,
            key=input_key(form, "pieces"),
        )
        problem(form, "pieces")
    with right:
        points = st.number_input(
            _("Condensed into points"),
            0,
            rules.MOST_PIECES,
            row.points if row else 0,
            key=input_key(form, "points"),
            help=_("0 where they were passed on as they came."),
        )
        problem(form, "points")
    return pieces, points
