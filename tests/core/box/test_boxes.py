"""Boxes of studios, and the notice that they show."""

import pytest
from sqlmodel import Session, select

from core.box import boxes, entries, notices, overview, posters
from core.box.drafts import NoticeDraft
from core.box.models import Box, BoxNotice
from core.box.overview import BoxFilters
from core.errors import NotFound, NotPermitted, RuleBroken
from core.i18n import CHINESE, ENGLISH
from core.permissions import Actor, Permission, Role, lacking
from core.studios.models import StudioState
from tests.core.box.conftest import Write
from tests.core.committees.told import one_more_entry
from tests.factories import Make

READ, WRITE = Permission.BOX_READ, Permission.BOX_WRITE
NEW = NoticeDraft("我们听取群众意见，改进工作。", "We listen, to do better.")


class TestOpening:
    def test_the_first_box_brings_the_usual_notice_in_both_languages(
        self, session: Session, make: Make, clerk: Actor
    ) -> None:
        studio = make.studio()

        with one_more_entry(session, "box:opened", studio.committee_id):
            box = boxes.open_box(session, clerk, studio.id)

        notice = entries.open_at(session, box.code).notice
        assert make.home().name in notice.in_language(CHINESE)
        assert (make.home().name_en or "") in notice.in_language(ENGLISH)
        assert notice.number == 1

    def test_a_box_that_was_closed_opens_with_the_same_code(
        self, session: Session, clerk: Actor, box: Box
    ) -> None:
        code = box.code
        boxes.close_box(session, clerk, box.studio_id)

        boxes.open_box(session, clerk, box.studio_id)

        assert entries.open_at(session, code).studio_id == box.studio_id

    def test_a_new_code_makes_the_old_one_worthless(
        self, session: Session, clerk: Actor, box: Box
    ) -> None:
        old = box.code

        boxes.renew_code(session, clerk, box.studio_id)

        with pytest.raises(NotFound):
            entries.open_at(session, old)
        assert entries.open_at(session, box.code).studio_id == box.studio_id

    def test_no_box_is_opened_or_closed_twice(
        self, session: Session, clerk: Actor, box: Box
    ) -> None:
        with pytest.raises(RuleBroken):
            boxes.open_box(session, clerk, box.studio_id)
        boxes.close_box(session, clerk, box.studio_id)
        with pytest.raises(RuleBroken):
            boxes.close_box(session, clerk, box.studio_id)

    def test_a_studio_that_is_not_open_has_no_box(
        self, session: Session, make: Make, clerk: Actor
    ) -> None:
        studio = make.studio(state=StudioState.APPLIED)

        with pytest.raises(RuleBroken):
            boxes.open_box(session, clerk, studio.id)

    @pytest.mark.parametrize("role", lacking(WRITE))
    def test_refuses_who_may_not(self, session: Session, make: Make, box: Box, role: Role) -> None:
        actor = make.actor(role)

        for verb in (boxes.open_box, boxes.close_box, boxes.renew_code):
            with pytest.raises(NotPermitted):
                verb(session, actor, box.studio_id)

    def test_the_studio_of_another_committee_is_not_there(
        self, session: Session, make: Make, clerk: Actor
    ) -> None:
        studio = make.studio(committee_id=make.committee().id)

        with pytest.raises(NotFound):
            boxes.open_box(session, clerk, studio.id)


class TestNotices:
    def test_each_version_is_kept_and_the_newest_is_shown(
        self, session: Session, make: Make, clerk: Actor, box: Box, write: Write
    ) -> None:
        write()

        row = notices.write(session, clerk, make.home().id, NEW)

        assert entries.open_at(session, box.code).notice.words == NEW.words
        assert row.number == 2
        assert len(session.exec(select(BoxNotice)).all()) == 2

    def test_a_committee_without_a_notice_shows_the_one_above_it(
        self, session: Session, make: Make, clerk: Actor
    ) -> None:
        notices.write(session, clerk, make.home().id, NEW)
        below = make.township()
        studio = make.studio(committee_id=below.id)

        box = boxes.open_box(session, clerk, studio.id)

        assert entries.open_at(session, box.code).notice.words == NEW.words
        notices.write(session, clerk, below.id, NoticeDraft("乡镇自己的告知内容在这里。"))
        assert entries.open_at(session, box.code).notice.words.startswith("乡镇")

    def test_leaves_its_trace(self, session: Session, make: Make, clerk: Actor) -> None:
        with one_more_entry(session, "box:notice written", make.home().id):
            notices.write(session, clerk, make.home().id, NEW)

    def test_says_something(self, session: Session, make: Make, clerk: Actor) -> None:
        with pytest.raises(RuleBroken) as refusal:
            notices.write(session, clerk, make.home().id, NoticeDraft("  "))

        assert refusal.value.field == "words"


class TestReading:
    def test_lists_studios_with_and_without_a_box_and_what_waits(
        self, session: Session, make: Make, clerk: Actor, box: Box, write: Write
    ) -> None:
        make.studio()
        make.studio(committee_id=make.committee().id)
        write()

        rows = overview.boxes(session, clerk, BoxFilters(make.home().id))

        assert [(row.is_open, row.entries, row.waiting) for row in rows] == [
            (True, 1, 1),
            (False, 0, 0),
        ]
        assert overview.boxes_total(session, clerk, BoxFilters(make.home().id)) == 2

    def test_a_lead_reads_the_box_of_the_own_studio_only(
        self, session: Session, make: Make, clerk: Actor, box: Box
    ) -> None:
        own = make.studio()
        boxes.open_box(session, clerk, own.id)
        lead = make.actor(Role.STUDIO_LEAD, own)

        rows = overview.boxes(session, lead, BoxFilters(make.home().id))

        assert [row.studio_id for row in rows] == [own.id]
        assert overview.box_of(session, lead, box.studio_id) is None

    def test_a_poster_is_for_who_looks_after_an_open_box(
        self, session: Session, make: Make, clerk: Actor, box: Box
    ) -> None:
        assert posters.poster(session, clerk, box.studio_id).code == box.code

        stranger = make.actor(Role.CLERK, make.committee())
        with pytest.raises(NotFound):
            posters.poster(session, stranger, box.studio_id)
        boxes.close_box(session, clerk, box.studio_id)
        with pytest.raises(NotFound):
            posters.poster(session, clerk, box.studio_id)
