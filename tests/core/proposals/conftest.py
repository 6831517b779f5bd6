"""A committee in session."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
import time_machine
from sqlmodel import Session

from tests.core.proposals.drafting import House
from tests.factories import Make


@pytest.fixture(autouse=True)
def in_session() -> Iterator[time_machine.Traveller]:
    """A working morning: Wednesday 11 February 2026, ten o'clock."""
    with time_machine.travel(datetime(2026, 2, 11, 2, tzinfo=UTC), tick=False) as traveller:
        yield traveller


@pytest.fixture
def house(session: Session, make: Make) -> House:
    """A committee with a clerk and a member."""
    return House(session, make)
