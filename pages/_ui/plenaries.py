"""Plenary sessions by their names, such as 第15届第2次会议."""

from core.committees import queries as committees
from core.permissions import Actor, Permission
from pages._ui.edge import reading
from pages._ui.words import _


def name(term: int | None, number: int | None) -> str:
    """What a session is called; "" where there is none."""
    return _("Term {term}, session {number}", term=term, number=number) if term else ""


def names(actor: Actor, committee_id: int) -> dict[int, str]:
    """The plenary sessions of a committee by their ids, the latest first."""
    with reading() as session:
        found = committees.sessions(session, actor, committee_id, Permission.PROPOSAL_READ)
    return {one.id: name(one.term, one.number) for one in found}
