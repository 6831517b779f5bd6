"""The units' result and the proposer's opinion, kept beside the proposal.

Units answer without knowing of proposals, so the rows of their answers are listened to: what
they write is on the proposal within the same transaction, whoever writes it.
"""

from typing import Any

from sqlalchemy import Connection, event, select, update
from sqlmodel import col

from core.handling.models import Assignment, AssignmentState, Feedback, HandlingRole, Reply
from core.proposals import rules
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
        _set(connection, row.matter_id, {"result": newest[0], "revisit_on": due})


@event.listens_for(Feedback, "after_insert")
def _keep_satisfaction(_mapper: object, connection: Connection, row: Feedback) -> None:
    """What the proposer said last."""
    _set(connection, row.matter_id, {"satisfaction": row.satisfaction})


def _set(connection: Connection, matter_id: int, columns: dict[str, Any]) -> None:
    """Of an opinion item there is no such row, and nothing is set."""
    connection.execute(
        update(Proposal).where(col(Proposal.matter_id) == matter_id).values(**columns)
    )
