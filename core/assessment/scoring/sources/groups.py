"""The facts of sector groups: their own, and those of their members, each once a group."""

from dataclasses import replace
from typing import Any

from sqlalchemy import FromClause, Select, Subquery, case, func, select
from sqlmodel import col

from core.activities.models import Activity, Attendance
from core.assessment.scoring.facts import Asked, Column, Facts, Source, month_of
from core.assessment.scoring.parameters import FIRST, LAST
from core.assessment.scoring.sources import members, parts, studios
from core.assessment.scoring.sources.parts import table
from core.commendations.models import Commendation
from core.contributions.models import Contribution, Contributor
from core.groups import membership
from core.matters.models import Matter, MatterKind
from core.proposals.models import Proposal


def activity(asked: Asked) -> Facts:
    """Activities that the group organised."""
    return studios.held_by(col(Activity.sector_group_id), asked)


def attendance(asked: Asked) -> Facts:
    """Attendance of those who belong to the group at the end of the span."""
    belongs = _belongs(asked)
    found = members.attendance(replace(asked, subjects=_everybody(belongs)))
    return replace(
        found,
        rows=found.rows.join(belongs, belongs.c.member_id == col(Attendance.member_id)),
        subject=belongs.c.group_id,
    )


def opinion(asked: Asked) -> Facts:
    """Opinion items by the group's members."""
    credit = _credited(asked, MatterKind.OPINION)
    return Facts(
        rows=credit.join(table(Matter), col(Matter.id) == credit.c.matter_id),
        **_authored(credit, asked, "opinion"),
        fits=parts.raised(MatterKind.OPINION),
        attributes=parts.opinion_attributes() | _by_group(credit),
    )


def proposal(asked: Asked) -> Facts:
    """Proposals by the group's members."""
    credit = _credited(asked, MatterKind.PROPOSAL)
    rows = credit.join(table(Matter), col(Matter.id) == credit.c.matter_id).join(
        table(Proposal), col(Proposal.matter_id) == col(Matter.id)
    )
    return Facts(
        rows=rows,
        **_authored(credit, asked, "proposal"),
        fits=parts.raised(MatterKind.PROPOSAL),
        attributes=parts.proposal_attributes() | _by_group(credit),
    )


def contribution(asked: Asked) -> Facts:
    """Speeches and reports by the group's members; it leads where one of them does."""
    belongs = _belongs(asked)
    given = (
        select(
            belongs.c.group_id,
            col(Contributor.contribution_id).label("contribution_id"),
            func.min(col(Contributor.position)).label("position"),
            func.max(_number(parts.standing(col(Contributor.member_id)))).label("standing"),
        )
        .join(Contributor, col(Contributor.member_id) == belongs.c.member_id)
        .group_by(belongs.c.group_id, col(Contributor.contribution_id))
        .subquery("given")
    )
    day = col(Contribution.given_on)
    return Facts(
        rows=given.join(table(Contribution), col(Contribution.id) == given.c.contribution_id),
        subject=given.c.group_id,
        record=col(Contribution.id),
        day=day,
        month=month_of(day),
        fits=(day.between(FIRST, LAST), col(Contribution.binned_at).is_(None)),
        namespace="contribution",
        title=col(Contribution.title),
        link="contribution",
        link_id=col(Contribution.id),
        attributes={
            "kind": col(Contribution.kind),
            "role": members.contribution_role(given.c.position),
            "standing": given.c.standing == 1,
        },
    )


def honour(asked: Asked) -> Facts:
    """Commendations of the group itself."""
    return studios.honour_of(col(Commendation.sector_group_id), asked)


def press(asked: Asked) -> Facts:
    """Printed reports on activities that the group organised."""
    return studios.printed_on(None, col(Activity.sector_group_id), asked)


def belonging(subjects: Select[Any]) -> FromClause:
    """Each group with those who belong to it on the last day, found once for a statement."""
    return select(membership.pairs(subjects, LAST)).cte("belonging")


def _belongs(asked: Asked) -> FromClause:
    if asked.belongs is None:
        return belonging(asked.subjects)
    return asked.belongs


def _everybody(belongs: FromClause) -> Select[Any]:
    return select(belongs.c.member_id).correlate(None)


def _credited(asked: Asked, kind: MatterKind) -> Subquery:
    """Each matter with the groups whose members are credited with it, each once."""
    belongs = _belongs(asked)
    credit = parts.credited(_everybody(belongs), parts.looked_for(kind))
    return (
        select(
            belongs.c.group_id,
            credit.c.matter_id,
            func.max(credit.c.role).label("role"),
            func.max(_number(parts.standing(credit.c.member_id))).label("standing"),
        )
        .join(credit, credit.c.member_id == belongs.c.member_id)
        .group_by(belongs.c.group_id, credit.c.matter_id)
        .subquery("credited_groups")
    )


def _authored(credit: Subquery, asked: Asked, link: str) -> dict[str, Any]:
    belongs = _belongs(asked)
    has = parts.signed_within(belongs, belongs.c.group_id == credit.c.group_id)
    return studios.matter_columns(has) | {
        "subject": credit.c.group_id,
        "link": link,
        "is_first": parts.is_first(credit.c.role),
        "co_signers": parts.co_signers(),
    }


def _by_group(credit: Subquery) -> dict[str, Column]:
    return {"role": credit.c.role, "standing": credit.c.standing == 1}


def _number(holds: Column) -> Column:
    return case((holds, 1), else_=0)


SOURCES: dict[str, Source] = {
    "activity": activity,
    "attendance": attendance,
    "opinion": opinion,
    "proposal": proposal,
    "contribution": contribution,
    "honour": honour,
    "press": press,
}
