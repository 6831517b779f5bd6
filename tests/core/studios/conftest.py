"""What the tests of studios share: a fixed day, and looking at the trail."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
import time_machine
from sqlmodel import Session, col, select

from core.audit.models import AuditEntry
from core.committees import trail
from core.permissions import Actor, Role
from core.studios.models import Studio
from tests.factories import Make

TODAY = date(2026, 5, 20)
Trail = Callable[[], list[str]]


@pytest.fixture(autouse=True)
def _on_a_fixed_day() -> Iterator[None]:
    with time_machine.travel("2026-05-20T04:00:00Z"):
        yield


@pytest.fixture
def actions(session: Session) -> Trail:
    """The actions in the trail, oldest first."""

    def told() -> list[str]:
        return list(session.exec(select(AuditEntry.action).order_by(col(AuditEntry.id))).all())

    return told


@pytest.fixture
def revision(session: Session, make: Make) -> Callable[[], int]:
    """How often something changed in the home committee."""
    return lambda: trail.revision(session, make.home().id)


@pytest.fixture
def clerk(make: Make) -> Actor:
    """A clerk of the home committee."""
    return make.actor(Role.CLERK)


@pytest.fixture
def foreign(make: Make) -> Studio:
    """A studio of a committee that is not ours."""
    return make.studio(committee_id=make.committee().id)
