"""What letters to units have alike: the header, and the matter as an attachment."""

from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

from core.committees.models import Committee
from core.handling import queries
from core.handling.models import Assignment
from core.handling.queries import Detail
from core.i18n import N_
from core.papers.kinds.assignments import of_assignment
from core.papers.models import PaperKind
from core.papers.paper import Content
from core.papers.sheet import Sheet
from core.papers.words import Words
from core.permissions import Actor

# Fields that stand within sentences of the catalogue.
FIELDS = {
    name: "{{ " + name + " }}"
    for name in ("what", "title", "number", "role", "lead", "others", "due", "assigned")
}


@dataclass(frozen=True, slots=True)
class Letter:
    """An assignment that was fetched within scope, with what letters tell of it."""

    committee_id: int
    seen: Detail
    told: dict[str, Any]

    def content(self, kind: PaperKind, facts: object, _: Words) -> Content:
        """The paper, called after its kind, the unit and the matter."""
        part, text = self.seen.part, self.seen.text
        return Content(self.committee_id, f"{_.word(kind)} {part.unit} {text.title}", facts)


def read(session: Session, actor: Actor, assignment_id: int, _: Words) -> Letter:
    """An assignment, for who may read it."""
    seen = queries.detail(session, actor, assignment_id)
    committee_id = session.get_one(Assignment, assignment_id).committee_id
    committee = session.get_one(Committee, committee_id)
    return Letter(committee_id, seen, of_assignment(seen, committee, _))


def head(sheet: Sheet, _: Words) -> None:
    """The body's name in large, and room for the number of the letter."""
    number = _("〔{year}〕 No. ____", year="{{ year }}")
    sheet.header("{{ office }}", left=number)


def text(sheet: Sheet, _: Words) -> None:
    """The matter in full on a page of its own."""
    sheet.page_break()
    sheet.paragraph(_("Attachment"), style="flush")
    sheet.title("{{ title }}")
    for name, label in (
        ("situation", N_("Situation")),
        ("analysis", N_("Analysis")),
        ("suggestion", N_("Suggestion")),
    ):
        with sheet.when(name):
            sheet.paragraph(_(label), style="heading")
            sheet.paragraph("{{ " + name + " }}")
