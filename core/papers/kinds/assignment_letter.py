"""The letter of assignment (交办函): a matter goes to a unit, with the day to answer by."""

from dataclasses import dataclass
from typing import Annotated

from sqlmodel import Session

from core.i18n import N_
from core.papers.fields import Told
from core.papers.kinds import letters
from core.papers.kinds.assignments import OfAssignment
from core.papers.models import PaperKind
from core.papers.paper import Content, Paper, Subject
from core.papers.sheet import Sheet
from core.papers.words import Words
from core.permissions import Actor, Permission


@dataclass(frozen=True, slots=True)
class Facts(OfAssignment):
    """What else the unit is told."""

    note: Annotated[str, Told(N_("Words of the office to the unit"), N_("Please ask the works."))]
    instruction: Annotated[
        str,
        Told(N_("Instruction that it goes back to"), N_("Leader 001: look into it. 9 March 2026")),
    ]


def facts(session: Session, actor: Actor, subject: Subject, _: Words) -> Content:
    """An assignment, for the office that made it."""
    letter = letters.read(session, actor, subject.id, _)
    given = [
        f"{one.leader}：{one.words}" if _.is_chinese else f"{one.leader}: {one.words}"
        for one in letter.seen.whole.instructions[-1:]
        if letter.seen.part.clock.instructed
    ]
    told = Facts(**letter.told, note=letter.seen.part.words, instruction="".join(given))
    return letter.content(PaperKind.ASSIGNMENT_LETTER, told, _)


def layout(sheet: Sheet, _: Words) -> None:
    """A letter with a red header; the matter in full follows on a page of its own."""
    letters.head(sheet, _)
    sheet.title(_("Letter on the Assignment of “{title}”", title="{{ title }}"))
    sheet.addressee("{{ unit }}")
    sheet.paragraph(
        _(
            "The {what} “{title}” (No. {number}) is herewith given to you to handle, as {role}.",
            **letters.FIELDS,
        )
    )
    with sheet.when("others"):
        sheet.paragraph(_("Lead unit: {lead}. Co-handling units: {others}.", **letters.FIELDS))
    with sheet.when("instruction"):
        sheet.paragraph(_("Instruction: {instruction}", instruction="{{ instruction }}"))
    with sheet.when("note"):
        sheet.paragraph("{{ note }}")
    sheet.paragraph(
        _(
            "Please look into it with care, get in touch with who raised it as the rules say,"
            " and answer in writing by {due}. What is not yours is handed back within three"
            " working days, with the reason.",
            **letters.FIELDS,
        )
    )
    sheet.paragraph(_("Attachment: {title}", title="{{ title }}"))
    sheet.signature("{{ office }}", "{{ today }}")
    letters.text(sheet, _)


PAPER = Paper(
    PaperKind.ASSIGNMENT_LETTER,
    "assignment",
    Permission.HANDLING_ASSIGN,
    Facts,
    facts,
    layout,
    red=True,
    headed=True,
)
