"""The rota of receptions counts with the office's own calendar."""

from datetime import date, time

from sqlmodel import Session, col, select

from core.committees import calendar_days
from core.permissions import Role
from core.studios import receptions
from core.studios.models import Reception, Rota, RotaRule, StudioMember
from tests.factories import Make


def test_a_day_that_the_office_rests_moves_the_reception(session: Session, make: Make) -> None:
    clerk, studio, member = make.actor(Role.CLERK), make.studio(), make.member()
    make.save(StudioMember(studio_id=studio.id, member_id=member.id, starts_on=date(2025, 1, 1)))
    make.save(
        Rota(
            studio_id=studio.id,
            rule=RotaRule.MONTHLY,
            days="10",
            from_time=time(9),
            until_time=time(11),
        )
    )
    calendar_days.set_days(session, clerk, "2026-06-10 至 2026-06-12 休 县庆\n2026-06-13 班")

    receptions.plan_quarter(session, clerk, studio.id, date(2026, 6, 1), at_once=1)

    held = session.exec(select(col(Reception.held_on)).order_by(col(Reception.held_on))).all()
    assert held == [date(2026, 4, 10), date(2026, 5, 11), date(2026, 6, 13)]
