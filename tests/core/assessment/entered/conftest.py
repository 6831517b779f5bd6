"""An assessment whose book has items that are entered."""

from datetime import date
from typing import Any

import pytest
from sqlmodel import Session

from core.assessment.claims.drafts import ClaimDraft
from core.assessment.models import Assessment
from core.permissions import Role
from tests.core.assessment.working.year import BOOK, Year
from tests.factories import Make

DONE = date(2026, 3, 5)
ENTERED = """
[[section]]
key = "study"
name = "学习"
cap = 10
[[section.item]]
key = "essay"
name = "心得体会"
entered = true
choices = { "优秀" = 5, "良好" = 3 }
[[section.item]]
key = "report"
name = "述职报告"
entered = true
evidence = true
points = 4
[[grade]]
key = "good"
"""
TEXT = BOOK.replace('[[grade]]\nkey = "good"\n', ENTERED.lstrip(), 1)


@pytest.fixture
def year(session: Session, make: Make) -> Year:
    """Two members of a committee."""
    found = Year(session, make, make.actor(Role.CLERK), make.actor(Role.CHAIR_OFFICE))
    found.members = [make.member(), make.member()]
    return found


@pytest.fixture
def assessment(year: Year) -> Assessment:
    """Under way."""
    return year.opened(TEXT)


def of(year: Year, *who: int, **given: Any) -> ClaimDraft:
    """A notebook of some members."""
    usual: dict[str, Any] = {"item_key": "notebook", "done_on": DONE}
    ids = tuple(year.members[one].id for one in who or (0,))
    return ClaimDraft(**usual | {"subject_ids": ids} | given)
