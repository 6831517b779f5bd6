"""Stored scores follow the records within the transaction that changes them."""

import os
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, insert, update
from sqlmodel import Session, col, select

from core import clock
from core.activities.models import Attendance, AttendanceRole, OwnerKind, Presence
from core.assessment import keeping
from core.assessment.book import checking
from core.assessment.models import Assessment, AssessmentState, Correction, RuleBook, Scores
from core.committees import trail
from core.groups.models import GroupSector
from core.members.models import Post, PostKind
from db.session import reading
from tests.core.assessment.scoring.records import CHANGES, FACTS, FIRST, LAST, Place
from tests.factories import Make

BOOK = """
format = 1
name = "示例办法"
scores = "members"
base = 60
cap = 100
[pro_rata]
by = "month"
[[section]]
key = "all"
name = "全部"
[[section.item]]
key = "present"
name = "出席"
counts = "attendance"
where = { presence = ["present", "late", "left_early"] }
unit = "half_day"
points = 2
[[section.item]]
key = "absent"
name = "缺席"
counts = "attendance"
where = { activity = "plenary", presence = "absent" }
points = -5
[[section.item]]
key = "proposal"
name = "提案"
counts = "proposal"
where = { registered = true }
points = 7
share = { first = 50, others = "even" }
[[section.item]]
key = "opinion"
name = "信息"
counts = "opinion"
cases = [ { when = { role = "first" }, points = 4 }, { when = { role = "co_signer" }, points = 1 } ]
at_most = 2
[[section.item]]
key = "adopted"
name = "采用"
counts = "adoption"
points = 3
best = true
[[section.item]]
key = "speech"
name = "发言"
counts = "contribution"
points = 1
[[section.item]]
key = "honour"
name = "表彰"
counts = "honour"
points = 2
[[section.item]]
key = "tied"
name = "联系"
counts = "liaison"
points = 1
[[once]]
items = ["opinion", "proposal"]
[[condition]]
key = "voice"
name = "建言"
any = [ { item = "proposal", at_least = 1 }, { item = "opinion", at_least = 1 } ]
[[minimum]]
condition = "voice"
otherwise = "fail"
[[grade]]
key = "good"
name = "良好"
from = 70
[[grade]]
key = "fail"
name = "不合格"
"""


Told = tuple[Any, ...]
ON_SQLITE = os.environ.get("LIANXIN_TEST_ON", "sqlite") == "sqlite"


def opened(make: Make, text: str = BOOK, **given: Any) -> Assessment:
    """An open assessment of the home committee for the year."""
    rules = keeping.book_of(text)
    row = make.save(
        RuleBook(
            committee_id=make.home().id,
            code=f"example_{len(rules.name)}_{rules.scores}",
            name=rules.name,
            scores=rules.scores,
            text=text,
            sha256="0" * 64,
        )
    )
    usual: dict[str, Any] = {"year": 2026, "first_on": FIRST, "last_on": LAST}
    usual |= {"committee_id": make.home().id, "book_id": row.id}
    return make.save(Assessment(**usual | given))


def stored(session: Session, assessment: Assessment) -> dict[int, tuple[object, ...]]:
    return {
        one.subject_id: (one.total, one.rated, one.months, one.items, one.sections, one.failed)
        for one in keeping.read(session, assessment.id)
    }


def computed(session: Session, assessment: Assessment) -> dict[int, tuple[object, ...]]:
    return {
        one.id: (
            one.sheet.total,
            one.sheet.rated,
            one.sheet.months,
            {key: (one.sheet.amounts[key], one.sheet.items[key]) for key in one.sheet.items},
            one.sheet.sections,
            one.failed,
        )
        for one in keeping.compute(session, assessment, keeping.book(session, assessment))
    }


@settings(
    max_examples=20 if ON_SQLITE else 5,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=set(Phase) - {Phase.shrink},  # each try is many transactions
)
@given(
    early=st.lists(FACTS, max_size=6),
    steps=st.lists(st.one_of(FACTS, CHANGES), min_size=1, max_size=10),
)
def test_what_is_stored_is_what_the_records_give(
    session: Session, make: Make, early: list[Told], steps: list[Told]
) -> None:
    with session.begin_nested() as undone:
        place = Place.opened(session, Make(session))
        place.make._committee = place.make.home()
        place.with_bodies()
        for fact in early:
            place.record(fact)
        found = [opened(place.make, text) for text in (BOOK, _book("groups"), STUDIOS)]
        for one in found:
            keeping.rebuild(session, one)
        for step in steps:
            if len(step) == 2 and step[0] != "liaison":
                place.change(*step)
            else:
                place.record(step)
            keeping.settle(session)

            for one in found:
                assert stored(session, one) == computed(session, one), step
        undone.rollback()
        session.expunge_all()


