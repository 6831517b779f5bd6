"""The facts of members."""

from typing import Any

from sqlalchemy import ColumnElement, Subquery, and_, case, func, or_, select
from sqlmodel import col

from core.activities.models import Activity, Attendance
from core.assessment.book.vocabulary import ContributionRole
from core.assessment.scoring.facts import Asked, Column, Facts, Source, month_of
from core.assessment.scoring.parameters import FIRST, LAST
from core.assessment.scoring.sources import parts
from core.assessment.scoring.sources.parts import table
from core.commendations.models import Commendation
from core.committees.models import Community
from core.contributions.models import Contribution, Contributor
from core.matters.models import Matter, MatterKind
from core.members.models import Appointment, Liaison, Member, Post
from core.opinions.models import Adoption
from core.proposals.models import Proposal


def attendance(asked: Asked) -> Facts:
    """Members at activities, whoever organised them."""
    joined = table(Attendance).join(
        table(Activity), col(Activity.id) == col(Attendance.activity_id)
    )
    held = (col(Attendance.activity_id).not_in(parts.not_held()),)
    return Facts(
        rows=table(Attendance) if asked.whole else joined,
        subject=col(Attendance.member_id),
        record=col(Attendance.id),
        day=col(Attendance.held_on),
        month=month_of(col(Attendance.held_on)),
        fits=(
            col(Attendance.member_id).in_(asked.subjects),
            col(Attendance.held_on).between(FIRST, LAST),
            *(held if asked.whole else parts.held(asked)),
        ),
        namespace="attendance",
        title=_of_activity(col(Activity.title), asked),
        link="activity",
        link_id=col(Attendance.activity_id),
        attributes=_attendance_attributes(asked),
        units={"half_day": col(Attendance.half_days)},
    )


def _of_activity(column: Column, asked: Asked) -> Column:
    """A column of the activity that was attended, where it is not joined looked up."""
    if not asked.whole:
        return column
    there = col(Activity.id) == col(Attendance.activity_id)
    return select(column).where(there).correlate(table(Attendance)).scalar_subquery()


def _attendance_attributes(asked: Asked) -> dict[str, Column]:
    """What attendance can be told apart by."""
    return {
        "activity": col(Attendance.category_id),
        "presence": col(Attendance.counted),
        "role": col(Attendance.role),
        "leave": col(Attendance.leave_kind),
        "standing": parts.standing(col(Attendance.member_id)),
        "owner": _of_activity(col(Activity.owner_kind), asked),
    }


def proposal(asked: Asked) -> Facts:
    """Proposals by those credited with them."""
    credit = parts.credited(asked.subjects, parts.looked_for(MatterKind.PROPOSAL))
    rows = credit.join(table(Matter), col(Matter.id) == credit.c.matter_id).join(
        table(Proposal), col(Proposal.matter_id) == col(Matter.id)
    )
    return Facts(
        rows=rows,
        **_authored(credit, "proposal"),
        fits=parts.raised(MatterKind.PROPOSAL),
        attributes=parts.proposal_attributes() | _by_author(credit),
    )


def opinion(asked: Asked) -> Facts:
    """Opinion items by those credited with them."""
    credit = parts.credited(asked.subjects, parts.looked_for(MatterKind.OPINION))
    return Facts(
        rows=credit.join(table(Matter), col(Matter.id) == credit.c.matter_id),
        **_authored(credit, "opinion"),
        fits=parts.raised(MatterKind.OPINION),
        attributes=parts.opinion_attributes() | _by_author(credit),
    )


def adoption(asked: Asked) -> Facts:
    """Rungs of the ladder by those credited with the item."""
    credit = parts.credited(asked.subjects, parts.adopted())
    rows = credit.join(table(Adoption), col(Adoption.matter_id) == credit.c.matter_id).join(
        table(Matter), col(Matter.id) == credit.c.matter_id
    )
    day = col(Adoption.adopted_on)
    told = _authored(credit, "opinion") | {
        "record": col(Adoption.id),
        "day": day,
        "month": month_of(day),
    }
    return Facts(
        rows=rows,
        **told,
        fits=(day.between(FIRST, LAST), col(Matter.binned_at).is_(None)),
        attributes=parts.adoption_attributes() | _by_author(credit),
    )


def contribution(asked: Asked) -> Facts:
    """Speeches and reports; the first named leads."""
    given = table(Contributor).join(
        table(Contribution), col(Contribution.id) == col(Contributor.contribution_id)
    )
    day = col(Contribution.given_on)
    return Facts(
        rows=given,
        subject=col(Contributor.member_id),
        record=col(Contribution.id),
        day=day,
        month=month_of(day),
        fits=(
            col(Contributor.member_id).in_(asked.subjects),
            day.between(FIRST, LAST),
            col(Contribution.binned_at).is_(None),
        ),
        namespace="contribution",
        title=col(Contribution.title),
        link="contribution",
        link_id=col(Contribution.id),
        attributes={
            "kind": col(Contribution.kind),
            "role": contribution_role(col(Contributor.position)),
            "standing": parts.standing(col(Contributor.member_id)),
        },
    )


