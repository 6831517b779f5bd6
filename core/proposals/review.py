"""What an office decides of proposals that were handed in."""

from sqlmodel import Session, col, select

from core.audit.service import Changes
from core.errors import NotFound
from core.matters import authors, links, numbers, openness, steps
from core.matters.models import (
    Author,
    AuthorRole,
    Consent,
    LinkKind,
    Matter,
    MatterLink,
    Verb,
)
from core.matters.writing import MatterDraft
from core.opinions import service as opinions
from core.permissions import Actor, require
from core.proposals import finding, reasons, rules
from core.proposals.drafts import FlagDraft, RefusalDraft
from core.proposals.finding import KIND, REVIEW
from core.proposals.models import Proposal
from core.proposals.service import tell
from core.text import clean_block

WORDS = 3_000


def register(
    session: Session, actor: Actor, matter_id: int, words: str = "", version: int | None = None
) -> Matter:
    """Let a proposal in: it will be handled and answered."""
    held = finding.reviewed(session, actor, matter_id, version)
    steps.move(session, actor, held.matter, Verb.REGISTER, _said(words))
    return held.matter


def return_(
    session: Session, actor: Actor, matter_id: int, words: str, version: int | None = None
) -> Matter:
    """Send a proposal back to its first author, and say why. What was said before stays."""
    held = finding.reviewed(session, actor, matter_id, version)
    steps.move(session, actor, held.matter, Verb.RETURN, _said(words))
    return held.matter


def refuse(
    session: Session,
    actor: Actor,
    matter_id: int,
    draft: RefusalDraft,
    version: int | None = None,
) -> Matter:
    """Leave a proposal unregistered, for one of the reasons of the list."""
    held = finding.reviewed(session, actor, matter_id, version)
    reason = reasons.in_use(session, held.matter.committee_id, draft.reason_id)
    held.proposal.refusal_reason_id = reason.id
    told = "\n".join(filter(None, [reason.name, _said(draft.words)]))
    steps.move(session, actor, held.matter, Verb.REFUSE, told)
    return held.matter


def merge(session: Session, actor: Actor, matter_id: int, into_id: int, words: str = "") -> Matter:
    """Merge a proposal into another: both keep the link, and the credit is shared."""
    require(actor, REVIEW)
    said = _said(words)
    matter, into, link = links.merge(session, actor, (matter_id, into_id), LinkKind.MERGED, said)
    if matter.kind is not KIND:
        raise NotFound
    links.join(session, actor, matter, into, link)
    steps.move(session, actor, matter, Verb.MERGE, said or openness.title(into))
    return matter


def convert(
    session: Session, actor: Actor, matter_id: int, words: str = "", version: int | None = None
) -> Matter:
    """Make an opinion item of a proposal, in one step; both stay linked. Returns the item."""
    held = finding.reviewed(session, actor, matter_id, version)
    matter = held.matter
    item = opinions.take_over(session, actor, _as_opinion(session, matter), matter)
    link = MatterLink(from_id=matter.id, to_id=item.id, kind=LinkKind.CONVERTED)
    links.join(session, actor, matter, item, link)
    steps.move(session, actor, matter, Verb.CONVERT, _said(words))
    return item


def close(
    session: Session, actor: Actor, matter_id: int, words: str = "", version: int | None = None
) -> Matter:
    """Close a proposal on whose reply its author has spoken."""
    held = finding.reviewed(session, actor, matter_id, version)
    steps.move(session, actor, held.matter, Verb.CLOSE, _said(words))
    return held.matter


def flag(session: Session, actor: Actor, matter_id: int, draft: FlagDraft, version: int) -> Matter:
    """Mark a registered proposal as key, excellent or No. 1, or take the mark away."""
    held = finding.reviewed(session, actor, matter_id, version)
    matter, proposal = held.matter, held.proposal
    rules.check_flags(matter.state)
    if draft.is_number_one:
        numbers.lock(session, matter.committee_id)  # two at once would not see each other
        rules.check_number_one(_other_number_one(session, matter, proposal))
    changes = Changes({}, {})
    for name in ("is_key", "is_excellent", "is_number_one"):
        before, after = getattr(proposal, name), getattr(draft, name)
        if before != after:
            changes.before[name], changes.after[name] = before, after
            setattr(proposal, name, after)
    matter.version += 1
    tell(session, actor, "flagged", matter, changes)
    return matter


def _said(words: str) -> str:
    return clean_block(words, WORDS, "words")


def _as_opinion(session: Session, matter: Matter) -> MatterDraft:
    """What a proposal says, as it is handed in as an opinion item; its category is another's."""
    signed = [row for row in authors.of(session, matter.id) if row.consent is Consent.AGREED]
    return MatterDraft(
        title=matter.title,
        situation=matter.situation,
        analysis=matter.analysis,
        suggestion=matter.suggestion,
        submitter=matter.submitter,
        organisation_kind=matter.organisation_kind,
        organisation=matter.organisation,
        special_committee_id=matter.special_committee_id,
        raising_group_id=matter.raising_group_id,
        member_id=_first(signed),
        co_signers=tuple(row.member_id for row in signed if row.role is AuthorRole.CO_SIGNER),
        source=matter.source,
        studio_id=matter.studio_id,
        sector_group_id=matter.sector_group_id,
        activity_id=matter.activity_id,
        urgency=matter.urgency,
        is_open=matter.is_open,
        closed_reason=matter.closed_reason,
        sensitivity=matter.sensitivity,
        received_on=matter.received_on,
    )


def _first(signed: list[Author]) -> int | None:
    return next((row.member_id for row in signed if row.role is AuthorRole.FIRST), None)


def _other_number_one(session: Session, matter: Matter, proposal: Proposal) -> str | None:
    asked = (
        select(Matter.title)
        .join(Proposal, col(Proposal.matter_id) == col(Matter.id))
        .where(
            col(Proposal.is_number_one),
            Proposal.term_session_id == proposal.term_session_id,
            Proposal.matter_id != matter.id,
            col(Matter.binned_at).is_(None),
        )
    )
    return session.exec(asked).first()
