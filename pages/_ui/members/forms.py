"""The form of a member, for registering and for editing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import streamlit as st

from core import clock
from core.members.drafts import MemberDraft
from core.members.models import Member, Sex
from core.members.rules import FIRST_BIRTH_YEAR, MOST_TERMS, YOUNGEST
from pages._ui import days
from pages._ui.edge import fresh, problem
from pages._ui.members.choices import Bodies
from pages._ui.words import _, word

EARLIEST = date(1950, 1, 1)
# The form begins with what most members are.
USUAL_ETHNICITY = "汉族"


@dataclass(frozen=True, slots=True)
class Kept:
    """A member as it stands, with the masked phone; None of it for a new one."""

    member: Member | None = None
    phone: str = ""

    def get(self, column: str, usual: Any = "") -> Any:  # noqa: ANN401  as the column is
        """A column of the member, or what a new one has."""
        return getattr(self.member, column) if self.member else usual


def ask(form: str, bodies: Bodies, kept: Kept, sent: str) -> MemberDraft | None:
    """The form; its draft in the run in which it is sent. `sent` is what the button says."""
    with st.form(fresh(form), border=False):
        parts = _person(form, kept) | _work(form, bodies, kept) | _duty(form, kept)
        problem(form)
        if not st.form_submit_button(sent, type="primary"):
            return None
    return MemberDraft(**parts)


def _person(form: str, kept: Kept) -> dict[str, Any]:
    columns = st.columns(3)
    with columns[0]:
        name = st.text_input(
            _("Full name"), kept.get("name"), required=True, key=_key(form, "name")
        )
        problem(form, "name")
        sex = st.selectbox(
            _("Sex"),
            [None, *Sex],
            _index([None, *Sex], kept.get("sex", None)),
            key=_key(form, "sex"),
            format_func=lambda value: word(value) or _("Not stated"),
        )
    with columns[1]:
        number = st.text_input(
            _("Number"),
            kept.get("number"),
            placeholder=_("Empty: the next number"),
            key=_key(form, "number"),
        )
        problem(form, "number")
        birth_year = st.number_input(
            _("Year of birth"),
            FIRST_BIRTH_YEAR,
            clock.today().year - YOUNGEST,
            value=kept.get("birth_year", None),
            step=1,
            placeholder="1975",
            key=_key(form, "birth_year"),
        )
        problem(form, "birth_year")
    with columns[2]:
        ethnicity = st.text_input(
            _("Ethnicity"),
            kept.get("ethnicity", USUAL_ETHNICITY),
            key=_key(form, "ethnicity"),
        )
        problem(form, "ethnicity")
        party = st.text_input(
            _("Party"),
            kept.get("party"),
            placeholder=_("Such as CPC or CDL"),
            key=_key(form, "party"),
        )
        problem(form, "party")
    return {
        "name": name,
        "sex": sex,
        "number": number,
        "birth_year": birth_year,
        "ethnicity": ethnicity,
        "party": party,
    }


def _work(form: str, bodies: Bodies, kept: Kept) -> dict[str, Any]:
    columns = st.columns(3)
    with columns[0]:
        sector = _body(
            _("Sector"), bodies.sectors, kept.get("sector_id", None), _key(form, "sector")
        )
        problem(form, "sector_id")
    with columns[1]:
        special = _body(
            _("Special committee"),
            bodies.special,
            kept.get("special_committee_id", None),
            _key(form, "special"),
        )
        problem(form, "special_committee_id")
    with columns[2]:
        phone = _phone(form, kept)
    wide, narrow = st.columns([2, 1])
    with wide:
        employer = st.text_input(_("Employer"), kept.get("employer"), key=_key(form, "employer"))
        problem(form, "employer")
    with narrow:
        occupation = st.text_input(
            _("Occupation"), kept.get("occupation"), key=_key(form, "occupation")
        )
        problem(form, "occupation")
    return {
        "sector_id": sector,
        "special_committee_id": special,
        "phone": phone,
        "employer": employer,
        "occupation": occupation,
    }


def _phone(form: str, kept: Kept) -> str | None:
    """What was typed; None keeps the number, "" takes it out."""
    known = kept.phone != ""
    typed = st.text_input(
        _("Phone"),
        key=_key(form, "phone"),
        placeholder=_("Unchanged: {phone}", phone=kept.phone) if known else "13800000001",
        help=_("Kept encrypted and shown masked. A dash takes the number out.") if known else None,
    )
    problem(form, "phone")
    if typed.strip() in ("-", "－", "—"):
        return ""
    return typed if typed.strip() or not known else None


def _duty(form: str, kept: Kept) -> dict[str, Any]:
    columns = st.columns(3)
    with columns[0]:
        usual = kept.get("joined_on", clock.today())
        joined_on = days.ask(_("Joined on"), usual, form, "joined_on", required=True) or usual
        problem(form, "left_on")
    with columns[1]:
        terms_served = st.number_input(
            _("Terms served"),
            1,
            MOST_TERMS,
            value=kept.get("terms_served", 1),
            step=1,
            key=_key(form, "terms_served"),
        )
        problem(form, "terms_served")
    with columns[2]:
        standing = st.checkbox(
            _("Standing member"), kept.get("standing", False), key=_key(form, "standing")
        )
        unscored = st.checkbox(
            _("Not scored"), not kept.get("scored", True), key=_key(form, "unscored")
        )
    reason = st.text_input(
        _("Why not scored"),
        kept.get("not_scored_reason"),
        placeholder=_("Only for members who are not scored"),
        key=_key(form, "reason"),
    )
    problem(form, "not_scored_reason")
    return {
        "joined_on": joined_on,
        "terms_served": terms_served,
        "standing": standing,
        "scored": not unscored,
        "not_scored_reason": reason,
    }


def _body(label: str, options: dict[int, str], kept: object, key: str) -> int | None:
    ids: list[int | None] = [None, *options]
    return st.selectbox(
        label,
        ids,
        _index(ids, kept),
        key=key,
        format_func=lambda one: options[one] if one else _("None yet"),
    )


def _index(options: Sequence[object], kept: object) -> int:
    return options.index(kept) if kept in options else 0


def _key(form: str, field: str) -> str:
    """A name for an input, so that it keeps what was typed when its record changes meanwhile."""
    return f"{fresh(form)}.{field}"
