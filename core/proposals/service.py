"""Writing proposals, handing them in, and taking them back."""

from typing import Any

from sqlmodel import Session, col, select

from core import clock
from core.audit import service as audit
from core.audit.service import Changes, Entry
from core.committees import trail
from core.committees.models import Term, TermSession
from core.errors import NotFound, RuleBroken
from core.i18n import N_
from core.matters import exchanging, links, numbers, steps, writing
from core.matters import finding as matters
from core.matters.models import Matter, State, Verb
from core.permissions import Actor, require
from core.proposals import co_signing, finding, rules
from core.proposals.drafts import ProposalDraft
from core.proposals.finding import KIND, WRITE
from core.proposals.models import Proposal
from core.text import clean_block

WORDS = 4_000


def write(session: Session, actor: Actor, committee_id: int, draft: ProposalDraft) -> Matter:
    """Write a proposal down; it stays the writer's own until it is handed in."""
    require(actor, WRITE)
    typed = rules.matter_of(draft)
    matter = writing.write(session, actor, typed, committee_id, KIND)
    part = _part(session, draft, matter)
    session.add(Proposal(matter_id=matter.id, **part))
    tell(session, actor, "drafted", matter, Changes({}, part | {"title": matter.title}))
    return matter


def edit(
    session: Session, actor: Actor, matter_id: int, draft: ProposalDraft, version: int
) -> Matter:
    """Change a proposal: who wrote it until it is handed in, then the office's desk.

    A text that was changed while co-signers are asked, or after it was returned, is signed
    afresh.
    """
    held = finding.changeable(session, actor, matter_id)
    matter, proposal = held.matter, held.proposal
    was = exchanging.before(session, matter)
    changes = writing.edit(session, actor, matter, rules.matter_of(draft), version)
    exchanging.tell(session, actor, matter, was)
    _apply(proposal, _part(session, draft, matter), changes)
    if matter.number is not None:
        _check_complete(matter)
    reworded = not changes.after.keys().isdisjoint(_TEXT)
    if matter.state is State.GATHERING:
        co_signing.ask_afresh(session, held, reworded=reworded)
    elif matter.state is State.RETURNED and reworded:
        co_signing.lapse(session, held)
    tell(session, actor, "edited", matter, changes)
    return matter


def submit(
    session: Session, actor: Actor, matter_id: int, words: str = "", version: int | None = None
) -> Matter:
    """Hand a proposal in; it is numbered within its session the first time.

    Co-signers who have not answered by the deadline do not count. Without any co-signer it
    is an individual proposal.
    """
    held = finding.own(session, actor, matter_id, version)
    _check_complete(held.matter)
    co_signing.settle(session, actor, held)
    if held.matter.number is None:
        writing.receive(session, actor, held.matter)
    numbers.give(session, held.matter, held.proposal.term_session_id)
    steps.move(session, actor, held.matter, Verb.SUBMIT, _said(words))
    return held.matter


def withdraw(session: Session, actor: Actor, matter_id: int, words: str) -> Matter:
    """Take a proposal back, and say why."""
    held = finding.own(session, actor, matter_id)
    links.check_alone(session, held.matter)
    co_signing.stop(session, held.matter)
    steps.move(session, actor, held.matter, Verb.WITHDRAW, _said(words))
    return held.matter


def bin_(session: Session, actor: Actor, matter_id: int) -> Matter:
    """Put a draft, or what was withdrawn, into the bin."""
    matter = finding.own(session, actor, matter_id).matter
    if matter.state not in (State.DRAFT, State.WITHDRAWN):
        raise RuleBroken(N_("The proposal was handed in. Withdraw it first, and say why."))
    changes = audit.apply(matter, {"binned_at": clock.now()}, matter.version)
    tell(session, actor, "binned", matter, changes)
    return matter


def restore(session: Session, actor: Actor, matter_id: int) -> Matter:
    """Take a proposal out of the bin, with all that belongs to it."""
    require(actor, WRITE)
    matter = matters.binned(session, actor, matter_id)
    if matter.kind is not KIND:
        raise NotFound
    changes = audit.apply(matter, {"binned_at": None}, matter.version)
    tell(session, actor, "restored", matter, changes)
    return matter


def tell(session: Session, actor: Actor, done: str, matter: Matter, changes: Changes) -> None:
    """Keep in the trail what was done with a proposal that was fetched within scope."""
    entry = Entry(
        f"{KIND.value}:{done}",
        KIND.value,
        matter.id,
        matter.title,
        matter.committee_id,
        changes.before,
        changes.after,
    )
    trail.record(session, actor, entry)


_TEXT = {"title", "situation", "analysis", "suggestion"}


def _check_complete(matter: Matter) -> None:
    rules.check_complete({part: getattr(matter, part) for part in rules.PARTS})


def _said(words: str) -> str:
    return clean_block(words, WORDS, "words")


def _apply(proposal: Proposal, part: dict[str, Any], changes: Changes) -> None:
    """Set the proposal's own columns; they go under the version of its matter."""
    for name, value in part.items():
        before = getattr(proposal, name)
        if before != value:
            changes.before[name], changes.after[name] = before, value
            setattr(proposal, name, value)


def _part(session: Session, draft: ProposalDraft, matter: Matter) -> dict[str, Any]:
    plenary = _plenary(session, draft.term_session_id, matter)
    if matter.number is not None and matter.series != plenary:
        raise RuleBroken(
            N_("It is numbered in its session already: the session stays."), "term_session_id"
        )
    return {"nature": draft.nature, "term_session_id": plenary}


def _plenary(session: Session, term_session_id: int | None, matter: Matter) -> int:
    """The session asked for, or the latest of the matter's committee that has begun."""
    asked = (
        select(TermSession.id)
        .join(Term, col(Term.id) == col(TermSession.term_id))
        .where(Term.committee_id == matter.committee_id)
        .order_by(col(TermSession.starts_on).desc(), col(TermSession.id).desc())
    )
    if term_session_id is not None:
        asked = asked.where(TermSession.id == term_session_id)
    found = session.exec(asked).first()
    if found is None:
        raise RuleBroken(
            N_("Choose a plenary session. The office adds them under “Committees”."),
            "term_session_id",
        )
    return found
