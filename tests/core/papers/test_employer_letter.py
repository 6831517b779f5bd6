"""The letter to a member's employer: the year in figures, to the employer, for nobody else."""

import pytest
from sqlmodel import Session

from core.errors import NotFound
from core.i18n import CHINESE
from core.papers import making, render
from core.papers.kinds import employer_letter
from core.papers.making import Asked
from core.papers.models import PaperKind
from core.papers.paper import Subject
from core.papers.words import Words
from core.permissions import Role
from tests.core.papers import lives, reading
from tests.factories import Make

YEAR = {"y": str(lives.YEAR)}
_ = Words(CHINESE)


def test_it_tells_the_employer_the_figures_of_the_record(session: Session, make: Make) -> None:
    member = lives.lived(make).member

    told = employer_letter.facts(session, make.actor(Role.CLERK), Subject(member.id, YEAR), _).facts

    assert told.addressee == "示例中学"
    assert {one.what: one.number for one in told.totals} == {
        "会议": "1",
        "协商、视察、调研与监督": "2",
        "学习培训": "1",
        "联系服务群众和其他活动": "4",
        "提案": "2",
        "社情民意信息": "2",
        "发言与报告": "1",
        "任职、委派和联系点": "3",
        "表彰奖励": "1",
    }
    assert len(told.highlights.split("\n")) == 4


def test_what_is_not_closed_is_told_nobody_outside(session: Session, make: Make) -> None:
    member = lives.lived(make).member

    told = employer_letter.facts(session, make.actor(Role.CLERK), Subject(member.id, YEAR), _).facts

    assert told.result == ""


def test_several_letters_are_made_at_once_each_to_its_own_employer(
    session: Session, make: Make
) -> None:
    first, second = lives.lived(make).member, make.member(name="委员乙", employer="")
    subjects = (Subject(first.id, YEAR), Subject(second.id, YEAR))
    asked = Asked(PaperKind.EMPLOYER_LETTER, subjects, CHINESE, reason="函告单位")

    made = making.gather(session, make.actor(Role.CLERK), asked)
    said = [reading.text(paper) for paper in render.many([one.filling for one in made])]

    assert "示例中学：" in said[0]
    assert "委员乙委员所在单位：" in said[1]
    assert all("{{" not in one and "特此函告" in one for one in said)


def test_a_stranger_writes_no_letter(session: Session, make: Make) -> None:
    member = lives.lived(make).member
    stranger = make.actor(Role.CLERK, committee=make.committee())

    with pytest.raises(NotFound):
        employer_letter.facts(session, stranger, Subject(member.id, YEAR), _)