def total(session: Session, assessment: Assessment, place: Place) -> int:
    return keeping.read(session, assessment.id, [place.members[0].id])[0].total


def attended(place: Place) -> Attendance:
    place.record(("attendance", 0, 30, 1, Presence.PRESENT, AttendanceRole.PARTICIPANT, 1))
    return place.session.exec(select(Attendance)).one()


class TestCommit:
    def test_keeps_the_scores_of_those_whose_facts_changed(
        self, session: Session, make: Make
    ) -> None:
        place, assessment = Place.opened(session, make), opened(make)
        keeping.rebuild(session, assessment)
        session.commit()

        attended(place)
        session.commit()

        with reading() as look:
            assert total(look, assessment, place) == 6200

    def test_follows_statements_that_name_no_row(self, session: Session, make: Make) -> None:
        place, assessment = Place.opened(session, make), opened(make)
        row = attended(place)
        session.commit()

        session.execute(update(Attendance).where(col(Attendance.id) == row.id).values(half_days=3))
        session.commit()
        assert total(session, assessment, place) == 6600

        session.execute(delete(Attendance).where(col(Attendance.activity_id) == row.activity_id))
        session.commit()
        assert total(session, assessment, place) == 6000

        columns = row.model_dump(exclude={"id"})
        session.execute(insert(Attendance), [columns | {"half_days": 2}])
        session.commit()
        assert total(session, assessment, place) == 6400

    def test_scores_everybody_anew_where_a_statement_moves_rows(
        self, session: Session, make: Make
    ) -> None:
        place, assessment = Place.opened(session, make), opened(make)
        row = attended(place)
        session.commit()

        session.execute(
            update(Attendance)
            .where(col(Attendance.id) == row.id)
            .values(member_id=place.members[1].id)
        )
        session.commit()

        assert stored(session, assessment) == computed(session, assessment)
        assert total(session, assessment, place) == 6000

    def test_takes_corrections_in(self, session: Session, make: Make) -> None:
        place, assessment = Place.opened(session, make), opened(make)
        make.save(
            Correction(
                assessment_id=assessment.id,
                subject_kind=Scores.MEMBERS,
                subject_id=place.members[0].id,
                hundredths=-150,
                reason="示例",
            )
        )

        session.commit()

        assert total(session, assessment, place) == 5850

    def test_leaves_closed_assessments_as_they_are(self, session: Session, make: Make) -> None:
        place, assessment = Place.opened(session, make), opened(make)
        keeping.rebuild(session, assessment)
        assessment.state, assessment.closed_at = AssessmentState.CLOSED, clock.now()
        session.commit()

        attended(place)
        session.commit()

        assert total(session, assessment, place) == 6000

    def test_a_rollback_forgets_what_was_noted(self, session: Session, make: Make) -> None:
        place, assessment = Place.opened(session, make), opened(make)
        keeping.rebuild(session, assessment)
        session.commit()

        attended(place)
        session.rollback()

        assert "assessment.touched" not in session.info


class TestWhoIsScored:
    def test_one_who_is_scored_no_more_has_no_score(self, session: Session, make: Make) -> None:
        place, assessment = Place.opened(session, make), opened(make)
        session.commit()
        place.members[0].scored, place.members[0].not_scored_reason = False, "示例"

        session.commit()

        assert set(stored(session, assessment)) == {one.id for one in place.members[1:]}

    def test_one_who_moves_away_takes_the_score_out(self, session: Session, make: Make) -> None:
        place, assessment = Place.opened(session, make), opened(make)
        keeping.rebuild(session, assessment)
        session.commit()
        place.members[0].committee_id = make.committee().id

        session.commit()

        assert set(stored(session, assessment)) == {one.id for one in place.members[1:]}


LARGE = """
format = 1
name = "示例办法"
scores = "members"
[[section]]
key = "all"
name = "全部"
[[section.item]]
key = "present"
name = "出席"
counts = "attendance"
points = 8000
times = [ { by = 12.5 } ]
"""


