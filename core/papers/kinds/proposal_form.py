"""A proposal on paper (提案纸): the subject, its parts in lines of 28 points, who signs it."""

from dataclasses import dataclass
from typing import Annotated

from sqlmodel import Session

from core.i18n import N_
from core.matters import detail as matters
from core.papers.fields import Told
from core.papers.kinds import raisers
from core.papers.kinds.matters import OfMatter, of_matter
from core.papers.models import PaperKind
from core.papers.paper import Content, Paper, Subject
from core.papers.sheet import Column, Pair, Sheet
from core.papers.words import Words
from core.permissions import Actor, Permission
from core.proposals import detail


@dataclass(frozen=True, slots=True)
class SignerLine:
    """A member who signs it too."""

    n: Annotated[str, Told(N_("No."), 1)]
    name: Annotated[str, Told(N_("Full name"), N_("Member 002"))]
    sector: Annotated[str, Told(N_("Sector"), N_("Trade unions"))]
    employer: Annotated[str, Told(N_("Employer and post"), N_("Example Works"))]


@dataclass(frozen=True, slots=True)
class Facts(OfMatter):
    """What only proposals have."""

    plenary: Annotated[str, Told(N_("Plenary session"), N_("Term 15, session 2"))]
    count: Annotated[str, Told(N_("Number within the session"), 47)]
    nature: Annotated[str, Told(N_("Nature"), N_("Co-signed proposal"))]
    sector: Annotated[str, Told(N_("Sector"), N_("Trade unions"))]
    special_committee: Annotated[str, Told(N_("Special committee"), N_("Committee on the economy"))]
    phone: Annotated[str, Told(N_("Phone, masked"), "138****0001")]
    signers: Annotated[tuple[SignerLine, ...], Told(N_("Co-signers with their sectors"))]
    has_signers: Annotated[bool, Told(N_("Whether there are co-signers"), True)]


def facts(session: Session, actor: Actor, subject: Subject, _: Words) -> Content:
    """A proposal, for who may read it."""
    part = detail.part(session, actor, subject.id)
    record = matters.matter(session, actor, subject.id)
    ids = raisers.co_signer_ids(record)
    cards = raisers.cards(session, actor, ids, _) if ids else {}
    names = {one.member_id: one.name for one in record.authors}
    who = raisers.card(session, actor, record, _)
    signers = tuple(
        SignerLine(str(n), names[one], cards[one].sector, cards[one].employer)
        for n, one in enumerate(ids, start=1)
    )
    told = Facts(
        **of_matter(record, _.list([who.employer, who.occupation]), _),
        plenary=_(N_("Term {term}, session {number}"), term=part.term, number=part.session),
        count=str(record.number or ""),
        nature=_.word(part.nature),
        sector=who.sector,
        special_committee=who.special_committee,
        phone=who.phone,
        signers=signers,
        has_signers=bool(signers),
    )
    name = _.word(PaperKind.PROPOSAL_FORM)
    return Content(record.committee_id, f"{name} {told.count} {record.title}".strip(), told)


def layout(sheet: Sheet, _: Words) -> None:
    """The table of who and what, then the words in lines of 28 points."""
    sheet.subtitle("{{ body }}")
    sheet.title(_("Proposal"))
    sheet.paragraph(
        _("{plenary}    No. {count}", plenary="{{ plenary }}", count="{{ count }}"), style="center"
    )
    sheet.space(6)
    sheet.fields(
        [
            Pair(_("Subject line"), "{{ title }}", wide=True, tall=18, large=True),
            Pair(_("Proposer"), "{{ raised_by }}"),
            Pair(_("Nature"), "{{ nature }}"),
            Pair(_("Sector"), "{{ sector }}"),
            Pair(_("Phone"), "{{ phone }}"),
            Pair(_("Unit and post"), "{{ employer }}", wide=True),
            Pair(_("Category"), "{{ category }}"),
            Pair(_("Handed in on"), "{{ received }}"),
            Pair(_("Situation"), "{{ situation }}", wide=True, tall=52, lines=True),
            Pair(_("Analysis"), "{{ analysis }}", wide=True, tall=32, lines=True),
            Pair(_("Suggestion"), "{{ suggestion }}", wide=True, tall=42, lines=True),
        ]
    )
    with sheet.when("has_signers"):
        sheet.space()
        sheet.paragraph(_("Members who sign it too"), style="heading")
        sheet.rows(
            "signers",
            [
                Column(_("No."), "{{ row.n }}", 0.8),
                Column(_("Full name"), "{{ row.name }}", 1.2),
                Column(_("Sector"), "{{ row.sector }}", 1.4),
                Column(_("Employer and post"), "{{ row.employer }}", 3, "left"),
                Column(_("Signature"), "", 1.4),
            ],
        )


PAPER = Paper(PaperKind.PROPOSAL_FORM, "proposal", Permission.PROPOSAL_READ, Facts, facts, layout)
