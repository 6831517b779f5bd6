"""The frozen documents of a closed year as a download."""

from datetime import date, timedelta
from hashlib import sha256
from io import BytesIO
from zipfile import ZipFile

import pytest
from sqlmodel import Session, select

from core import clock
from core.accounts import cookies as names
from core.accounts import sessions
from core.accounts.sessions import Client
from core.assessment import closing
from core.audit.models import AuditEntry
from core.committees.models import Committee
from core.permissions import Role
from tests.core.assessment.working.year import Year
from tests.factories import Make
from tests.pages.web.conftest import Browser


def closed(house: str, role: Role, *, close: bool = True) -> tuple[Browser, int]:
    """A browser signed in with a role at an office whose year was closed; the year's id."""
    from db.session import engine

    browser = Browser(house)
    browser.ask("/")
    with Session(engine()) as session:
        make = Make(session)
        known = len(session.exec(select(Committee)).all())
        make._committee = make.committee(code=f"Y{known:04}", name=f"示例县{known}")
        usual = make.account
        make.account = lambda **given: usual(username=f"y{known}-{next(make._number)}", **given)  # type: ignore[method-assign]  # the house is shared
        year = Year(session, make, make.actor(Role.CLERK), make.actor(Role.CHAIR_OFFICE))
        year.members = [make.member(joined_on=date(2020, 1, 1))]
        row = year.in_review()
        if close:
            row.objections_until = row.objections_from = clock.today() - timedelta(days=1)
            closing.agree(session, year.clerk, row.id, "", row.version)
            closing.agree(session, year.chair, row.id, "", row.version)
        actor = make.actor(role)
        bind = browser.cookies[names.BIND]
        token = sessions.open_session(session, actor.account_id, bind, Client())
        session.commit()
        found = row.id
    browser.cookies[names.SESSION] = token
    return browser, found


def path(assessment_id: int) -> str:
    return f"/export/assessment/{assessment_id}"


def test_all_documents_come_as_their_hashes_say(house: str) -> None:
    browser, found = closed(house, Role.CHAIR_OFFICE)

    answer = browser.ask(path(found))

    packed = ZipFile(BytesIO(answer.body))
    assert answer.status == 200
    assert answer.headers["cache-control"] == "private, no-store"
    listed = packed.read("hashes.txt").decode().splitlines()
    assert len(listed) == len(packed.namelist()) - 1
    for line in listed:
        digest, name = line.split("  ")
        assert sha256(packed.read(name)).hexdigest() == digest


def test_a_download_leaves_a_trace(house: str) -> None:
    from db.session import engine

    browser, found = closed(house, Role.CLERK)

    browser.ask(path(found))

    with Session(engine()) as session:
        asked = select(AuditEntry).where(AuditEntry.action == "assessment:downloaded")
        assert found in {entry.subject_id for entry in session.exec(asked)}


@pytest.mark.parametrize("role", [Role.UPPER_COMMITTEE, Role.MEMBER, Role.AUDITOR])
def test_who_may_not_export_gets_nothing(house: str, role: Role) -> None:
    browser, found = closed(house, role)

    assert browser.ask(path(found)).status == 404


def test_what_is_not_closed_or_not_there_is_not_found(house: str) -> None:
    browser, found = closed(house, Role.CLERK, close=False)
    _other, theirs = closed(house, Role.CLERK)

    assert browser.ask(path(found)).status == 404
    assert browser.ask(path(theirs)).status == 404
    assert browser.ask(path(10**12)).status == 404


def test_a_stranger_gets_nothing(visitor: Browser) -> None:
    assert visitor.ask(path(1)).status in (403, 404)
