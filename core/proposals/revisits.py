"""Seeing, a year later, what became of what a unit had started or planned."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, func, select
from sqlmodel import Session, col

from core import clock
from core.audit.service import Changes
from core.committees import scope
from core.committees.models import Committee
from core.errors import RuleBroken
from core.i18n import N_
from core.matters.models import Matter, MatterKind
from core.notices import service as notices
from core.notices.models import NoticeKind
from core.permissions import Actor, require
from core.proposals import finding, rules
from core.proposals.finding import REVIEW
from core.proposals.models import Proposal
from core.proposals.service import tell
from core.text import clean_block

WORDS = 1_000


@dataclass(frozen=True, slots=True)
class RevisitRow:
    """A proposal to be revisited."""

    id: int
    title: str
    revisit_on: date


@dataclass(frozen=True, slots=True)
class RevisitDraft:
    """What was seen at a revisit, and when."""

    revisited_on: date
    words: str


def due(
    session: Session, actor: Actor, committee_id: int | None, day: date, limit: int = 50
) -> list[RevisitRow]:
    """The proposals whose revisit is due by a day, the longest due first.

    Within a committee; without one, wherever the actor may revisit.
    """
    require(actor, REVIEW)
    asked = (
        select(col(Matter.id), col(Matter.title), col(Proposal.revisit_on))
        .join(Proposal, col(Proposal.matter_id) == col(Matter.id))
        .where(*_waiting(actor, day))
        .order_by(col(Proposal.revisit_on), col(Matter.id))
        .limit(limit)
    )
    if committee_id is not None:
        asked = asked.where(col(Matter.committee_id).in_(scope.below([committee_id])))
    return [RevisitRow(*row) for row in session.execute(asked)]


def waiting(session: Session, actor: Actor, day: date) -> int:
    """How many revisits are due by a day wherever the actor may revisit."""
    require(actor, REVIEW)
    asked = (
        select(func.count(col(Matter.id)))
        .join(Proposal, col(Proposal.matter_id) == col(Matter.id))
        .where(*_waiting(actor, day))
    )
    number: int = session.execute(asked).scalar_one()
    return number


def _waiting(actor: Actor, day: date) -> list[ColumnElement[bool]]:
    return [
        col(Matter.kind) == MatterKind.PROPOSAL,
        col(Matter.binned_at).is_(None),
        scope.within(actor, REVIEW, col(Matter.committee_id)),
        col(Proposal.revisit_on) <= day,
        col(Proposal.revisited_on).is_(None),
    ]


def record(
    session: Session, actor: Actor, matter_id: int, draft: RevisitDraft, version: int
) -> Matter:
    """Write down what a revisit found; the proposal is no longer listed as due."""
    held = finding.reviewed(session, actor, matter_id, version)
    matter, proposal = held.matter, held.proposal
    today = clock.today(session.get_one(Committee, matter.committee_id).time_zone)
    rules.check_revisit(proposal.revisit_on, draft.revisited_on, today)
    words = clean_block(draft.words, WORDS, "words")
    if not words:
        raise RuleBroken(N_("Write down what became of it."), "words")
    proposal.revisited_on, proposal.revisit_words = draft.revisited_on, words
    matter.version += 1
    notices.hush(session, finding.KIND.value, [matter.id], (NoticeKind.REVISIT_DUE,))
    told = {"revisited_on": draft.revisited_on, "revisit_words": words}
    tell(session, actor, "revisited", matter, Changes({}, told))
    return matter
