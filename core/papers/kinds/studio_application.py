"""The application of a studio (委员工作室申请表): a form to sign, filled from the register."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from sqlmodel import Session

from core import clock
from core.i18n import N_
from core.papers.fields import Told
from core.papers.kinds import offices
from core.papers.models import PaperKind
from core.papers.paper import Content, Paper, Subject
from core.papers.sheet import Column, Pair, Sheet
from core.papers.words import Words
from core.permissions import Actor, Permission
from core.studios import record, sheets
from core.studios.models import StudioKind, StudioState, Verdict
from core.studios.record import Detail, MemberRow


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing that a standard asks for, and how it stands."""

    standard: Annotated[str, Told(N_("Standard"), N_("Five haves"))]
    item: Annotated[str, Told(N_("What the standard asks for"), N_("A fixed place"))]
    verdict: Annotated[str, Told(N_("How it stands"), Verdict.MET.label)]
    note: Annotated[str, Told(N_("Remark"), N_("Seen on site."))]


@dataclass(frozen=True, slots=True)
class Facts:
    """What the application tells."""

    body: Annotated[str, Told(N_("Committee in full"), N_("Example County Committee of the CPPCC"))]
    name: Annotated[str, Told(N_("Name of the studio"), N_("Example education studio"))]
    kind: Annotated[str, Told(N_("Kind of studio"), StudioKind.SECTOR.label)]
    code: Annotated[str, Told(N_("Code of the studio"), "S-001")]
    lead: Annotated[str, Told(N_("Member in charge"), N_("Member 001"))]
    sector: Annotated[str, Told(N_("Sector"), N_("Education"))]
    township: Annotated[str, Told(N_("Township or street"), N_("Example town"))]
    address: Annotated[str, Told(N_("Address"), N_("1 Example Road"))]
    serves: Annotated[
        str, Told(N_("Whom it serves"), N_("Teachers, parents and pupils"), prose=True)
    ]
    brand: Annotated[str, Told(N_("Brand"), N_("Evening talks on schooling"))]
    members: Annotated[str, Told(N_("Members of the team"), N_("Member 001, Member 002"))]
    number: Annotated[str, Told(N_("How many members it has"), 8)]
    reasons: Annotated[
        str,
        Told(
            N_("Reasons of the application"),
            N_("Members of the sector ask for a place to hear teachers and parents."),
            prose=True,
        ),
    ]
    applied: Annotated[str, Told(N_("Day of the application"), date(2026, 3, 5))]
    standards: Annotated[tuple[Asked, ...], Told(N_("Standards with how they stand"))]
    has_standards: Annotated[bool, Told(N_("Whether standards apply to it"), True)]


def facts(session: Session, actor: Actor, subject: Subject, _: Words) -> Content:
    """A studio as it is on the register, for who may apply or decide."""
    row = record.detail(session, actor, subject.id)
    team = _team(record.members(session, actor, subject.id))
    reasons, applied = _applied(session, actor, row)
    asked = tuple(
        Asked(
            _.either(sheet.name, sheet.name_en),
            _.either(item.name, item.name_en),
            _.word(item.verdict) or _(N_("Not checked yet")),
            item.note,
        )
        for sheet in sheets.sheets(session, actor, subject.id)
        for item in sheet.items
    )
    told = Facts(
        body=offices.body(_, row.committee, row.committee_en),
        name=row.name,
        kind=_.word(row.kind),
        code=row.code,
        lead=row.lead or "",
        sector=_.either(row.sector or "", row.sector_en or ""),
        township=_.either(row.township or "", row.township_en or ""),
        address=row.address,
        serves=row.serves,
        brand=row.brand,
        members=_.list(team),
        number=str(len(team) or "　　"),
        reasons=reasons,
        applied=_.day(applied),
        standards=asked,
        has_standards=bool(asked),
    )
    return Content(row.committee_id, f"{row.name} {_.word(PaperKind.STUDIO_APPLICATION)}", told)


def _team(members: list[MemberRow]) -> list[str]:
    """Who works there today."""
    today = clock.today()
    return list(
        dict.fromkeys(
            one.name
            for one in members
            if one.starts_on <= today and (one.ends_on is None or one.ends_on >= today)
        )
    )


def _applied(session: Session, actor: Actor, row: Detail) -> tuple[str, date | None]:
    """What was written with the last application, and its day."""
    for step in record.steps(session, actor, row.id):
        if step.after is StudioState.APPLIED:
            return step.reason, step.taken_on
    return "", None


def layout(sheet: Sheet, _: Words) -> None:
    """The facts, the reasons and standards, then the boxes for three opinions."""
    sheet.title(_("Application to Set Up a Members' Studio"))
    sheet.fields(
        [
            Pair(_("Name of the studio"), "{{ name }}", wide=True),
            Pair(_("Kind of studio"), "{{ kind }}"),
            Pair(_("Code of the studio"), "{{ code }}"),
            Pair(_("Member in charge"), "{{ lead }}"),
            Pair(_("Sector"), "{{ sector }}"),
            Pair(_("Township or street"), "{{ township }}"),
            Pair(_("Brand"), "{{ brand }}"),
            Pair(_("Address"), "{{ address }}", wide=True),
            Pair(_("Whom it serves"), "{{ serves }}", wide=True),
            Pair(
                _("Members of the team"),
                _("{names} ({n} in all)", names="{{ members }}", n="{{ number }}"),
                wide=True,
                tall=20,
            ),
            Pair(_("Reasons"), "{{ reasons }}", wide=True, tall=62, prose=True),
            Pair(
                _("Who applies"),
                _("(Signature of the member in charge)　　　　　　{day}", day="{{ applied }}"),
                wide=True,
                tall=20,
            ),
        ]
    )
    sheet.page_break()
    with sheet.when("has_standards"):
        sheet.paragraph(_("Standards and how they stand:"), style="strong")
        sheet.rows(
            "standards",
            [
                Column(_("Standard"), "{{ row.standard }}", 1.2),
                Column(_("What the standard asks for"), "{{ row.item }}", 3, "left"),
                Column(_("How it stands"), "{{ row.verdict }}", 1.1),
                Column(_("Remark"), "{{ row.note }}", 2, "left"),
            ],
        )
    sheet.space(8)
    signed = _("(Seal)　　　Signed by:　　　　　　____ / ____ / ____")
    boxes = (
        _("Opinion of the township or street"),
        _("Opinion of the committee's office"),
        _("Approved by {committee}", committee="{{ body }}"),
    )
    sheet.fields([Pair(box, signed, wide=True, tall=44, low=True) for box in boxes])


PAPER = Paper(PaperKind.STUDIO_APPLICATION, "studio", Permission.STUDIO_APPLY, Facts, facts, layout)
