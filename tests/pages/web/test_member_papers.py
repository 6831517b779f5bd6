"""Papers of members and sheets to sign over real HTTP: reasons, batches, the code on a sheet."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from sqlmodel import Session, col, select

from core.accounts import cookies as names
from core.accounts import sessions
from core.audit.models import AuditEntry
from core.committees.models import Committee
from core.members.models import Member
from core.papers import passes
from core.papers.models import PaperKind
from core.permissions import Actor, Role
from tests.core.papers import reading
from tests.factories import Make
from tests.pages.web.conftest import Browser
from tests.pages.web.test_box import actor, db
from tests.pages.web.test_routes import give_role

__all__ = ["actor", "db"]  # fixtures


@pytest.fixture
def make(db: Session, actor: Actor) -> Make:
    """Rows of the office's own committee."""
    found = Make(db)
    found._committee = db.get_one(Committee, actor.grants[0].committee_id)
    return found


def test_duty_files_come_as_one_zip_for_a_reason_that_the_trail_keeps(
    clerk: Browser, db: Session, actor: Actor, make: Make
) -> None:
    rows = [make.member(name=f"委员{n}") for n in "甲乙"]
    give_role(db, clerk, Role.CLERK, actor.grants[0].committee_id)
    mine = sessions.find(db, clerk.cookies[names.SESSION])
    assert mine
    token = passes.give(db, mine.actor, PaperKind.DUTY_FILE, "年度归档")
    db.commit()
    path = f"/papers/duty_file?ids={rows[0].id},{rows[1].id}&y=2026"

    without, made = clerk.ask(path), clerk.ask(f"{path}&t={token}")

    assert (without.status, made.status) == (409, 200)
    with ZipFile(BytesIO(made.body)) as package:
        told = {name: reading.text(package.read(name)) for name in package.namelist()}
    assert [("委员甲" in text, "委员乙" in text) for text in told.values()] == [
        (True, False),
        (False, True),
    ]
    assert _reasons(db, rows) == ["年度归档", "年度归档"]


def test_the_code_on_a_sheet_leads_to_this_server_whatever_an_address_says(
    clerk: Browser, db: Session, actor: Actor, make: Make
) -> None:
    held = make.activity()
    db.commit()
    give_role(db, clerk, Role.CLERK, actor.grants[0].committee_id)
    path = f"/paper/sign_in_sheet/{held.id}?lang=zh"

    plain = clerk.ask(path).body
    told_otherwise = clerk.ask(f"{path}&server=https://elsewhere.example").body

    assert _pictures(plain)
    assert _pictures(plain) == _pictures(told_otherwise)


def _reasons(db: Session, rows: list[Member]) -> list[str]:
    asked = select(AuditEntry).where(
        AuditEntry.action == "export:made",
        col(AuditEntry.subject_kind) == "member",
        col(AuditEntry.subject_id).in_([row.id for row in rows]),
    )
    return ["年度归档" for one in db.exec(asked) if "年度归档" in str(one.after)]


def _pictures(paper: bytes) -> list[bytes]:
    with ZipFile(BytesIO(paper)) as package:
        return [package.read(one) for one in package.namelist() if "media/" in one]
