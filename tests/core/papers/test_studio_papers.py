"""What studios have on paper: the application, the certificate of the plaque, the poster."""

from datetime import date, time, timedelta
from io import BytesIO
from typing import Any

import pytest
from docx2python import docx2python
from sqlmodel import Session, select

from core import clock
from core.box.models import Box
from core.errors import NotFound, NotPermitted, RuleBroken
from core.i18n import CHINESE, ENGLISH
from core.papers import making, render
from core.papers.kinds import plaque_certificate, reception_poster, studio_application
from core.papers.making import Asked
from core.papers.models import PaperKind
from core.papers.paper import Subject
from core.papers.words import Words
from core.permissions import Actor, Role
from core.studios.models import (
    Reception,
    Rota,
    RotaRule,
    StandardAssignment,
    StandardItem,
    Studio,
    StudioCheck,
    StudioKind,
    StudioMember,
    StudioState,
    StudioStep,
    Verdict,
)
from tests.core.papers import printing, reading
from tests.factories import Make

KINDS = (
    PaperKind.STUDIO_APPLICATION,
    PaperKind.PLAQUE_CERTIFICATE,
    PaperKind.RECEPTION_POSTER,
)
TODAY = clock.today()
_ = Words(CHINESE)


@pytest.fixture
def studio(session: Session, make: Make) -> Studio:
    """An open studio with all that papers tell of one."""
    lead, second = make.member(name="委员甲"), make.member(name="委员乙")
    gone = make.member(name="委员丙")
    row = make.studio(
        name="教育界委员工作室",
        lead_id=lead.id,
        sector_id=make.sector(name="教育界").id,
        township_id=make.township(name="示例镇").id,
        address="示例路1号",
        serves="教师和家长",
        brand="教育夜话",
        plaque_number="示例〔2023〕1号",
        plaque_on=date(2023, 3, 1),
    )
    for member in (lead, second):
        make.save(StudioMember(studio_id=row.id, member_id=member.id, starts_on=date(2023, 1, 1)))
    ended: dict[str, Any] = {"starts_on": date(2022, 1, 1), "ends_on": date(2022, 12, 31)}
    make.save(StudioMember(studio_id=row.id, member_id=gone.id, **ended))
    steps = ((StudioState.DRAFT, StudioState.APPLIED), (StudioState.APPLIED, StudioState.APPROVED))
    for place, (before, after) in enumerate(steps):
        reason = ("家长盼有处说话", "同意")[place]
        on = date(2023, 2, 1 + place)
        make.save(
            StudioStep(studio_id=row.id, before=before, after=after, taken_on=on, reason=reason)
        )
    _standards(session, make, row)
    return row


def _standards(session: Session, make: Make, row: Studio) -> None:
    """Three items, the first of them met."""
    standard = make.standard_set(name="五有")
    make.save(StandardAssignment(standard_set_id=standard.id, kind=StudioKind.SECTOR))
    asked = select(StandardItem).where(
        StandardItem.standard_set_id == standard.id, StandardItem.position == 1
    )
    item = session.exec(asked).one()
    checked: dict[str, Any] = {"verdict": Verdict.MET, "note": "已查看", "checked_on": TODAY}
    make.save(StudioCheck(studio_id=row.id, standard_item_id=item.id, **checked))


def received(make: Make, studio: Studio, members: int = 2) -> list[date]:
    """A rota with receptions: of the past, of two days to come, and of one beyond the poster."""
    rule: dict[str, Any] = {"rule": RotaRule.WEEKLY, "weekday": 2, "days": ""}
    hours: dict[str, Any] = {"from_time": time(9), "until_time": time(11)}
    make.save(Rota(studio_id=studio.id, **rule, **hours))
    team = [make.member(name=f"值班委员{n}") for n in range(members)]
    days = [TODAY - timedelta(days=7), TODAY, TODAY + timedelta(days=7), TODAY + timedelta(days=99)]
    for day in days:
        for member in team:
            make.save(Reception(studio_id=studio.id, held_on=day, member_id=member.id))
    return days


def printed(session: Session, actor: Actor, kind: PaperKind, studio: Studio, **query: str) -> bytes:
    """The Word file of a studio's paper."""
    language = query.pop("lang", CHINESE)
    asked = Asked(kind, (Subject(studio.id, query),), language)
    return render.many([one.filling for one in making.gather(session, actor, asked)])[0]


def test_the_application_holds_the_facts_the_reasons_and_the_standards(
    session: Session, make: Make, studio: Studio
) -> None:
    lead = make.actor(Role.STUDIO_LEAD, studio)

    said = reading.text(printed(session, lead, PaperKind.STUDIO_APPLICATION, studio))

    for text in (
        *("教育界委员工作室", "界别工作室", studio.code, "委员甲、委员乙（共2人）", "教育界"),
        *("示例镇", "示例路1号", "教师和家长", "教育夜话", "家长盼有处说话", "2023年2月1日"),
        *("五有", "要求1", "达标", "已查看", "未检查"),
        *("乡镇（街道）意见", "政协办公室意见", "审批意见"),
    ):
        assert text in said, text
    assert "委员丙" not in said
    assert "{{" not in said


