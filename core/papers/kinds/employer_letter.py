"""The letter to a member's employer (致委员所在单位函): what the member did, and thanks."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from sqlmodel import Session

from core.i18n import N_
from core.papers.fields import Told
from core.papers.kinds import duty_rows as rows
from core.papers.kinds import duty_totals as totals
from core.papers.kinds import of_member, spans
from core.papers.kinds.of_member import OfMember
from core.papers.models import PaperKind
from core.papers.paper import Content, Paper, Subject
from core.papers.sheet import Column, Sheet
from core.papers.words import Words
from core.permissions import Actor, Permission
from core.reports import record as records
from core.reports.record import Record


@dataclass(frozen=True, slots=True)
class Facts(OfMember):
    """What the employer is told."""

    year: Annotated[str, Told(N_("Year of the paper"), "2026")]
    today: Annotated[str, Told(N_("Day of the paper"), date(2026, 12, 20))]
    addressee: Annotated[
        str, Told(N_("To whom the letter goes"), N_("Example County No. 1 School"))
    ]
    totals: Annotated[tuple[rows.Total, ...], Told(N_("Duty in figures"))]
    highlights: Annotated[
        str,
        Told(
            N_("What stands out, a sentence a line"),
            N_("Proposal “More night buses for the Example Road works” was taken up."),
            prose=True,
        ),
    ]
    result: Annotated[str, Told(N_("Result of the assessment"), N_("Excellent"))]


def facts(session: Session, actor: Actor, subject: Subject, _: Words) -> Content:
    """A member's record, for who may take away what is kept of the member."""
    member = records.find(session, actor, subject.id)
    span = spans.asked(session, member.committee_id, subject, _)
    found = records.record(session, actor, subject.id, span.days)
    today = spans.today(session, member.committee_id)
    told = Facts(
        **of_member.of_member(found.file, found.group, span.words, _),
        year=str(today.year),
        today=_.day(today),
        addressee=member.employer or _(N_("The employer of member {name}"), name=member.name),
        totals=totals.done(found, _),
        highlights="\n".join(_highlights(found, _)),
        result=_result(found, _),
    )
    name = f"{_.word(PaperKind.EMPLOYER_LETTER)} {member.number} {member.name}"
    return Content(member.committee_id, name, told, source=span.words)


def layout(sheet: Sheet, _: Words) -> None:
    """A letter with the office's header: the figures in a table, what stands out, and thanks."""
    number = _("〔{year}〕 No. ____", year="{{ year }}")
    sheet.header("{{ office }}", left=number)
    sheet.title(_("Letter on the Duty of Member {name}", name="{{ name }}"))
    sheet.addressee("{{ addressee }}")
    named = {"name": "{{ name }}", "body": "{{ body }}", "period": "{{ period }}"}
    sheet.paragraph(
        _(
            "{name} of your staff is a member of the {body}."
            " What the member did for the committee ({period}) is set out below.",
            **named,
        )
    )
    with sheet.when("totals"):
        sheet.rows(
            "totals",
            [
                Column(_("Kind of duty"), "{{ row.what }}", 2, "left"),
                Column(_("How many"), "{{ row.number }}", 0.7),
                Column(_("Of which"), "{{ row.note }}", 2.6, "left"),
            ],
        )
        sheet.space()
    with sheet.when("highlights"):
        sheet.paragraph("{{ highlights }}")
    with sheet.when("result"):
        sheet.paragraph(_("The assessment came to: {result}.", result="{{ result }}"))
    sheet.paragraph(
        _(
            "We thank you for the time and the support that you give {name}"
            " for the duty of a member, and ask you for them in the time to come.",
            **named,
        )
    )
    sheet.signature("{{ office }}", "{{ today }}")


def _highlights(found: Record, _: Words) -> list[str]:
    """What was adopted above the county, key proposals, and honours, each in a sentence."""
    said = [
        _(N_("Proposal “{title}” is a key proposal."), title=one.matter.title)
        for one in found.led
        if one.is_key
    ]
    said += [
        _(
            N_("Opinion item “{title}” was adopted: {level}, {kind}."),
            title=one.title,
            level=_.word(one.level),
            kind=_.word(one.kind),
        )
        for one in found.used
    ]
    honours = rows.honours(found, _)
    said += [_(N_("Honour of {year}: {honour}, {level}."), **_parts(one)) for one in honours]
    return said


def _parts(one: rows.Honoured) -> dict[str, str]:
    return {"year": one.year, "honour": one.honour, "level": one.level}


def _result(found: Record, _: Words) -> str:
    """Only what stands: of a year that is not closed nothing is told outside."""
    told = [
        f"{one.year} {_.either(one.grade.name, one.grade.name_en)}"
        for one in found.results
        if one.grade
    ]
    return _.list(told)


PAPER = Paper(
    PaperKind.EMPLOYER_LETTER,
    "member",
    Permission.MEMBER_READ,
    Facts,
    facts,
    layout,
    red=True,
    headed=True,
    personal=True,
)
