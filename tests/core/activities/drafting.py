"""Drafts with usual values."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from core.activities.drafts import ActivityDraft, Owner
from core.activities.models import OwnerKind
from tests.factories import Make

NINE = datetime(2026, 5, 20, 9, 0)  # noqa: DTZ001  what the clock on the wall shows
ELEVEN = datetime(2026, 5, 20, 11, 0)  # noqa: DTZ001


def draft(make: Make, **given: Any) -> ActivityDraft:
    """An activity of the home committee on 20 May 2026, 9 to 11 o'clock."""
    if "category_id" not in given:
        given["category_id"] = make.category().id
    usual = ActivityDraft(
        Owner(OwnerKind.COMMITTEE, make.home().id), 0, "读书会", NINE, ELEVEN, place="示例会议室"
    )
    return replace(usual, **given)
