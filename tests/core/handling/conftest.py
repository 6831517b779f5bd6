"""Every test of handling happens on one Wednesday morning, unless it moves on itself."""

from collections.abc import Iterator

import pytest
import time_machine
from time_machine import Traveller

from tests.core.handling.world import MORNING, world

__all__ = ["clock", "world"]


@pytest.fixture(autouse=True)
def clock() -> Iterator[Traveller]:
    """The time, which a test can move on."""
    with time_machine.travel(MORNING, tick=False) as traveller:
        yield traveller
