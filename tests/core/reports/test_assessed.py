"""What an assessment shows of all whom it scores: spread, order, fairness, rings and what if."""

from collections.abc import Callable
from datetime import date, timedelta
from hashlib import sha256
from itertools import pairwise
from typing import Any

import pytest
from sqlmodel import Session, col, func, select

from core import clock
from core.activities.models import LeaveKind, Presence
from core.assessment import keeping
from core.assessment.models import (
    Assessment,
    AssessmentState,
    BookState,
    Correction,
    RuleBook,
    Score,
    Scores,
)
from core.committees.models import TermSession
from core.errors import NotFound, RuleBroken
from core.matters.models import AuthorRole, Consent, MatterKind, State
from core.members.models import Member
from core.permissions import Actor, Role
from core.proposals.models import Nature, Proposal
from core.reports.assessed import fairness, lists, look, quality, rings, spread, what_if, years
from core.reports.assessed.lists import Wanted
from core.reports.assessed.subjects import By
from core.reports.assessed.what_if import Change
from tests.factories import Make

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)
BOOK = """
format = 1
name = "示例办法"
scores = "members"
cap = 100
[pro_rata]
by = "month"
[[section]]
key = "duty"
name = "履职"
cap = 60
[[section.item]]
key = "went"
name = "活动"
counts = "attendance"
where = { presence = "present" }
points = 10
cap = 30
[[section.item]]
key = "wrote"
name = "提案"
counts = "proposal"
cases = [ { when = { role = "first" }, points = 20 }, { points = 5 } ]
[[section]]
key = "counted"
name = "只计数"
[[section.item]]
key = "absent"
name = "缺席"
counts = "attendance"
where = { presence = "absent" }
[[grade]]
key = "good"
name = "良好"
from = 20
consequence = "praise"
[[grade]]
key = "poor"
name = "不合格"
[[consequence]]
key = "praise"
name = "表扬"
"""


@pytest.fixture
def actor(make: Make) -> Actor:
    return make.actor(Role.CHAIR_OFFICE)


def opened(make: Make, year: int = 2026, **given: Any) -> int:
    """An assessment of a year by the book above, its scores kept."""
    home = make.home().id
    row = make.session.exec(select(RuleBook).where(RuleBook.committee_id == home)).first()
    row = row or make.save(
        RuleBook(
            committee_id=home,
            code="example",
            name="示例办法",
            scores=keeping.book_of(BOOK).scores,
            text=BOOK,
            sha256=sha256(BOOK.encode()).hexdigest(),
            state=BookState.ADOPTED,
        )
    )
    days: dict[str, Any] = {"first_on": date(year, 1, 1), "last_on": date(year, 12, 31)}
    found = make.save(Assessment(committee_id=home, book_id=row.id, year=year, **days | given))
    keeping.rebuild(make.session, found)
    return found.id


def went(make: Make, member: Member, times: int = 1, **given: Any) -> None:
    for number in range(times):
        make.attendance(make.activity(held_on=date(2026, 3, 1 + number)), member, **given)


def proposal(make: Make, first: Member, *others: Member, **given: Any) -> None:
    matter = make.matter(
        kind=MatterKind.PROPOSAL, received_on=date(2026, 4, 1), state=State.REGISTERED, **given
    )
    meeting = make.session.exec(select(TermSession)).first() or make.term_session()
    nature = Nature.CO_SIGNED if others else Nature.INDIVIDUAL
    make.save(Proposal(matter_id=matter.id, nature=nature, term_session_id=meeting.id))
    make.author(matter, first, role=AuthorRole.FIRST)
    for other in others:
        make.author(matter, other, role=AuthorRole.CO_SIGNER)


