"""Notes that an office pins to its charts."""

from datetime import date
from typing import Any

import pytest
from sqlmodel import Session, col, select

from core.annotations import queries, service
from core.annotations.drafts import AnnotationDraft
from core.annotations.models import Annotation
from core.audit.models import AuditEntry
from core.committees import trail
from core.errors import EditConflict, NotFound, NotPermitted, RuleBroken
from core.permissions import Actor, Permission, Role, lacking
from core.reports.periods import Period
from tests.factories import Make

WRITE = Permission.BOARD_WRITE
YEAR = Period.year(2026)


def draft(**given: Any) -> AnnotationDraft:
    usual: dict[str, Any] = {
        "panel": "months",
        "words": "暑期集中走访",
        "first_on": YEAR.first,
        "last_on": YEAR.last,
        "day": date(2026, 7, 1),
    }
    return AnnotationDraft(**usual | given)


@pytest.fixture
def clerk(make: Make) -> Actor:
    make.home()
    return make.actor(Role.CLERK)


def notes(session: Session, actor: Actor, make: Make, period: Period = YEAR) -> list[queries.Note]:
    found = queries.of_panels(session, actor, make.home().id, period)
    return [note for panel in found.values() for note in panel]


def last_action(session: Session) -> str:
    wanted = select(AuditEntry.action).order_by(col(AuditEntry.id).desc())
    return session.exec(wanted).first() or ""


class TestPin:
    def test_a_note_shows_with_its_place_and_number(
        self, session: Session, make: Make, clerk: Actor
    ) -> None:
        home = make.home().id

        service.pin(session, clerk, home, draft(day=date(2026, 8, 1)))
        service.pin(session, clerk, home, draft(day=date(2026, 7, 1), words=" 换届　之后 "))
        service.pin(session, clerk, home, draft(panel="groups", day=None, bar="教育组"))

        told = [
            (one.panel, one.number, one.place, one.words) for one in notes(session, clerk, make)
        ]
        assert told == [
            ("groups", 1, "教育组", "暑期集中走访"),
            ("months", 1, "2026-07-01", "换届 之后"),
            ("months", 2, "2026-08-01", "暑期集中走访"),
        ]

    def test_boards_that_look_on_draw_anew(
        self, session: Session, make: Make, clerk: Actor
    ) -> None:
        before = trail.revision(session, make.home().id)

        service.pin(session, clerk, make.home().id, draft())

        assert trail.revision(session, make.home().id) == before + 1

    @pytest.mark.parametrize(
        "given",
        [
            {"day": None},
            {"bar": "教育组"},
            {"day": date(2025, 12, 31)},
            {"words": " "},
            {"words": "字" * 201},
            {"panel": ""},
        ],
    )
    def test_what_is_pinned_nowhere_or_says_nothing_is_refused(
        self, session: Session, make: Make, clerk: Actor, given: dict[str, Any]
    ) -> None:
        with pytest.raises(RuleBroken):
            service.pin(session, clerk, make.home().id, draft(**given))

    @pytest.mark.parametrize("role", lacking(WRITE))
    def test_only_the_office_may(self, session: Session, make: Make, role: Role) -> None:
        with pytest.raises(NotPermitted):
            service.pin(session, make.actor(role), make.home().id, draft())

    def test_a_committee_out_of_reach_is_not_there(
        self, session: Session, make: Make, clerk: Actor
    ) -> None:
        with pytest.raises(NotFound):
            service.pin(session, clerk, make.committee().id, draft())


class TestShown:
    @pytest.mark.parametrize(
        ("period", "shown"),
        [
            (YEAR, 2),
            (Period(date(2022, 1, 1), date(2026, 12, 31)), 2),
            (Period.month(date(2026, 7, 1)), 1),
            (Period.year(2025), 0),
        ],
    )
    def test_only_with_the_period_that_holds_what_they_are_about(
        self, session: Session, make: Make, clerk: Actor, period: Period, shown: int
    ) -> None:
        service.pin(session, clerk, make.home().id, draft())
        service.pin(session, clerk, make.home().id, draft(panel="groups", day=None, bar="教育组"))

        assert len(notes(session, clerk, make, period)) == shown

    def test_not_on_the_boards_of_other_committees(
        self, session: Session, make: Make, clerk: Actor
    ) -> None:
        service.pin(session, clerk, make.township().id, draft())

        assert notes(session, clerk, make) == []
        with pytest.raises(NotFound):
            queries.of_panels(session, clerk, make.committee().id, YEAR)


class TestChange:
    def pinned(self, session: Session, make: Make, clerk: Actor) -> Annotation:
        return service.pin(session, clerk, make.home().id, draft())

    def test_a_note_can_be_put_in_other_words(
        self, session: Session, make: Make, clerk: Actor
    ) -> None:
        row = self.pinned(session, make, clerk)

        service.edit(session, clerk, row.id, "改期", row.version)

        assert last_action(session) == "annotation:edited"
        assert [one.words for one in notes(session, clerk, make)] == ["改期"]

    def test_what_another_saved_meanwhile_is_not_lost(
        self, session: Session, make: Make, clerk: Actor
    ) -> None:
        row = self.pinned(session, make, clerk)
        service.edit(session, clerk, row.id, "改期", 1)

        with pytest.raises(EditConflict):
            service.edit(session, clerk, row.id, "取消", 1)
        with pytest.raises(EditConflict):
            service.bin_annotation(session, clerk, row.id, 1)

    def test_a_note_in_the_bin_shows_no_more(
        self, session: Session, make: Make, clerk: Actor
    ) -> None:
        row = self.pinned(session, make, clerk)

        service.bin_annotation(session, clerk, row.id, row.version)

        assert last_action(session) == "annotation:binned"
        assert notes(session, clerk, make) == []
        with pytest.raises(NotFound):
            service.edit(session, clerk, row.id, "x", row.version)

    def test_that_of_another_committee_is_not_there(
        self, session: Session, make: Make, clerk: Actor
    ) -> None:
        row = self.pinned(session, make, clerk)
        other = make.actor(Role.CLERK, make.committee())

        with pytest.raises(NotFound):
            service.edit(session, other, row.id, "x", row.version)
        with pytest.raises(NotFound):
            service.bin_annotation(session, other, row.id, row.version)
