"""Who may see a file."""

from datetime import date

import pytest
from sqlmodel import Session

from core.files import service as files
from core.files.models import FileOwner
from core.files.service import Owner
from core.funds.models import Budget, Expense
from core.permissions import Role
from core.studios.models import StandardItem, StudioCheck, Verdict
from pages._web.files import open_file
from tests.core.files import samples
from tests.factories import DAY, Make


def owner_of(kind: FileOwner, make: Make, committee_id: int) -> Owner:
    if kind is FileOwner.ACTIVITY:
        return Owner(kind, make.activity(committee_id=committee_id).id, committee_id)
    studio = make.studio(committee_id=committee_id)
    if kind is FileOwner.CHECK:
        items = make.standard_set(committee_id=committee_id)
        item = make.save(StandardItem(standard_set_id=items.id, position=9, name="牌子"))
        check = make.save(
            StudioCheck(
                studio_id=studio.id,
                standard_item_id=item.id,
                verdict=Verdict.MET,
                checked_on=DAY,
            )
        )
        return Owner(kind, check.id, committee_id)
    budget = make.save(
        Budget(committee_id=committee_id, studio_id=studio.id, year=2026, amount_fen=100)
    )
    expense = make.save(
        Expense(
            committee_id=committee_id,
            budget_id=budget.id,
            activity_id=make.activity(committee_id=committee_id).id,
            spent_on=date(2026, 5, 20),
            amount_fen=1,
            purpose="资料",
        )
    )
    return Owner(kind, expense.id, committee_id)


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
