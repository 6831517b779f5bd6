"""An issue of opinion items (社情民意信息专报 第 n 期): one item, numbered, with a red header."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from sqlmodel import Session

from core.errors import RuleBroken
from core.i18n import N_
from core.matters import detail, parts
from core.matters.models import Verb
from core.papers.fields import Told
from core.papers.kinds import raisers
from core.papers.kinds.matters import OfMatter, of_matter
from core.papers.models import PaperKind
from core.papers.paper import Content, Paper, Subject
from core.papers.sheet import Sheet
from core.papers.words import Words
from core.permissions import Actor, Permission


@dataclass(frozen=True, slots=True)
class Facts(OfMatter):
    """What an issue tells besides its item."""

    issue: Annotated[str, Told(N_("Number of the issue"), N_("No. 12 of 2026"))]
    day: Annotated[str, Told(N_("Day of issue"), date(2026, 3, 5))]
    signer: Annotated[str, Told(N_("Signed off by"), N_("Signer 001"))]
    editor: Annotated[str, Told(N_("Edited by"), N_("Clerk 001"))]


def facts(session: Session, actor: Actor, subject: Subject, _: Words) -> Content:
    """An item that was issued, for who may read it."""
    record = detail.matter(session, actor, subject.id)
    if not record.issue_number:
        raise RuleBroken(N_("This item has no issue yet. Issue it first."))
    by = {step.verb: step.by for step in parts.history(session, actor, record.id)}
    issue = _(N_("No. {number} of {year}"), number=record.issue_number, year=record.issue_year)
    who = raisers.card(session, actor, record, _)
    told = Facts(
        **of_matter(record, who.employer, _),
        issue=issue,
        day=_.day(record.issued_on),
        signer=by.get(Verb.SIGN, ""),
        editor=by.get(Verb.EDIT, ""),
    )
    return Content(record.committee_id, f"{issue} {record.title}", told)


def layout(sheet: Sheet, _: Words) -> None:
    """The large name, number and day above the rule; the item in its parts; the imprint."""
    sheet.header(_("Opinion Report"), under="{{ issue }}", left="{{ office }}", right="{{ day }}")
    sheet.title("{{ title }}")
    for name, label in (
        ("situation", _("Situation")),
        ("analysis", _("Analysis")),
        ("suggestion", _("Suggestion")),
    ):
        with sheet.when(name):
            sheet.paragraph(label, style="heading")
            sheet.paragraph("{{ " + name + " }}")
    sheet.paragraph(_("(Raised by: {name})", name="{{ raised_by }}"))
    sheet.imprint(
        _("Signed off by: {name}", name="{{ signer }}"),
        _("Edited by: {name}", name="{{ editor }}"),
        _("{office}, printed on {day}", office="{{ office }}", day="{{ day }}"),
    )


PAPER = Paper(
    PaperKind.OPINION_ISSUE,
    "opinion",
    Permission.EXPORT,
    Facts,
    facts,
    layout,
    red=True,
    headed=True,
)
