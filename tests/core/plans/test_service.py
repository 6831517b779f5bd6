"""Setting targets: of one subject by hand, of many by a preset, from last year."""

from collections.abc import Callable
from datetime import date

import pytest
from sqlmodel import Session, select

from core.committees.trail import revision
from core.errors import EditConflict, NotFound, NotPermitted, RuleBroken
from core.members.models import Liaison
from core.permissions import Actor, Permission, Role, lacking
from core.plans import queries, service
from core.plans.drafts import Line, Many, Plan, Subject, SubjectKind
from core.plans.models import Every, Measure, PlanTarget
from core.plans.presets import PRESETS, own
from core.plans.queries import PlanFilter
from core.studios.models import StudioKind, StudioState
from tests.core.groups.test_service import last_action
from tests.factories import Make

YEAR = 2026
ONE_TWO_THREE, QUARTERLY = PRESETS
OPINIONS = Line(Measure.OPINION, Every.YEAR, 5)


@pytest.fixture
def clerk(make: Make) -> Actor:
    return make.actor(Role.CLERK)


@pytest.fixture
def studio(make: Make) -> Subject:
    return Subject(SubjectKind.STUDIO, make.studio().id)


def targets(session: Session, actor: Actor, subject: Subject) -> dict[Measure, int]:
    session.flush()
    return {row.measure: row.target for row in queries.targets(session, actor, subject, YEAR)}


class TestSetTargets:
    def test_sets_changes_and_drops(
        self, session: Session, make: Make, clerk: Actor, studio: Subject
    ) -> None:
        service.set_targets(
            session, clerk, studio, Plan(YEAR, (OPINIONS, Line(Measure.ACTIVITY, Every.YEAR, 4)))
        )
        before = revision(session, make.home().id)
        more = Line(Measure.OPINION, Every.YEAR, 6)

        service.set_targets(
            session,
            clerk,
            studio,
            Plan(YEAR, (more,), {Measure.OPINION: 1, Measure.ACTIVITY: 1}),
        )

        assert targets(session, clerk, studio) == {Measure.OPINION: 6}
        assert last_action(session) == "plan:set"
        assert revision(session, make.home().id) == before + 1

    @pytest.mark.parametrize("role", lacking(Permission.PLAN_WRITE))
    def test_refuses_roles_without_the_permission(
        self, role: Role, session: Session, make: Make, studio: Subject
    ) -> None:
        with pytest.raises(NotPermitted):
            service.set_targets(session, make.actor(role), studio, Plan(YEAR, (OPINIONS,)))

    @pytest.mark.parametrize("kind", list(SubjectKind))
    def test_a_subject_of_another_committee_is_not_found(
        self, kind: SubjectKind, session: Session, make: Make, clerk: Actor
    ) -> None:
        other = make.committee().id
        term = make.term(committee_id=other, number=3).id
        makers: dict[SubjectKind, Callable[[], int]] = {
            SubjectKind.STUDIO: lambda: make.studio(committee_id=other).id,
            SubjectKind.GROUP: lambda: make.group(committee_id=other, term_id=term).id,
            SubjectKind.MEMBER: lambda: make.member(committee_id=other).id,
        }

        with pytest.raises(NotFound):
            service.set_targets(
                session, clerk, Subject(kind, makers[kind]()), Plan(YEAR, (OPINIONS,))
            )

    @pytest.mark.parametrize(
        ("line", "field"),
        [
            (Line(Measure.OPINION, Every.YEAR, 0), "opinion"),
            (Line(Measure.OPINION, Every.YEAR, 1_000_001), "opinion"),
        ],
    )
    def test_a_target_is_a_number_within_reason(
        self, line: Line, field: str, session: Session, clerk: Actor, studio: Subject
    ) -> None:
        with pytest.raises(RuleBroken) as refused:
            service.set_targets(session, clerk, studio, Plan(YEAR, (line,)))

        assert refused.value.field == field

    @pytest.mark.parametrize("year", [1999, 2101])
    def test_a_year_is_one_that_an_office_may_mean(
        self, year: int, session: Session, clerk: Actor, studio: Subject
    ) -> None:
        with pytest.raises(RuleBroken, match="year"):
            service.set_targets(session, clerk, studio, Plan(year, (OPINIONS,)))

    @pytest.mark.parametrize("seen", [{}, {Measure.OPINION: 7}])
    def test_the_loser_of_a_race_sees_the_difference(
        self, seen: dict[Measure, int], session: Session, clerk: Actor, studio: Subject
    ) -> None:
        service.set_targets(session, clerk, studio, Plan(YEAR, (OPINIONS,)))
        session.flush()
        mine = Line(Measure.OPINION, Every.YEAR, 9)

        with pytest.raises(EditConflict) as refused:
            service.set_targets(session, clerk, studio, Plan(YEAR, (mine,), seen))

        told = refused.value.differences[0]
        assert (told.field, told.theirs, told.yours) == (Measure.OPINION, "5", "9")


