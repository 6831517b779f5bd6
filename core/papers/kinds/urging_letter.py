"""The urging letter (催办函): what a unit owes, since when, and by when it is wanted."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from sqlmodel import Session

from core.errors import RuleBroken
from core.handling.models import UrgingKind
from core.i18n import N_
from core.papers.fields import Told
from core.papers.kinds import letters
from core.papers.kinds.assignments import OfAssignment
from core.papers.models import PaperKind
from core.papers.paper import Content, Paper, Subject
from core.papers.sheet import Column, Sheet
from core.papers.words import Words
from core.permissions import Actor, Permission


@dataclass(frozen=True, slots=True)
class UrgingLine:
    """One reminder that was sent."""

    n: Annotated[str, Told(N_("No."), 1)]
    day: Annotated[str, Told(N_("Day"), date(2026, 6, 3))]
    kind: Annotated[str, Told(N_("Kind"), N_("Urging"))]
    words: Annotated[str, Told(N_("Words of the reminder"), N_("Please answer in time."))]


@dataclass(frozen=True, slots=True)
class Facts(OfAssignment):
    """How late it is, and how often it was asked for."""

    today: Annotated[str, Told(N_("Day of the paper"), date(2026, 6, 15))]
    standing: Annotated[
        str, Told(N_("How it stands with its time"), N_("It is 5 days overdue today."))
    ]
    times: Annotated[str, Told(N_("How often it was urged"), 3)]
    words: Annotated[str, Told(N_("Words of the last urging"), N_("Please answer in time."))]
    supervised: Annotated[bool, Told(N_("Whether its handling is supervised"), True)]
    urgings: Annotated[tuple[UrgingLine, ...], Told(N_("Reminders that were sent"))]
    has_urgings: Annotated[bool, Told(N_("Whether reminders were sent"), True)]


def facts(session: Session, actor: Actor, subject: Subject, _: Words) -> Content:
    """An assignment whose unit still owes an answer."""
    letter = letters.read(session, actor, subject.id, _)
    part = letter.seen.part
    if not part.is_open:
        raise RuleBroken(N_("This unit owes no answer any more: there is nothing to urge."))
    lines = tuple(
        UrgingLine(str(n), _.day(one.urged_on), _.word(one.kind), one.words)
        for n, one in enumerate(part.reminders, start=1)
    )
    told = Facts(
        **letter.told,
        standing=_standing((part.clock.due_on - letter.seen.whole.today).days, _),
        times=str(len(lines)),
        words=part.reminders[-1].words if part.reminders else "",
        supervised=any(one.kind is UrgingKind.SUPERVISE for one in part.reminders),
        urgings=lines,
        has_urgings=bool(lines),
    )
    return letter.content(PaperKind.URGING_LETTER, told, _)


def layout(sheet: Sheet, _: Words) -> None:
    """A letter with a red header, and the reminders that were sent so far."""
    letters.head(sheet, _)
    sheet.title(_("Letter to Urge the Handling of “{title}”", title="{{ title }}"))
    sheet.addressee("{{ unit }}")
    sheet.paragraph(
        _(
            "The {what} “{title}” (No. {number}) was given to you on {assigned}, as {role}, to"
            " be answered by {due}.",
            **letters.FIELDS,
        )
    )
    sheet.paragraph("{{ standing }}")
    with sheet.when("supervised"):
        sheet.paragraph(_("Its handling is supervised."))
    with sheet.when("words"):
        sheet.paragraph("{{ words }}")
    sheet.paragraph(
        _(
            "Please speed up the handling and send the written answer soon. If it cannot be"
            " answered in time, ask for more time with the reason."
        )
    )
    sheet.signature("{{ office }}", "{{ today }}")
    with sheet.when("has_urgings"):
        sheet.space()
        sheet.paragraph(_("Reminders so far:"), style="heading")
        sheet.rows(
            "urgings",
            [
                Column(_("No."), "{{ row.n }}", 0.8),
                Column(_("Day"), "{{ row.day }}", 2.2),
                Column(_("Kind"), "{{ row.kind }}", 1.4),
                Column(_("Words of the reminder"), "{{ row.words }}", 4, "left"),
            ],
        )


def _standing(days: int, _: Words) -> str:
    if days < 0:
        return _(N_("It is {n} days overdue today."), n=-days)
    if days == 0:
        return _(N_("It is due today."))
    return _(N_("There are {n} days left."), n=days)


PAPER = Paper(
    PaperKind.URGING_LETTER,
    "assignment",
    Permission.HANDLING_ASSIGN,
    Facts,
    facts,
    layout,
    red=True,
    headed=True,
)
