"""Which subjects are concerned by what a transaction changed."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import or_, select, union
from sqlmodel import Session, col

from core.activities.models import Activity, Attendance
from core.assessment.keeping.touched import SUBJECT_OF, Touched
from core.assessment.models import Score, Scores
from core.committees.models import CommitteeTree
from core.contributions.models import Contributor
from core.groups import membership
from core.groups.models import SectorGroup
from core.matters.models import Author, Matter, MatterLink
from core.members.models import Member
from core.studios.models import Studio


@dataclass(frozen=True, slots=True)
class About:
    """The kind of subject, and the day on which it is asked who belongs to a group."""

    scores: Scores
    last: date


@dataclass(frozen=True, slots=True)
class Places:
    """The committees at or above some subjects, and the assessments that have scored them."""

    committees: frozenset[int]
    scored: frozenset[int]


def subjects(session: Session, touched: Touched, about: About) -> set[int] | None:
    """The ids of a kind of subject that may be scored anew; None for all of them."""
    scores = about.scores
    if touched.everybody or (touched.all_groups and scores is Scores.GROUPS):
        return None
    direct = touched.ids["subject"] | touched.ids[SUBJECT_OF[scores]]
    if scores is Scores.MEMBERS:
        return direct | _members(session, touched)
    if scores is Scores.GROUPS:
        return direct | _groups(session, touched, about.last)
    if scores is Scores.STUDIOS:
        return direct | _owners(session, touched, "studio_id")
    return direct | _above(session, touched, direct)


def places(session: Session, scores: Scores, ids: Collection[int]) -> Places:
    """Where subjects may be scored."""
    if not ids:
        return Places(frozenset(), frozenset())
    home_of: dict[Scores, tuple[Any, Any]] = {
        Scores.MEMBERS: (col(Member.id), col(Member.committee_id)),
        Scores.GROUPS: (col(SectorGroup.id), col(SectorGroup.committee_id)),
        Scores.STUDIOS: (col(Studio.id), col(Studio.committee_id)),
        Scores.COMMITTEES: (col(CommitteeTree.ancestor_id), col(CommitteeTree.ancestor_id)),
    }
    subject, home = home_of[scores]
    above = select(col(CommitteeTree.ancestor_id)).where(
        col(CommitteeTree.descendant_id).in_(select(home).where(subject.in_(ids)).correlate(None))
    )
    scored = select(col(Score.assessment_id)).where(
        col(Score.subject_kind) == scores, col(Score.subject_id).in_(ids)
    )
    found = (session.connection().execute(one.distinct()).scalars() for one in (above, scored))
    return Places(*(frozenset(each) for each in found))


def _members(session: Session, touched: Touched) -> set[int]:
    """Those who attended, raised or gave what was changed, besides those named."""
    attended = (col(Attendance.member_id), col(Attendance.activity_id))
    raised = (col(Author.member_id), col(Author.matter_id))
    gave = (col(Contributor.member_id), col(Contributor.contribution_id))
    ways = [
        (attended, touched.ids["activity"]),
        (raised, _related(session, touched.ids["matter"])),
        (gave, touched.ids["contribution"]),
    ]
    wanted = [select(whose).where(of.in_(ids)) for (whose, of), ids in ways if ids]
    found = set(touched.ids["member"])
    if wanted:
        found.update(session.connection().execute(union(*wanted)).scalars())
    return found


def _groups(session: Session, touched: Touched, last: date) -> set[int]:
    """Those named, and those of the members concerned."""
    own = _owners(session, touched, "sector_group_id")
    members = _members(session, touched)
    if not members:
        return own
    homes = select(col(Member.committee_id)).where(col(Member.id).in_(members))
    of = select(col(SectorGroup.id)).where(col(SectorGroup.committee_id).in_(homes))
    pairs = membership.pairs(of, last)
    asked = select(pairs.c.group_id).where(pairs.c.member_id.in_(members))
    return own | set(session.connection().execute(asked).scalars())


def _owners(session: Session, touched: Touched, column: str) -> set[int]:
    """Whose activities and matters were changed in something that does not name them."""
    found: set[int] = set()
    for model, ids in (
        (Activity, touched.ids["activity"]),
        (Matter, _related(session, touched.ids["matter"])),
    ):
        if ids:
            owner = col(getattr(model, column))
            asked = select(owner).where(col(model.id).in_(ids), owner.is_not(None))
            found.update(session.connection().execute(asked).scalars())
    return found


def _above(session: Session, touched: Touched, named: Collection[int]) -> set[int]:
    """Committees at or above those whose records were changed."""
    below = {*named, *_owners(session, touched, "committee_id")}
    asked = select(col(CommitteeTree.ancestor_id)).where(
        col(CommitteeTree.descendant_id).in_(below)
    )
    return set(session.connection().execute(asked).scalars()) if below else set()


def _related(session: Session, matter_ids: Collection[int]) -> set[int]:
    """Matters, with what they were merged or converted into and from."""
    found = set(matter_ids)
    if not found:
        return found
    ends = (col(MatterLink.from_id), col(MatterLink.to_id))
    asked = select(*ends).where(or_(*(end.in_(matter_ids) for end in ends)))
    for pair in session.connection().execute(asked):
        found.update(pair)
    return found
