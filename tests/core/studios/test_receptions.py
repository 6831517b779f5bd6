"""The rota of a studio and who is on duty."""

from collections.abc import Callable
from datetime import date

import pytest
from sqlmodel import Session

from core.errors import EditConflict, NotFound, NotPermitted, RuleBroken
from core.members.models import Member
from core.permissions import Actor, Permission, Role, lacking
from core.studios import reception_queries, receptions
from core.studios.drafts import RotaDraft
from core.studios.models import Reception, RotaRule, Studio, StudioMember, StudioState
from tests.core.studios.conftest import Trail
from tests.factories import Make

WEDNESDAYS = RotaDraft(RotaRule.WEEKLY, 2)
APRIL, JUNE = date(2026, 4, 1), date(2026, 6, 30)


def staffed(make: Make, members: int = 3) -> tuple[Studio, list[Member]]:
    studio = make.studio()
    team = [make.member() for _ in range(members)]
    for member in team:
        make.save(
            StudioMember(studio_id=studio.id, member_id=member.id, starts_on=date(2026, 1, 1))
        )
    return studio, team


def test_a_rota_is_set_changed_and_cleared(
    session: Session, make: Make, clerk: Actor, actions: Trail, revision: Callable[[], int]
) -> None:
    studio, before = make.studio(), revision()

    receptions.set_rota(session, clerk, studio.id, WEDNESDAYS)
    monthly = RotaDraft(RotaRule.MONTHLY, 2, "20、10")
    receptions.set_rota(session, clerk, studio.id, monthly, version=1)
    kept = reception_queries.rota(session, clerk, studio.id)
    receptions.clear_rota(session, clerk, studio.id)

    assert kept is not None
    assert (kept.rule, kept.weekday, kept.days) == (RotaRule.MONTHLY, None, "10,20")
    assert reception_queries.rota(session, clerk, studio.id) is None
    assert actions() == ["studio:rota_set", "studio:rota_set", "studio:rota_cleared"]
    assert revision() == before + 3


def test_a_rota_that_has_changed_meanwhile_is_refused(
    session: Session, make: Make, clerk: Actor
) -> None:
    studio = make.studio()
    receptions.set_rota(session, clerk, studio.id, WEDNESDAYS)

    with pytest.raises(EditConflict):
        receptions.set_rota(session, clerk, studio.id, RotaDraft(RotaRule.WEEKLY, 4))


def test_members_take_turns_through_the_quarter(
    session: Session, make: Make, clerk: Actor, actions: Trail
) -> None:
    studio, team = staffed(make)
    receptions.set_rota(session, clerk, studio.id, WEDNESDAYS)

    planned = receptions.plan_quarter(session, clerk, studio.id, date(2026, 5, 20))

    rows = reception_queries.receptions(session, clerk, studio.id, APRIL, JUNE)
    assert planned == len(rows) == 13
    assert [row.member_id for row in rows[:4]] == [team[0].id, team[1].id, team[2].id, team[0].id]
    assert actions()[-1] == "studio:receptions_planned"


def test_planning_again_leaves_what_is_planned_and_the_next_quarter_goes_on(
    session: Session, make: Make, clerk: Actor
) -> None:
    studio, team = staffed(make)
    receptions.set_rota(session, clerk, studio.id, WEDNESDAYS)
    receptions.plan_quarter(session, clerk, studio.id, APRIL)

    again = receptions.plan_quarter(session, clerk, studio.id, APRIL)
    receptions.plan_quarter(session, clerk, studio.id, date(2026, 7, 1))

    july = reception_queries.receptions(
        session, clerk, studio.id, date(2026, 7, 1), date(2026, 7, 3)
    )
    assert again == 0
    assert [row.member_id for row in july] == [team[1].id]  # thirteen turns: the first was last


def test_several_are_on_duty_at_once(session: Session, make: Make, clerk: Actor) -> None:
    studio, _team = staffed(make)
    receptions.set_rota(session, clerk, studio.id, WEDNESDAYS)

    assert receptions.plan_quarter(session, clerk, studio.id, APRIL, at_once=2) == 26
    with pytest.raises(RuleBroken) as refused:
        receptions.plan_quarter(session, clerk, studio.id, APRIL, at_once=6)
    assert refused.value.field == "at_once"


