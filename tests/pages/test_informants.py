"""The screens of informants and of publicity."""

import pytest
from sqlmodel import Session, select

from core.informants.models import Informant
from core.permissions import Actor, Role
from core.publicity.models import PressReport
from tests.factories import DAY, Make
from tests.pages.conftest import Browser, OpenScreen


@pytest.fixture
def clerk(make: Make) -> Actor:
    return make.actor(Role.CLERK)


def fill(at: Browser, label: str, words: str) -> None:
    next(box for box in at.text_input if box.label == label).input(words)


def press(at: Browser, label: str) -> None:
    next(one for one in at.button if one.label == label).click()
    at.run()
    assert not at.exception


def test_an_informant_is_registered_and_listed(
    open_screen: OpenScreen, session: Session, clerk: Actor
) -> None:
    at = open_screen(clerk, "work/informants", "en")
    fill(at, "Full name", "信息员甲")

    press(at, "Register")

    assert session.exec(select(Informant.name)).all() == ["信息员甲"]
    assert at.dataframe[0].value.iloc[0].tolist()[:4] == ["001", "信息员甲", 0, 0]


def test_a_pasted_list_is_registered_or_its_bad_line_named(
    open_screen: OpenScreen, session: Session, clerk: Actor
) -> None:
    at = open_screen(clerk, "work/informants", "en")
    at.text_area[0].input("信息员甲,示例社区\n信息员乙,,,12")
    press(at, "Register all")
    assert ["Line 2" in error.value for error in at.error] == [True]

    at.text_area[0].input("信息员甲,示例社区\n信息员乙")
    press(at, "Register all")

    assert len(session.exec(select(Informant)).all()) == 2


def test_an_informant_is_corrected(
    open_screen: OpenScreen, session: Session, make: Make, clerk: Actor
) -> None:
    row = make.informant()
    at = open_screen(clerk, "work/informants", "en", id=str(row.id))
    fill(at, "Full name", "信息员新")

    press(at, "Save")

    session.expire_all()
    assert row.name == "信息员新"


def test_a_report_is_recorded_and_what_is_half_said_refused(
    open_screen: OpenScreen, session: Session, clerk: Actor
) -> None:
    at = open_screen(clerk, "work/publicity", "en")
    fill(at, "Title", "示例工作室为群众解难题")
    fill(at, "Medium", "示例日报")
    press(at, "Record")
    assert ["level of the medium" in error.value for error in at.error] == [True]

    fill(at, "Medium", "")
    press(at, "Record")

    assert session.exec(select(PressReport.title)).all() == ["示例工作室为群众解难题"]


def test_who_only_reads_a_report_sees_what_it_tells_of(open_screen: OpenScreen, make: Make) -> None:
    matter, studio = make.matter(title="关于路灯的建议"), make.studio(name="示例路工作室")
    row = PressReport(committee_id=make.home().id, title="示例报道", written_on=DAY)
    row.matter_id, row.studio_id = matter.id, studio.id
    make.save(row)

    at = open_screen(make.actor(Role.CHAIR_OFFICE), "work/publicity", "en", id=str(row.id))

    shown = at.table[0].value.to_string()
    assert "关于路灯的建议" in shown
    assert "示例路工作室" in shown
