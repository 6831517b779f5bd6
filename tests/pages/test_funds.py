"""The screen of funds."""

from datetime import date

import pytest
from sqlmodel import Session, select

from core import clock
from core.activities.models import Activity, OwnerKind
from core.funds.models import Budget, Expense
from core.permissions import Permission, Role, lacking
from core.studios.models import Studio
from tests.factories import Make
from tests.pages.conftest import OpenScreen
from tests.pages.test_groups import button

SCREEN = "work/funds"
YEAR = clock.today().year


@pytest.fixture
def studio(make: Make) -> Studio:
    return make.studio(name="甲工作室")


@pytest.fixture
def budget(make: Make, studio: Studio) -> Budget:
    return make.save(
        Budget(
            committee_id=studio.committee_id,
            studio_id=studio.id,
            year=YEAR,
            amount_fen=100_000,
        )
    )


@pytest.fixture
def held(make: Make, studio: Studio) -> Activity:
    return make.activity(owner_kind=OwnerKind.STUDIO, studio_id=studio.id, held_on=date(YEAR, 1, 5))


@pytest.mark.parametrize("lang", ["zh_CN", "en"])
@pytest.mark.parametrize("role", [Role.CLERK, Role.CHAIR_OFFICE])
def test_the_list_opens(
    role: Role, lang: str, open_screen: OpenScreen, make: Make, budget: Budget
) -> None:
    at = open_screen(make.actor(role), SCREEN, lang=lang)

    assert not at.exception
    assert "甲工作室" in at.dataframe[0].value.iloc[0].tolist()


@pytest.mark.parametrize("role", lacking(Permission.FUND_READ))
def test_refuses_others(role: Role, open_screen: OpenScreen, make: Make) -> None:
    at = open_screen(make.actor(role), SCREEN)

    assert not at.dataframe
    assert len(at.error) == 1


def test_a_budget_is_set(
    open_screen: OpenScreen, make: Make, session: Session, studio: Studio
) -> None:
    at = open_screen(make.actor(Role.CLERK), SCREEN)

    next(box for box in at.text_input if box.label == "金额（元）").set_value("1.2万")
    button(at, "下达").click().run()

    assert not at.exception
    row = session.exec(select(Budget)).one()
    assert (row.studio_id, row.amount_fen) == (studio.id, 1_200_000)


def test_an_amount_that_cannot_be_read_is_told_and_kept_on_the_form(
    open_screen: OpenScreen, make: Make, session: Session, studio: Studio
) -> None:
    at = open_screen(make.actor(Role.CLERK), SCREEN)

    box = next(box for box in at.text_input if box.label == "金额（元）")
    box.set_value("很多")
    button(at, "下达").click().run()

    assert len(at.error) == 1
    assert next(box for box in at.text_input if box.label == "金额（元）").value == "很多"
    assert session.exec(select(Budget)).all() == []


def test_going_over_is_warned_of_and_then_shown(
    open_screen: OpenScreen, make: Make, session: Session, budget: Budget, held: Activity
) -> None:
    lead = make.actor(Role.STUDIO_LEAD, make.session.get_one(Studio, budget.studio_id))
    at = open_screen(lead, SCREEN, id=str(budget.id))

    fields = {box.label: box for box in at.text_input}
    fields["金额（元）"].set_value("1200")
    fields["用途"].set_value("印刷费")
    button(at, "登记").click().run()
    refused = [error.value for error in at.error]
    at.checkbox[0].check()
    button(at, "登记").click().run()

    assert "超出预算200.00元" in refused[0].replace("\\", "")
    assert not at.exception
    assert session.exec(select(Expense.amount_fen)).one() == 120_000
    assert any("超支200元" in warning.value for warning in at.warning)


def test_a_budget_that_is_not_ones_own_is_not_found(
    open_screen: OpenScreen, make: Make, budget: Budget
) -> None:
    at = open_screen(make.actor(Role.STUDIO_LEAD), SCREEN, id=str(budget.id))

    assert "甲工作室" not in at.words
    assert len(at.info) == 1