class TestApplyPreset:
    def test_reaches_all_studios_at_work_but_not_what_was_set_by_hand(
        self, session: Session, make: Make, clerk: Actor, studio: Subject
    ) -> None:
        service.set_targets(session, clerk, studio, Plan(YEAR, (OPINIONS,)))
        session.flush()
        other = Subject(SubjectKind.STUDIO, make.studio().id)
        idle = Subject(SubjectKind.STUDIO, make.studio(state=StudioState.DRAFT).id)
        office = make.studio(kind=StudioKind.TOWNSHIP_OFFICE)
        many = Many(make.home().id, SubjectKind.STUDIO, YEAR)

        told = service.apply_preset(session, clerk, many, ONE_TWO_THREE)

        full = {line.measure: line.target for line in ONE_TWO_THREE.lines}
        assert targets(session, clerk, other) == full
        assert targets(session, clerk, studio) == full | {Measure.OPINION: 5}
        assert targets(session, clerk, idle) == {}
        assert targets(session, clerk, Subject(SubjectKind.STUDIO, office.id)) == {}
        assert (told.added, told.changed, told.kept) == (7, 0, 1)
        assert last_action(session) == "plan:applied"

    def test_a_second_preset_replaces_what_a_preset_had_set(
        self, session: Session, make: Make, clerk: Actor, studio: Subject
    ) -> None:
        many = Many(make.home().id, SubjectKind.STUDIO, YEAR)
        service.apply_preset(session, clerk, many, ONE_TWO_THREE)

        told = service.apply_preset(session, clerk, many, own((OPINIONS,)))

        session.expire_all()
        assert targets(session, clerk, studio)[Measure.OPINION] == 5
        assert (told.added, told.changed, told.kept) == (0, 1, 0)

    def test_twice_changes_nothing(
        self, session: Session, make: Make, clerk: Actor, studio: Subject
    ) -> None:
        many = Many(make.home().id, SubjectKind.STUDIO, YEAR)
        service.apply_preset(session, clerk, many, ONE_TWO_THREE)

        told = service.apply_preset(session, clerk, many, ONE_TWO_THREE)

        assert (told.added, told.changed, told.kept) == (0, 0, 4)

    def test_reaches_members_who_have_a_liaison(
        self, session: Session, make: Make, clerk: Actor
    ) -> None:
        tied, loose, past = make.member(), make.member(), make.member()
        for member, ends in ((tied, None), (past, date(YEAR - 1, 12, 31))):
            place = make.community().id
            make.save(
                Liaison(
                    member_id=member.id,
                    community_id=place,
                    starts_on=date(2024, 1, 1),
                    ends_on=ends,
                )
            )

        told = service.apply_preset(
            session, clerk, Many(make.home().id, SubjectKind.MEMBER, YEAR), QUARTERLY
        )

        assert told.added == 1
        assert targets(session, clerk, Subject(SubjectKind.MEMBER, tied.id)) == {
            Measure.LISTENING_VISIT: 1
        }
        assert targets(session, clerk, Subject(SubjectKind.MEMBER, loose.id)) == {}

    def test_a_plan_for_members_is_not_put_on_studios(
        self, session: Session, make: Make, clerk: Actor
    ) -> None:
        with pytest.raises(RuleBroken, match="not meant"):
            service.apply_preset(
                session, clerk, Many(make.home().id, SubjectKind.STUDIO, YEAR), QUARTERLY
            )

    def test_another_committee_is_not_found(
        self, session: Session, make: Make, clerk: Actor
    ) -> None:
        with pytest.raises(NotFound):
            service.apply_preset(
                session,
                clerk,
                Many(make.committee().id, SubjectKind.STUDIO, YEAR),
                ONE_TWO_THREE,
            )

    @pytest.mark.parametrize("role", lacking(Permission.PLAN_WRITE))
    def test_refuses_roles_without_the_permission(
        self, role: Role, session: Session, make: Make
    ) -> None:
        with pytest.raises(NotPermitted):
            service.apply_preset(
                session,
                make.actor(role),
                Many(make.home().id, SubjectKind.STUDIO, YEAR),
                ONE_TWO_THREE,
            )


