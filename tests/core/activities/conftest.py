"""A fixed day for the tests of activities."""

from collections.abc import Iterator

import pytest
import time_machine


@pytest.fixture(autouse=True)
def _summer() -> Iterator[None]:
    with time_machine.travel("2026-06-15T10:00:00+08:00", tick=True):
        yield
