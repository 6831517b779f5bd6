"""The facts of studios and other places of duty."""

from typing import Any

from sqlalchemy import func
from sqlmodel import col

from core.activities.models import Activity
from core.assessment.scoring.facts import Asked, Column, Facts, Source, month_of
from core.assessment.scoring.parameters import FIRST, LAST
from core.assessment.scoring.sources import parts
from core.assessment.scoring.sources.members import honour_columns
from core.assessment.scoring.sources.parts import Has, table
from core.commendations.models import Commendation
from core.matters.models import Matter, MatterKind
from core.opinions.models import Adoption
from core.proposals.models import Proposal
from core.publicity.models import PressReport
from core.studios.models import StandardItem, StandardSet, StudioCheck

FIGURES = {
    "half_day": col(Activity.half_days),
    "person": col(Activity.served),
    "opinion": col(Activity.opinions_heard),
    "problem_solved": col(Activity.problems_solved),
}


def held_by(owner: Column, asked: Asked) -> Facts:
    """Activities by a column that says who organised them."""
    return Facts(
        rows=table(Activity),
        subject=owner,
        record=col(Activity.id),
        day=col(Activity.held_on),
        month=col(Activity.held_month),
        fits=(
            owner.in_(asked.subjects),
            col(Activity.held_on).between(FIRST, LAST),
            *parts.held(asked),
        ),
        namespace="activity",
        title=col(Activity.title),
        link="activity",
        link_id=col(Activity.id),
        attributes={"activity": col(Activity.category_id)},
        units=FIGURES,
    )


def activity(asked: Asked) -> Facts:
    """Activities that the studio organised."""
    return held_by(col(Activity.studio_id), asked)


def standard(asked: Asked) -> Facts:
    """The verdicts on the studio as they stand, however long ago they were given."""
    rows = (
        table(StudioCheck)
        .join(table(StandardItem), col(StandardItem.id) == col(StudioCheck.standard_item_id))
        .join(table(StandardSet), col(StandardSet.id) == col(StandardItem.standard_set_id))
    )
    return Facts(
        rows=rows,
        subject=col(StudioCheck.studio_id),
        record=col(StudioCheck.id),
        day=col(StudioCheck.checked_on),
        month=month_of(col(StudioCheck.checked_on)),
        fits=(col(StudioCheck.studio_id).in_(asked.subjects),),
        namespace="standard",
        title=col(StandardItem.name),
        link="studio",
        link_id=col(StudioCheck.studio_id),
        attributes={
            "set": col(StandardSet.code),
            "item": col(StandardItem.name),
            "verdict": col(StudioCheck.verdict),
        },
    )


def matter_columns(has: Has) -> dict[str, Any]:
    """What every matter tells that has no author asked for."""
    return {
        "record": col(Matter.id),
        "day": col(Matter.received_on),
        "month": col(Matter.received_month),
        "namespace": "matter",
        "affair": parts.root(has),
        "title": col(Matter.title),
        "link_id": col(Matter.id),
    }


def opinion(asked: Asked) -> Facts:
    """Opinion items heard at the studio."""
    return Facts(
        rows=table(Matter),
        subject=col(Matter.studio_id),
        **matter_columns(parts.in_the_same_studio),
        link="opinion",
        fits=(
            col(Matter.studio_id).in_(asked.subjects),
            *parts.raised(MatterKind.OPINION),
        ),
        attributes=parts.opinion_attributes(),
    )


def proposal(asked: Asked) -> Facts:
    """Proposals that came from the studio."""
    return Facts(
        rows=table(Matter).join(table(Proposal), col(Proposal.matter_id) == col(Matter.id)),
        subject=col(Matter.studio_id),
        **matter_columns(parts.in_the_same_studio),
        link="proposal",
        fits=(
            col(Matter.studio_id).in_(asked.subjects),
            *parts.raised(MatterKind.PROPOSAL),
        ),
        attributes=parts.proposal_attributes(),
    )


def adoption(asked: Asked) -> Facts:
    """Rungs of the ladder that the studio's items reached."""
    return adopted_of(col(Matter.studio_id), parts.in_the_same_studio, asked)


def adopted_of(owner: Column, has: Has, asked: Asked) -> Facts:
    """Rungs of the ladder by a column that says whose item it was."""
    day = col(Adoption.adopted_on)
    told = matter_columns(has) | {
        "record": col(Adoption.id),
        "day": day,
        "month": month_of(day),
    }
    return Facts(
        rows=table(Adoption).join(table(Matter), col(Matter.id) == col(Adoption.matter_id)),
        subject=owner,
        **told,
        link="opinion",
        fits=(
            owner.in_(asked.subjects),
            day.between(FIRST, LAST),
            col(Matter.binned_at).is_(None),
        ),
        attributes=parts.adoption_attributes(),
    )


def honour(asked: Asked) -> Facts:
    """Commendations of the studio."""
    return honour_of(col(Commendation.studio_id), asked)


def honour_of(owner: Column, asked: Asked) -> Facts:
    """Commendations by a column that says whose they are."""
    return Facts(
        **honour_columns(),
        subject=owner,
        fits=(owner.in_(asked.subjects), parts.honoured()),
        attributes={"honour": col(Commendation.honour), "level": col(Commendation.level)},
    )


def press(asked: Asked) -> Facts:
    """Printed reports on the studio, or on an activity that it organised."""
    return printed_on(col(PressReport.studio_id), col(Activity.studio_id), asked)


def printed_on(direct: Column | None, through: Column, asked: Asked) -> Facts:
    """Printed reports by a column of the report, else by one of the activity it tells of."""
    owner = through if direct is None else func.coalesce(direct, through)
    day = col(PressReport.printed_on)
    return Facts(
        rows=table(PressReport).outerjoin(
            table(Activity), col(Activity.id) == col(PressReport.activity_id)
        ),
        subject=owner,
        record=col(PressReport.id),
        day=day,
        month=month_of(day),
        fits=(
            owner.in_(asked.subjects),
            day.between(FIRST, LAST),
            col(PressReport.binned_at).is_(None),
        ),
        namespace="press",
        title=col(PressReport.title),
        link="press_report",
        link_id=col(PressReport.id),
        attributes={"level": col(PressReport.level)},
    )


SOURCES: dict[str, Source] = {
    "activity": activity,
    "standard": standard,
    "opinion": opinion,
    "proposal": proposal,
    "adoption": adoption,
    "honour": honour,
    "press": press,
}