class TestSpread:
    def test_bands_are_of_one_width_and_hold_everybody(
        self, session: Session, make: Make, actor: Actor
    ) -> None:
        members = [make.member() for _ in range(4)]
        went(make, members[0], 3)
        went(make, members[1], 1)
        found = opened(make)

        bands = spread.bands(session, actor, found)

        assert sum(band.people for band in bands) == 4
        assert len({band.end - band.first for band in bands}) == 1
        assert [band.grade.key for band in bands if band.grade] == ["poor", "poor", "good"]

    def test_each_grade_is_told_with_its_people_and_what_follows(
        self, session: Session, make: Make, actor: Actor
    ) -> None:
        went(make, make.member(), 2)
        make.member()
        make.member()
        found = opened(make)

        good, poor = spread.grades(session, actor, found)

        assert (good.people, good.consequence) == (1, "表扬")
        assert (poor.people, round(poor.share, 2)) == (2, 0.67)

    def test_sections_tell_average_cap_and_nothing(
        self, session: Session, make: Make, actor: Actor
    ) -> None:
        went(make, make.member(), 3)
        make.member()
        found = opened(make)

        (duty,) = spread.sections(session, actor, found)  # what only counts is left out

        assert (duty.average, duty.highest, duty.full, duty.none) == (1500, 3000, 0, 1)

    def test_items_tell_whom_they_pay(self, session: Session, make: Make, actor: Actor) -> None:
        went(make, make.member(), 5)
        found = opened(make)

        first, second = spread.items(session, actor, found)

        assert (first.item.key, first.people, first.points, first.full) == ("went", 1, 3000, 1)
        assert (second.item.key, second.people) == ("wrote", 0)

    def test_steps_below_the_top_are_equal_and_begin_there(
        self, session: Session, make: Make, actor: Actor
    ) -> None:
        went(make, make.member(), 3)
        make.member()
        found = opened(make)

        steps = spread.below_the_top(session, actor, found)

        assert (steps[0].end, steps[0].people) == (3000, 1)
        assert steps[-1].people == 1
        assert len(steps) <= spread.STEPS_BELOW


class TestLists:
    def test_all_stand_in_order_with_ties_in_one_place(
        self, session: Session, make: Make, actor: Actor
    ) -> None:
        members = [make.member() for _ in range(3)]
        went(make, members[2])
        found = opened(make)

        rows = lists.everybody(session, actor, found)

        told = [(row.one.subject.id, row.one.place) for row in rows]
        assert told == [(members[2].id, 1), (members[0].id, 2), (members[1].id, 2)]

    @pytest.mark.parametrize(
        ("wanted", "found"),
        [
            (lambda key: Wanted(By.SECTOR, key), 1),
            (lambda _: Wanted(grade="poor"), 2),
            (lambda _: Wanted(low=1000, high=1000), 1),
            (lambda _: Wanted(grade=lists.NO_GRADE), 0),
        ],
    )
    def test_it_can_be_narrowed(
        self,
        session: Session,
        make: Make,
        actor: Actor,
        wanted: Callable[[str], Wanted],
        found: int,
    ) -> None:
        sector = make.sector()
        went(make, make.member(sector_id=sector.id))
        make.member(sector_id=None)
        assessment = opened(make)

        rows = lists.everybody(session, actor, assessment, wanted(str(sector.id)))

        assert len(rows) == found

    def test_kinds_stand_side_by_side(self, session: Session, make: Make, actor: Actor) -> None:
        went(make, make.member(standing=True), 2)
        make.member()
        make.member()
        found = opened(make)

        sides = lists.kinds(session, actor, found)

        assert [(side.place.key, side.people, side.average) for side in sides] == [
            ("standing", 1, 2000),
            ("other", 2, 0),
        ]


