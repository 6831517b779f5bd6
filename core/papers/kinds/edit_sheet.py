"""The edit sheet of an opinion item (编辑单): who raised it, how it was used, its words."""

from dataclasses import dataclass
from typing import Annotated

from sqlmodel import Session

from core.errors import NotFound
from core.handling.models import AuthorityLevel
from core.i18n import N_
from core.matters import detail, parts
from core.matters.detail import MatterDetail
from core.matters.models import MatterKind, Verb
from core.opinions import adoptions
from core.opinions.models import AdoptionKind
from core.papers.fields import Told
from core.papers.kinds import raisers
from core.papers.kinds.matters import OfMatter, of_matter
from core.papers.models import PaperKind
from core.papers.paper import Content, Paper, Subject
from core.papers.sheet import Pair, Sheet
from core.papers.words import UNTICKED, Words, tick
from core.permissions import Actor, Permission

NORM = 1500


@dataclass(frozen=True, slots=True)
class Facts(OfMatter):
    """Who raised it, how it was used, and who edited it."""

    sector: Annotated[str, Told(N_("Sector"), N_("Trade unions"))]
    special_committee: Annotated[str, Told(N_("Special committee"), N_("Committee on the economy"))]
    party: Annotated[str, Told(N_("Party"), N_("No party"))]
    phone: Annotated[str, Told(N_("Phone, masked"), "138****0001")]
    adopted: Annotated[str, Told(N_("Boxes: how it was used"), N_("☑ Single piece ☐ Composite"))]
    sent: Annotated[str, Told(N_("Boxes: how far up it went"), N_("☑ County ☐ Prefecture"))]
    editor: Annotated[str, Told(N_("Edited by"), N_("Clerk 001"))]
    checker: Annotated[str, Told(N_("Checked by"), N_("Clerk 002"))]
    signer: Annotated[str, Told(N_("Signed off by"), N_("Signer 001"))]
    length: Annotated[str, Told(N_("Length of the text in characters"), 486)]
    norm: Annotated[str, Told(N_("Most characters that a text should have"), "1,500")]


def facts(session: Session, actor: Actor, subject: Subject, _: Words) -> Content:
    """An opinion item at any step, for who may read it."""
    record = detail.matter(session, actor, subject.id)
    if record.kind is not MatterKind.OPINION:
        raise NotFound
    by = {step.verb: step.by for step in parts.history(session, actor, record.id)}
    ladder = adoptions.of(session, actor, record.id)
    who = raisers.card(session, actor, record, _)
    told = Facts(
        **of_matter(record, _.list([who.employer, who.occupation]), _),
        sector=who.sector,
        special_committee=who.special_committee,
        party=who.party,
        phone=who.phone,
        adopted=_boxes(list(AdoptionKind), {one.kind for one in ladder}, _),
        sent=_boxes(list(AuthorityLevel), {one.level for one in ladder}, _),
        editor=by.get(Verb.EDIT, ""),
        checker=by.get(Verb.CHECK, ""),
        signer=by.get(Verb.SIGN, ""),
        length=_.count(_length(record)),
        norm=_.count(NORM),
    )
    name = _.word(PaperKind.EDIT_SHEET)
    return Content(record.committee_id, f"{name} {record.title}", told)


def layout(sheet: Sheet, _: Words) -> None:
    """Fields above, the words in large cells below."""
    sheet.subtitle("{{ body }}")
    sheet.title(_("Edit Sheet for Opinion Items"))
    sheet.fields(
        [
            Pair(_("Item number"), "{{ number }}"),
            Pair(_("Received on"), "{{ received }}"),
            Pair(_("Raised by"), "{{ raised_by }}"),
            Pair(_("Phone"), "{{ phone }}"),
            Pair(_("Unit and post"), "{{ employer }}", wide=True),
            Pair(_("Sector"), "{{ sector }}"),
            Pair(_("Party"), "{{ party }}"),
            Pair(_("Special committee"), "{{ special_committee }}"),
            Pair(_("Category"), "{{ category }}"),
            Pair(_("Members who sign it too"), "{{ co_signers }}", wide=True),
            Pair(_("Used as"), "{{ adopted }}", wide=True),
            Pair(_("Sent up to"), "{{ sent }}", wide=True),
            Pair(_("Title"), "{{ title }}", wide=True),
            Pair(_("Situation"), "{{ situation }}", wide=True, tall=30, prose=True),
            Pair(_("Analysis"), "{{ analysis }}", wide=True, tall=24, prose=True),
            Pair(_("Suggestion"), "{{ suggestion }}", wide=True, tall=24, prose=True),
            Pair(_("Edited by"), "{{ editor }}"),
            Pair(_("Checked by"), "{{ checker }}"),
            Pair(_("Signed off by"), "{{ signer }}"),
            Pair(_("Characters"), "{{ length }}"),
        ]
    )
    sheet.paragraph(
        _("Note: a text has {norm} characters at most, punctuation included.", norm="{{ norm }}"),
        style="small",
    )


def _boxes(kinds: list[AdoptionKind] | list[AuthorityLevel], told: set[object], _: Words) -> str:
    """All that could be ticked, and ticked what is so."""
    return "  ".join(f"{tick(kind in told)} {_.word(kind)}" for kind in kinds) or UNTICKED


def _length(record: MatterDetail) -> int:
    texts = (record.situation, record.analysis, record.suggestion)
    return sum(len("".join(text.split())) for text in texts)


PAPER = Paper(PaperKind.EDIT_SHEET, "opinion", Permission.EXPORT, Facts, facts, layout)
