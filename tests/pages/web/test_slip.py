"""The receipt slip over real HTTP: printed by the office, opened by who raised the matter."""

import pytest
from sqlmodel import Session

from core.box import slips
from core.matters.models import Matter, Organisation, State, Submitter
from core.matters.writing import MatterDraft
from core.opinions import service
from core.permissions import Actor, Role
from tests.pages.web.conftest import Browser
from tests.pages.web.test_box import Citizen, actor, citizen, db, read, receipt_in
from tests.pages.web.test_routes import give_role

__all__ = ["actor", "citizen", "db"]  # fixtures


@pytest.fixture
def matter(db: Session, actor: Actor) -> Matter:
    """What a party handed in on paper, with its slip."""
    typed = MatterDraft(
        "关于修缮旧桥的建议",
        "示例情况。",
        submitter=Submitter.ORGANISATION,
        organisation_kind=Organisation.PARTY,
        organisation="示例党派县委会",
    )
    row = service.take_up(db, actor, typed, actor.grants[0].committee_id)
    slips.make(db, actor, row.id)
    db.commit()
    return row


def test_the_office_prints_it_and_its_code_shows_where_the_matter_is(
    clerk: Browser, db: Session, actor: Actor, citizen: Citizen, matter: Matter
) -> None:
    refused = clerk.ask(f"/slip/{matter.id}")
    give_role(db, clerk, Role.CLERK, actor.grants[0].committee_id)
    printed = clerk.ask(f"/slip/{matter.id}")
    code = receipt_in(printed)

    first = read(citizen.look(code))
    matter.state = State.SIGNED
    db.add(matter)
    db.commit()
    second = read(citizen.look(code))

    assert (refused.status, printed.status) == (404, 200)
    assert code
    assert b"<svg" in printed.body
    assert b"<script" not in printed.body
    assert f"{clerk.base}/r" in read(printed)
    assert code not in printed.headers.get("location", "")
    assert "已提交" in first
    assert "已签发" in second
    assert "社情民意信息" in second
    for told in (first, second):
        assert "关于修缮旧桥的建议" not in told
        assert "示例党派县委会" not in told


def test_is_nobody_elses_to_print(clerk: Browser, citizen: Citizen, matter: Matter) -> None:
    assert citizen.open(f"/slip/{matter.id}").status == 403
    assert clerk.ask(f"/slip/{10**12}").status == 404


def test_its_code_takes_nothing_back(
    db: Session, actor: Actor, citizen: Citizen, matter: Matter
) -> None:
    code = slips.paper(db, actor, matter.id).code
    db.rollback()

    answer = citizen.look(code, "withdraw", "yes")

    db.refresh(matter)
    assert answer.status == 404
    assert matter.state is State.SUBMITTED
