"""Lists written to a file in the background."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from sqlmodel import Session, col, select

from core import clock
from core.accounts.models import Account, RoleGrant
from core.activities.queries import ActivityFilter
from core.audit.models import AuditEntry
from core.errors import NotFound, NotPermitted, RuleBroken
from core.exports import files, running, service
from core.exports.models import ExportJob, ExportKind, ExportState
from core.exports.service import ExportDraft
from core.permissions import Actor, Grant, Permission, Role, lacking
from core.transfer.lists import sheets, writing
from tests.factories import DAY, Make


@pytest.fixture
def actor(make: Make) -> Actor:
    return make.actor(Role.CLERK)


def ask(
    session: Session, actor: Actor, kind: ExportKind = ExportKind.ACTIVITIES, **given: str
) -> ExportJob:
    home = actor.grants[0].committee_id
    return service.ask(session, actor, ExportDraft(kind, home, **given))


def written(session: Session, job: ExportJob) -> Worksheet:
    """The sheet that comes of an export, written as the server's process does."""
    session.commit()
    writing.run(job.id)
    session.expire_all()
    kept = session.get(ExportJob, job.id)
    assert kept is not None
    assert kept.state is ExportState.DONE
    sheet = load_workbook(files.path_of(kept.file)).active
    assert isinstance(sheet, Worksheet)
    return sheet


def standing(session: Session, job: ExportJob) -> ExportState:
    session.expire_all()
    row = session.get(ExportJob, job.id)
    assert row is not None
    return row.state


@pytest.mark.parametrize("role", lacking(Permission.EXPORT))
def test_who_may_not_export_gets_no_list(session: Session, make: Make, role: Role) -> None:
    with pytest.raises(NotPermitted):
        ask(session, make.actor(role))


def test_a_committee_out_of_reach_is_not_found(session: Session, make: Make, actor: Actor) -> None:
    other = make.committee(code="other")

    with pytest.raises(NotFound):
        service.ask(session, actor, ExportDraft(ExportKind.ACTIVITIES, other.id))


@pytest.mark.parametrize("kind", sorted(service.PERSONAL))
def test_a_list_of_people_needs_a_reason_which_is_kept(
    session: Session, actor: Actor, kind: ExportKind
) -> None:
    with pytest.raises(RuleBroken, match="what the list is needed"):
        ask(session, actor, kind)

    ask(session, actor, kind, reason="全会点名")

    entry = session.exec(select(AuditEntry).where(AuditEntry.action == "export:made")).one()
    assert "全会点名" in entry.after


def test_the_file_has_each_row_and_days_are_days(
    session: Session, make: Make, actor: Actor
) -> None:
    make.activity(held_on=DAY, title="=1+1", served=30)

    sheet = written(session, ask(session, actor))

    head, row = list(sheet.iter_rows(max_row=2))
    assert head[1].value == "标题"
    assert row[0].number_format == "yyyy-mm-dd"
    assert (row[1].value, row[1].data_type) == ("=1+1", "s")
    assert row[6].value == 30
    assert sheet.freeze_panes == "A2"


def test_it_is_read_page_by_page_and_no_row_is_lost(
    session: Session, make: Make, actor: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "ROWS_AT_ONCE", 2)
    for number in range(5):
        make.activity(title=f"活动{number}")

    sheet = written(session, ask(session, actor))

    titles = [row[1] for row in sheet.iter_rows(min_row=2, max_row=6, values_only=True)]
    assert titles == [f"活动{number}" for number in range(5)]


def test_it_has_what_the_screen_was_narrowed_to_and_says_so(
    session: Session, make: Make, actor: Actor
) -> None:
    make.activity(title="早的", held_on=date(2026, 1, 5))
    make.activity(title="晚的", held_on=date(2026, 9, 5))
    wanted = ActivityFilter(since=date(2026, 6, 1), offset=50)

    asked = sheets.written(ExportKind.ACTIVITIES, wanted)
    sheet = written(session, ask(session, actor, asked=asked))

    words = [str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell]
    assert "晚的" in words
    assert "早的" not in words
    assert any("2026-06-01" in word for word in words[-3:])


@pytest.mark.parametrize("kind", list(ExportKind))
def test_each_list_can_be_written(
    session: Session, make: Make, actor: Actor, kind: ExportKind
) -> None:
    member = make.member()
    make.attendance(make.activity(), member)
    make.author(make.matter(), member)

    sheet = written(session, ask(session, actor, kind, reason="示例"))

    assert sheet.max_column == len(sheets.SHEETS[kind].columns)


