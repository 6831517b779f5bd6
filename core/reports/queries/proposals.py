"""Figures of proposals, of what came of them, and of speeches, reports and the press."""

from dataclasses import dataclass

from sqlalchemy import SelectBase, func
from sqlalchemy import select as columns
from sqlmodel import col

from core.contributions.models import Contribution, ContributionKind
from core.handling.models import Result, Satisfaction
from core.informants.models import Informant
from core.matters.models import Matter, MatterKind, State
from core.proposals.models import Nature, Proposal
from core.publicity.models import PressReport
from core.reports.queries import parts
from core.reports.queries.branches import Joined
from core.reports.queries.matters import received


@dataclass(frozen=True, slots=True)
class ProposalFigures:
    """The proposals that came in in the period, and what came of them so far."""

    received: int
    individual: int
    co_signed: int
    collective: int
    registered: int
    merged: int
    converted: int
    refused: int
    assigned: int
    replied: int
    solved: int
    started: int
    kept: int
    satisfied: int
    basically: int
    dissatisfied: int
    revisited: int

    @property
    def replied_rate(self) -> float:
        """Replied of assigned, 0 to 1."""
        return self.replied / self.assigned if self.assigned else 0.0

    @property
    def satisfaction(self) -> float:
        """Satisfied or basically satisfied, of those who said so, 0 to 1."""
        asked = self.satisfied + self.basically + self.dissatisfied
        return (self.satisfied + self.basically) / asked if asked else 0.0


@dataclass(frozen=True, slots=True)
class Contributed:
    """Speeches, reports and sets of suggestions of one kind."""

    kind: ContributionKind
    items: int
    pieces: int
    points: int


@dataclass(frozen=True, slots=True)
class Press:
    """Reports that were written in the period, and how many of them were printed."""

    written: int
    printed: int


@dataclass(frozen=True, slots=True)
class Voices:
    """The informants who are active at the end of the period."""

    informants: int


@parts.answers(ProposalFigures, Joined(key=lambda *_: "", sums=ProposalFigures.__match_args__))
def figures() -> SelectBase:
    """All in one row."""
    told = [parts.count_if(col(Proposal.nature) == nature) for nature in Nature]
    states = [
        parts.count_if(col(Matter.state) == state)
        for state in (State.MERGED, State.CONVERTED, State.REFUSED)
    ]
    results = [parts.count_if(col(Proposal.result) == result) for result in Result]
    said = [parts.count_if(col(Proposal.satisfaction) == one) for one in Satisfaction]
    return (
        columns(
            func.count(),
            *told,
            func.count(col(Matter.screened_on)),
            *states,
            func.count(col(Matter.assigned_on)),
            func.count(col(Matter.replied_on)),
            *results,
            *said,
            func.count(col(Proposal.revisited_on)),
        )
        .join(Proposal, col(Proposal.matter_id) == col(Matter.id))
        .where(received(MatterKind.PROPOSAL))
    )


@parts.answers(
    Contributed,
    Joined(
        key=lambda kind, *_: kind,
        sums=("items", "pieces", "points"),
        order=lambda row: (-row.items, row.kind),
    ),
)
def contributions() -> SelectBase:
    """Speeches, reports and suggestions of the period by kind."""
    return (
        columns(
            col(Contribution.kind),
            func.count(),
            parts.total(Contribution.pieces),
            parts.total(Contribution.points),
        )
        .where(
            col(Contribution.committee_id).in_(parts.WITHIN),
            col(Contribution.binned_at).is_(None),
            col(Contribution.given_on).between(parts.FIRST, parts.LAST),
        )
        .group_by(col(Contribution.kind))
        .order_by(func.count().desc(), col(Contribution.kind))
    )


@parts.answers(Press, Joined(key=lambda *_: "", sums=("written", "printed")))
def press() -> SelectBase:
    """Reports written in the period and printed."""
    return columns(func.count(), func.count(col(PressReport.printed_on))).where(
        col(PressReport.committee_id).in_(parts.WITHIN),
        col(PressReport.binned_at).is_(None),
        col(PressReport.written_on).between(parts.FIRST, parts.LAST),
    )


@parts.answers(Voices, Joined(key=lambda *_: "", sums=("informants",)))
def informants() -> SelectBase:
    """Informants who are active on the last day of the period."""
    return columns(func.count()).where(
        col(Informant.committee_id).in_(parts.WITHIN),
        col(Informant.binned_at).is_(None),
        parts.in_force(col(Informant.starts_on), col(Informant.ends_on), parts.LAST),
    )
