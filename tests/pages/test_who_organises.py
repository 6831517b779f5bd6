"""Who organises, records: each within its own scope, from the entry to handing in."""

import pytest
from sqlmodel import Session, select

from core.activities.catalogue import service as catalogue
from core.activities.models import Activity, ActivityState, OwnerKind
from core.permissions import Role
from tests.factories import Make
from tests.pages.conftest import OpenScreen
from tests.pages.test_activities import box, button, fill

SCREEN = "work/activities"
RECORDS_FOR = {
    Role.SPECIAL_COMMITTEE_CLERK: OwnerKind.SPECIAL_COMMITTEE,
    Role.STUDIO_LEAD: OwnerKind.STUDIO,
    Role.CONVENER: OwnerKind.GROUP,
}


@pytest.mark.parametrize("role", RECORDS_FOR, ids=lambda role: role.value)
def test_each_records_and_hands_in_for_its_own(
    role: Role, session: Session, make: Make, open_screen: OpenScreen
) -> None:
    catalogue.adopt_presets(session, None, make.home().id)
    actor, member = make.actor(role), make.member()
    make.studio(name="别处工作室")
    at = open_screen(actor, SCREEN, new="1")

    fill(at, make)
    box(at, "text_input", "活动地点").input("会议室")
    box(at, "text_area", "参加委员").input(member.number)
    button(at, "保存并提交").click().run()

    row = session.exec(select(Activity)).one()
    assert not at.exception
    assert (row.owner_kind, row.state) == (RECORDS_FOR[role], ActivityState.SUBMITTED)
    assert not [one for one in at.button if one.label == "确认"]


@pytest.mark.parametrize("role", [Role.MEMBER, Role.UPPER_COMMITTEE, Role.CHAIR_OFFICE])
def test_who_only_reads_has_no_way_to_record(
    role: Role, make: Make, open_screen: OpenScreen
) -> None:
    at = open_screen(make.actor(role), SCREEN, new="1")

    assert not at.exception
    assert not [one for one in at.button if one.label in ("保存草稿", "登记活动")]


def test_a_member_sees_only_the_own_file(make: Make, open_screen: OpenScreen) -> None:
    own, other = make.member(name="委员本人"), make.member(name="别的委员")
    actor = make.actor(Role.MEMBER, scope=own)

    mine = open_screen(actor, "work/members")
    theirs = open_screen(actor, "work/members", id=str(other.id))

    assert "委员本人" in mine.words
    assert "别的委员" not in mine.words + theirs.words


def test_an_auditor_is_offered_the_trail_and_no_record(make: Make, open_screen: OpenScreen) -> None:
    make.member(name="委员甲")

    at = open_screen(make.actor(Role.AUDITOR), "desk/today")

    assert not at.exception
    assert {one for one in at.menu if one} <= {"trail", "accounts"}
