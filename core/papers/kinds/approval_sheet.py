"""The approval sheet of an opinion item (呈批单): what it says in short, and who decided what."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from sqlmodel import Session

from core import clock
from core.errors import NotFound
from core.handling import queries as handling
from core.i18n import N_
from core.matters import detail, parts
from core.matters.models import MatterKind, Verb
from core.matters.parts import HistoryRow
from core.papers.fields import Told
from core.papers.kinds import raisers
from core.papers.kinds.matters import OfMatter, of_matter
from core.papers.models import PaperKind
from core.papers.paper import Content, Paper, Subject
from core.papers.sheet import Column, Pair, Sheet
from core.papers.words import Words
from core.permissions import Actor, Permission


@dataclass(frozen=True, slots=True)
class InstructionLine:
    """What a leader wrote."""

    leader: Annotated[str, Told(N_("Leader"), N_("Leader 001"))]
    post: Annotated[str, Told(N_("Office held"), N_("Vice county head"))]
    day: Annotated[str, Told(N_("Day"), date(2026, 3, 9))]
    words: Annotated[str, Told(N_("Instruction"), N_("To the transport bureau: look into it."))]


@dataclass(frozen=True, slots=True)
class Facts(OfMatter):
    """What was said of it at each step."""

    urgency: Annotated[str, Told(N_("Urgency"), N_("Urgent"))]
    sensitivity: Annotated[str, Told(N_("Sensitivity"), N_("Ordinary"))]
    screening: Annotated[
        str, Told(N_("Opinion of who screened it"), N_("Of general interest. Clerk 001"))
    ]
    checking: Annotated[str, Told(N_("Opinion of who checked it"), N_("Facts checked. Clerk 002"))]
    signing: Annotated[str, Told(N_("Opinion of who signed it"), N_("Agreed. Signer 001"))]
    instructions: Annotated[tuple[InstructionLine, ...], Told(N_("Instructions of leaders"))]
    has_instructions: Annotated[bool, Told(N_("Whether there are instructions"), True)]


def facts(session: Session, actor: Actor, subject: Subject, _: Words) -> Content:
    """An opinion item with what was said of it, for who may read it."""
    record = detail.matter(session, actor, subject.id)
    if record.kind is not MatterKind.OPINION:
        raise NotFound
    steps = {step.verb: step for step in parts.history(session, actor, record.id)}
    given = handling.of_matter(session, actor, record.id).instructions
    who = raisers.card(session, actor, record, _)
    lines = tuple(
        InstructionLine(one.leader, one.post, _.day(one.given_on), one.words) for one in given
    )
    told = Facts(
        **of_matter(record, _.list([who.employer, who.occupation]), _),
        urgency=_.word(record.urgency),
        sensitivity=_.word(record.sensitivity),
        screening=_said(steps.get(Verb.SCREEN), record.time_zone, _),
        checking=_said(steps.get(Verb.CHECK), record.time_zone, _),
        signing=_said(steps.get(Verb.SIGN), record.time_zone, _),
        instructions=lines,
        has_instructions=bool(lines),
    )
    name = _.word(PaperKind.APPROVAL_SHEET)
    return Content(record.committee_id, f"{name} {record.title}", told)


def layout(sheet: Sheet, _: Words) -> None:
    """A table with room to write; instructions that were given stand below it."""
    sheet.header(_("Approval Sheet"), left="{{ office }}", right=_("No. {n}", n="{{ number }}"))
    sheet.fields(
        [
            Pair(_("Title"), "{{ title }}", wide=True, tall=14),
            Pair(_("Raised by"), "{{ raised_by }}"),
            Pair(_("Received on"), "{{ received }}"),
            Pair(_("Category"), "{{ category }}"),
            Pair(_("Urgency"), "{{ urgency }}"),
            Pair(_("In short"), "{{ situation }}", wide=True, tall=26, prose=True),
            Pair(_("Suggestion"), "{{ suggestion }}", wide=True, tall=20, prose=True),
            Pair(_("Proposed by the office"), "{{ screening }}", wide=True, tall=18),
            Pair(_("Opinion of the check"), "{{ checking }}", wide=True, tall=18),
            Pair(_("Opinion of the signer"), "{{ signing }}", wide=True, tall=20),
            Pair(_("Instruction of leaders"), "", wide=True, tall=24),
        ],
        label_mm=32,
    )
    with sheet.when("has_instructions"):
        sheet.paragraph(_("Instructions given"), style="heading")
        sheet.rows(
            "instructions",
            [
                Column(_("Leader"), "{{ row.leader }}", 1.2),
                Column(_("Office held"), "{{ row.post }}", 1.6),
                Column(_("Day"), "{{ row.day }}", 2.2),
                Column(_("Instruction"), "{{ row.words }}", 4, "left"),
            ],
        )


def _said(step: HistoryRow | None, zone: str, _: Words) -> str:
    """What was said at a step, by whom and when; room to write where it was not taken."""
    if step is None:
        return ""
    signed = f"{step.by}  {_.day(clock.local(step.taken_at, zone).date())}"
    return f"{step.words}\n{signed}" if step.words else signed


PAPER = Paper(
    PaperKind.APPROVAL_SHEET, "opinion", Permission.EXPORT, Facts, facts, layout, headed=True
)