class TestCopyLastYear:
    def test_fills_what_is_missing(
        self, session: Session, make: Make, clerk: Actor, studio: Subject
    ) -> None:
        many = Many(make.home().id, SubjectKind.STUDIO, YEAR)
        last = Many(make.home().id, SubjectKind.STUDIO, YEAR - 1)
        service.apply_preset(session, clerk, last, ONE_TWO_THREE)
        service.set_targets(session, clerk, studio, Plan(YEAR, (OPINIONS,)))
        session.flush()

        told = service.copy_last_year(session, clerk, many)

        assert told.added == 3
        assert targets(session, clerk, studio)[Measure.OPINION] == 5
        assert targets(session, clerk, studio)[Measure.CONSULTATION] == 2

    def test_a_group_takes_over_from_the_one_that_it_continues(
        self, session: Session, make: Make, clerk: Actor
    ) -> None:
        old = make.term(number=14, starts_on=date(2021, 1, 1), ends_on=date(2025, 12, 31))
        new = make.term(number=16, starts_on=date(2026, 1, 1))
        former = make.group(term_id=old.id)
        heir = make.group(term_id=new.id, carried_from_id=former.id)
        of_former = Subject(SubjectKind.GROUP, former.id)
        service.set_targets(session, clerk, of_former, Plan(YEAR - 1, (OPINIONS,)))
        session.flush()

        service.copy_last_year(session, clerk, Many(make.home().id, SubjectKind.GROUP, YEAR))

        assert targets(session, clerk, Subject(SubjectKind.GROUP, heir.id)) == {Measure.OPINION: 5}

    @pytest.mark.parametrize("role", lacking(Permission.PLAN_WRITE))
    def test_refuses_roles_without_the_permission(
        self, role: Role, session: Session, make: Make
    ) -> None:
        with pytest.raises(NotPermitted):
            service.copy_last_year(
                session, make.actor(role), Many(make.home().id, SubjectKind.STUDIO, YEAR)
            )


class TestListing:
    def test_each_role_sees_its_own_subjects_only(self, session: Session, make: Make) -> None:
        studios, groups, members = (
            [maker().id, maker().id] for maker in (make.studio, make.group, make.member)
        )
        from core.groups.models import SectorGroup
        from core.members.models import Member
        from core.studios.models import Studio

        for role, kind, row in (
            (Role.STUDIO_LEAD, SubjectKind.STUDIO, session.get(Studio, studios[0])),
            (Role.CONVENER, SubjectKind.GROUP, session.get(SectorGroup, groups[0])),
            (Role.MEMBER, SubjectKind.MEMBER, session.get(Member, members[0])),
        ):
            actor = make.actor(role, row)

            rows = queries.listing(session, actor, PlanFilter(kind, YEAR))

            assert [each.id for each in rows] == [row.id if row else 0]
            assert queries.total(session, actor, PlanFilter(kind, YEAR)) == 1

    def test_tells_those_with_targets_from_those_without(
        self, session: Session, make: Make, clerk: Actor, studio: Subject
    ) -> None:
        without = make.studio()
        service.set_targets(session, clerk, studio, Plan(YEAR, (OPINIONS,)))
        session.flush()

        found = {
            planned: [
                each.id
                for each in queries.listing(
                    session, clerk, PlanFilter(SubjectKind.STUDIO, YEAR, planned=planned)
                )
            ]
            for planned in (True, False)
        }

        assert found == {True: [studio.id], False: [without.id]}


def test_a_hand_set_target_keeps_no_preset_and_an_untouched_one_keeps_its_own(
    session: Session, make: Make, clerk: Actor, studio: Subject
) -> None:
    service.apply_preset(
        session, clerk, Many(make.home().id, SubjectKind.STUDIO, YEAR), ONE_TWO_THREE
    )
    lines = [*ONE_TWO_THREE.lines[:3], OPINIONS]
    seen = {line.measure: 1 for line in lines}

    service.set_targets(session, clerk, studio, Plan(YEAR, tuple(lines), seen))

    rows = session.exec(select(PlanTarget)).all()
    assert {row.measure: row.preset for row in rows} == {
        Measure.SERVICE_EVENT: "1+123",
        Measure.PROPOSAL: "1+123",
        Measure.CONSULTATION: "1+123",
        Measure.OPINION: "",
    }