class TestFairness:
    def test_who_joined_late_is_told_with_what_the_bare_total_would_give(
        self, session: Session, make: Make, actor: Actor
    ) -> None:
        late = make.member(joined_on=date(2026, 7, 1))
        make.attendance(make.activity(held_on=date(2026, 8, 1)), late)
        found = opened(make)

        (row,) = fairness.made_up(session, actor, found)

        assert (row.one.kept.months, row.of_months) == (6, 12)
        assert (row.one.kept.total, row.one.kept.rated) == (1000, 2000)
        assert (row.one.grade and row.one.grade.key, row.without and row.without.key) == (
            "good",
            "poor",
        )

    def test_leave_is_told_beside_the_points_of_the_others(
        self, session: Session, make: Make, actor: Actor
    ) -> None:
        ill, other = make.member(), make.member()
        leave = {
            "presence": Presence.ON_LEAVE,
            "leave_kind": LeaveKind.ILLNESS,
            "leave_reason": "事由",
        }
        went(make, ill, 2, **leave)
        went(make, other, 2)
        found = opened(make)

        (row,) = fairness.on_leave(session, actor, found)

        assert (row.kind, row.times, row.members) == (LeaveKind.ILLNESS, 2, 1)
        assert (row.average, row.average_of_others) == (0, 2000)

    def test_few_records_and_none_are_told(
        self, session: Session, make: Make, actor: Actor
    ) -> None:
        idle, some, many = make.member(), make.member(), make.member()
        went(make, some)
        proposal(make, some)
        went(make, many, 3)
        went(make, idle, 4, presence=Presence.ABSENT)
        found = opened(make)

        few = fairness.few(session, actor, found)
        none = fairness.idle(session, actor, found)

        assert [(row.one.subject.id, row.records) for row in few] == [(idle.id, 0), (some.id, 2)]
        assert [row.one.subject.id for row in none] == [idle.id]


class TestRings:
    def test_a_pair_that_signs_each_others_far_more_than_chance_is_told(
        self, session: Session, make: Make, actor: Actor
    ) -> None:
        pair = self._office(make)
        for _ in range(4):
            proposal(make, pair[0], pair[1])
            proposal(make, pair[1], pair[0])
        found = opened(make)

        (ring,) = rings.rings(session, actor, found)

        assert [one.subject.id for one in ring.ones] == [one.id for one in pair]
        assert (ring.signatures, ring.all_signatures) == (8, 8)
        assert ring.times > 5

    def test_three_are_told_as_one(self, session: Session, make: Make, actor: Actor) -> None:
        pair = self._office(make)
        trio = [*pair, make.member()]
        for first in trio:
            for _ in range(3):
                proposal(make, first, *(one for one in trio if one is not first))
        found = opened(make)

        (ring,) = rings.rings(session, actor, found)

        assert len(ring.ones) == 3

    def test_signing_one_way_only_is_no_ring(
        self, session: Session, make: Make, actor: Actor
    ) -> None:
        pair = self._office(make)
        for _ in range(9):
            proposal(make, pair[0], pair[1])
        found = opened(make)

        assert rings.rings(session, actor, found) == ()

    @pytest.mark.parametrize("length", [3, 4, 6])
    def test_a_circle_in_which_each_signs_the_next_ones_is_a_ring(
        self, session: Session, make: Make, actor: Actor, length: int
    ) -> None:
        self._office(make)
        circle = [make.member() for _ in range(length)]
        for one, other in zip(circle, circle[1:] + circle[:1], strict=True):
            for _ in range(6):
                proposal(make, one, other)
        found = opened(make)

        (ring,) = rings.rings(session, actor, found)

        assert {one.subject.id for one in ring.ones} == {one.id for one in circle}
        assert (ring.signatures, ring.all_signatures) == (6 * length, 6 * length)
        assert ring.times > 2

    def test_a_chain_that_does_not_come_back_is_none(
        self, session: Session, make: Make, actor: Actor
    ) -> None:
        chain = [*self._office(make), make.member()]
        for one, other in pairwise(chain):
            for _ in range(6):
                proposal(make, one, other)
        found = opened(make)

        assert rings.rings(session, actor, found) == ()

    def test_who_declined_has_not_signed(self, session: Session, make: Make, actor: Actor) -> None:
        pair = self._office(make)
        for first, other in (pair, pair[::-1]) * 4:
            matter = make.matter(kind=MatterKind.PROPOSAL, received_on=date(2026, 4, 1))
            make.author(matter, first, role=AuthorRole.FIRST)
            make.author(matter, other, role=AuthorRole.CO_SIGNER, consent=Consent.DECLINED)
        found = opened(make)

        assert rings.rings(session, actor, found) == ()

    @pytest.mark.parametrize(("times", "expected", "likely"), [(1, 1.0, 0.632), (3, 1.0, 0.080)])
    def test_chance_is_counted_after_poisson(
        self, times: int, expected: float, likely: float
    ) -> None:
        assert round(rings.at_least(times, expected), 3) == likely

    def _office(self, make: Make) -> list[Member]:
        """Two members among many who sign each other's in a round."""
        pair = [make.member(), make.member()]
        others = [make.member() for _ in range(12)]
        for number, one in enumerate(others):
            for step in (1, 2, 3, 4):
                proposal(make, one, others[(number + step) % 12], others[(number + 5) % 12])
        return pair


