"""The certificate of a plaque (授牌证书): one framed page that lies on its side."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from sqlmodel import Session

from core.errors import RuleBroken
from core.i18n import N_
from core.papers.fields import Told
from core.papers.kinds import offices
from core.papers.models import PaperKind
from core.papers.paper import Content, Paper, Subject
from core.papers.sheet import Sheet
from core.papers.words import Words
from core.permissions import Actor, Permission
from core.studios import record
from core.studios.models import StudioKind

_RED = "B02418"


@dataclass(frozen=True, slots=True)
class Facts:
    """What the certificate tells."""

    name: Annotated[str, Told(N_("Name of the studio"), N_("Example education studio"))]
    kind: Annotated[str, Told(N_("Kind of studio"), StudioKind.SECTOR.label)]
    number: Annotated[str, Told(N_("Number on the plaque"), "2026-001")]
    day: Annotated[str, Told(N_("Plaque handed over on"), date(2026, 3, 5))]
    opened: Annotated[str, Told(N_("Opening day"), date(2026, 3, 6))]
    body: Annotated[str, Told(N_("Committee in full"), N_("Example County Committee of the CPPCC"))]


def facts(session: Session, actor: Actor, subject: Subject, _: Words) -> Content:
    """A studio that bears a plaque."""
    row = record.detail(session, actor, subject.id)
    if not row.plaque_number or row.plaque_on is None:
        raise RuleBroken(
            N_("This studio has no plaque yet. Open it with the number of its plaque.")
        )
    told = Facts(
        name=row.name,
        kind=_.word(row.kind),
        number=row.plaque_number,
        day=_.day(row.plaque_on),
        opened=_.day(row.opened_on),
        body=offices.body(_, row.committee, row.committee_en),
    )
    title = f"{row.name} {_.word(PaperKind.PLAQUE_CERTIFICATE)}"
    return Content(row.committee_id, title, told)


def layout(sheet: Sheet, _: Words) -> None:
    """Large type in the middle of the page; whose plaque, its number and day, and who gave it."""
    sheet.landscape()
    sheet.frame(_RED)
    sheet.large(_("Certificate of a Plaque"), 46, red=True, before=44, after=22)
    sheet.large(
        _("After examination, the plaque of a members' studio is given to"), 20, font="fang"
    )
    sheet.large("{{ name }}", 32, font="hei", before=10, after=10, bold=not _.is_chinese)
    sheet.large(
        _("({kind}, plaque No. {number})", kind="{{ kind }}", number="{{ number }}"),
        20,
        font="fang",
        after=10,
    )
    sheet.signature("{{ body }}", "{{ day }}")


PAPER = Paper(
    PaperKind.PLAQUE_CERTIFICATE, "studio", Permission.STUDIO_DECIDE, Facts, facts, layout
)
