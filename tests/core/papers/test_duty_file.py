"""The duty file of a member: whole, with the figures of points and forms, for nobody else."""

from datetime import date

import pytest
from sqlmodel import Session

from core.assessment.duty import facts as forms
from core.assessment.models import Assessment
from core.errors import NotFound, NotPermitted
from core.i18n import CHINESE
from core.members.models import Member
from core.papers import making, render
from core.papers.kinds import duty_file
from core.papers.making import Asked
from core.papers.models import PaperKind
from core.papers.paper import Subject
from core.papers.words import Words
from core.permissions import Role
from core.reports import record
from tests.core.papers import lives, reading
from tests.factories import Make

DAYS = (date(lives.YEAR, 1, 1), date(lives.YEAR, 12, 31))
_ = Words(CHINESE)


def asked(member: Member, **query: str) -> Asked:
    """The file of a year, with a reason."""
    subject = Subject(member.id, {"y": str(lives.YEAR)} | query)
    return Asked(PaperKind.DUTY_FILE, (subject,), CHINESE, reason="归档")


def test_it_names_all_that_is_on_record_of_the_year_and_nothing_else(
    session: Session, make: Make
) -> None:
    life = lives.lived(make)

    made = making.gather(session, make.actor(Role.CLERK), asked(life.member))
    said = reading.text(render.many([one.filling for one in made])[0])

    assert [one for one in life.told if one not in said] == []
    assert [one for one in life.untold if one in said] == []
    assert "{{" not in said
    assert "2026年" in said


def test_its_figures_are_those_of_the_duty_form_that_points_are_read_from(
    session: Session, make: Make
) -> None:
    member = lives.lived(make).member
    year = Assessment(
        committee_id=member.committee_id,
        book_id=0,
        year=lives.YEAR,
        first_on=DAYS[0],
        last_on=DAYS[1],
    )

    found = record.record(session, make.actor(Role.CLERK), member.id, DAYS)
    told = {key: part.number for key, part in forms.of(session, year, member.id).items()}

    assert told == {
        "meetings": record.attended(found.under(record.MEETINGS)),
        "study": record.attended(found.under(record.STUDY)),
        "consulting": record.attended(found.under(record.CONSULTING)),
        "service": record.attended(found.under(record.SERVICE)),
        "others": record.attended(found.others()),
        "absent": 1,
        "proposals": len(found.led),
        "signed": len(found.proposals) - len(found.led),
        "opinions": len(found.opinions),
        "adopted": len(found.used),
        "speeches": len(found.given),
        "honours": len(found.honours),
        "liaison": len(found.liaisons),
        "posts": len(found.appointments),
        "entered": 0,
    }
    assert (told["meetings"], told["consulting"], told["adopted"]) == (1, 2, 3)


def test_the_phone_is_masked_unless_the_whole_one_is_asked_for_by_who_may(
    session: Session, make: Make
) -> None:
    member = lives.lived(make).member
    whole = Subject(member.id, {"phone": "whole"})
    clerk = make.actor(Role.CLERK)

    masked = duty_file.facts(session, clerk, Subject(member.id), _).facts
    shown = duty_file.facts(session, clerk, whole, _).facts

    assert (masked.phone, shown.phone) == ("138****0001", lives.PHONE)
    with pytest.raises(NotPermitted):
        duty_file.facts(session, make.actor(Role.CHAIR_OFFICE), whole, _)


def test_a_stranger_finds_no_member(session: Session, make: Make) -> None:
    member = lives.lived(make).member
    stranger = make.actor(Role.CLERK, committee=make.committee())

    with pytest.raises(NotFound):
        making.gather(session, stranger, asked(member))


def test_who_reads_a_member_but_may_take_nothing_away_gets_no_file(
    session: Session, make: Make
) -> None:
    life = lives.lived(make)

    with pytest.raises(NotPermitted):
        making.gather(session, make.actor(Role.MEMBER, life.member), asked(life.member))
