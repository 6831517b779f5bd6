"""Who a member is, as the papers about one tell it alike."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from sqlmodel import Session

from core.i18n import N_
from core.members import service
from core.members.files import MemberFile
from core.papers.fields import Told
from core.papers.kinds import offices
from core.papers.paper import Subject
from core.papers.words import Words
from core.permissions import Actor

WHOLE = "whole"
BODY, OFFICE = N_("Example County CPPCC"), N_("Example County CPPCC Office")


@dataclass(frozen=True, slots=True)
class OfMember:
    """A member on paper."""

    body: Annotated[str, Told(N_("Committee in full"), BODY)]
    office: Annotated[str, Told(N_("Office of the committee"), OFFICE)]
    period: Annotated[str, Told(N_("Days that it tells of"), N_("Year 2026"))]
    name: Annotated[str, Told(N_("Full name"), N_("Member 001"))]
    number: Annotated[str, Told(N_("Number of the member"), 15001)]
    sex: Annotated[str, Told(N_("Sex"), N_("Female"))]
    birth_year: Annotated[str, Told(N_("Year of birth"), "1978")]
    ethnicity: Annotated[str, Told(N_("Ethnicity"), N_("Han"))]
    party: Annotated[str, Told(N_("Party"), N_("No party"))]
    sector: Annotated[str, Told(N_("Sector"), N_("Education"))]
    special_committee: Annotated[
        str, Told(N_("Special committee"), N_("Committee for Education and Health"))
    ]
    group: Annotated[str, Told(N_("Sector group"), N_("Group 3"))]
    employer: Annotated[str, Told(N_("Employer"), N_("Example County No. 1 School"))]
    occupation: Annotated[str, Told(N_("Occupation"), N_("Teacher"))]
    standing: Annotated[str, Told(N_("Whether a standing member"), N_("Yes"))]
    terms_served: Annotated[str, Told(N_("Terms served"), 2)]
    joined: Annotated[str, Told(N_("Joined on"), date(2022, 1, 5))]
    left: Annotated[str, Told(N_("Left on"), date(2026, 12, 1))]
    phone: Annotated[str, Told(N_("Phone, masked unless it was asked for"), "138****0001")]


def of_member(file: MemberFile, group: tuple[str, str], period: str, _: Words) -> dict[str, Any]:
    """The values of `OfMember`."""
    member, named = file.member, (file.committee.name, file.committee.name_en)
    return {
        "body": offices.body(_, *named),
        "office": offices.office(_, *named),
        "period": period,
        "name": member.name,
        "number": member.number,
        "sex": _.word(member.sex),
        "birth_year": str(member.birth_year or ""),
        "ethnicity": member.ethnicity,
        "party": member.party,
        "sector": _.either(file.sector.name, file.sector.name_en),
        "special_committee": _.either(file.special_committee.name, file.special_committee.name_en),
        "group": _.either(*group),
        "employer": member.employer,
        "occupation": member.occupation,
        "standing": _(N_("Yes")) if member.standing else _(N_("No")),
        "terms_served": str(member.terms_served),
        "joined": _.day(member.joined_on),
        "left": _.day(member.left_on),
        "phone": file.phone,
    }


def phone(session: Session, actor: Actor, subject: Subject, file: MemberFile) -> str:
    """Masked, unless the address asks for the whole number: that needs a right and is kept."""
    if subject.query.get("phone") != WHOLE:
        return file.phone
    return service.show_phone(session, actor, subject.id)
