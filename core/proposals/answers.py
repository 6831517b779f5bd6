"""The units' result and the proposer's opinion, kept beside the proposal.

Units answer without knowing of proposals, so the rows of their answers are listened to: what
they write is on the proposal within the same transaction, whoever writes it.
"""

from datetime import date
from typing import Any

from sqlalchemy import Connection, Delete, delete, event, select, update
from sqlmodel import Session, col

from core import clock
from core.committees import calendar
from core.committees.models import Committee
from core.handling.models import Assignment, AssignmentState, Feedback, HandlingRole, Reply
from core.handling.telling import office_accounts
from core.matters.models import Matter
from core.notices import service as notices
from core.notices.models import Notice, NoticeKind
from core.notices.service import Told
from core.proposals import rules
from core.proposals.finding import KIND
from core.proposals.models import Proposal


@event.listens_for(Assignment, "after_insert")
@event.listens_for(Assignment, "after_update")
@event.listens_for(Reply, "after_update")
def _keep_result(_mapper: object, connection: Connection, row: Assignment | Reply) -> None:
    """The result of the newest reply of a lead, and the day to see what became of it."""
    if isinstance(row, Assignment) and row.state is not AssignmentState.REPLIED:
        return
    told = (
        select(col(Reply.result), col(Reply.replied_on))
        .join(Assignment, col(Assignment.reply_id) == col(Reply.id))
        .where(
            col(Assignment.matter_id) == row.matter_id,
            col(Assignment.role) == HandlingRole.LEAD,
        )
        .order_by(col(Assignment.round).desc())
    )
    newest = connection.execute(told).first()
    if newest:
        due = rules.revisit_on(*newest)
        _ring(connection, row.matter_id, due)
        _set(connection, row.matter_id, {"result": newest[0], "revisit_on": due})


@event.listens_for(Feedback, "after_insert")
def _keep_satisfaction(_mapper: object, connection: Connection, row: Feedback) -> None:
    """What the proposer said last."""
    _set(connection, row.matter_id, {"satisfaction": row.satisfaction})


def _ring(connection: Connection, matter_id: int, due: date | None) -> None:
    """Let it ring once on the day that a revisit is due: for the office, in working hours.

    Written when the day is, as it is for all that will be due. A day that stays is told once.
    """
    asked = (
        select(col(Matter.committee_id), col(Matter.title), col(Proposal.revisit_on))
        .join(Proposal, col(Proposal.matter_id) == col(Matter.id))
        .where(col(Matter.id) == matter_id)
    )
    found = connection.execute(asked).first()
    if found is None or found.revisit_on == due:
        return
    connection.execute(_unread_bells(matter_id))
    if due is None:
        return
    with Session(connection) as session:
        told = Told(NoticeKind.REVISIT_DUE, KIND.value, matter_id, found.title, due.isoformat())
        zone = session.get_one(Committee, found.committee_id).time_zone
        at = max(calendar.opening(due, zone), clock.now())
        rings = calendar.load(session).working_moment(at, zone)
        notices.tell(session, office_accounts(session, found.committee_id), told, rings)
        session.flush()


def _unread_bells(matter_id: int) -> Delete:
    return delete(Notice).where(
        col(Notice.subject_kind) == KIND.value,
        col(Notice.subject_id) == matter_id,
        col(Notice.kind) == NoticeKind.REVISIT_DUE,
        col(Notice.read_at).is_(None),
    )


def _set(connection: Connection, matter_id: int, columns: dict[str, Any]) -> None:
    """Of an opinion item there is no such row, and nothing is set."""
    connection.execute(
        update(Proposal).where(col(Proposal.matter_id) == matter_id).values(**columns)
    )
