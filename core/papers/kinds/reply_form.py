"""The reply form of a unit (办理情况答复单): filled from its reply, or blank to be written on."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from sqlmodel import Session

from core.handling.models import ContactMode, Result
from core.i18n import N_
from core.papers.fields import Told
from core.papers.kinds import letters
from core.papers.kinds.assignments import OfAssignment
from core.papers.models import PaperKind
from core.papers.paper import Content, Paper, Subject
from core.papers.sheet import Pair, Sheet
from core.papers.words import Words, tick
from core.permissions import Actor, Permission


@dataclass(frozen=True, slots=True)
class Facts(OfAssignment):
    """What the unit answered."""

    results: Annotated[str, Told(N_("Boxes: the result"), N_("☑ A: solved ☐ B: started"))]
    contacts: Annotated[
        str, Told(N_("Boxes: how the unit got in touch"), N_("☑ Visit ☐ Telephone"))
    ]
    contacted: Annotated[str, Told(N_("Got in touch on"), date(2026, 4, 8))]
    words: Annotated[
        str,
        Told(
            N_("What was answered"),
            N_("Two more buses run since 1 May. The time table hangs at the gate of the works."),
            prose=True,
        ),
    ]
    signed_by: Annotated[str, Told(N_("Signed by"), N_("Head 001"))]
    replied: Annotated[str, Told(N_("Replied on"), date(2026, 5, 6))]


def facts(session: Session, actor: Actor, subject: Subject, _: Words) -> Content:
    """An assignment, for its unit and for the office."""
    letter = letters.read(session, actor, subject.id, _)
    seen = letter.seen
    reply = next((one for one in seen.whole.replies if one.id == seen.part.reply_id), None)
    told = Facts(
        **letter.told,
        results=_boxes(list(Result), reply.result if reply else None, _),
        contacts=_boxes(list(ContactMode), reply.contact if reply else None, _),
        contacted=_.day(reply.contacted_on) if reply else "",
        words=reply.words if reply else "",
        signed_by=reply.signed_by if reply else "",
        replied=_.day(reply.replied_on) if reply else "",
    )
    return letter.content(PaperKind.REPLY_FORM, told, _)


def layout(sheet: Sheet, _: Words) -> None:
    """Fields, the answer in a large cell, and room for the seal."""
    sheet.subtitle("{{ body }}")
    sheet.title(_("Reply to a Matter Assigned"))
    sheet.fields(
        [
            Pair(_("Kind"), "{{ what }}"),
            Pair(_("Item number"), "{{ number }}"),
            Pair(_("Title"), "{{ title }}", wide=True, tall=14),
            Pair(_("Proposers"), "{{ raised_by }}", wide=True),
            Pair(_("Handling unit"), "{{ unit }}"),
            Pair(_("Part of the unit"), "{{ role }}"),
            Pair(_("Co-handling units"), "{{ others }}", wide=True),
            Pair(_("Assigned on"), "{{ assigned }}"),
            Pair(_("To be answered by"), "{{ due }}"),
            Pair(_("How the unit got in touch"), "{{ contacts }}", wide=True),
            Pair(_("Got in touch on"), "{{ contacted }}", wide=True),
            Pair(_("Result"), "{{ results }}", wide=True, tall=16),
            Pair(_("Text of the answer"), "{{ words }}", wide=True, tall=58, prose=True),
            Pair(_("Signed by"), "{{ signed_by }}"),
            Pair(_("Replied on"), "{{ replied }}"),
        ],
        label_mm=30,
    )
    sheet.paragraph(_("(Seal of the unit)"), style="right")


def _boxes(kinds: list[Result] | list[ContactMode], told: object, _: Words) -> str:
    return "  ".join(f"{tick(kind is told)} {_.word(kind)}" for kind in kinds)


PAPER = Paper(PaperKind.REPLY_FORM, "assignment", Permission.HANDLING_READ, Facts, facts, layout)