def test_a_studio_without_standards_has_no_table_of_them(session: Session, make: Make) -> None:
    bare = make.studio(name="空白工作室")

    said = reading.text(
        printed(session, make.actor(Role.CLERK), PaperKind.STUDIO_APPLICATION, bare)
    )

    assert "建设要求" not in said
    assert "空白工作室" in said


def test_the_certificate_names_plaque_day_and_who_gave_it_on_one_framed_page(
    session: Session, make: Make, studio: Studio
) -> None:
    made = printed(session, make.actor(Role.CLERK), PaperKind.PLAQUE_CERTIFICATE, studio)

    said, xml = reading.text(made), reading.xml(made)
    for text in ("教育界委员工作室", "示例〔2023〕1号", "2023年3月1日", "授 牌 证 书"):
        assert text in said
    assert "<w:pgBorders" in xml
    assert 'w:orient="landscape"' in xml
    assert "PAGE" not in reading.xml(made, "word/footer1.xml")


def test_a_studio_without_a_plaque_has_no_certificate(session: Session, make: Make) -> None:
    with pytest.raises(RuleBroken, match="no plaque"):
        printed(session, make.actor(Role.CLERK), PaperKind.PLAQUE_CERTIFICATE, make.studio())


def test_the_poster_names_who_receives_on_the_days_to_come_and_no_others(
    session: Session, make: Make, studio: Studio
) -> None:
    past, today, next_, far = received(make, studio)

    made = printed(
        session, make.actor(Role.CLERK), PaperKind.RECEPTION_POSTER, studio, phone="0000-1234567"
    )
    said = reading.text(made)

    for day in (today, next_):
        assert _.day(day) in said
    for day in (past, far):
        assert _.day(day) not in said
    for text in (
        "值班委员0、值班委员1",
        "每周三",
        "09:00–11:00",
        "示例路1号",
        "0000-1234567",
        "委员甲",
    ):
        assert text in said
    with docx2python(BytesIO(made)) as read:
        assert not read.images


def test_the_poster_shows_the_code_of_an_open_box_of_this_server(
    session: Session, make: Make, studio: Studio
) -> None:
    make.save(Box(studio_id=studio.id, committee_id=studio.committee_id, code="x" * 22))
    clerk, server = make.actor(Role.CLERK), "https://example.test"

    made = printed(session, clerk, PaperKind.RECEPTION_POSTER, studio, server=server)

    with docx2python(BytesIO(made)) as read:
        assert len(read.images) == 1
    assert "扫码反映情况" in reading.text(made)


def test_a_poster_holds_no_more_days_than_fit_on_its_page(
    session: Session, make: Make, studio: Studio
) -> None:
    member = make.member()
    for week in range(reception_poster.MOST + 3):
        day = TODAY + timedelta(days=week * 7)
        make.save(Reception(studio_id=studio.id, held_on=day, member_id=member.id))

    told = reception_poster.facts(session, make.actor(Role.CLERK), Subject(studio.id), _).facts

    assert len(told.days) == reception_poster.MOST
    assert told.days[0].day == _.day(TODAY)


@pytest.mark.parametrize("kind", KINDS)
def test_it_speaks_english_to_those_who_ask_for_it(
    session: Session, make: Make, studio: Studio, kind: PaperKind
) -> None:
    received(make, studio)

    said = reading.text(printed(session, make.actor(Role.CLERK), kind, studio, lang=ENGLISH))

    assert "教育界委员工作室" in said
    for text in ("申请", "证书", "接待", "地址", "年"):
        assert text not in said


@pytest.mark.parametrize("kind", KINDS)
def test_a_studio_of_others_is_not_found_and_a_mere_reader_is_refused(
    session: Session, make: Make, studio: Studio, kind: PaperKind
) -> None:
    other = make.committee()

    with pytest.raises(NotFound):
        printed(session, make.actor(Role.CLERK, committee=other), kind, studio)
    with pytest.raises(NotPermitted):
        printed(session, make.actor(Role.UPPER_COMMITTEE), kind, studio)


def test_the_modules_are_what_the_registry_says() -> None:
    assert [
        one.PAPER.kind for one in (studio_application, plaque_certificate, reception_poster)
    ] == list(KINDS)


def test_an_application_without_a_team_leaves_room_to_write_how_many_they_are(
    session: Session, make: Make
) -> None:
    studio = make.studio()
    kind = PaperKind.STUDIO_APPLICATION

    made = printing.paper(session, make.actor(Role.CLERK), kind, studio.id)

    assert "（共　　人）" in made.text.replace(" ", "")
