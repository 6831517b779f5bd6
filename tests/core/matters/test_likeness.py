"""The radar finds what was raised before, whatever its length, and tells no more than it may."""

from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import Session

from core import clock
from core.errors import NotPermitted
from core.matters import likeness
from core.matters.models import Matter, MatterKind, Sensitivity, State, Submitter
from core.permissions import Actor, Permission, Role, lacking
from tests.factories import Make

PARKING = (
    "老旧小区停车难问题突出，居民反映夜间车位不足，消防通道被占用，建议利用边角地块增设停车位。"
)
SCHOOL = "农村小学校车运行线路偏少，学生上学路途较远，建议增加班次并完善站点。"


@pytest.fixture
def clerk(make: Make) -> Actor:
    return make.actor(Role.CLERK)


@pytest.fixture
def raised(session: Session, make: Make) -> tuple[Matter, Matter]:
    today = clock.today()
    found = (
        make.matter(title="关于解决老旧小区停车难的建议", situation=PARKING, received_on=today),
        make.matter(title="关于增加农村校车的建议", situation=SCHOOL, received_on=today),
    )
    for one in found:
        likeness.keep(session, one)
    session.flush()
    return found


def titles(session: Session, actor: Actor, text: str) -> list[str]:
    return [one.title for one in likeness.similar(session, actor, text)]


def test_what_says_the_same_in_other_words_is_found(
    session: Session, clerk: Actor, raised: tuple[Matter, Matter]
) -> None:
    text = "居民反映老旧小区停车位不足，夜间停车难，车辆占用消防通道，应当增设停车位。"

    assert titles(session, clerk, text) == [raised[0].title]


def test_an_informant_is_told_as_the_author(session: Session, make: Make, clerk: Actor) -> None:
    informant = make.informant(name="信息员甲")
    by: dict[str, Any] = {"submitter": Submitter.INFORMANT, "informant_id": informant.id}
    item = make.matter(title="关于增设示例路口红绿灯的建议", received_on=clock.today(), **by)
    likeness.keep(session, item)
    session.flush()

    [found] = likeness.similar(session, clerk, "示例路口增设红绿灯")

    assert found.author == "信息员甲"


def test_very_short_texts_are_compared_whole(session: Session, make: Make, clerk: Actor) -> None:
    only = {"situation": "", "suggestion": "", "received_on": clock.today()}
    items = [make.matter(title=title, **only) for title in ("路灯", "示例路灯")]
    for one in items:
        likeness.keep(session, one)
    session.flush()

    assert titles(session, clerk, "路灯。") == ["路灯", "示例路灯"]
    assert titles(session, clerk, "灯") == []


def test_a_few_words_of_a_title_are_enough(
    session: Session, clerk: Actor, raised: tuple[Matter, Matter]
) -> None:
    assert titles(session, clerk, "农村校车班次") == [raised[1].title]


def test_what_has_nothing_in_common_is_not_told(
    session: Session, clerk: Actor, raised: tuple[Matter, Matter]
) -> None:
    assert titles(session, clerk, "推进图书馆夜间开放，丰富群众文化生活。") == []


def test_full_width_letters_and_marks_make_no_difference(
    session: Session, make: Make, clerk: Actor
) -> None:
    one = make.matter(title="推广ＡＩ＋政务服务，提高效率", received_on=clock.today())
    likeness.keep(session, one)

    assert titles(session, clerk, "推广ai政务服务 提高效率") == [one.title]


def test_words_that_were_changed_are_compared_as_they_are_now(
    session: Session, clerk: Actor, raised: tuple[Matter, Matter]
) -> None:
    assert titles(session, clerk, SCHOOL)
    raised[1].title = raised[1].situation = "推进图书馆夜间开放，丰富群众文化生活。"
    likeness.keep(session, raised[1])
    session.flush()

    assert titles(session, clerk, SCHOOL) == []


def test_what_is_older_than_two_years_is_left_out(
    session: Session, make: Make, clerk: Actor
) -> None:
    old = make.matter(situation=PARKING, received_on=clock.today() - timedelta(days=3 * 366))
    likeness.keep(session, old)

    assert titles(session, clerk, PARKING) == []


def test_a_member_is_told_of_open_matters_of_the_own_committee_only(
    session: Session, make: Make, raised: tuple[Matter, Matter]
) -> None:
    member = make.actor(Role.MEMBER)
    raised[0].is_open, raised[0].closed_reason = False, "涉及个人隐私"
    elsewhere = make.matter(
        title="别处", situation=SCHOOL, committee_id=make.committee().id, received_on=clock.today()
    )
    draft = make.matter(
        title="草稿", situation=SCHOOL, state=State.DRAFT, received_on=clock.today()
    )
    for one in (elsewhere, draft):
        likeness.keep(session, one)
    session.flush()

    assert titles(session, member, PARKING) == []
    assert titles(session, member, SCHOOL) == [raised[1].title]


@pytest.mark.parametrize("label", [Sensitivity.INTERNAL, Sensitivity.SENSITIVE])
def test_what_is_not_ordinary_is_told_to_nobody_who_may_not_read_it(
    session: Session,
    make: Make,
    clerk: Actor,
    raised: tuple[Matter, Matter],
    label: Sensitivity,
) -> None:
    raised[0].sensitivity = label
    session.flush()

    assert titles(session, make.actor(Role.MEMBER), PARKING) == []
    assert titles(session, clerk, PARKING) == [raised[0].title]


def test_an_informant_is_told_of_what_that_informant_raised_alone(
    session: Session, make: Make, raised: tuple[Matter, Matter]
) -> None:
    informant = make.informant()
    by: dict[str, Any] = {"submitter": Submitter.INFORMANT, "informant_id": informant.id}
    own = make.matter(title="自己的", situation=PARKING, received_on=clock.today(), **by)
    proposal = make.matter(
        title="提案", situation=PARKING, kind=MatterKind.PROPOSAL, received_on=clock.today()
    )
    for one in (own, proposal):
        likeness.keep(session, one)
    session.flush()

    assert titles(session, make.actor(Role.INFORMANT, informant), PARKING) == [own.title]


@pytest.mark.parametrize("role", lacking(Permission.OPINION_READ))
def test_refuses_roles_without_the_permission(session: Session, make: Make, role: Role) -> None:
    with pytest.raises(NotPermitted):
        likeness.similar(session, make.actor(role), SCHOOL)


def test_the_same_text_is_alike_in_full(
    session: Session, clerk: Actor, raised: tuple[Matter, Matter]
) -> None:
    found = likeness.similar(session, clerk, f"{raised[0].title}\n{PARKING}\n示例建议。")

    assert found[0].percent == 100
    assert likeness.similar(session, clerk, PARKING, leave_out=raised[0].id) == []
