"""Lists that the server writes in the background: worked off at its start, owned by one."""

import time
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from sqlmodel import Session

from core.accounts import cookies as names
from core.accounts import sessions
from core.accounts.sessions import Client
from core.exports.models import ExportJob, ExportKind, ExportState
from core.exports.service import STOPPED
from core.permissions import Role
from tests.databases import Databases
from tests.factories import Make
from tests.pages.web.conftest import Browser
from tests.server import running_server

WITHIN = 60.0  # seconds; a few in fact, but for a loaded machine


@pytest.fixture(scope="module")
def jobs(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[int]]:
    """An export that waited, one that was being written, and the accounts of two clerks."""
    folder: Path = tmp_path_factory.mktemp("exports")
    with databases.fresh(folder):
        from db.session import engine

        with Session(engine(), expire_on_commit=False) as session:
            make = Make(session)
            make.activity(title="示例走访")
            owner, other = make.actor(Role.CLERK), make.actor(Role.CLERK)
            home = owner.grants[0].committee_id
            waits, cut_off = (
                make.save(
                    ExportJob(
                        account_id=owner.account_id,
                        committee_id=home,
                        kind=ExportKind.ACTIVITIES,
                        state=state,
                    )
                )
                for state in (ExportState.QUEUED, ExportState.RUNNING)
            )
            session.commit()
        yield [waits.id, cut_off.id, owner.account_id, other.account_id]


@pytest.fixture(scope="module")
def base(jobs: list[int]) -> Iterator[str]:
    with running_server() as address:
        yield address


def enter(base: str, account_id: int) -> Browser:
    from db.session import engine

    browser = Browser(base)
    browser.ask("/")
    with Session(engine()) as session:
        bind = browser.cookies[names.BIND]
        token = sessions.open_session(session, account_id, bind, Client())
        session.commit()
    browser.cookies[names.SESSION] = token
    return browser


def ended(job_id: int) -> ExportJob:
    """An export once it neither waits nor is written any more."""
    from db.session import engine

    until = time.monotonic() + WITHIN
    while time.monotonic() < until:
        with Session(engine()) as session:
            row = session.get(ExportJob, job_id)
            if row and row.state not in (ExportState.QUEUED, ExportState.RUNNING):
                session.expunge(row)
                return row
        time.sleep(0.1)
    raise TimeoutError


def test_what_waited_when_the_server_ended_is_written_at_its_start(
    base: str, jobs: list[int]
) -> None:
    waits, _cut_off, owner, _other = jobs

    assert ended(waits).state is ExportState.DONE

    answer = enter(base, owner).ask(f"/export/list/{waits}")
    sheet = load_workbook(BytesIO(answer.body)).active
    assert sheet is not None
    assert sheet["B2"].value == "示例走访"
    assert "no-store" in answer.headers["cache-control"]


def test_what_was_being_written_says_so(base: str, jobs: list[int]) -> None:
    row = ended(jobs[1])

    assert (row.state, row.why) == (ExportState.FAILED, STOPPED)


def test_nobody_else_fetches_it(base: str, jobs: list[int]) -> None:
    waits, cut_off, owner, other = jobs
    ended(waits)

    assert enter(base, other).ask(f"/export/list/{waits}").status == 404
    assert enter(base, owner).ask(f"/export/list/{cut_off}").status == 404
    assert Browser(base).ask(f"/export/list/{waits}").status == 403
