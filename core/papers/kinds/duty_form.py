"""The yearly duty form (年度履职登记表): what was recorded, the member's own words, the points."""

from dataclasses import dataclass
from typing import Annotated, Any

from sqlmodel import Session

from core.assessment import points as scores
from core.assessment.book.faults import shown
from core.assessment.book.shape import Section
from core.assessment.duty import facts as forms
from core.assessment.duty import queries
from core.assessment.duty.facts import Part
from core.assessment.duty.queries import FormDetail
from core.assessment.points import Points
from core.errors import NotFound
from core.groups import membership
from core.i18n import N_
from core.members import files
from core.papers.fields import Told
from core.papers.kinds import of_member, spans
from core.papers.kinds.of_member import OfMember
from core.papers.models import PaperKind
from core.papers.paper import Content, Paper, Subject
from core.papers.sheet import Column, Pair, Sheet
from core.papers.words import Words
from core.permissions import Actor, Permission
from core.reports import record as records

MOST = 15
_SUMMARY = N_("Took part in the surveys of the year and heard residents at the studio each month.")


@dataclass(frozen=True, slots=True)
class Recorded:
    """One part of what was recorded."""

    what: Annotated[str, Told(N_("Kind of duty"), N_("Meetings"))]
    number: Annotated[str, Told(N_("How many"), 5)]
    lines: Annotated[str, Told(N_("What it was"), N_("2026.03.05 Plenary session"), prose=True)]


@dataclass(frozen=True, slots=True)
class SectionPoints:
    """The points of one section."""

    section: Annotated[str, Told(N_("Section"), N_("Meetings"))]
    points: Annotated[str, Told(N_("Points"), "18.5")]
    most: Annotated[str, Told(N_("At most"), "20")]


@dataclass(frozen=True, slots=True)
class Facts(OfMember):
    """What a duty form tells."""

    book: Annotated[str, Told(N_("Rule book"), N_("Rules of the Example County"))]
    recorded: Annotated[tuple[Recorded, ...], Told(N_("What was recorded"))]
    summary: Annotated[str, Told(N_("Summary of the year"), _SUMMARY, prose=True)]
    further: Annotated[
        str, Told(N_("What the records do not show"), N_("Two lectures at schools."), prose=True)
    ]
    suggestions: Annotated[
        str,
        Told(N_("Suggestions for the committee's work"), N_("More joint surveys."), prose=True),
    ]
    handed_in: Annotated[str, Told(N_("Handed in at"), N_("20 December 2026"))]
    sections: Annotated[tuple[SectionPoints, ...], Told(N_("Points of each section"))]
    total: Annotated[str, Told(N_("Total points"), "86.5")]
    grade: Annotated[str, Told(N_("Grade"), N_("Excellent"))]
    rank: Annotated[str, Told(N_("Rank"), "12 / 209")]


def facts(session: Session, actor: Actor, subject: Subject, _: Words) -> Content:
    """A member's form of an assessment, named by `a`; of a draft only what is recorded."""
    member = records.find(session, actor, subject.id)
    found = queries.form_of(session, actor, _assessment(subject), subject.id)
    scored = scores.points(session, actor, found.assessment.id, subject.id)
    year = spans.of_year(found.assessment.year, _)
    groups = membership.names(
        session, member.committee_id, [member.id], found.assessment.last_on
    ).get(member.id, ("", ""))
    file = files.file_of(session, actor, subject.id)
    told = Facts(
        **of_member.of_member(file, groups, year, _),
        **_own_words(found, _),
        **_scored(scored, _),
        recorded=_recorded(found, _),
    )
    name = f"{_.word(PaperKind.DUTY_FORM)} {found.assessment.year} {member.number} {member.name}"
    return Content(member.committee_id, name, told, source=f"{year} {told.book}")


def layout(sheet: Sheet, _: Words) -> None:
    """One table after another, as the form is filled by hand; room for seals at the end."""
    sheet.title(_("Yearly Duty Form of a Member"))
    sheet.subtitle("{{ body }}")
    sheet.subtitle("{{ period }}")
    sheet.fields(_who(_))
    sheet.paragraph(_("What was recorded"), style="heading")
    with sheet.when("recorded"):
        sheet.rows(
            "recorded",
            [
                Column(_("Kind of duty"), "{{ row.what }}", 1.3),
                Column(_("How many"), "{{ row.number }}", 0.6),
                Column(_("What it was"), "{{ row.lines }}", 4, "left"),
            ],
        )
    sheet.paragraph(_("In the member's own words"), style="heading")
    sheet.fields(_words(_))
    sheet.paragraph(_("Points"), style="heading")
    sheet.paragraph(_("By “{book}”.", book="{{ book }}"), style="flush")
    sheet.rows(
        "sections",
        [
            Column(_("Section"), "{{ row.section }}", 3, "left"),
            Column(_("Points"), "{{ row.points }}", 1),
            Column(_("At most"), "{{ row.most }}", 1),
        ],
    )
    sheet.space()
    sheet.fields(_ending(_))


