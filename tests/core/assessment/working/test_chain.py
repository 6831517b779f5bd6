"""Who may take which step of the approval, and that no chain is stuck for good."""

import pytest
from sqlmodel import Session

from core.assessment import assessments, closing
from core.assessment.book import checking
from core.assessment.models import AssessmentState
from core.errors import NotPermitted, RuleBroken
from core.permissions import Role
from tests.core.assessment.working.year import BOOK, Year
from tests.factories import Make

TWICE = BOOK.replace(
    '[[approval]]\nkey = "chair"',
    """[[approval]]
key = "liaison"
name = "联络机构汇总"
role = "clerk"
[[approval]]
key = "chair\"""",
)
ABLE = {"administrator", "clerk", "chair_office"}


@pytest.mark.parametrize("role", [role.value for role in Role])
def test_only_roles_that_approve_for_the_office_stand_in_a_chain(role: str) -> None:
    text = BOOK.replace('role = "chair_office"', f'role = "{role}"')

    faults = checking.faults(text)

    assert bool(faults) is (role not in ABLE)
    if faults:
        number = text.splitlines().index(f'role = "{role}"') + 1
        said = faults[0].said("en")
        assert said.startswith(f"Line {number}: The role “{role}” does not approve")
        assert "Write one of: administrator, chair_office, clerk." in said


def test_one_account_does_not_take_two_steps_in_a_row(
    session: Session, year: Year, make: Make
) -> None:
    other = make.actor(Role.CLERK)
    row = year.in_review(over=True, text=TWICE)
    closing.agree(session, year.clerk, row.id, "", row.version)

    assert closing.stands(session, year.clerk, row.id).twice
    assert not closing.stands(session, other, row.id).twice
    with pytest.raises(RuleBroken, match="Somebody else"):
        closing.agree(session, year.clerk, row.id, "", row.version)

    closing.agree(session, other, row.id, "", row.version)
    assert row.approval_step == "liaison"


def test_whoever_alone_has_the_role_takes_both_steps(session: Session, year: Year) -> None:
    row = year.in_review(over=True, text=TWICE)
    closing.agree(session, year.clerk, row.id, "", row.version)

    closing.agree(session, year.clerk, row.id, "", row.version)

    assert row.approval_step == "liaison"


def test_after_sending_back_the_chain_begins_anew_for_the_same_account(
    session: Session, year: Year, make: Make
) -> None:
    make.actor(Role.CLERK)
    row = year.in_review(over=True, text=TWICE)
    closing.agree(session, year.clerk, row.id, "", row.version)
    closing.send_back(session, year.clerk, row.id, "再核", row.version)

    closing.agree(session, year.clerk, row.id, "", row.version)

    assert row.approval_step == "recorder"


def test_the_office_sends_back_whosever_turn_it_is(session: Session, year: Year) -> None:
    row = year.in_review(over=True)
    closing.agree(session, year.clerk, row.id, "", row.version)
    assert closing.stands(session, year.clerk, row.id).keeps

    closing.send_back(session, year.clerk, row.id, "有一条考勤记错", row.version)

    assert row.approval_step == ""
    assessments.reopen(session, year.clerk, row.id, row.version)
    assert row.state is AssessmentState.OPEN


def test_whoever_only_approves_sends_back_at_the_own_turn_alone(
    session: Session, year: Year
) -> None:
    row = year.in_review(over=True)

    assert not closing.stands(session, year.chair, row.id).keeps
    with pytest.raises(NotPermitted, match="not your turn"):
        closing.send_back(session, year.chair, row.id, "再核", row.version)
