"""The first start."""

from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine
from sqlmodel import Session, select

from core import clock
from core.accounts import passwords, setup
from core.accounts.models import RoleGrant, SetupCode
from core.committees.drafts import CommitteeDraft
from core.committees.models import Committee, Level
from core.errors import RuleBroken
from core.opening import service as opening
from core.opening.service import HouseDraft
from core.permissions import Role
from tests.factories import Make

HOUSE = HouseDraft(
    CommitteeDraft(name="示例县政协", code="610800", level=Level.COUNTY),
    "zhangsan",
    "用户001",
    "Kx7-mountain",
)


@pytest.fixture(autouse=True)
def cheap_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "COST", 4)


def test_a_code_is_issued_while_there_is_no_account(session: Session) -> None:
    code = setup.issue_code(session)

    assert len(code.replace("-", "")) >= 12
    assert code not in str(session.exec(select(SetupCode)).one().model_dump())


def test_no_code_is_issued_once_there_is_one(session: Session, make: Make) -> None:
    make.account()

    assert setup.issue_code(session) == ""


def test_the_code_opens_the_house(session: Session) -> None:
    code = setup.issue_code(session)
    assert setup.admit(session, code.lower().replace("-", " "))

    account = opening.open_house(session, HOUSE)

    home = session.exec(select(Committee)).one()
    held = session.exec(select(RoleGrant)).one()
    assert (held.role, held.committee_id) == (Role.ADMINISTRATOR, home.id)
    assert passwords.matches(HOUSE.password, account.password_hash)
    assert not account.must_change_password


def test_a_committee_that_stands_already_is_the_one_to_administer(
    session: Session, make: Make
) -> None:
    standing = make.committee(code="example")
    setup.issue_code(session)

    account = opening.open_house(session, replace(HOUSE, with_examples=True))

    held = session.exec(select(RoleGrant).where(RoleGrant.account_id == account.id)).one()
    assert held.committee_id == standing.id
    assert session.exec(select(Committee)).one() == standing


@pytest.mark.parametrize("wide", [False, True])
def test_a_code_may_be_typed_in_small_or_wide_signs(session: Session, wide: bool) -> None:
    typed = setup.issue_code(session).lower().replace("-", " ")
    if wide:  # as a Chinese input method writes them
        typed = "".join(chr(ord(sign) + 0xFEE0) if sign > " " else "\u3000" for sign in typed)

    assert setup.admit(session, typed)


def test_it_opens_once(session: Session) -> None:
    setup.issue_code(session)
    opening.open_house(session, HOUSE)

    with pytest.raises(RuleBroken, match="already"):
        opening.open_house(session, HOUSE)


def test_a_new_code_replaces_the_one_before(session: Session) -> None:
    old = setup.issue_code(session)
    new = setup.issue_code(session)

    assert not setup.admit(session, old)
    assert setup.admit(session, new)


def test_five_wrong_codes_close_the_door_for_a_while(session: Session) -> None:
    code = setup.issue_code(session)
    for _ in range(5):
        assert not setup.admit(session, "AAAA-AAAA-AAAA-AAAA")

    assert not setup.admit(session, code)
    with time_machine.travel(clock.now() + timedelta(minutes=15), tick=False):
        assert setup.admit(session, code)


def test_a_weak_password_is_refused(session: Session) -> None:
    setup.issue_code(session)
    weak = HouseDraft(HOUSE.committee, "zhangsan", "用户001", "12345")

    with pytest.raises(RuleBroken) as refused:
        opening.open_house(session, weak)
    assert refused.value.field == "password"