def test_the_roster_tells_no_phone(session: Session, make: Make, actor: Actor) -> None:
    make.member(phone="sealed")

    sheet = written(session, ask(session, actor, ExportKind.MEMBERS, reason="示例"))

    words = [str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell]
    assert "sealed" not in words
    assert "电话" not in words


def test_only_who_asked_fetches_the_file(session: Session, make: Make, actor: Actor) -> None:
    job = ask(session, actor)
    written(session, job)

    assert service.fetch(session, actor, job.id).path.is_file()
    with pytest.raises(NotFound):
        service.fetch(session, make.actor(Role.CLERK), job.id)


def test_who_went_to_another_committee_fetches_no_file_of_the_one_before(
    session: Session, make: Make, actor: Actor
) -> None:
    job = ask(session, actor)
    written(session, job)
    other = make.committee(code="other").id
    moved = replace(actor, grants=(Grant(Role.CLERK, other, other),))

    with pytest.raises(NotFound):
        service.fetch(session, moved, job.id)


def test_who_lost_the_role_meanwhile_gets_no_file(
    session: Session, make: Make, actor: Actor
) -> None:
    job = ask(session, actor)
    for grant in session.exec(select(RoleGrant).where(RoleGrant.account_id == actor.account_id)):
        session.delete(grant)
    session.commit()

    writing.run(job.id)

    assert standing(session, job) is ExportState.FAILED


def test_a_disabled_account_gets_no_file(session: Session, actor: Actor) -> None:
    job = ask(session, actor)
    account = session.get(Account, actor.account_id)
    assert account is not None
    account.disabled_at = clock.now()
    session.commit()

    writing.run(job.id)

    assert standing(session, job) is ExportState.FAILED


def test_what_was_cut_off_says_so_and_can_be_asked_for_again(
    session: Session, actor: Actor
) -> None:
    job = ask(session, actor)
    running.begin(session, job.id)

    assert running.fail_cut_off(session) == 1

    assert (job.state, job.why) == (ExportState.FAILED, service.STOPPED)
    assert service.again(session, actor, job.id).state is ExportState.QUEUED


def test_what_is_taken_off_the_list_while_it_is_written_leaves_no_file(
    session: Session, make: Make, actor: Actor
) -> None:
    make.activity()
    job_id = ask(session, actor).id
    running.begin(session, job_id)
    service.remove(session, actor, job_id)
    session.commit()

    assert not running.progress(session, job_id, 1, 1)
    assert not running.finish(session, job_id, "file", 1)


def test_files_are_gone_after_seven_days(session: Session, actor: Actor) -> None:
    job = ask(session, actor)
    written(session, job)
    kept = session.get(ExportJob, job.id)
    assert kept is not None
    assert running.sweep(session) == []

    kept.expires_at = clock.now() - timedelta(seconds=1)
    session.flush()

    assert running.sweep(session) == [kept.file]
    assert session.exec(select(ExportJob.id)).all() == []


def test_half_a_list_is_not_left_lying(session: Session, actor: Actor) -> None:
    job = ask(session, actor, asked='{"since": "never"}')
    before = set(files.path_of("").glob("*"))
    session.commit()

    with pytest.raises(ValueError, match="since"):
        writing.run(job.id)

    assert set(files.path_of("").glob("*")) == before


def test_what_was_being_written_when_the_server_ended_is_gone(
    session: Session, make: Make, actor: Actor
) -> None:
    job = ask(session, actor)
    written(session, job)
    half = files.fresh()

    files.keep_only(running.fetched(session))

    assert not files.path_of(half).exists()
    assert service.fetch(session, actor, job.id).path.is_file()


def test_the_oldest_that_waits_is_next(session: Session, actor: Actor) -> None:
    first, _second = ask(session, actor), ask(session, actor)

    assert running.next_id(session) == first.id
    running.begin(session, first.id)
    assert running.begin(session, first.id) is None


def test_nobody_fills_the_queue(session: Session, actor: Actor) -> None:
    for _ in range(service.MOST_WAITING):
        ask(session, actor)

    with pytest.raises(RuleBroken, match="Wait for them"):
        ask(session, actor)
    assert len(session.exec(select(col(ExportJob.id))).all()) == service.MOST_WAITING
