"""The duty file of a member (委员履职档案): all that is kept of one, over a term or a year."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from sqlmodel import Session

from core.activities.record import Called
from core.i18n import N_
from core.papers.fields import Told
from core.papers.kinds import duty_columns as columns
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

_PRESENCE = N_("attended 11, on leave 1, absent 0")
_NOTHING = N_("Nothing on record.")


@dataclass(frozen=True, slots=True)
class Facts(OfMember):
    """All that a duty file tells. A text ending in `_said` stands above the lines of its part."""

    totals: Annotated[tuple[rows.Total, ...], Told(N_("Duty in figures"))]
    meetings_said: Annotated[str, Told(N_("Meetings, summed up"), _PRESENCE)]
    meetings: Annotated[tuple[rows.Attended, ...], Told(N_("Meetings"))]
    consulting_said: Annotated[str, Told(N_("Consultation and inspection, summed up"), _PRESENCE)]
    consulting: Annotated[
        tuple[rows.Attended, ...], Told(N_("Consultation, inspection, survey and supervision"))
    ]
    study_said: Annotated[str, Told(N_("Study, summed up"), _PRESENCE)]
    study: Annotated[tuple[rows.Attended, ...], Told(N_("Study and training"))]
    service_said: Annotated[str, Told(N_("Service and others, summed up"), _PRESENCE)]
    service: Annotated[
        tuple[rows.Attended, ...], Told(N_("Service to the people and other activities"))
    ]
    proposals_said: Annotated[
        str, Told(N_("Proposals, summed up"), N_("first proposer of 2, co-signer of 3"))
    ]
    proposals: Annotated[tuple[rows.ProposalLine, ...], Told(N_("Proposals"))]
    opinions_said: Annotated[
        str, Told(N_("Opinion items, summed up"), N_("4 items, adopted 2 times"))
    ]
    opinions: Annotated[tuple[rows.OpinionLine, ...], Told(N_("Opinion items"))]
    given_said: Annotated[str, Told(N_("Speeches and reports, summed up"), N_("2 in all"))]
    given: Annotated[tuple[rows.GivenLine, ...], Told(N_("Speeches and reports"))]
    held: Annotated[tuple[rows.HeldLine, ...], Told(N_("Posts, appointments and liaison"))]
    results_said: Annotated[str, Told(N_("Honours and results, summed up"), N_("3 in all"))]
    honours: Annotated[tuple[rows.Honoured, ...], Told(N_("Honours"))]
    results: Annotated[tuple[rows.Result, ...], Told(N_("Results of the assessments"))]


def facts(session: Session, actor: Actor, subject: Subject, _: Words) -> Content:
    """A member's record, for who may take away what is kept of the member."""
    member = records.find(session, actor, subject.id)
    span = spans.asked(session, member.committee_id, subject, _)
    found = records.record(session, actor, subject.id, span.days)
    who = of_member.of_member(found.file, found.group, span.words, _)
    who["phone"] = of_member.phone(session, actor, subject, found.file)
    told = Facts(
        **who, totals=totals.totals(found, _), **_activities(found, _), **_others(found, _)
    )
    name = f"{_.word(PaperKind.DUTY_FILE)} {member.number} {member.name}"
    return Content(member.committee_id, name, told, source=span.words)


def layout(sheet: Sheet, _: Words) -> None:
    """Who it is, the summary, then part by part; who keeps the file signs at the end."""
    sheet.title(_("Duty File of a Member"))
    sheet.subtitle("{{ body }}")
    sheet.subtitle("{{ period }}")
    sheet.heading(_("Personal data"))
    sheet.fields(columns.person(_), label_mm=30)
    with sheet.when("held"):
        sheet.space()
        sheet.rows("held", columns.of_held(_))
    sheet.heading(_("Duty in figures"))
    sheet.rows(
        "totals",
        [
            Column(_("Kind of duty"), "{{ row.what }}", 2, "left"),
            Column(_("How many"), "{{ row.number }}", 0.8),
            Column(_("Of which"), "{{ row.note }}", 3, "left"),
        ],
    )
    for name, label in totals.ATTENDED.items():
        _part(sheet, (name, _(label)), columns.of_attended(_))
    _part(sheet, ("proposals", _("Proposals")), columns.of_proposals(_))
    _part(sheet, ("opinions", _("Opinion items")), columns.of_opinions(_))
    _part(sheet, ("given", _("Speeches and reports")), columns.of_given(_))
    sheet.heading(_("Honours and results of the assessments"))
    sheet.paragraph("{{ results_said }}", style="lead")
    with sheet.when("honours"):
        sheet.rows("honours", columns.of_honours(_))
        sheet.space()
    with sheet.when("results"):
        sheet.rows("results", columns.of_results(_))
    sheet.signature("{{ office }}", "{{ made_on }}")


def _part(sheet: Sheet, part: tuple[str, str], of: Sequence[Column]) -> None:
    """A heading, a sentence, and the lines where there are any."""
    name, label = part
    sheet.heading(label)
    sheet.paragraph("{{ " + name + "_said }}", style="lead")
    with sheet.when(name):
        sheet.rows(name, of)


def _activities(found: Record, _: Words) -> dict[str, Any]:
    """The lines of what was attended, with a sentence above each part."""
    told: dict[str, Any] = {}
    for name, of in totals.rows_of(found).items():
        told[name] = rows.attended(of, _)
        told[f"{name}_said"] = _called_said(of, _)
    return told


def _others(found: Record, _: Words) -> dict[str, Any]:
    results = rows.results(found, _)
    honours = rows.honours(found, _)
    return {
        "proposals": rows.proposals(found.proposals, _),
        "proposals_said": _said(len(found.proposals), totals.proposals_said(found, _), _),
        "opinions": rows.opinions(found.opinions, found.used, _),
        "opinions_said": _said(len(found.opinions), totals.adopted_said(found, _), _),
        "given": rows.given(found.given, _),
        "given_said": _said(len(found.given), "", _),
        "held": rows.held_lines(found, _),
        "honours": honours,
        "results": results,
        "results_said": _said(len(honours) + len(results), _results_said(found, _), _),
    }


def _called_said(of: Sequence[Called], _: Words) -> str:
    if not of:
        return _(_NOTHING)
    return _(N_("Called to {n}: {presence}."), n=len(of), presence=rows.presence(of, _))


def _results_said(found: Record, _: Words) -> str:
    told = {"honours": len(found.honours), "results": len(found.results)}
    return _(N_("{honours} honours, {results} assessments"), **told)


def _said(number: int, more: str, _: Words) -> str:
    """How many there are, and of which; a sentence where there are none."""
    if not number:
        return _(_NOTHING)
    told = _(N_("{n} in all"), n=number)
    full, gap = ("。", "，") if _.is_chinese else (".", ", ")
    return f"{told}{gap}{more}{full}" if more else f"{told}{full}"


PAPER = Paper(
    PaperKind.DUTY_FILE,
    "member",
    Permission.MEMBER_READ,
    Facts,
    facts,
    layout,
    personal=True,
)
