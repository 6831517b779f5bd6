"""An office at work on its year."""

from datetime import date

import pytest
from sqlmodel import Session

from core.permissions import Role
from tests.core.assessment.working.year import Year
from tests.factories import Make


@pytest.fixture
def year(session: Session, make: Make) -> Year:
    """Three members, one of whom joined in July; nothing opened yet."""
    found = Year(session, make, make.actor(Role.CLERK), make.actor(Role.CHAIR_OFFICE))
    found.members = [make.member(), make.member(), make.member(joined_on=date(2026, 7, 1))]
    return found
