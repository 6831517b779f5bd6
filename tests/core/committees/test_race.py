"""Two people who change one tree at once cannot make a ring of it."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from sqlmodel import Session, select

from core.committees import tree
from core.committees.models import Committee, CommitteeTree
from core.errors import RuleBroken
from db.session import transaction
from tests.factories import Make


def test_of_two_moves_into_each_other_one_is_refused(session: Session, make: Make) -> None:
    one, other = make.committee(), make.committee()
    below_one, below_other = make.committee(one), make.committee(other)
    session.commit()
    start = Barrier(2)

    def move(committee_id: int, parent_id: int) -> str:
        start.wait(timeout=10)
        try:
            with transaction() as own:
                committee = own.get_one(Committee, committee_id)
                tree.move(own, committee, parent_id)
                committee.parent_id = parent_id
        except RuleBroken:
            return "refused"
        return "moved"

    with ThreadPoolExecutor(2) as people:
        first = people.submit(move, one.id, below_other.id)
        second = people.submit(move, other.id, below_one.id)
        told = sorted([first.result(timeout=30), second.result(timeout=30)])

    links = session.exec(select(CommitteeTree.ancestor_id, CommitteeTree.descendant_id)).all()
    assert told == ["moved", "refused"]
    assert not [pair for pair in links if pair[0] != pair[1] and pair[::-1] in links]
