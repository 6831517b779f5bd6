"""Who works in a studio."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlmodel import Session

from core.errors import NotFound, NotPermitted, RuleBroken
from core.permissions import Actor, Permission, Role, lacking
from core.studios import record, team
from core.studios.models import Studio, StudioMember, StudioState
from tests.core.studios.conftest import TODAY, Trail
from tests.factories import Make

SINCE = date(2026, 1, 1)


def membership(make: Make, studio: Studio, **given: Any) -> StudioMember:
    usual: dict[str, Any] = {"member_id": make.member().id, "starts_on": SINCE}
    return make.save(StudioMember(studio_id=studio.id, **usual | given))


def test_members_are_assigned_from_a_day_on(
    session: Session, make: Make, clerk: Actor, actions: Trail, revision: Callable[[], int]
) -> None:
    studio, first, second = make.studio(), make.member(), make.member()
    before = revision()

    added = team.assign(session, clerk, studio.id, [first.id, second.id, first.id], SINCE)
    again = team.assign(session, clerk, studio.id, [second.id], TODAY)

    rows = record.members(session, clerk, studio.id)
    assert (added, again) == (2, 0)
    assert [(row.name, row.starts_on) for row in rows] == [
        (first.name, SINCE),
        (second.name, SINCE),
    ]
    assert actions() == ["studio:members_assigned"] * 2
    assert revision() == before + 2


def test_work_ends_and_stays_in_the_past(
    session: Session, make: Make, clerk: Actor, actions: Trail
) -> None:
    studio = make.studio()
    row = membership(make, studio)

    team.end(session, clerk, row.id, TODAY)

    [shown] = record.members(session, clerk, studio.id)
    assert shown.ends_on == TODAY
    assert actions() == ["studio:member_ended"]


def test_a_mistake_is_taken_back(
    session: Session, make: Make, clerk: Actor, actions: Trail
) -> None:
    studio = make.studio()
    row = membership(make, studio)

    team.remove(session, clerk, row.id)

    assert record.members(session, clerk, studio.id) == []
    assert actions() == ["studio:member_removed"]


@pytest.mark.parametrize("role", lacking(Permission.STUDIO_WRITE))
def test_the_team_is_for_those_who_write(role: Role, session: Session, make: Make) -> None:
    studio = make.studio()
    row, actor = membership(make, studio), make.actor(role)

    with pytest.raises(NotPermitted):
        team.assign(session, actor, studio.id, [make.member().id], SINCE)
    with pytest.raises(NotPermitted):
        team.end(session, actor, row.id, TODAY)
    with pytest.raises(NotPermitted):
        team.remove(session, actor, row.id)


def test_the_team_of_others_is_not_found(
    session: Session, make: Make, clerk: Actor, foreign: Studio
) -> None:
    row = membership(make, foreign)

    with pytest.raises(NotFound):
        team.assign(session, clerk, foreign.id, [make.member().id], SINCE)
    with pytest.raises(NotFound):
        team.end(session, clerk, row.id, TODAY)
    with pytest.raises(NotFound):
        team.remove(session, clerk, row.id)
    with pytest.raises(NotFound):
        team.remove(session, clerk, 0)


def test_only_members_of_the_committee_who_have_not_left_work_there(
    session: Session, make: Make, clerk: Actor
) -> None:
    studio = make.studio()
    stranger = make.member(committee_id=make.committee().id)
    gone = make.member(left_on=date(2026, 2, 1))

    for member in (stranger, gone):
        with pytest.raises(RuleBroken) as refused:
            team.assign(session, clerk, studio.id, [member.id], SINCE)
        assert refused.value.field == "member_ids"


def test_members_of_the_county_work_in_a_townships_studio(
    session: Session, make: Make, clerk: Actor
) -> None:
    studio = make.studio(committee_id=make.township().id)

    assert team.assign(session, clerk, studio.id, [make.member().id], SINCE) == 1


def test_the_lead_stays(session: Session, make: Make, clerk: Actor) -> None:
    lead = make.member()
    studio = make.studio(lead_id=lead.id)
    row = membership(make, studio, member_id=lead.id)

    with pytest.raises(RuleBroken, match="in charge"):
        team.end(session, clerk, row.id, TODAY)
    with pytest.raises(RuleBroken, match="in charge"):
        team.remove(session, clerk, row.id)


def test_work_does_not_end_before_it_began(session: Session, make: Make, clerk: Actor) -> None:
    row = membership(make, make.studio())

    with pytest.raises(RuleBroken) as refused:
        team.end(session, clerk, row.id, date(2025, 12, 31))

    assert refused.value.field == "ends_on"


def test_a_withdrawn_studio_keeps_its_team(session: Session, make: Make, clerk: Actor) -> None:
    studio = make.studio(state=StudioState.WITHDRAWN)
    row = membership(make, studio)

    with pytest.raises(RuleBroken):
        team.assign(session, clerk, studio.id, [make.member().id], SINCE)
    with pytest.raises(RuleBroken):
        team.remove(session, clerk, row.id)
