"""Reading entered items."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlmodel import Session, col

from core.accounts.models import Account
from core.assessment import keeping, reach
from core.assessment.book.shape import Item
from core.assessment.claims import whom
from core.assessment.claims.drafts import ClaimFilter
from core.assessment.claims.whom import MODEL, number_of
from core.assessment.models import Assessment, AssessmentState, Claim, ClaimState, Scores
from core.committees import scope
from core.errors import NotFound
from core.files import queries as files
from core.files.models import FileOwner
from core.files.queries import FileRow
from core.permissions import Actor, Permission, require

READ, RECORD = Permission.ASSESSMENT_READ, Permission.ASSESSMENT_RECORD
APPROVE = Permission.ASSESSMENT_APPROVE


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """An entered item as the list shows it. `number` tells namesakes apart."""

    id: int
    number: str
    subject: str
    item_key: str
    choice: str
    quantity: int
    title: str
    done_on: date
    state: ClaimState
    decision: str
    recorder: str | None
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class ClaimDetail:
    """One entered item. `change` and `decide`: what the actor may do with it as it stands."""

    claim: Claim
    item: Item | None
    subject: str
    number: str
    recorder: str
    files: list[FileRow]
    binned: list[FileRow]
    change: bool
    decide: bool


def find(
    session: Session, actor: Actor, claim_id: int, permission: Permission, *, lock: bool = False
) -> Claim:
    """An entered item whose subject is within the actor's scope, and not in the bin."""
    require(actor, permission)
    asked = select(Claim).where(
        col(Claim.id) == claim_id, col(Claim.binned_at).is_(None), _reached(actor, permission)
    )
    return _one(session, asked.with_for_update() if lock else asked)


def find_binned(session: Session, actor: Actor, claim_id: int) -> Claim:
    """An entered item in the bin that the actor may restore, locked."""
    require(actor, RECORD)
    asked = select(Claim).where(
        col(Claim.id) == claim_id, col(Claim.binned_at).is_not(None), _reached(actor, RECORD)
    )
    return _one(session, asked.with_for_update())


def find_all(
    session: Session, actor: Actor, claim_ids: Collection[int], permission: Permission
) -> list[Claim]:
    """Entered items of the actor's committees, locked, in order; NotFound if any is not."""
    require(actor, permission)
    asked = (
        select(Claim)
        .where(
            col(Claim.id).in_(claim_ids),
            col(Claim.binned_at).is_(None),
            scope.within(actor, permission, col(Claim.committee_id)),
        )
        .order_by(col(Claim.id))
        .with_for_update()
    )
    rows = list(session.execute(asked).scalars())
    if not rows or len(rows) != len(set(claim_ids)):
        raise NotFound
    return rows


def find_evidence(session: Session, actor: Actor, claim_id: int) -> Claim:
    """An item that the actor may see, and whose evidence is kept with the item asked for."""
    require(actor, READ)
    asked = select(Claim).where(
        or_(col(Claim.id) == claim_id, col(Claim.evidence_of) == claim_id),
        _reached(actor, READ),
    )
    return _one(session, asked.limit(1))


def detail(session: Session, actor: Actor, claim_id: int) -> ClaimDetail:
    """One entered item with its evidence, and what the actor may do with it."""
    row = find(session, actor, claim_id, READ)
    assessment = session.get_one(Assessment, row.assessment_id)
    running = assessment.state is not AssessmentState.CLOSED
    own = row.evidence_of or row.id
    model = MODEL[row.subject_kind]
    asked = select(model.name, number_of(row.subject_kind)).where(model.id == row.subject_id)
    subject, number = session.execute(asked).one()
    recorder = session.get(Account, row.account_id) if row.account_id else None
    return ClaimDetail(
        claim=row,
        item=keeping.book(session, assessment).by_key.get(row.item_key),
        subject=subject,
        number=number,
        recorder=recorder.name if recorder else "",
        files=files.of(session, FileOwner.CLAIM, own),
        binned=files.of(session, FileOwner.CLAIM, own, binned=True),
        change=running and row.state is not ClaimState.APPROVED and _may(session, actor, row),
        decide=running and _may_decide(session, actor, row),
    )


def listing(
    session: Session, actor: Actor, filters: ClaimFilter, *, offset: int = 0, limit: int = 50
) -> list[ClaimRow]:
    """The entered items that filters ask for, the newest first."""
    require(actor, READ)
    kind = whom.entering(session, actor, filters.assessment_id).book.scores
    model = MODEL[kind]
    asked = (
        select(
            *(col(Claim.id), number_of(kind), model.name, col(Claim.item_key), col(Claim.choice)),
            *(col(Claim.quantity), col(Claim.title), col(Claim.done_on), col(Claim.state)),
            *(col(Claim.decision), col(Account.name), col(Claim.recorded_at)),
        )
        .join(model, model.id == col(Claim.subject_id))
        .outerjoin(Account, col(Account.id) == col(Claim.account_id))
        .where(*_parts(actor, kind, filters))
        .order_by(col(Claim.id).desc())
        .offset(offset)
        .limit(limit)
    )
    return [ClaimRow(*row) for row in session.execute(asked)]


def counts(session: Session, actor: Actor, filters: ClaimFilter) -> dict[ClaimState, int]:
    """How many of each state filters ask for, whichever state they name."""
    require(actor, READ)
    kind = whom.entering(session, actor, filters.assessment_id).book.scores
    model = MODEL[kind]
    asked = (
        select(col(Claim.state), func.count())
        .select_from(Claim)
        .join(model, model.id == col(Claim.subject_id))
        .where(*_parts(actor, kind, filters, any_state=True))
        .group_by(col(Claim.state))
    )
    return {row[0]: row[1] for row in session.execute(asked)}


def _one(session: Session, asked: Select[Claim]) -> Claim:
    row: Claim | None = session.execute(asked).scalar_one_or_none()
    if row is None:
        raise NotFound
    return row


def _reached(actor: Actor, permission: Permission) -> ColumnElement[bool]:
    kind, of = col(Claim.subject_kind), col(Claim.subject_id)
    return or_(
        *(and_(kind == one, reach.subject_reached(actor, permission, one, of)) for one in Scores)
    )


def _parts(
    actor: Actor, kind: Scores, filters: ClaimFilter, *, any_state: bool = False
) -> list[ColumnElement[bool]]:
    in_bin = col(Claim.binned_at).is_not(None)
    parts = [
        col(Claim.assessment_id) == filters.assessment_id,
        reach.subject_reached(actor, READ, kind, col(Claim.subject_id)),
        in_bin if filters.binned else ~in_bin,
    ]
    if filters.state and not any_state:
        parts.append(col(Claim.state) == filters.state)
    if filters.item_key:
        parts.append(col(Claim.item_key) == filters.item_key)
    if filters.search:
        texts = (col(Claim.title), col(MODEL[kind].name), number_of(kind))
        parts.append(or_(*(text.contains(filters.search, autoescape=True) for text in texts)))
    return parts


def _may(session: Session, actor: Actor, row: Claim) -> bool:
    if not actor.may(RECORD):
        return False
    asked = select(col(Claim.id)).where(col(Claim.id) == row.id, _reached(actor, RECORD))
    return session.execute(asked).first() is not None


def _may_decide(session: Session, actor: Actor, row: Claim) -> bool:
    return actor.may(APPROVE) and scope.covers(session, actor, APPROVE, row.committee_id)
