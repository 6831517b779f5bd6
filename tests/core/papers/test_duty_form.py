"""The yearly duty form on paper: what was handed in, and the points as the screen shows them."""

from datetime import date

import pytest
from sqlmodel import Session

from core.assessment import points
from core.assessment.book.faults import shown
from core.assessment.duty import service
from core.assessment.duty.drafts import FormDraft
from core.errors import NotFound
from core.i18n import CHINESE
from core.papers import making, render
from core.papers.kinds import duty_form
from core.papers.kinds.duty_form import Facts
from core.papers.making import Asked
from core.papers.models import PaperKind
from core.papers.paper import Subject
from core.papers.words import Words
from core.permissions import Actor, Role
from tests.core.assessment.working.year import Year
from tests.core.papers import reading
from tests.factories import Make

WRITTEN = FormDraft("一年来，我认真履职。", "另到学校授课。", "建议多调研。")
_ = Words(CHINESE)


@pytest.fixture
def year(session: Session, make: Make) -> Year:
    """Two members; nothing opened yet."""
    found = Year(session, make, make.actor(Role.CLERK), make.actor(Role.CHAIR_OFFICE))
    found.members = [make.member(), make.member()]
    return found


def asked(year: Year, assessment_id: int) -> Subject:
    """The first member's form."""
    return Subject(year.members[0].id, {"a": str(assessment_id)})


def told(session: Session, actor: Actor, subject: Subject) -> Facts:
    """What the paper tells."""
    made: Facts = duty_form.facts(session, actor, subject, _).facts
    return made


def test_its_points_are_those_of_the_screen(session: Session, year: Year) -> None:
    assessment = year.opened()
    year.attended(0, 3)
    year.attended(0, 4)
    subject = asked(year, assessment.id)

    found = told(session, year.clerk, subject)
    screen = points.points(session, year.clerk, assessment.id, subject.id)

    assert found.total == f"{shown(screen.kept.rated)}（考核中，非最终结果）"
    assert [one.points for one in found.sections][: len(screen.book.sections)] == [
        shown(screen.of_section(one)) for one in screen.book.sections
    ]
    assert found.rank.startswith(f"{screen.placed.place} / {screen.among}")
    assert [(one.what, one.number) for one in found.recorded] == [("其他活动", "2")]


def test_it_prints_what_the_member_handed_in(session: Session, year: Year) -> None:
    assessment = year.opened()
    service.submit(session, year.member(0), assessment.id, WRITTEN, 0)
    subject = asked(year, assessment.id)
    order = Asked(PaperKind.DUTY_FORM, (subject,), CHINESE, reason="年度归档")

    made = making.gather(session, year.clerk, order)
    said = reading.text(render.many([one.filling for one in made])[0])

    for words in (WRITTEN.summary, WRITTEN.further, WRITTEN.suggestions, "政协考核意见"):
        assert words in said
    assert "{{" not in said
    assert "尚未提交" not in said


def test_a_draft_is_printed_for_nobody_but_its_records_are(session: Session, year: Year) -> None:
    assessment = year.opened()
    service.save(session, year.member(0), assessment.id, WRITTEN, 0)

    found = told(session, year.clerk, asked(year, assessment.id))

    assert (found.summary, found.handed_in) == ("", "尚未提交")


def test_long_parts_tell_the_latest_and_how_many_more(session: Session, year: Year) -> None:
    assessment = year.opened()
    for month in range(1, 13):
        for _again in range(2):
            year.attended(0, month)

    found = told(session, year.clerk, asked(year, assessment.id))

    lines = found.recorded[0].lines.split("\n")
    assert (len(lines), lines[-1]) == (duty_form.MOST + 1, "等，另有9项")
    assert lines[-2].startswith(f"{date(2026, 12, 5):%Y.%m.%d}")


@pytest.mark.parametrize("named", ["", "x", "999999"])
def test_an_assessment_that_is_not_there_has_no_form(
    session: Session, year: Year, named: str
) -> None:
    year.opened()

    with pytest.raises(NotFound):
        told(session, year.clerk, Subject(year.members[0].id, {"a": named}))


def test_a_stranger_finds_no_form(session: Session, make: Make, year: Year) -> None:
    assessment = year.opened()
    stranger = make.actor(Role.CLERK, committee=make.committee())

    with pytest.raises(NotFound):
        told(session, stranger, asked(year, assessment.id))