class TestQuality:
    def test_what_came_of_it_stands_beside_how_much_was_raised(
        self, session: Session, make: Make, actor: Actor
    ) -> None:
        member = make.member()
        proposal(make, member, make.member(), adopted_on=date(2026, 5, 1))
        proposal(make, member)
        found = opened(make)

        (row,) = quality.quality(session, actor, found)

        assert (row.one.subject.id, row.submitted, row.adopted, row.good) == (member.id, 2, 1, 1)


class TestYears:
    def test_one_year_stands_beside_the_one_before(
        self, session: Session, make: Make, actor: Actor
    ) -> None:
        member = make.member(joined_on=date(2024, 1, 1))
        make.attendance(make.activity(held_on=date(2025, 5, 1)), member)
        went(make, member, 3)
        opened(make, 2025)
        now = opened(make, 2026)

        (row,) = years.moved(session, actor, now)

        assert (row.before.kept.rated, row.now.kept.rated, row.change) == (1000, 3000, 2000)
        assert (row.year_before, row.year) == (2025, 2026)

    def test_the_first_year_has_none_before(
        self, session: Session, make: Make, actor: Actor
    ) -> None:
        make.member()

        assert years.moved(session, actor, opened(make)) == ()


class TestWhatIf:
    def test_it_tells_who_would_have_another_grade_and_keeps_nothing(
        self, session: Session, make: Make, actor: Actor
    ) -> None:
        member = make.member()
        went(make, member, 2)
        found = opened(make)
        kept = keeping.read(session, found)

        told = what_if.what_if(session, actor, found, Change("went", points=500, cap=3000))

        assert [(one.one.subject.id, one.rated, one.change) for one in told.regraded] == [
            (member.id, 1000, -1000)
        ]
        assert (told.before["good"], told.after.get("good", 0)) == (1, 0)
        assert keeping.read(session, found) == kept

    def test_an_item_with_cases_is_changed_by_percent(
        self, session: Session, make: Make, actor: Actor
    ) -> None:
        proposal(make, make.member())
        found = opened(make)

        told = what_if.what_if(session, actor, found, Change("wrote", percent=50))

        assert [one.rated for one in told.turned] == [1000]

    def test_without_a_cap_more_is_paid(self, session: Session, make: Make, actor: Actor) -> None:
        went(make, make.member(), 5)
        found = opened(make)

        told = what_if.what_if(session, actor, found, Change("went", points=1000))

        assert [one.rated for one in told.turned] == [5000]

    @pytest.mark.parametrize("change", [Change("nothing"), Change("went", points=10**9)])
    def test_what_no_book_would_have_is_refused(
        self, session: Session, make: Make, actor: Actor, change: Change
    ) -> None:
        make.member()
        found = opened(make)

        with pytest.raises(RuleBroken):
            what_if.what_if(session, actor, found, change)


