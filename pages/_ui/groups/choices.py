"""Members to choose from in the forms of a group."""

from core.members import queries
from core.permissions import Actor
from pages._ui.edge import reading

MOST = 2000


def members(actor: Actor, committee_id: int) -> dict[int, str]:
    """The serving members of a committee by id, with their number to tell namesakes apart."""
    with reading() as session:
        rows = queries.names(session, actor, committee_id, limit=MOST)
    return {row.id: f"{row.name} ({row.number})" for row in rows}
