"""Recording activities and the steps of a record."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlmodel import Session, col, select

from core.activities import service as activities
from core.activities.drafts import Figures, Media, Owner
from core.activities.models import (
    Activity,
    ActivityState,
    Attendance,
    MediaLink,
    OwnerKind,
    Stage,
)
from core.audit.models import AuditEntry
from core.committees import trail
from core.committees.models import TermSession
from core.errors import EditConflict, NotFound, NotPermitted, RuleBroken
from core.permissions import Actor, Permission, Role, lacking
from db.base import Table
from tests.core.activities.drafting import NINE, draft
from tests.factories import Make


def actions(session: Session) -> list[str]:
    return list(session.exec(select(AuditEntry.action).order_by(col(AuditEntry.id))))


def away(make: Make) -> Activity:
    """An activity of another committee."""
    return make.activity(committee_id=make.committee().id)


class TestRecord:
    def test_keeps_a_draft_with_day_month_and_money(self, session: Session, make: Make) -> None:
        actor = make.actor(Role.CLERK)
        figures = Figures(served=120, money="1.2万", goods="300.50")
        typed = draft(
            make,
            title=" 读书\u200b会 ",
            figures=figures,
            media=(Media("日报", "https://a.example"),),
        )

        row = activities.record(session, actor, typed)

        assert (row.title, row.state, row.account_id) == (
            "读书会",
            ActivityState.DRAFT,
            actor.account_id,
        )
        assert row.starts_at == datetime(2026, 5, 20, 1, 0, tzinfo=UTC)
        assert (row.held_on, row.held_month) == (date(2026, 5, 20), 202605)
        assert (row.served, row.money_fen, row.goods_fen) == (120, 1_200_000, 30_050)
        assert session.exec(select(MediaLink.address)).all() == ["https://a.example"]
        assert actions(session) == ["activity:recorded"]
        assert trail.revision(session, make.home().id) == 1

    def test_the_day_is_the_one_on_the_wall_of_the_committee(
        self, session: Session, make: Make
    ) -> None:
        urumqi = make.committee(time_zone="Asia/Urumqi")
        actor = make.actor(Role.CLERK, urumqi, urumqi)
        late = datetime(2026, 5, 20, 23, 30)  # noqa: DTZ001  the clock on the wall
        typed = draft(
            make,
            owner=Owner(OwnerKind.COMMITTEE, urumqi.id),
            category_id=make.category(committee_id=urumqi.id).id,
            starts=late,
            ends=late + timedelta(hours=1),
        )

        row = activities.record(session, actor, typed)

        assert row.starts_at == datetime(2026, 5, 20, 17, 30, tzinfo=UTC)
        assert row.held_on == date(2026, 5, 20)

    @pytest.mark.parametrize("role", lacking(Permission.ACTIVITY_WRITE))
    def test_refuses_roles_without_the_permission(
        self, role: Role, session: Session, make: Make
    ) -> None:
        with pytest.raises(NotPermitted):
            activities.record(session, make.actor(role), draft(make))

    def test_each_records_only_what_it_organises(self, session: Session, make: Make) -> None:
        studio, group, special = make.studio(), make.group(), make.special_committee()
        owners: dict[Role, tuple[Table, Owner]] = {
            Role.STUDIO_LEAD: (studio, Owner(OwnerKind.STUDIO, studio.id)),
            Role.CONVENER: (group, Owner(OwnerKind.GROUP, group.id)),
            Role.SPECIAL_COMMITTEE_CLERK: (
                special,
                Owner(OwnerKind.SPECIAL_COMMITTEE, special.id),
            ),
        }
        others = [
            Owner(OwnerKind.COMMITTEE, make.home().id),
            Owner(OwnerKind.STUDIO, make.studio().id),
        ]
        everybody = [owner for _scope, owner in owners.values()] + others

        for role, (scope, own) in owners.items():
            actor = make.actor(role, scope)
            row = activities.record(session, actor, draft(make, owner=own))

            assert activities.owner_of(row) == own
            for other in everybody:
                if other != own:
                    with pytest.raises(NotFound):
                        activities.record(session, actor, draft(make, owner=other))

    def test_a_clerk_records_for_all_of_the_committee_and_none_of_another(
        self, session: Session, make: Make
    ) -> None:
        clerk = make.actor(Role.CLERK)
        for owner in (
            Owner(OwnerKind.STUDIO, make.studio().id),
            Owner(OwnerKind.GROUP, make.group().id),
            Owner(OwnerKind.SPECIAL_COMMITTEE, make.special_committee().id),
            Owner(OwnerKind.COMMITTEE, make.township().id),
        ):
            assert activities.record(session, clerk, draft(make, owner=owner)).id

        foreign = make.committee()
        for owner in (
            Owner(OwnerKind.STUDIO, make.studio(committee_id=foreign.id).id),
            Owner(OwnerKind.COMMITTEE, foreign.id),
        ):
            with pytest.raises(NotFound):
                activities.record(session, clerk, draft(make, owner=owner))

    def test_a_township_records_for_a_studio_that_the_county_keeps_there(
        self, session: Session, make: Make
    ) -> None:
        township = make.township()
        clerk = make.actor(Role.CLERK, township, township)
        there = make.studio(township_id=township.id)
        own = draft(make, owner=Owner(OwnerKind.STUDIO, there.id))

        row = activities.record(session, clerk, own)

        assert activities.edit(session, clerk, row.id, replace(own, topic="x"), 1).topic == "x"
        with pytest.raises(NotFound):
            activities.confirm(session, clerk, row.id, row.version)

    def test_a_studio_in_the_bin_organises_nothing(self, session: Session, make: Make) -> None:
        studio = make.studio(binned_at=datetime(2026, 1, 1, tzinfo=UTC))

        with pytest.raises(NotFound):
            activities.record(
                session,
                make.actor(Role.CLERK),
                draft(make, owner=Owner(OwnerKind.STUDIO, studio.id)),
            )

    def test_the_category_comes_from_the_second_level_of_the_own_catalogue(
        self, session: Session, make: Make
    ) -> None:
        clerk = make.actor(Role.CLERK)
        own = make.category()
        retired = make.category(retired_at=datetime(2026, 1, 1, tzinfo=UTC))
        foreign = make.category(committee_id=make.committee().id)

        for category in (own.parent_id, retired.id, foreign.id, 999):
            with pytest.raises(RuleBroken) as refused:
                activities.record(session, clerk, draft(make, category_id=category))
            assert refused.value.field == "category_id"

    def test_a_place_to_visit_and_a_plenary_are_those_of_the_committee(
        self, session: Session, make: Make
    ) -> None:
        clerk = make.actor(Role.CLERK)
        village = make.community()
        plenary = make.save(
            TermSession(
                term_id=make.term().id,
                number=5,
                starts_on=date(2026, 1, 5),
                ends_on=date(2026, 1, 8),
                reviews_year=2025,
            )
        )
        far = make.community(township_id=make.township(make.committee()).id)

        row = activities.record(
            session, clerk, draft(make, community_id=village.id, term_session_id=plenary.id)
        )

        assert (row.community_id, row.term_session_id) == (village.id, plenary.id)
        for wrong in ({"community_id": far.id}, {"term_session_id": 999}):
            with pytest.raises(RuleBroken) as refused:
                activities.record(session, clerk, draft(make, **wrong))
            assert refused.value.field in wrong

    @pytest.mark.parametrize(
        ("given", "field"),
        [
            ({"title": " "}, "title"),
            ({"ends": NINE}, "ends"),
            ({"figures": Figures(served=-1)}, "served"),
            ({"figures": Figures(money="一些")}, "money"),
            ({"media": (Media("x", "javascript:x"),)}, "media"),
            ({"starts": NINE.replace(month=7), "ends": NINE.replace(month=7, hour=10)}, "stage"),
            ({"summary": "字" * 4001}, "summary"),
        ],
    )
    def test_what_breaks_a_rule_is_refused_at_its_field(
        self, given: dict[str, Any], field: str, session: Session, make: Make
    ) -> None:
        with pytest.raises(RuleBroken) as refused:
            activities.record(session, make.actor(Role.CLERK), draft(make, **given))

        assert refused.value.field == field
        assert not session.exec(select(Activity)).all()


class TestEdit:
    def test_attendance_follows_day_category_and_committee(
        self, session: Session, make: Make
    ) -> None:
        clerk, township = make.actor(Role.CLERK), make.township()
        row = make.activity()
        kept = make.attendance(row, make.member())
        other = make.attendance(make.activity(), make.member())
        moved = draft(
            make,
            owner=Owner(OwnerKind.COMMITTEE, township.id),
            starts=NINE - timedelta(days=40),
            ends=NINE - timedelta(days=40, hours=-2),
        )

        activities.edit(session, clerk, row.id, moved, row.version)

        session.refresh(kept)
        assert (kept.held_on, kept.category_id, kept.committee_id) == (
            date(2026, 4, 10),
            moved.category_id,
            township.id,
        )
        assert (row.held_on, row.held_month) == (date(2026, 4, 10), 202604)
        assert other.held_on == date(2026, 5, 20)
        assert trail.revision(session, township.id) == 1
        assert trail.revision(session, make.home().id) == 2

    def test_the_trail_tells_what_changed_links_too(self, session: Session, make: Make) -> None:
        clerk = make.actor(Role.CLERK)
        typed = draft(make)
        row = activities.record(session, clerk, typed)
        links = (Media("日报", "https://a.example"),)

        activities.edit(
            session, clerk, row.id, replace(typed, title="读书日", media=links), row.version
        )

        entry = session.exec(select(AuditEntry).order_by(col(AuditEntry.id).desc())).first()
        assert entry is not None
        assert entry.action == "activity:edited"
        assert '"title": "读书会"' in entry.before
        assert '"title": "读书日"' in entry.after
        assert "https://a.example" in entry.after
        assert "place" not in entry.after

    def test_the_slower_of_two_sees_the_difference(self, session: Session, make: Make) -> None:
        clerk, typed = make.actor(Role.CLERK), draft(make)
        row = activities.record(session, clerk, typed)
        activities.edit(session, clerk, row.id, replace(typed, title="先"), 1)

        with pytest.raises(EditConflict) as conflict:
            activities.edit(session, clerk, row.id, replace(typed, title="后"), 1)

        assert [(d.field, d.theirs, d.yours) for d in conflict.value.differences] == [
            ("title", "先", "后")
        ]

    def test_a_retired_category_and_an_old_owner_stay_with_an_old_record(
        self, session: Session, make: Make
    ) -> None:
        clerk = make.actor(Role.CLERK)
        studio = make.studio()
        typed = draft(make, owner=Owner(OwnerKind.STUDIO, studio.id))
        row = activities.record(session, clerk, typed)
        studio.binned_at = datetime(2026, 1, 1, tzinfo=UTC)

        activities.edit(session, clerk, row.id, replace(typed, title="新"), row.version)

        assert row.title == "新"

    def test_once_confirmed_only_who_confirms_changes_it(
        self, session: Session, make: Make
    ) -> None:
        studio = make.studio()
        lead = make.actor(Role.STUDIO_LEAD, studio)
        typed = draft(make, owner=Owner(OwnerKind.STUDIO, studio.id))
        row = activities.record(session, lead, typed)
        row.state = ActivityState.CONFIRMED

        with pytest.raises(RuleBroken, match="confirmed"):
            activities.edit(session, lead, row.id, typed, row.version)
        for step in ("bin", "mark_done"):
            with pytest.raises(RuleBroken, match="confirmed"):
                STEPS[step](session, lead, row)
        clerk = make.actor(Role.CLERK)
        activities.edit(session, clerk, row.id, replace(typed, title="新"), row.version)
        assert row.title == "新"


STEPS: dict[str, Callable[[Session, Actor, Activity], Activity]] = {
    "submit": lambda s, a, r: activities.submit(s, a, r.id, r.version),
    "mark_done": lambda s, a, r: activities.mark_done(s, a, r.id, r.version),
    "bin": lambda s, a, r: activities.bin_(s, a, r.id),
    "restore": lambda s, a, r: activities.restore(s, a, r.id),
    "confirm": lambda s, a, r: activities.confirm(s, a, r.id, r.version),
    "return": lambda s, a, r: activities.return_(s, a, r.id, "缺少照片", r.version),
}
BY_WRITERS = ("submit", "mark_done", "bin", "restore")


class TestSteps:
    def test_from_draft_to_confirmed_by_way_of_a_correction(
        self, session: Session, make: Make
    ) -> None:
        studio = make.studio()
        lead, clerk = make.actor(Role.STUDIO_LEAD, studio), make.actor(Role.CLERK)
        typed = draft(make, owner=Owner(OwnerKind.STUDIO, studio.id))
        row = activities.record(session, lead, typed)

        activities.submit(session, lead, row.id, row.version)
        activities.return_(session, clerk, row.id, " 缺少照片 ", row.version)
        reason = row.returned_reason
        activities.submit(session, lead, row.id, row.version)
        activities.confirm(session, clerk, row.id, row.version)

        assert reason == "缺少照片"
        assert (row.state, row.returned_reason) == (ActivityState.CONFIRMED, "")
        assert actions(session) == [
            "activity:recorded",
            "activity:submitted",
            "activity:returned",
            "activity:submitted",
            "activity:confirmed",
        ]
        assert trail.revision(session, make.home().id) == 5

    @pytest.mark.parametrize(
        ("step", "state"),
        [
            ("submit", ActivityState.SUBMITTED),
            ("submit", ActivityState.CONFIRMED),
            ("confirm", ActivityState.CONFIRMED),
            ("return", ActivityState.DRAFT),
            ("return", ActivityState.RETURNED),
        ],
    )
    def test_a_step_is_not_taken_from_elsewhere(
        self, step: str, state: ActivityState, session: Session, make: Make
    ) -> None:
        row = make.activity(state=state, place="室")

        with pytest.raises(RuleBroken, match="the record is"):
            STEPS[step](session, make.actor(Role.CLERK), row)

    @pytest.mark.parametrize("step", ["submit", "confirm"])
    def test_nothing_incomplete_is_handed_in(self, step: str, session: Session, make: Make) -> None:
        clerk = make.actor(Role.CLERK)

        with pytest.raises(RuleBroken, match="planned"):
            STEPS[step](session, clerk, make.activity(stage=Stage.PLANNED, place="室"))
        with pytest.raises(RuleBroken, match="place"):
            STEPS[step](session, clerk, make.activity())

    def test_who_confirms_confirms_what_was_seen(self, session: Session, make: Make) -> None:
        row = make.activity(state=ActivityState.SUBMITTED, place="室", version=4)

        with pytest.raises(EditConflict):
            activities.confirm(session, make.actor(Role.CLERK), row.id, 3)

    def test_returning_needs_a_reason(self, session: Session, make: Make) -> None:
        row = make.activity(state=ActivityState.SUBMITTED)

        with pytest.raises(RuleBroken) as refused:
            activities.return_(session, make.actor(Role.CLERK), row.id, " ", row.version)

        assert refused.value.field == "reason"

    def test_a_plan_becomes_held_once_its_day_has_come(self, session: Session, make: Make) -> None:
        clerk = make.actor(Role.CLERK)
        past = make.activity(stage=Stage.PLANNED)
        coming = make.activity(stage=Stage.PLANNED, held_on=date(2026, 6, 16))

        activities.mark_done(session, clerk, past.id, past.version)

        assert past.stage is Stage.DONE
        assert actions(session) == ["activity:held"]
        with pytest.raises(RuleBroken, match="still to come"):
            activities.mark_done(session, clerk, coming.id, coming.version)

    def test_the_bin_gives_back_attendance_and_links(self, session: Session, make: Make) -> None:
        clerk = make.actor(Role.CLERK)
        row = activities.record(session, clerk, draft(make, media=(Media("日报"),)))
        make.attendance(row, make.member())

        activities.bin_(session, clerk, row.id)
        with pytest.raises(NotFound):
            activities.submit(session, clerk, row.id, row.version)
        activities.restore(session, clerk, row.id)

        assert row.binned_at is None
        assert len(session.exec(select(Attendance)).all()) == 1
        assert len(session.exec(select(MediaLink)).all()) == 1
        assert actions(session)[1:] == ["activity:binned", "activity:restored"]

    @pytest.mark.parametrize("step", STEPS)
    def test_an_activity_of_another_committee_is_not_found(
        self, step: str, session: Session, make: Make
    ) -> None:
        with pytest.raises(NotFound):
            STEPS[step](session, make.actor(Role.CLERK), away(make))

    @pytest.mark.parametrize("step", BY_WRITERS)
    @pytest.mark.parametrize("role", lacking(Permission.ACTIVITY_WRITE))
    def test_refuses_roles_that_do_not_write(
        self, role: Role, step: str, session: Session, make: Make
    ) -> None:
        with pytest.raises(NotPermitted):
            STEPS[step](session, make.actor(role), make.activity())

    @pytest.mark.parametrize("step", ["confirm", "return"])
    @pytest.mark.parametrize("role", lacking(Permission.ACTIVITY_CONFIRM))
    def test_refuses_roles_that_do_not_confirm(
        self, role: Role, step: str, session: Session, make: Make
    ) -> None:
        with pytest.raises(NotPermitted):
            STEPS[step](session, make.actor(role), make.activity())