def contribution_role(position: Column) -> Column:
    """The first named leads."""
    return case(
        (position == 0, ContributionRole.LEAD.value), else_=ContributionRole.PARTICIPANT.value
    )


def honour(asked: Asked) -> Facts:
    """Commendations of the member."""
    whose = col(Commendation.member_id)
    return Facts(
        **honour_columns(),
        subject=whose,
        fits=(whose.in_(asked.subjects), parts.honoured()),
        attributes={
            "honour": col(Commendation.honour),
            "level": col(Commendation.level),
            "standing": parts.standing(whose),
        },
    )


def honour_columns() -> dict[str, Any]:
    """What every commendation tells; one without a day is of the end of the span."""
    given = col(Commendation.given_on)
    of_year = col(Commendation.year) * 100 + 12
    return {
        "rows": table(Commendation),
        "record": col(Commendation.id),
        "day": func.coalesce(given, LAST),
        "month": case((given.is_(None), of_year), else_=month_of(given)),
        "namespace": "honour",
        "title": col(Commendation.subject),
        "link": "commendation",
        "link_id": col(Commendation.id),
    }


def appointment(asked: Asked) -> Facts:
    """Appointments in force on some day of the span."""
    return Facts(
        rows=table(Appointment),
        subject=col(Appointment.member_id),
        record=col(Appointment.id),
        day=col(Appointment.starts_on),
        month=month_of(col(Appointment.starts_on)),
        fits=(
            col(Appointment.member_id).in_(asked.subjects),
            _in_force(Appointment),
        ),
        namespace="appointment",
        title=col(Appointment.unit),
        link="member",
        link_id=col(Appointment.member_id),
        attributes={
            "kind": col(Appointment.kind),
            "standing": parts.standing(col(Appointment.member_id)),
        },
    )


def liaison(asked: Asked) -> Facts:
    """Villages and communities that a member was tied to, each once."""
    tied = (
        select(
            col(Liaison.member_id).label("member_id"),
            col(Liaison.community_id).label("community_id"),
            func.min(col(Liaison.starts_on)).label("starts_on"),
        )
        .where(col(Liaison.member_id).in_(asked.subjects), _in_force(Liaison))
        .group_by(col(Liaison.member_id), col(Liaison.community_id))
        .subquery("tied")
    )
    return Facts(
        rows=tied.join(table(Community), col(Community.id) == tied.c.community_id),
        subject=tied.c.member_id,
        record=tied.c.community_id,
        day=tied.c.starts_on,
        month=month_of(tied.c.starts_on),
        fits=(),
        namespace="liaison",
        title=col(Community.name),
        link="member",
        link_id=tied.c.member_id,
        attributes={"standing": parts.standing(tied.c.member_id)},
    )


def post(asked: Asked) -> Facts:
    """Posts held on some day of the span."""
    return Facts(
        rows=table(Post),
        subject=col(Post.member_id),
        record=col(Post.id),
        day=col(Post.starts_on),
        month=month_of(col(Post.starts_on)),
        fits=(col(Post.member_id).in_(asked.subjects), _in_force(Post)),
        namespace="post",
        title=col(Post.title),
        link="member",
        link_id=col(Post.member_id),
        attributes={"kind": col(Post.kind), "standing": parts.standing(col(Post.member_id))},
    )


def member(asked: Asked) -> Facts:
    """Each member once."""
    return Facts(
        rows=table(Member),
        subject=col(Member.id),
        record=col(Member.id),
        day=col(Member.joined_on),
        month=month_of(col(Member.joined_on)),
        fits=(col(Member.id).in_(asked.subjects),),
        namespace="member",
        title=col(Member.name),
        link="member",
        link_id=col(Member.id),
        attributes={"standing": parts.standing(col(Member.id)), "terms": col(Member.terms_served)},
    )


def _in_force(model: type[Appointment | Liaison | Post]) -> ColumnElement[bool]:
    ends = col(model.ends_on)
    return and_(col(model.starts_on) <= LAST, or_(ends.is_(None), ends >= FIRST))


def _authored(credit: Subquery, link: str) -> dict[str, Any]:
    """What every matter of an author tells."""
    return {
        "subject": credit.c.member_id,
        "record": col(Matter.id),
        "day": col(Matter.received_on),
        "month": col(Matter.received_month),
        "namespace": "matter",
        "affair": parts.root(parts.signed_by(credit.c.member_id)),
        "title": col(Matter.title),
        "link": link,
        "link_id": col(Matter.id),
        "is_first": parts.is_first(credit.c.role),
        "co_signers": parts.co_signers(),
    }


def _by_author(credit: Subquery) -> dict[str, Column]:
    return {"role": credit.c.role, "standing": parts.standing(credit.c.member_id)}


SOURCES: dict[str, Source] = {
    "attendance": attendance,
    "proposal": proposal,
    "opinion": opinion,
    "adoption": adoption,
    "contribution": contribution,
    "honour": honour,
    "appointment": appointment,
    "liaison": liaison,
    "post": post,
    "member": member,
}
