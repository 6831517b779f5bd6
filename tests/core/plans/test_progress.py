"""What was done of what was planned equals a count by hand."""

from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event
from sqlmodel import Session

from core.activities.models import WAS_THERE, OwnerKind, Presence, Stage
from core.errors import NotFound
from core.matters.models import Consent, MatterKind, State
from core.permissions import Role
from core.plans import service
from core.plans.drafts import Line, Many, Plan, Subject, SubjectKind
from core.plans.models import Every, Measure
from core.plans.presets import PRESETS
from core.plans.queries import PlanFilter
from core.reports import progress
from core.reports.periods import Period
from core.reports.queries import plans
from core.reports.queries.matters import UNSAID
from db.session import engine
from tests.factories import Make

YEAR = 2026
MEASURES = [None, Measure.SERVICE_EVENT, Measure.CONSULTATION, Measure.LISTENING_VISIT]
activities = st.lists(
    st.fixed_dictionaries(
        {
            "owner": st.integers(0, 2),
            "measure": st.sampled_from(MEASURES),
            "held_on": st.dates(date(2025, 11, 1), date(2027, 2, 28)),
            "stage": st.sampled_from(Stage),
            "binned": st.booleans(),
            "served": st.integers(0, 50),
            "presence": st.sampled_from(Presence),
        }
    ),
    max_size=12,
)


matters = st.lists(
    st.fixed_dictionaries(
        {
            "owner": st.integers(0, 2),
            "kind": st.sampled_from(MatterKind),
            "received_on": st.dates(date(2025, 11, 1), date(2027, 2, 28)),
            "state": st.sampled_from([*UNSAID, State.SUBMITTED, State.RETURNED, State.CLOSED]),
            "binned": st.booleans(),
            "consent": st.sampled_from(Consent),
        }
    ),
    max_size=9,
)
MATTERS = {Measure.OPINION: MatterKind.OPINION, Measure.PROPOSAL: MatterKind.PROPOSAL}
LONG_AGO = datetime.fromisoformat("2026-01-01T00:00:00Z")


class World:
    """Three studios, and one member who is called to each of their activities.

    The member is named as an author of each matter that was heard there.
    """

    def __init__(
        self, make: Make, told: list[dict[str, Any]], raised: list[dict[str, Any]]
    ) -> None:
        self.make, self.told, self.raised = make, told, raised
        self.clerk = make.actor(Role.CLERK)
        self.studios = [make.studio() for _ in range(3)]
        self.member = make.member()
        self.categories = {measure: make.category(measure=measure) for measure in MEASURES}
        for facts in told:
            self.hold(facts)
        for number, facts in enumerate(raised):
            self.raise_it(number + 1, facts)

    def hold(self, facts: dict[str, Any]) -> None:
        activity = self.make.activity(
            owner_kind=OwnerKind.STUDIO,
            studio_id=self.studios[facts["owner"]].id,
            category_id=self.categories[facts["measure"]].id,
            held_on=facts["held_on"],
            stage=facts["stage"],
            served=facts["served"],
            opinions_heard=7,  # what was heard is no opinion item yet
            binned_at=LONG_AGO if facts["binned"] else None,
        )
        leave = {"leave_reason": "出差"} if facts["presence"] is Presence.ON_LEAVE else {}
        self.make.attendance(activity, self.member, presence=facts["presence"], **leave)

    def raise_it(self, number: int, facts: dict[str, Any]) -> None:
        day = facts["received_on"]
        matter = self.make.matter(
            kind=facts["kind"],
            studio_id=self.studios[facts["owner"]].id,
            received_on=day,
            received_month=day.year * 100 + day.month,
            series=day.year,
            number=number,
            state=facts["state"],
            binned_at=LONG_AGO if facts["binned"] else None,
        )
        self.make.author(matter, self.member, consent=facts["consent"])

    def count_raised(self, owner: int | None, measure: Measure, quarter: int) -> int:
        return sum(
            facts["state"] not in UNSAID and not facts["binned"]
            for facts in self.raised
            if facts["kind"] is MATTERS[measure]
            if facts["received_on"].year == YEAR
            if (facts["received_on"].month - 1) // 3 == quarter
            if (facts["consent"] is Consent.AGREED if owner is None else facts["owner"] == owner)
        )

    def recount(self, owner: int | None, measure: Measure, quarter: int) -> int:
        """By hand: of one studio, or of the member where `owner` is None."""
        mine = [
            facts
            for facts in self.told
            if facts["stage"] is Stage.DONE and not facts["binned"]
            if facts["held_on"].year == YEAR and (facts["held_on"].month - 1) // 3 == quarter
            if (facts["presence"] in WAS_THERE if owner is None else facts["owner"] == owner)
        ]
        if measure is Measure.ACTIVITY:
            return len(mine)
        if measure is Measure.PEOPLE_SERVED:
            return sum(facts["served"] for facts in mine)
        if measure in MATTERS:
            return self.count_raised(owner, measure, quarter)
        return sum(facts["measure"] is measure for facts in mine)


@settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(told=activities, raised=matters)
def test_equals_a_recount(
    told: list[dict[str, Any]], raised: list[dict[str, Any]], session: Session
) -> None:
    nested = session.begin_nested()
    world = World(Make(session), told, raised)
    ids = [studio.id for studio in world.studios]

    of_studios = progress.recorded(session, SubjectKind.STUDIO, ids, YEAR)
    of_member = progress.recorded(session, SubjectKind.MEMBER, [world.member.id], YEAR)

    for measure in Measure:
        for quarter in range(4):
            for n, studio in enumerate(world.studios):
                counted = of_studios[studio.id][measure][quarter]
                assert counted == world.recount(n, measure, quarter)
            counted = of_member[world.member.id][measure][quarter]
            assert counted == world.recount(None, measure, quarter)
    nested.rollback()
    session.expunge_all()


def test_a_group_is_as_far_as_what_it_raised(session: Session, make: Make) -> None:
    clerk, group = make.actor(Role.CLERK), make.group()
    lines = (Line(Measure.OPINION, Every.YEAR, 3), Line(Measure.PROPOSAL, Every.YEAR, 1))
    subject = Subject(SubjectKind.GROUP, group.id)
    service.set_targets(session, clerk, subject, Plan(YEAR, lines))
    for kind in (MatterKind.OPINION, MatterKind.OPINION, MatterKind.PROPOSAL):
        make.matter(
            kind=kind,
            sector_group_id=group.id,
            received_on=date(YEAR, 5, 4),
            received_month=YEAR * 100 + 5,
        )
    other = make.group()
    for raising, hearing in ((group, other), (other, group)):
        make.matter(
            raising_group_id=raising.id,
            sector_group_id=hearing.id,
            received_on=date(YEAR, 8, 3),
            received_month=YEAR * 100 + 8,
        )

    told = progress.of_subject(session, clerk, subject, YEAR)
    [board] = plans.groups_done(
        session, make.actor(Role.CHAIR_OFFICE), make.home().id, Period.year(YEAR)
    )

    assert {row.line.measure: row.quarters for row in told} == {
        Measure.OPINION: (0, 2, 1, 0),
        Measure.PROPOSAL: (0, 1, 0, 0),
    }
    assert (board.goal, board.done) == (4, 4)


def test_a_group_counts_what_it_held_in_each_quarter(session: Session, make: Make) -> None:
    clerk, group = make.actor(Role.CLERK), make.group()
    visits = make.category(measure=Measure.LISTENING_VISIT)
    for month in (2, 2, 8):
        make.activity(
            owner_kind=OwnerKind.GROUP,
            sector_group_id=group.id,
            category_id=visits.id,
            held_on=date(YEAR, month, 3),
        )
    subject = Subject(SubjectKind.GROUP, group.id)
    line = Line(Measure.LISTENING_VISIT, Every.QUARTER, 1)
    service.set_targets(session, clerk, subject, Plan(YEAR, (line,)))
    session.flush()

    (told,) = progress.of_subject(session, clerk, subject, YEAR)

    assert (told.quarters, told.done, told.quarters_reached) == ((2, 0, 1, 0), 3, 2)


def test_the_matrix_asks_three_statements_whatever_the_rows(session: Session, make: Make) -> None:
    clerk = make.actor(Role.CLERK)
    for _ in range(20):
        make.studio()
    many = Many(make.home().id, SubjectKind.STUDIO, YEAR)
    service.apply_preset(session, clerk, many, PRESETS[0])
    session.flush()
    asked: list[str] = []
    event.listen(engine(), "before_cursor_execute", lambda *seen: asked.append(seen[2]))

    rows = progress.matrix(session, clerk, PlanFilter(SubjectKind.STUDIO, YEAR))

    assert len(asked) == 3
    assert len(rows) == 20
    assert all(len(row.targets) == 4 for row in rows)


@pytest.mark.parametrize("role", [Role.STUDIO_LEAD, Role.CONVENER, Role.MEMBER])
def test_what_is_not_ones_own_is_not_found(role: Role, session: Session, make: Make) -> None:
    studio = make.studio()

    with pytest.raises(NotFound):
        progress.of_subject(session, make.actor(role), Subject(SubjectKind.STUDIO, studio.id), YEAR)
