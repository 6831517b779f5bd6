"""Reading a paste of names or numbers."""

from datetime import date

import pytest
from sqlmodel import Session

from core import clock
from core.members.pasted import MemberName, Roster
from core.members.queries import match_pasted
from tests.factories import Make

A = MemberName(1, "0001", "张三")
B = MemberName(2, "0002", "李四")
C = MemberName(3, "0003", "欧阳甲乙")
D = MemberName(4, "0004", "阿不都·买买提")
E = MemberName(5, "0005", "委员001")
TWIN = MemberName(6, "0006", "王五")
OTHER_TWIN = MemberName(7, "0007", "王五")
ROSTER = Roster([A, B, C, D, E, TWIN, OTHER_TWIN])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("张三\n李四", [A, B]),
        ("张三\t李四", [A, B]),
        ("张三,李四，欧阳甲乙", [A, B, C]),
        ("张三、李四；委员001", [A, B, E]),
        ("张三 李四 欧阳甲乙", [A, B, C]),
        ("张  三\n李\u3000四", [A, B]),
        ("张 三 李 四", [A, B]),
        ("欧阳 甲乙 李四", [C, B]),
        ("阿不都 买买提", [D]),
        ("阿不都・买买提", [D]),
        ("阿不都.买买提", [D]),
        ("委员００１", [E]),
        ("委员 001", [E]),
        ("0001\n０００２", [A, B]),
        ("1\n2", [A, B]),
        ("0001\t张三\n0002\t李四", [A, B]),
        ("李四\t0002", [B]),
        ("1\t张三\n2\t李四", [A, B]),
        ("2 张三\n3 李四", [A, B]),
        ("1.张三\n2）李四", [A, B]),
        ("1. 张三", [A]),
        ("0001张三", [A]),
        ("张三（教育界）", [A]),
        ("张三\n张三\n0001", [A]),
        ("\r\n\u200b张三\ufeff\r\n\r\n", [A]),
        ("", []),
    ],
)
def test_finds_the_members_however_they_are_set_apart(text: str, found: list[MemberName]) -> None:
    matched = ROSTER.match(text)

    assert (matched.found, matched.unknown, matched.ambiguous) == (found, [], [])


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        ("赵六", ["赵六"]),
        ("赵  六", ["赵六"]),
        ("张三、赵六", ["赵六"]),
        ("9999", ["9999"]),
        ("委员999", ["委员999"]),
        ("委员999\n0001", ["委员999"]),
        ("张三丰", ["张三丰"]),
    ],
)
def test_lists_what_it_could_not_find_as_it_was_pasted(text: str, unknown: list[str]) -> None:
    assert ROSTER.match(text).unknown == unknown


def test_two_members_of_one_name_are_asked_about() -> None:
    matched = ROSTER.match("王五\n张三")

    assert matched.found == [A]
    assert [(one.text, one.candidates) for one in matched.ambiguous] == [
        ("王五", [TWIN, OTHER_TWIN])
    ]


@pytest.mark.parametrize("text", ["0007 王五", "王五\t0007", "0007王五", "王五,０００７"])
def test_the_number_beside_it_tells_two_members_of_one_name_apart(text: str) -> None:
    matched = ROSTER.match(text)

    assert (matched.found, matched.ambiguous) == ([OTHER_TWIN], [])


def test_a_number_beside_the_name_of_another_is_a_doubt_and_marks_nobody_else() -> None:
    matched = ROSTER.match("0002 张三")

    assert matched.found == [A]
    assert [(one.text, one.candidates) for one in matched.ambiguous] == [("0002", [B])]


def test_only_members_of_the_committee_who_are_not_in_the_bin_are_found(
    session: Session, make: Make
) -> None:
    here = make.member(name="张三")
    make.member(name="李四", committee_id=make.committee().id)
    make.member(name="赵六", binned_at=clock.now())

    matched = match_pasted(session, here.committee_id, "张三 李四 赵六")

    assert [one.id for one in matched.found] == [here.id]
    assert matched.unknown == ["李四", "赵六"]


def test_on_the_day_of_leaving_a_member_is_still_found(session: Session, make: Make) -> None:
    leaving = make.member(name="张三", left_on=date(2026, 5, 20))

    matched = match_pasted(session, leaving.committee_id, "张三", on=date(2026, 5, 20))

    assert [one.id for one in matched.found] == [leaving.id]


def test_a_member_of_the_same_name_who_has_left_does_not_count_on_a_later_day(
    session: Session, make: Make
) -> None:
    now = make.member(name="张三")
    make.member(name="张三", left_on=date(2024, 1, 1))

    matched = match_pasted(session, now.committee_id, "张三", on=date(2026, 5, 20))

    assert [one.id for one in matched.found] == [now.id]
