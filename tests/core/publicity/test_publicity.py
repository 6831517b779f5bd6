"""What was written, and what the press printed of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import event
from sqlmodel import Session

from core.errors import EditConflict, NotFound, NotPermitted, RuleBroken
from core.handling.models import AuthorityLevel
from core.matters.models import State
from core.permissions import Actor, Permission, Role, lacking
from core.publicity import queries, service, subjects
from core.publicity.drafts import ReportDraft
from core.publicity.queries import Filters, LevelCount, Printed
from db.session import engine
from tests.core.committees.told import one_more_entry
from tests.factories import Make

WRITTEN = ReportDraft("示例工作室为群众解难题", date(2026, 3, 1), "信息员甲")
PRINTED = replace(
    WRITTEN, medium="示例日报", level=AuthorityLevel.PROVINCE, printed_on=date(2026, 3, 5)
)


@pytest.fixture
def clerk(make: Make) -> Actor:
    return make.actor(Role.CLERK)


def test_a_report_is_recorded_with_what_it_tells_of(
    session: Session, make: Make, clerk: Actor
) -> None:
    studio, activity, matter = make.studio(), make.activity(), make.matter()
    draft = replace(PRINTED, studio_id=studio.id, activity_id=activity.id, matter_id=matter.id)

    with one_more_entry(session, "publicity:recorded", make.home().id):
        service.record(session, clerk, make.home().id, draft)

    (row,) = queries.listing(session, clerk, Filters(make.home().id))
    assert (row.studio, row.activity, row.matter) == (studio.name, activity.title, matter.title)
    assert (row.medium, row.level) == ("示例日报", AuthorityLevel.PROVINCE)


@contextmanager
def statements() -> Iterator[list[str]]:
    """What the database is asked meanwhile."""
    asked: list[str] = []

    def note(*told: object) -> None:
        asked.append(str(told[2]))

    event.listen(engine(), "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(engine(), "before_cursor_execute", note)


def test_what_is_told_of_lists_its_reports_in_one_statement(
    session: Session, make: Make, clerk: Actor
) -> None:
    activity, matter = make.activity(), make.matter()
    of = make.home().id
    both = service.record(
        session, clerk, of, replace(PRINTED, activity_id=activity.id, matter_id=matter.id)
    )
    gone = service.record(session, clerk, of, replace(WRITTEN, matter_id=matter.id))
    service.bin_report(session, clerk, gone.id)
    stranger = make.actor(Role.CLERK, make.committee())

    with statements() as asked:
        (told,) = queries.of_matter(session, clerk, matter.id)
    (same,) = queries.of_activity(session, clerk, activity.id)

    assert len(asked) == 1
    assert told == same
    assert (told.id, told.title, told.medium) == (both.id, PRINTED.title, "示例日报")
    assert (told.level, told.printed_on) == (AuthorityLevel.PROVINCE, date(2026, 3, 5))
    assert queries.of_matter(session, clerk, make.matter().id) == []
    assert queries.of_matter(session, stranger, matter.id) == []
    assert queries.of_activity(session, stranger, activity.id) == []


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"title": " "}, "title"),
        ({"written_on": date(2100, 1, 1)}, "written_on"),
        ({"medium": ""}, "medium"),
        ({"level": None}, "level"),
        ({"printed_on": None}, "printed_on"),
        ({"printed_on": date(2026, 2, 1)}, "printed_on"),
        ({"address": "javascript:alert(1)"}, "address"),
    ],
)
def test_what_is_half_said_is_refused(
    session: Session, make: Make, clerk: Actor, given: dict[str, object], field: str
) -> None:
    draft = replace(PRINTED, **given)  # type: ignore[arg-type]  # as given

    with pytest.raises(RuleBroken) as refusal:
        service.record(session, clerk, make.home().id, draft)

    assert refusal.value.field == field


def test_where_it_was_printed_is_added_later(session: Session, make: Make, clerk: Actor) -> None:
    row = service.record(session, clerk, make.home().id, WRITTEN)

    service.edit(session, clerk, row.id, PRINTED, 1)

    assert row.printed_on == PRINTED.printed_on
    with pytest.raises(EditConflict):
        service.edit(session, clerk, row.id, WRITTEN, 1)


def test_tells_of_nothing_elsewhere(session: Session, make: Make, clerk: Actor) -> None:
    away = make.committee().id
    for draft in (
        replace(WRITTEN, studio_id=make.studio(committee_id=away).id),
        replace(WRITTEN, activity_id=make.activity(committee_id=away).id),
        replace(WRITTEN, matter_id=make.matter(committee_id=away).id),
        replace(WRITTEN, matter_id=make.matter(state=State.DRAFT).id),
    ):
        with pytest.raises(NotFound):
            service.record(session, clerk, make.home().id, draft)


def test_offers_what_lies_within_the_committee(session: Session, make: Make, clerk: Actor) -> None:
    mine, other = make.studio(name="示例路工作室"), make.studio(name="另一工作室")
    make.studio(committee_id=make.committee().id)

    every = subjects.options(session, clerk, make.home().id, "studio_id")
    found = subjects.options(session, clerk, make.home().id, "studio_id", "示例路")

    assert set(every) == {mine.id, other.id}
    assert found == {mine.id: "示例路工作室"}


def test_is_counted_by_level(session: Session, make: Make, clerk: Actor) -> None:
    for draft in (WRITTEN, PRINTED, PRINTED, replace(PRINTED, level=AuthorityLevel.NATION)):
        service.record(session, clerk, make.home().id, draft)

    counted = queries.counts(session, clerk, make.home().id, 2026)

    assert counted == [
        LevelCount(AuthorityLevel.NATION, 1),
        LevelCount(AuthorityLevel.PROVINCE, 2),
        LevelCount(None, 1),
    ]


def test_is_found_by_what_is_asked(session: Session, make: Make, clerk: Actor) -> None:
    written = service.record(session, clerk, make.home().id, WRITTEN)
    printed = service.record(session, clerk, make.home().id, replace(PRINTED, title="另一篇"))
    home = make.home().id

    def ids(filters: Filters) -> list[int]:
        assert queries.total(session, clerk, filters) == len(
            queries.listing(session, clerk, filters)
        )
        return [row.id for row in queries.listing(session, clerk, filters)]

    assert ids(Filters(home, printed=Printed.NO)) == [written.id]
    assert ids(Filters(home, search="日报")) == [printed.id]
    assert ids(Filters(home, level=AuthorityLevel.PROVINCE)) == [printed.id]
    assert ids(Filters(home, year=2025)) == []


def test_the_bin_gives_back(session: Session, make: Make, clerk: Actor) -> None:
    row = service.record(session, clerk, make.home().id, WRITTEN)
    service.bin_report(session, clerk, row.id)
    assert queries.total(session, clerk, Filters(make.home().id)) == 0

    service.restore(session, clerk, row.id)

    assert queries.total(session, clerk, Filters(make.home().id)) == 1


@pytest.mark.parametrize("role", lacking(Permission.PUBLICITY_WRITE))
def test_refuses_who_may_not(session: Session, make: Make, role: Role) -> None:
    with pytest.raises(NotPermitted):
        service.record(session, make.actor(role), make.home().id, WRITTEN)


def test_nobody_records_elsewhere(session: Session, make: Make, clerk: Actor) -> None:
    with pytest.raises(NotFound):
        service.record(session, clerk, make.committee().id, WRITTEN)
