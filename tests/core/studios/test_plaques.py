"""Putting the opening day and the plaque of a studio right."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from sqlmodel import Session

from core.errors import EditConflict, NotFound, NotPermitted, RuleBroken
from core.permissions import Actor, Permission, Role, lacking
from core.studios import plaques
from core.studios.drafts import PlaqueDraft
from core.studios.models import Studio, StudioState
from tests.core.studios.conftest import TODAY, Trail
from tests.factories import Make

RIGHT = PlaqueDraft(date(2026, 3, 1), " 第０１２号 ", date(2026, 3, 2))


@pytest.fixture
def studio(make: Make) -> Studio:
    day = date(2026, 1, 1)
    return make.studio(
        state=StudioState.OPENED, opened_on=day, plaque_number="第021号", plaque_on=day
    )


def test_a_slip_is_put_right_and_told(
    session: Session, studio: Studio, clerk: Actor, actions: Trail, revision: Callable[[], int]
) -> None:
    before = revision()

    plaques.correct(session, clerk, studio.id, RIGHT, version=studio.version)

    assert (studio.opened_on, studio.plaque_number, studio.plaque_on) == (
        date(2026, 3, 1),
        "第012号",
        date(2026, 3, 2),
    )
    assert actions() == ["studio:plaque_corrected"]
    assert revision() == before + 1


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"plaque_number": " \u200b"}, "plaque_number"),
        ({"opened_on": TODAY + timedelta(days=1)}, "opened_on"),
        ({"plaque_on": TODAY + timedelta(days=1)}, "plaque_on"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_input(
    given: dict[str, Any], field: str, session: Session, studio: Studio, clerk: Actor
) -> None:
    usual: dict[str, Any] = {"opened_on": TODAY, "plaque_number": "第1号", "plaque_on": TODAY}

    with pytest.raises(RuleBroken) as refused:
        plaques.correct(session, clerk, studio.id, PlaqueDraft(**usual | given), version=1)

    assert refused.value.field == field


def test_the_plaque_of_another_is_refused(
    session: Session, studio: Studio, clerk: Actor, make: Make
) -> None:
    make.studio(plaque_number="第012号", plaque_on=TODAY)

    with pytest.raises(RuleBroken, match="plaque"):
        plaques.correct(session, clerk, studio.id, RIGHT, version=1)


@pytest.mark.parametrize("state", [StudioState.DRAFT, StudioState.WITHDRAWN])
def test_only_a_studio_that_is_open_bears_one(
    state: StudioState, session: Session, make: Make, clerk: Actor
) -> None:
    other = make.studio(state=state, opened_on=None)

    with pytest.raises(RuleBroken):
        plaques.correct(session, clerk, other.id, RIGHT, version=1)


def test_the_slower_of_two_is_told(session: Session, studio: Studio, clerk: Actor) -> None:
    plaques.correct(session, clerk, studio.id, RIGHT, version=1)

    with pytest.raises(EditConflict):
        plaques.correct(session, clerk, studio.id, RIGHT, version=1)


@pytest.mark.parametrize("role", lacking(Permission.STUDIO_DECIDE))
def test_refuses_roles_that_do_not_decide(
    role: Role, session: Session, studio: Studio, make: Make
) -> None:
    with pytest.raises(NotPermitted):
        plaques.correct(session, make.actor(role), studio.id, RIGHT, version=1)


def test_a_studio_of_others_is_not_found(session: Session, clerk: Actor, foreign: Studio) -> None:
    with pytest.raises(NotFound):
        plaques.correct(session, clerk, foreign.id, RIGHT, version=1)
