"""The sheet to sign at an activity: who is called, by strokes, with what is known of them."""

import pytest
from sqlmodel import Session

from core.activities.models import OwnerKind, Presence, Stage
from core.errors import NotFound
from core.i18n import CHINESE
from core.papers import render
from core.papers.fields import context
from core.papers.kinds import sign_in_sheet
from core.papers.kinds.sign_in_sheet import FEW, Facts
from core.papers.paper import Subject
from core.papers.render import Template
from core.papers.words import Words
from core.permissions import Actor, Role
from tests.core.papers import reading
from tests.factories import Make

_ = Words(CHINESE)
HERE = {"server": "https://lianxin.example"}


def told(session: Session, actor: Actor, activity_id: int, **query: str) -> Facts:
    """What a sheet tells."""
    made: Facts = sign_in_sheet.facts(session, actor, Subject(activity_id, HERE | query), _).facts
    return made


def test_those_recorded_stand_in_order_of_strokes_with_their_marks(
    session: Session, make: Make
) -> None:
    held = make.activity()
    for name, presence in (("王委员", Presence.LATE), ("丁委员", Presence.PRESENT)):
        make.attendance(held, make.member(name=name), presence=presence)
    away = make.member(name="赵委员")
    make.attendance(held, away, presence=Presence.ON_LEAVE, leave_reason="示例事由")

    found = told(session, make.actor(Role.CLERK), held.id)

    assert [(one.name, one.mark) for one in found.few] == [
        ("丁委员", ""),
        ("王委员", "迟到"),
        ("赵委员", "请假"),
    ]
    assert (found.number, found.many) == ("3", ())


def test_by_pinyin_where_that_is_asked_for(session: Session, make: Make) -> None:
    held = make.activity()
    for name in ("丁委员", "安委员"):
        make.attendance(held, make.member(name=name))

    found = told(session, make.actor(Role.CLERK), held.id, order="pinyin")

    assert [one.name for one in found.few] == ["安委员", "丁委员"]


def test_before_anybody_is_recorded_those_of_the_organiser_are_called(
    session: Session, make: Make
) -> None:
    special = make.special_committee()
    inside = make.member(name="专委会委员", special_committee_id=special.id)
    make.member(name="别的委员")
    planned = make.activity(
        owner_kind=OwnerKind.SPECIAL_COMMITTEE,
        special_committee_id=special.id,
        stage=Stage.PLANNED,
    )

    found = told(session, make.actor(Role.CLERK), planned.id)

    assert [one.name for one in found.few] == [inside.name]


def test_many_stand_two_on_a_line_and_nobody_is_left_out(session: Session, make: Make) -> None:
    held = make.activity()
    names = {make.member(name=f"委员第{n:02}").name for n in range(FEW + 1)}

    found = told(session, make.actor(Role.CLERK), held.id)

    assert {one.name for one in found.many} | {one.name2 for one in found.many} == names | {""}
    assert found.few == ()


def test_the_sheet_has_a_code_and_names_no_phone(session: Session, make: Make) -> None:
    held = make.activity(title="示例会议", place="示例会议室")
    make.attendance(held, make.member(name="委员甲", employer="示例中学"))

    found = told(session, make.actor(Role.CLERK), held.id)
    template = Template(blocks=sign_in_sheet.PAPER.preset(_).blocks)
    paper = render.docx(template, context(found) | {"made": "示例"})
    said = reading.text(paper)

    assert found.qr.data.startswith(b"\x89PNG")
    assert any(name.startswith("word/media/") for name in reading.parts(paper))
    assert all(one in said for one in ("示例会议签到表", "示例会议室", "委员甲", "示例中学"))
    assert "138" not in said


def test_a_stranger_finds_no_activity(session: Session, make: Make) -> None:
    held = make.activity()

    with pytest.raises(NotFound):
        told(session, make.actor(Role.CLERK, committee=make.committee()), held.id)