def test_a_closed_assessment_keeps_the_grades_it_was_closed_with(
    session: Session, make: Make, actor: Actor
) -> None:
    member = make.member()
    found = opened(make)
    row = session.exec(select(Score).where(Score.subject_id == member.id)).one()
    row.grade, row.place = "good", 7
    assessment = session.get_one(Assessment, found)
    assessment.state, assessment.closed_at = AssessmentState.CLOSED, assessment.opened_at
    session.flush()

    (one,) = look.look(session, actor, found).ones

    assert (one.place, one.grade and one.grade.key) == (7, "good")


def test_an_assessment_out_of_reach_is_not_found(
    session: Session, make: Make, actor: Actor
) -> None:
    make.member()
    found = opened(make)
    make._committee = make.committee(code="X-9", name="示例别县")
    stranger = make.actor(Role.CHAIR_OFFICE)

    with pytest.raises(NotFound):
        look.look(session, stranger, found)


def test_the_board_reads_what_is_kept_and_scores_nothing_anew(
    session: Session, make: Make, actor: Actor
) -> None:
    member = make.member()
    went(make, member)
    found = opened(make)
    kept = select(Score).where(col(Score.assessment_id) == found)
    session.exec(kept).one().rated = 9900
    session.flush()

    (one,) = look.look(session, actor, found).ones

    assert one.kept.rated == 9900
    assert session.exec(select(func.count()).select_from(Score)).one() == 1


class TestNarrowed:
    def test_those_with_something_of_an_item_come_the_most_first(
        self, session: Session, make: Make, actor: Actor
    ) -> None:
        little, much, nothing = make.member(), make.member(), make.member()
        went(make, little, 1)
        proposal(make, little)
        proposal(make, nothing)
        went(make, much, 2)
        found = opened(make)

        told = lists.everybody(session, actor, found, Wanted(part="went"))

        assert [row.one.subject.id for row in told] == [much.id, little.id]
        assert [row.item.key for row in told if row.item] == ["went", "went"]

    def test_those_with_something_of_a_section(
        self, session: Session, make: Make, actor: Actor
    ) -> None:
        one, _other = make.member(), make.member()
        went(make, one)
        found = opened(make)

        told = lists.everybody(session, actor, found, Wanted(part="duty"))

        assert [(row.one.subject.id, row.item) for row in told] == [(one.id, None)]


class TestWhatIfOnceClosed:
    """Records and corrections that came after the closing are no effect of the value tried."""

    def closed(self, make: Make, members: list[Member]) -> Assessment:
        went(make, members[0], 2)
        row = make.session.get_one(Assessment, opened(make))
        row.state, row.closed_at = AssessmentState.CLOSED, clock.now()
        make.save(row)
        make.session.commit()
        went(make, members[0], 1)
        went(make, members[1], 1)
        make.save(
            Correction(
                assessment_id=row.id,
                subject_kind=Scores.MEMBERS,
                subject_id=members[1].id,
                hundredths=500,
                reason="补记",
                at=clock.now() + timedelta(minutes=1),
            )
        )
        return row

    def test_the_same_value_changes_nothing(
        self, session: Session, make: Make, actor: Actor
    ) -> None:
        row = self.closed(make, [make.member(), make.member()])

        told = what_if.what_if(session, actor, row.id, Change("went", points=1000, cap=3000))

        assert told.turned == ()

    def test_another_value_is_compared_by_the_same_records(
        self, session: Session, make: Make, actor: Actor
    ) -> None:
        members = [make.member(), make.member()]
        row = self.closed(make, members)

        told = what_if.what_if(session, actor, row.id, Change("went", points=500, cap=3000))

        assert {one.one.subject.id: one.change for one in told.turned} == {
            members[0].id: -1500,
            members[1].id: -500,
        }
