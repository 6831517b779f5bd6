"""The screen of plans."""

from datetime import date

import pytest
from sqlmodel import Session, select

from core import clock
from core.activities.models import OwnerKind
from core.i18n import CHINESE, translate
from core.matters.models import MatterKind
from core.permissions import Permission, Role, lacking
from core.plans import service
from core.plans.drafts import Line, Plan, Subject, SubjectKind
from core.plans.models import Every, Measure, PlanTarget
from tests.factories import Make
from tests.pages.conftest import OpenScreen
from tests.pages.test_groups import button

SCREEN = "work/plans"
YEAR = clock.today().year
CONSULT = Line(Measure.CONSULTATION, Every.YEAR, 2)
PROPOSE = Line(Measure.PROPOSAL, Every.YEAR, 1)


def chinese(measure: Measure) -> str:
    return translate(measure.label, CHINESE)


@pytest.mark.parametrize("lang", ["zh_CN", "en"])
@pytest.mark.parametrize("kind", list(SubjectKind))
def test_the_matrix_opens(
    kind: SubjectKind, lang: str, open_screen: OpenScreen, make: Make
) -> None:
    make.studio(name="甲"), make.group(name="甲"), make.member(name="甲")

    at = open_screen(make.actor(Role.CLERK), SCREEN, lang=lang, kind=kind.value)

    assert not at.exception
    assert "甲" in at.dataframe[0].value.iloc[:, 0].tolist()


@pytest.mark.parametrize("role", lacking(Permission.PLAN_READ))
def test_refuses_others(role: Role, open_screen: OpenScreen, make: Make) -> None:
    at = open_screen(make.actor(role), SCREEN)

    assert not at.dataframe
    assert len(at.error) == 1


def test_shows_done_against_target_of_activities_and_proposals(
    open_screen: OpenScreen, make: Make, session: Session
) -> None:
    clerk, studio = make.actor(Role.CLERK), make.studio(name="甲")
    category = make.category(measure=Measure.CONSULTATION)
    for _n in range(2):
        make.activity(
            owner_kind=OwnerKind.STUDIO,
            studio_id=studio.id,
            category_id=category.id,
            held_on=date(YEAR, 1, 5),
        )
    raised = date(YEAR, 1, 6)
    make.matter(kind=MatterKind.PROPOSAL, studio_id=studio.id, received_on=raised, series=1)
    subject = Subject(SubjectKind.STUDIO, studio.id)
    service.set_targets(session, clerk, subject, Plan(YEAR, (CONSULT, PROPOSE)))

    at = open_screen(clerk, SCREEN)

    cells = at.dataframe[0].value.iloc[0].tolist()
    assert any("2 / 2" in str(cell) and "已完成" in str(cell) for cell in cells)
    assert any("1 / 1" in str(cell) and "已完成" in str(cell) for cell in cells)


def test_a_preset_reaches_all_studios(
    open_screen: OpenScreen, make: Make, session: Session
) -> None:
    studios = [make.studio().id for _ in range(2)]
    at = open_screen(make.actor(Role.CLERK), SCREEN)

    button(at, f"应用到{YEAR}年").click().run()

    assert not at.exception
    assert "新增目标8项" in at.success[0].value
    kept = session.exec(select(PlanTarget)).all()
    assert {row.studio_id for row in kept} == set(studios)


def test_targets_of_one_are_set_and_dropped(
    open_screen: OpenScreen, make: Make, session: Session
) -> None:
    clerk, group = make.actor(Role.CLERK), make.group()
    service.set_targets(
        session, clerk, Subject(SubjectKind.GROUP, group.id), Plan(YEAR, (CONSULT,))
    )
    at = open_screen(clerk, SCREEN, kind="group", id=str(group.id))

    number = {box.label: box for box in at.number_input}
    number[chinese(Measure.CONSULTATION)].set_value(0)
    number[chinese(Measure.READING_EVENT)].set_value(4)
    button(at, "保存目标").click().run()

    assert not at.exception
    session.expire_all()
    kept = {row.measure: row.target for row in session.exec(select(PlanTarget))}
    assert kept == {Measure.READING_EVENT: 4}


def test_the_loser_of_a_race_sees_the_difference_and_may_save_again(
    open_screen: OpenScreen, make: Make, session: Session
) -> None:
    clerk, group = make.actor(Role.CLERK), make.group()
    subject = Subject(SubjectKind.GROUP, group.id)
    at = open_screen(clerk, SCREEN, kind="group", id=str(group.id))
    service.set_targets(session, clerk, subject, Plan(YEAR, (CONSULT,)))
    session.commit()

    next(box for box in at.number_input if box.label == chinese(Measure.CONSULTATION)).set_value(5)
    button(at, "保存目标").click().run()
    refused = [error.value for error in at.error]
    button(at, "保存目标").click().run()

    assert len(refused) == 1
    assert not at.error
    session.expire_all()
    assert session.exec(select(PlanTarget.target)).one() == 5


@pytest.mark.parametrize("role", [Role.STUDIO_LEAD, Role.CONVENER, Role.MEMBER])
def test_others_see_their_own_and_no_tools(role: Role, open_screen: OpenScreen, make: Make) -> None:
    at = open_screen(make.actor(role), SCREEN)

    assert not at.exception
    assert len(at.dataframe[0].value) == 1
    assert not any("应用" in one.label for one in at.button)
