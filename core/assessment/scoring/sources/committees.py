"""The facts of committees below the one whose book it is, with all that lies below them."""

from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, true
from sqlmodel import col

from core.activities.models import Activity
from core.assessment.scoring.facts import Asked, Column, Facts, Source, month_of
from core.assessment.scoring.parameters import FIRST, LAST
from core.assessment.scoring.sources import parts, studios
from core.assessment.scoring.sources.parts import table
from core.commendations.models import Commendation
from core.committees.models import CommitteeTree
from core.matters.models import Matter, MatterKind
from core.proposals.models import Proposal
from core.studios.models import Studio, StudioState

_OPENED = (StudioState.OPENED, StudioState.RECTIFYING, StudioState.SUSPENDED)


def activity(asked: Asked) -> Facts:
    """Activities of the committee and those below it."""
    return _below(studios.held_by(col(Activity.committee_id), asked), asked)


def opinion(asked: Asked) -> Facts:
    """Opinion items that the committee received."""
    return _matters(MatterKind.OPINION, parts.opinion_attributes(), asked)


def proposal(asked: Asked) -> Facts:
    """Proposals made to the committee."""
    found = _matters(MatterKind.PROPOSAL, parts.proposal_attributes(), asked)
    own = found.rows.join(table(Proposal), col(Proposal.matter_id) == col(Matter.id))
    return replace(found, rows=own)


def adoption(asked: Asked) -> Facts:
    """Rungs of the ladder that the committee's items reached."""
    return _below(studios.adopted_of(col(Matter.committee_id), _any, asked), asked)


def honour(asked: Asked) -> Facts:
    """Commendations within the committee, whoever was commended."""
    return _below(studios.honour_of(col(Commendation.committee_id), asked), asked)


def studio(asked: Asked) -> Facts:
    """Studios that are open on the last day, whenever they opened."""
    opened = col(Studio.opened_on)
    return _below(
        Facts(
            rows=table(Studio),
            subject=col(Studio.committee_id),
            record=col(Studio.id),
            day=opened,
            month=month_of(opened),
            fits=(
                col(Studio.committee_id).in_(asked.subjects),
                parts.studio_state().in_(_OPENED),
                col(Studio.binned_at).is_(None),
                opened <= LAST,
            ),
            namespace="studio",
            title=col(Studio.name),
            link="studio",
            link_id=col(Studio.id),
            attributes={
                "kind": col(Studio.kind),
                "opened": opened >= FIRST,
                "demonstration": col(Studio.demonstration),
            },
        ),
        asked,
    )


def _any(_matter_id: Column) -> ColumnElement[bool]:
    """Whichever began it: all that goes up into each other lies with the same committee."""
    return true()


def _matters(kind: MatterKind, attributes: dict[str, Column], asked: Asked) -> Facts:
    told: dict[str, Any] = studios.matter_columns(_any)
    return _below(
        Facts(
            rows=table(Matter),
            subject=col(Matter.committee_id),
            **told,
            link=kind.value,
            fits=(
                col(Matter.committee_id).in_(asked.subjects),
                *parts.raised(kind),
            ),
            attributes=attributes,
        ),
        asked,
    )


def _below(found: Facts, asked: Asked) -> Facts:
    """The same facts, told of each committee at or above the one that has them.

    What a fact is begins with whose it is: that part is asked of the committee above.
    """
    above = col(CommitteeTree.ancestor_id)
    here = col(CommitteeTree.descendant_id) == found.subject
    return replace(
        found,
        rows=found.rows.join(table(CommitteeTree), here),
        subject=above,
        fits=(above.in_(asked.subjects), *found.fits[1:]),
    )


SOURCES: dict[str, Source] = {
    "activity": activity,
    "opinion": opinion,
    "proposal": proposal,
    "adoption": adoption,
    "honour": honour,
    "studio": studio,
}
