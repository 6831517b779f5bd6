"""The survey of opinions on the handling (办理情况征询意见表): what proposers say to the reply."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from sqlmodel import Session

from core.errors import RuleBroken
from core.handling import queries as handling
from core.handling.models import HandlingRole, Satisfaction
from core.i18n import N_
from core.matters import detail
from core.papers.fields import Told
from core.papers.kinds import raisers
from core.papers.kinds.assignments import what
from core.papers.kinds.matters import UNIT, OfMatter, of_matter
from core.papers.models import PaperKind
from core.papers.paper import Content, Paper, Subject
from core.papers.sheet import Pair, Sheet
from core.papers.words import Words, tick
from core.permissions import Actor, Permission


@dataclass(frozen=True, slots=True)
class Facts(OfMatter):
    """Who handled it, what was replied, and what is said to that."""

    what: Annotated[str, Told(N_("Opinion item or proposal"), N_("proposal"))]
    lead: Annotated[str, Told(N_("Lead unit"), UNIT)]
    others: Annotated[str, Told(N_("Co-handling units"), N_("Example County Town Bureau"))]
    result: Annotated[str, Told(N_("Result"), N_("A: solved or largely solved"))]
    replied: Annotated[str, Told(N_("Replied on"), date(2026, 5, 6))]
    visited: Annotated[str, Told(N_("Boxes: whether the unit came to talk"), N_("☑ Yes ☐ No"))]
    satisfaction: Annotated[
        str, Told(N_("Boxes: how satisfied"), N_("☑ Satisfied ☐ Basically satisfied"))
    ]
    words: Annotated[
        str, Told(N_("What was said to the reply"), N_("The last bus is well used."), prose=True)
    ]
    given: Annotated[str, Told(N_("Day of the feedback"), date(2026, 5, 20))]


def facts(session: Session, actor: Actor, subject: Subject, _: Words) -> Content:
    """A matter that was replied to, for who may read it; filled where feedback was given."""
    record = detail.matter(session, actor, subject.id)
    whole = handling.of_matter(session, actor, record.id)
    if not whole.replies:
        raise RuleBroken(N_("Nobody has replied to this yet: there is nothing to ask."))
    reply = whole.replies[0]
    said = next((one for one in whole.feedback if one.round == reply.round), None)
    units = [one for one in whole.parts if one.round == reply.round]
    who = raisers.card(session, actor, record, _)
    met = None if said is None else said.met_in_person
    told = Facts(
        **of_matter(record, _.list([who.employer, who.occupation]), _)
        | {"number": str(record.number or "")},
        what=what(record.kind, _),
        lead=_.list([one.unit for one in units if one.role is HandlingRole.LEAD]),
        others=_.list([one.unit for one in units if one.role is HandlingRole.CO]),
        result=_.word(reply.result),
        replied=_.day(reply.replied_on),
        visited=f"{tick(met)} {_(N_('Yes'))}  {tick(met is False)} {_(N_('No'))}",
        satisfaction=_satisfied(said.satisfaction if said else None, _),
        words=said.words if said else "",
        given=_.day(said.given_on) if said else "",
    )
    name = _.word(PaperKind.OPINION_SURVEY)
    return Content(record.committee_id, f"{name} {record.title}", told)


def layout(sheet: Sheet, _: Words) -> None:
    """What was handled above, what the proposer says below."""
    sheet.subtitle("{{ body }}")
    sheet.title(_("Survey of Opinions on the Handling"))
    sheet.fields(
        [
            Pair(_("Kind"), "{{ what }}"),
            Pair(_("Item number"), "{{ number }}"),
            Pair(_("Title"), "{{ title }}", wide=True, tall=14),
            Pair(_("Proposer"), "{{ raised_by }}"),
            Pair(_("Unit and post"), "{{ employer }}"),
            Pair(_("Members who sign it too"), "{{ co_signers }}", wide=True),
            Pair(_("Lead unit"), "{{ lead }}"),
            Pair(_("Replied on"), "{{ replied }}"),
            Pair(_("Co-handling units"), "{{ others }}", wide=True),
            Pair(_("Result"), "{{ result }}", wide=True),
            Pair(_("Did the unit come to talk?"), "{{ visited }}", wide=True),
            Pair(_("How satisfied are you?"), "{{ satisfaction }}", wide=True),
            Pair(_("Opinion and suggestion"), "{{ words }}", wide=True, tall=70, prose=True),
            Pair(_("Signature"), ""),
            Pair(_("Day"), "{{ given }}"),
        ],
        label_mm=34,
    )
    sheet.paragraph(
        _("Please fill it in and send it back to: {office}", office="{{ office }}"), style="small"
    )


def _satisfied(told: Satisfaction | None, _: Words) -> str:
    return "  ".join(f"{tick(one is told)} {_.word(one)}" for one in Satisfaction)


PAPER = Paper(PaperKind.OPINION_SURVEY, "matter", Permission.EXPORT, Facts, facts, layout)