def test_as_many_points_as_a_book_may_give_are_kept(session: Session, make: Make) -> None:
    assert checking.faults(LARGE) == ()
    place, assessment = Place.opened(session, make), opened(make, LARGE)
    for day in range(250):
        place.record(("attendance", 0, day, 1, Presence.PRESENT, AttendanceRole.PARTICIPANT, 1))

    session.commit()

    # 8,000 points, times 12.5, for each of 250, in hundredths
    assert total(session, assessment, place) == 250 * 10_000_000 > 2**31


def test_a_post_of_the_year_moves_a_standing_member_into_the_book(
    session: Session, make: Make
) -> None:
    place = Place.opened(session, make)
    assessment = opened(
        make, BOOK.replace('scores = "members"', 'scores = "members"\nkinds = ["standing"]')
    )
    keeping.rebuild(session, assessment)
    session.commit()
    new = place.members[1]
    assert set(stored(session, assessment)) == {place.members[0].id}

    make.save(Post(member_id=new.id, kind=PostKind.STANDING_MEMBER, starts_on=FIRST))
    session.commit()

    assert set(stored(session, assessment)) == {place.members[0].id, new.id}


STUDIOS = """
format = 1
name = "示例办法"
scores = "studios"
[[section]]
key = "all"
name = "全部"
[[section.item]]
key = "held"
name = "活动"
counts = "activity"
unit = "person"
points = 0.5
[[section.item]]
key = "standard"
name = "标准"
counts = "standard"
where = { verdict = "met" }
points = 3
[[section.item]]
key = "opinion"
name = "信息"
counts = "opinion"
points = 1
[[section.item]]
key = "proposal"
name = "提案"
counts = "proposal"
points = 2
[[section.item]]
key = "adopted"
name = "采用"
counts = "adoption"
points = 3
best = true
[[section.item]]
key = "press"
name = "报道"
counts = "press"
points = 2
[[once]]
items = ["opinion", "proposal"]
"""


def test_studios_groups_and_committees_are_followed_too(session: Session, make: Make) -> None:
    sector = make.sector()
    member = make.member(sector_id=sector.id)
    group, studio, township = make.group(), make.studio(), make.township()
    make.save(GroupSector(sector_group_id=group.id, sector_id=sector.id))
    kinds = ("studios", "groups", "committees")
    found = [opened(make, _book(kind), year=2026) for kind in kinds]
    for one in found:
        keeping.rebuild(session, one)
    session.commit()

    activity = make.activity(owner_kind=OwnerKind.STUDIO, studio_id=studio.id, served=5)
    make.attendance(activity, member)
    make.matter(committee_id=township.id, studio_id=studio.id)
    make.author(make.matter(), member)
    session.commit()

    for one in found:
        assert stored(session, one) == computed(session, one)
        assert next(iter(stored(session, one).values()))[0]
    activity.owner_kind, activity.studio_id = OwnerKind.COMMITTEE, None
    session.commit()
    for one in found:
        assert stored(session, one) == computed(session, one)


GROUPED = ("activity", "attendance", "opinion", "proposal", "contribution", "honour")


def _book(kind: str) -> str:
    if kind == "studios":
        return STUDIOS
    measures = {"groups": GROUPED, "committees": ("activity", "opinion")}[kind]
    items = "".join(
        f"""
[[section.item]]
key = "{measure}"
name = "示例"
counts = "{measure}"
points = 1
"""
        for measure in measures
    )
    head = f"""
format = 1
name = "示例{kind}"
scores = "{kind}"
[[section]]
key = "all"
name = "全部"
"""
    return head + items


def test_boards_of_a_committee_hear_of_what_the_one_above_recorded(
    session: Session, make: Make
) -> None:
    county = make.committee(make.home())
    member = make.member(committee_id=county.id)
    opened(make, committee_id=county.id)
    session.commit()
    activity = make.activity(committee_id=make.home().id)
    before = trail.revision(session, county.id)

    make.attendance(activity, member)
    session.commit()

    assert trail.revision(session, county.id) > before


def test_boards_are_left_alone_where_no_score_is_another(session: Session, make: Make) -> None:
    member = make.member()
    opened(make)
    session.commit()
    before = trail.revision(session, make.home().id)

    member.phone = "13800000000"
    make.save(member)
    session.commit()

    assert trail.revision(session, make.home().id) == before
