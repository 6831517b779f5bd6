"""What each member of a group took part in."""

from datetime import date, datetime

import pytest
from sqlmodel import Session

from core.activities.models import OwnerKind, Presence, Stage
from core.errors import NotFound
from core.groups import service
from core.permissions import Role
from core.reports.group_activity import of_members
from tests.factories import Make


def test_counts_what_was_held_and_attended_in_the_year(session: Session, make: Make) -> None:
    clerk, group, sector = make.actor(Role.CLERK), make.group(), make.sector()
    service.put_sectors(session, clerk, group.id, [sector.id])
    idle, busy = make.member(sector_id=sector.id), make.member(sector_id=sector.id)
    kept = [
        make.activity(owner_kind=OwnerKind.GROUP, sector_group_id=group.id),
        make.activity(),
    ]
    ignored = [
        make.activity(held_on=date(2025, 12, 31)),
        make.activity(stage=Stage.PLANNED),
        make.activity(binned_at=datetime.fromisoformat("2026-01-01T00:00:00Z")),
    ]
    for activity in (*kept, *ignored):
        make.attendance(activity, busy)
        make.attendance(activity, idle, presence=Presence.ABSENT)

    rows = of_members(session, clerk, group.id, 2026)

    assert [(row.name, row.attended, row.of_group) for row in rows] == [
        (busy.name, 2, 1),
        (idle.name, 0, 0),
    ]


def test_another_group_is_not_found_for_a_convener(session: Session, make: Make) -> None:
    with pytest.raises(NotFound):
        of_members(session, make.actor(Role.CONVENER), make.group().id, 2026)
