"""Who may see a file."""

import pytest
from sqlmodel import Session

from core.committees.models import Committee
from core.files import service as files
from core.files.models import FileOwner
from core.files.service import Owner
from core.handling.models import Reply, Result
from core.permissions import Role
from pages._web.files import open_file
from tests.core.files import samples
from tests.core.houses import build
from tests.factories import DAY, Make

# Which row of a house a file of each kind belongs to.
ROW = {
    FileOwner.ACTIVITY: "activity_id",
    FileOwner.BOX_ENTRY: "box_entry_id",
    FileOwner.CHECK: "check_id",
    FileOwner.CLAIM: "claim_id",
    FileOwner.EXPENSE: "expense_id",
    FileOwner.INSTRUCTION: "instruction_id",
    FileOwner.MATTER: "matter_id",
    FileOwner.PAPER_TEMPLATE: "template_id",
    FileOwner.STEP: "step_id",
}


def owner_of(kind: FileOwner, make: Make, committee_id: int) -> Owner:
    house = build(make.session, make, make.session.get_one(Committee, committee_id))
    if kind is not FileOwner.REPLY:
        return Owner(kind, house.ids[ROW[kind]], committee_id)
    reply = Reply(
        matter_id=house.ids["matter_id"],
        unit_id=house.ids["unit_id"],
        result=Result.A,
        words="示例答复",
        replied_on=DAY,
    )
    return Owner(kind, make.save(reply).id, committee_id)


@pytest.mark.parametrize("kind", FileOwner)
def test_a_file_is_seen_by_who_sees_what_it_belongs_to_and_by_no_other(
    kind: FileOwner, session: Session, make: Make
) -> None:
    clerk, away = make.actor(Role.CLERK), make.committee()
    stranger = make.actor(Role.CLERK, away, away)
    owner = owner_of(kind, make, make.home().id)
    row = files.add(session, clerk, owner, "a.pdf", samples.PDF)

    seen = open_file(session, clerk, row.id)

    assert seen is not None
    assert seen.path.read_bytes() == samples.PDF
    assert open_file(session, stranger, row.id) is None
    assert open_file(session, make.actor(Role.AUDITOR), row.id) is None


def test_what_does_not_exist_answers_like_a_strangers(session: Session, make: Make) -> None:
    assert open_file(session, make.actor(Role.CLERK), 999) is None
