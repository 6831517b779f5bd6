"""A city to be scored."""

import pytest
from sqlmodel import Session

from tests.core.assessment.presets.city import City
from tests.factories import Make


@pytest.fixture
def city(session: Session, make: Make) -> City:
    """A county's committee without any records."""
    return City(session, make)
