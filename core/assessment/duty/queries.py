"""Reading duty forms: one's own, one of a member, and who has handed theirs in."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlmodel import Session, col

from core.assessment import keeping, reach
from core.assessment.duty import facts
from core.assessment.duty.drafts import FormFilter, Handed
from core.assessment.duty.facts import Facts
from core.assessment.models import Assessment, DutyForm, DutyFormState, Score, Scores
from core.committees import scope
from core.errors import NotFound
from core.members.models import Member
from core.permissions import Actor, Permission, ScopeKind, require

READ, WRITE = Permission.ASSESSMENT_READ, Permission.ASSESSMENT_WRITE


@dataclass(frozen=True, slots=True)
class FormDetail:
    """A member's form. `form` is None as long as it was not begun; `own`: the actor's own."""

    assessment: Assessment
    member_id: int
    form: DutyForm | None
    facts: Facts
    own: bool
    returns: bool

    @property
    def is_submitted(self) -> bool:
        """Whether it is handed in, so that it stays as it is."""
        return self.form is not None and self.form.state is DutyFormState.SUBMITTED


@dataclass(frozen=True, slots=True)
class FormRow:
    """Whether one member has handed the form in."""

    member_id: int
    number: str
    name: str
    state: DutyFormState | None
    submitted_at: datetime | None
    changed_at: datetime | None

    @property
    def handed(self) -> Handed:
        """Where the form stands."""
        if self.state is None:
            return Handed.MISSING
        return Handed.SUBMITTED if self.state is DutyFormState.SUBMITTED else Handed.BEGUN


def find(
    session: Session, actor: Actor, form_id: int, permission: Permission, *, lock: bool = False
) -> DutyForm:
    """A form of an assessment of the actor's committees."""
    require(actor, permission)
    asked = (
        select(DutyForm)
        .join(Assessment, col(Assessment.id) == col(DutyForm.assessment_id))
        .where(
            col(DutyForm.id) == form_id,
            scope.within(actor, permission, col(Assessment.committee_id)),
        )
    )
    if lock:
        asked = asked.with_for_update(of=DutyForm)
    found: DutyForm | None = session.execute(asked).scalar_one_or_none()
    if found is None:
        raise NotFound
    return found


def own_member(session: Session, actor: Actor, assessment_id: int) -> int | None:
    """The member whom an assessment scores and who the actor is."""
    require(actor, READ)
    asked = select(col(Score.subject_id)).where(
        col(Score.assessment_id) == assessment_id,
        col(Score.subject_kind) == Scores.MEMBERS,
        col(Score.subject_id).in_(actor.reach(READ, ScopeKind.MEMBER)),
    )
    found: int | None = session.execute(asked.limit(1)).scalar_one_or_none()
    return found


def form_of(session: Session, actor: Actor, assessment_id: int, member_id: int) -> FormDetail:
    """The form of a member within the actor's scope, with what is recorded or was handed in."""
    assessment = reach.find(session, actor, assessment_id)
    seen = select(col(Score.id)).where(
        col(Score.assessment_id) == assessment.id,
        col(Score.subject_id) == member_id,
        reach.subject_reached(actor, READ, Scores.MEMBERS, col(Score.subject_id)),
    )
    of_members = keeping.book(session, assessment).scores is Scores.MEMBERS
    if not of_members or session.execute(seen).first() is None:
        raise NotFound
    asked = select(DutyForm).where(
        col(DutyForm.assessment_id) == assessment.id, col(DutyForm.member_id) == member_id
    )
    form: DutyForm | None = session.execute(asked).scalar_one_or_none()
    own = member_id in actor.reach(READ, ScopeKind.MEMBER)
    if form is not None and form.state is DutyFormState.DRAFT and not own:
        form = None  # what is not handed in is read by nobody else
    told = facts.read_kept(form.facts) if form and form.facts else None
    return FormDetail(
        assessment=assessment,
        member_id=member_id,
        form=form,
        facts=facts.of(session, assessment, member_id) if told is None else told,
        own=own,
        returns=actor.may(WRITE) and scope.covers(session, actor, WRITE, assessment.committee_id),
    )


def listing(
    session: Session, actor: Actor, filters: FormFilter, *, offset: int = 0, limit: int = 50
) -> list[FormRow]:
    """The members scored, with where their forms stand: those missing first."""
    reach.find(session, actor, filters.assessment_id)
    asked = (
        _joined(
            *(col(Member.id), col(Member.number), col(Member.name)),
            *(col(DutyForm.state), col(DutyForm.submitted_at), col(DutyForm.changed_at)),
        )
        .where(*_parts(actor, filters))
        .order_by(
            col(DutyForm.submitted_at).is_not(None),
            func.length(col(Member.number)),
            col(Member.number),
            col(Member.id),
        )
        .offset(offset)
        .limit(limit)
    )
    return [FormRow(*row) for row in session.execute(asked)]


def counts(session: Session, actor: Actor, filters: FormFilter) -> dict[Handed, int]:
    """How many forms stand where, whichever the filters name."""
    reach.find(session, actor, filters.assessment_id)
    whole = FormFilter(filters.assessment_id, None, filters.search)
    asked = (
        _joined(col(DutyForm.state), func.count())
        .where(*_parts(actor, whole))
        .group_by(col(DutyForm.state))
    )
    found = {row[0]: row[1] for row in session.execute(asked)}
    return {
        Handed.SUBMITTED: found.get(DutyFormState.SUBMITTED, 0),
        Handed.BEGUN: found.get(DutyFormState.DRAFT, 0),
        Handed.MISSING: found.get(None, 0),
    }


def missing(session: Session, assessment_id: int) -> list[int]:
    """The members who have not handed theirs in. For an assessment fetched within scope."""
    asked = _joined(col(Score.subject_id)).where(
        col(Score.assessment_id) == assessment_id,
        col(Score.subject_kind) == Scores.MEMBERS,
        col(DutyForm.submitted_at).is_(None),
    )
    return list(session.execute(asked).scalars())


def _joined(*columns: Any) -> Select[Any]:  # noqa: ANN401  columns of several tables
    return (
        select(*columns)
        .select_from(Score)
        .join(Member, col(Member.id) == col(Score.subject_id))
        .outerjoin(
            DutyForm,
            (col(DutyForm.assessment_id) == col(Score.assessment_id))
            & (col(DutyForm.member_id) == col(Score.subject_id)),
        )
    )


def _parts(actor: Actor, filters: FormFilter) -> list[ColumnElement[bool]]:
    parts = [
        col(Score.assessment_id) == filters.assessment_id,
        col(Score.subject_kind) == Scores.MEMBERS,
        reach.subject_reached(actor, READ, Scores.MEMBERS, col(Score.subject_id)),
    ]
    if filters.handed is Handed.SUBMITTED:
        parts.append(col(DutyForm.submitted_at).is_not(None))
    elif filters.handed is not None:
        begun = col(DutyForm.id).is_not(None) & col(DutyForm.submitted_at).is_(None)
        parts.append(begun if filters.handed is Handed.BEGUN else col(DutyForm.id).is_(None))
    if filters.search:
        texts = (col(Member.name), col(Member.number))
        parts.append(or_(*(text.contains(filters.search, autoescape=True) for text in texts)))
    return parts