def _who(_: Words) -> list[Pair]:
    return [
        Pair(_("Full name"), "{{ name }}"),
        Pair(_("Number of the member"), "{{ number }}"),
        Pair(_("Sex"), "{{ sex }}"),
        Pair(_("Year of birth"), "{{ birth_year }}"),
        Pair(_("Sector"), "{{ sector }}"),
        Pair(_("Sector group"), "{{ group }}"),
        Pair(_("Party"), "{{ party }}"),
        Pair(_("Whether a standing member"), "{{ standing }}"),
        Pair(_("Employer"), "{{ employer }}", wide=True),
        Pair(_("Occupation"), "{{ occupation }}"),
        Pair(_("Handed in at"), "{{ handed_in }}"),
    ]


def _words(_: Words) -> list[Pair]:
    asked = (
        ("summary", _("Summary of the year"), 50),
        ("further", _("What the records do not show"), 25),
        ("suggestions", _("Suggestions for the committee's work"), 25),
    )
    return [
        Pair(label, "{{ " + name + " }}", wide=True, tall=tall, prose=True)
        for name, label, tall in asked
    ]


def _ending(_: Words) -> list[Pair]:
    signed = _("(Signature)　　　　　　　____ / ____ / ____")
    sealed = _("(Seal)　　　　　　　____ / ____ / ____")
    return [
        Pair(_("Total points"), "{{ total }}"),
        Pair(_("Grade"), "{{ grade }}"),
        Pair(_("Rank"), "{{ rank }}", wide=True),
        Pair(_("Signature of the member"), signed, wide=True, tall=16),
        Pair(_("Opinion of the sector group"), sealed, wide=True, tall=26),
        Pair(_("Opinion of the committee"), sealed, wide=True, tall=26),
    ]


def _assessment(subject: Subject) -> int:
    text = subject.query.get("a", "")
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise NotFound
    return int(text)


def _own_words(found: FormDetail, _: Words) -> dict[str, Any]:
    form = found.form
    handed = spans.moment(form.submitted_at, _) if form else ""
    return {
        "summary": form.summary if form else "",
        "further": form.further if form else "",
        "suggestions": form.suggestions if form else "",
        "handed_in": handed or _(N_("Not handed in yet")),
    }


def _recorded(found: FormDetail, _: Words) -> tuple[Recorded, ...]:
    """The parts in the order of the form, those with nothing left out."""
    parts = [(label, found.facts.get(key)) for key, label in forms.LABELS.items()]
    return tuple(
        Recorded(_(label), str(part.number), "\n".join(_lines(part, _)))
        for label, part in parts
        if part and part.number
    )


def _lines(part: Part, _: Words) -> list[str]:
    """The latest records, and how many more there are."""
    shown = part.lines[-MOST:]
    said = [f"{spans.short(one.day, _)} {one.title}".strip() for one in shown]
    left = part.number - len(shown)
    return [*said, _(N_("and {n} more"), n=left)] if left else said


def _scored(found: Points, _: Words) -> dict[str, Any]:
    """By the kept points, as the screen of points shows them."""
    book = found.book
    grade = next((one for one in book.grades if one.key == found.placed.grade), None)
    place = f"{found.placed.place} / {found.among}" if found.placed.place else ""
    name = _.either(grade.name, grade.name_en) if grade else _(N_("Not graded"))
    under_way = "" if found.is_closed else _(N_(" (under way, not final)"))
    return {
        "book": _.either(book.name, book.name_en),
        "sections": _sections(found, _),
        "total": f"{shown(found.kept.rated)}{under_way}",
        "grade": f"{name}{under_way if grade else ''}",
        "rank": f"{place}{under_way}" if place else _(N_("Not graded")),
    }


def _sections(found: Points, _: Words) -> tuple[SectionPoints, ...]:
    """Each section; what all have from the start and what was corrected stand beside them."""
    book = found.book
    told = [
        SectionPoints(_.either(one.name, one.name_en), shown(found.of_section(one)), _most(one))
        for one in book.sections
    ]
    corrected = sum(one.hundredths for one in found.corrections)
    others = ((N_("Base points"), book.base), (N_("Corrections"), corrected))
    told += [SectionPoints(_(label), shown(number), "—") for label, number in others if number]
    return tuple(told)


def _most(section: Section) -> str:
    most = section.start if section.cap is None else section.cap
    return "—" if most is None else shown(most)


PAPER = Paper(
    PaperKind.DUTY_FORM,
    "member",
    Permission.ASSESSMENT_READ,
    Facts,
    facts,
    layout,
    personal=True,
)