def test_planning_needs_a_rota_and_members(session: Session, make: Make, clerk: Actor) -> None:
    studio = make.studio()

    with pytest.raises(RuleBroken, match="when this studio receives"):
        receptions.plan_quarter(session, clerk, studio.id, APRIL)
    receptions.set_rota(session, clerk, studio.id, WEDNESDAYS)
    with pytest.raises(RuleBroken, match="Assign members"):
        receptions.plan_quarter(session, clerk, studio.id, APRIL)


def test_another_member_takes_over(
    session: Session, make: Make, clerk: Actor, actions: Trail
) -> None:
    studio, team = staffed(make, 2)
    row = make.save(Reception(studio_id=studio.id, held_on=APRIL, member_id=team[0].id))

    receptions.change_duty(session, clerk, row.id, team[1].id)

    [shown] = reception_queries.receptions(session, clerk, studio.id, APRIL, JUNE)
    assert shown.member == team[1].name
    assert actions() == ["studio:duty_changed"]


def test_who_takes_over_works_there_and_is_not_on_duty_yet(
    session: Session, make: Make, clerk: Actor
) -> None:
    studio, team = staffed(make, 2)
    first, _second = (
        make.save(Reception(studio_id=studio.id, held_on=APRIL, member_id=one.id)) for one in team
    )

    for member in (team[1], make.member()):
        with pytest.raises(RuleBroken) as refused:
            receptions.change_duty(session, clerk, first.id, member.id)
        assert refused.value.field == "member_id"


def test_a_reception_is_cancelled(
    session: Session, make: Make, clerk: Actor, actions: Trail
) -> None:
    studio, team = staffed(make, 1)
    row = make.save(Reception(studio_id=studio.id, held_on=APRIL, member_id=team[0].id))

    receptions.cancel(session, clerk, row.id)

    assert reception_queries.receptions(session, clerk, studio.id, APRIL, JUNE) == []
    assert actions() == ["studio:reception_cancelled"]


@pytest.mark.parametrize("role", lacking(Permission.STUDIO_WRITE))
def test_receptions_are_for_those_who_write(role: Role, session: Session, make: Make) -> None:
    actor, studio = make.actor(role), make.studio()

    with pytest.raises(NotPermitted):
        receptions.set_rota(session, actor, studio.id, WEDNESDAYS)
    with pytest.raises(NotPermitted):
        receptions.clear_rota(session, actor, studio.id)
    with pytest.raises(NotPermitted):
        receptions.plan_quarter(session, actor, studio.id, APRIL)
    with pytest.raises(NotPermitted):
        receptions.change_duty(session, actor, 1, 1)
    with pytest.raises(NotPermitted):
        receptions.cancel(session, actor, 1)


def test_receptions_of_others_are_not_found(
    session: Session, make: Make, clerk: Actor, foreign: Studio
) -> None:
    row = make.save(Reception(studio_id=foreign.id, held_on=APRIL, member_id=make.member().id))

    with pytest.raises(NotFound):
        receptions.set_rota(session, clerk, foreign.id, WEDNESDAYS)
    with pytest.raises(NotFound):
        receptions.clear_rota(session, clerk, foreign.id)
    with pytest.raises(NotFound):
        receptions.plan_quarter(session, clerk, foreign.id, APRIL)
    with pytest.raises(NotFound):
        receptions.change_duty(session, clerk, row.id, row.member_id)
    with pytest.raises(NotFound):
        receptions.cancel(session, clerk, row.id)
    assert reception_queries.receptions(session, clerk, foreign.id, APRIL, JUNE) == []


def test_a_withdrawn_studio_receives_nobody(session: Session, make: Make, clerk: Actor) -> None:
    studio = make.studio(state=StudioState.WITHDRAWN)

    with pytest.raises(RuleBroken, match="withdrawn"):
        receptions.set_rota(session, clerk, studio.id, WEDNESDAYS)
