"""The trail's entry and the notices about an assessment."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from core.accounts.models import RoleGrant
from core.assessment.models import Assessment, RuleBook, Score, Scores
from core.audit.service import Changes, Entry
from core.committees import trail
from core.notices import service as notices
from core.notices.models import NoticeKind
from core.notices.service import Told
from core.permissions import Actor, Permission, Role, lacking

KIND = "assessment"
LONGEST = 120
_COLUMN = {
    Scores.MEMBERS: "member_id",
    Scores.GROUPS: "sector_group_id",
    Scores.STUDIOS: "studio_id",
}
NARROW = ("special_committee_id", "studio_id", "sector_group_id", "member_id", "unit_id")


def title(session: Session, assessment: Assessment) -> str:
    """What an assessment is called: its year and its book."""
    name = session.get_one(RuleBook, assessment.book_id).name
    return f"{assessment.year} {name}"[:LONGEST]


@dataclass(frozen=True, slots=True)
class Done:
    """What was done, as `concept:past tense`, to the assessment or to a row of it."""

    action: str
    changes: Changes
    subject_id: int | None = None


def record(session: Session, actor: Actor, assessment: Assessment, done: Done) -> None:
    """Write down what was done. The last thing of each change."""
    entry = Entry(
        done.action,
        done.action.partition(":")[0],
        done.subject_id or assessment.id,
        title(session, assessment),
        assessment.committee_id,
        done.changes.before,
        done.changes.after,
    )
    trail.record(session, actor, entry)


def tell(
    session: Session,
    accounts: Collection[int],
    kind: NoticeKind,
    assessment: Assessment,
    words: str = "",
) -> None:
    """Tell accounts what became of an assessment."""
    told = Told(kind, KIND, assessment.id, title(session, assessment), words)
    notices.tell(session, accounts, told)


def subjects(
    session: Session, assessment: Assessment, only: Collection[int] | None = None
) -> set[int]:
    """The accounts of those who are scored, or of some of them."""
    kind = session.get_one(RuleBook, assessment.book_id).scores
    wanted = select(col(Score.subject_id)).where(col(Score.assessment_id) == assessment.id)
    ids: Any = wanted if only is None else only
    column = _COLUMN.get(kind)
    if column is None:
        return _holders(session, ids, Permission.ASSESSMENT_WRITE)
    asked = select(col(RoleGrant.account_id)).where(getattr(RoleGrant, column).in_(ids))
    found = set(session.execute(asked).scalars())
    return notices.enabled(session, found)


def recorders(session: Session, assessment: Assessment) -> set[int]:
    """The accounts of the office that keeps the assessment."""
    return _holders(session, [assessment.committee_id], Permission.ASSESSMENT_WRITE)


def holders_of(session: Session, assessment: Assessment, role: Role) -> set[int]:
    """The accounts with a role in the assessment's own committee."""
    return _with(session, [assessment.committee_id], [role])


def _holders(session: Session, committee_ids: Any, permission: Permission) -> set[int]:  # noqa: ANN401  ids or a statement
    without = set(lacking(permission))
    return _with(session, committee_ids, [role for role in Role if role not in without])


def _with(session: Session, committee_ids: Any, roles: Collection[Role]) -> set[int]:  # noqa: ANN401  ids or a statement
    whole = [col(getattr(RoleGrant, name)).is_(None) for name in NARROW]
    asked = select(col(RoleGrant.account_id)).where(
        col(RoleGrant.committee_id).in_(committee_ids), col(RoleGrant.role).in_(roles), *whole
    )
    return notices.enabled(session, set(session.execute(asked).scalars()))
