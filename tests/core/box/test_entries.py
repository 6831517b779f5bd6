"""What citizens put into a box, and how often."""

from datetime import timedelta

import pytest
import time_machine
from sqlmodel import Session, func, select

from core import clock
from core.audit.models import AuditEntry
from core.box import boxes, entries, forgetting, knocks, notices, receipts
from core.box.drafts import NoticeDraft, Photo
from core.box.knocks import TooMany, knock, of_address
from core.box.models import Box, BoxEntry, BoxKnock, KnockKind
from core.committees.trail import revision
from core.errors import NotFound, RuleBroken
from core.files import intake
from core.files import queries as files
from core.files.models import FileOwner
from core.members import phones
from core.permissions import Actor
from core.studios.models import Studio, StudioState
from tests.core.box.conftest import WORDS, Write, entry_of
from tests.core.files import samples
from tests.factories import Make


def count(session: Session) -> int:
    return session.exec(select(func.count()).select_from(BoxEntry)).one()


def test_keeps_the_words_with_the_notice_that_was_read(
    session: Session, box: Box, write: Write
) -> None:
    notice = entries.open_at(session, box.code).notice

    row = entry_of(session, write())

    assert (row.words, row.notice_id, row.studio_id) == (WORDS, notice.id, box.studio_id)
    assert row.consented_at


def test_keeps_of_the_receipt_only_a_hash(session: Session, write: Write) -> None:
    receipt = write()

    row = entry_of(session, receipt)

    assert receipt not in repr(row.model_dump())
    assert receipts.normal(receipt) not in repr(row.model_dump())


def test_seals_name_and_number_for_their_own_use(session: Session, write: Write) -> None:
    row = entry_of(session, write(name="居民甲", phone="13800000001"))

    assert "居民甲" not in row.name
    assert "13800000001" not in row.phone
    assert phones.unseal(row.name, entries.NAME_OF) == "居民甲"
    with pytest.raises(RuleBroken):
        phones.unseal(row.phone)  # it cannot stand in the place of a member's


def test_a_form_that_is_sent_twice_counts_once_and_tells_the_same_code(
    session: Session, write: Write
) -> None:
    first, second = write(request="same"), write(request="same")

    assert first == second
    assert count(session) == 1


def test_is_told_in_the_trail_without_a_word_of_it(
    session: Session, make: Make, write: Write
) -> None:
    before = revision(session, make.home().id)

    write(name="居民甲")

    told = session.exec(select(AuditEntry).where(AuditEntry.action == "box:received")).one()
    assert told.account_id is None
    assert "路灯" not in told.after
    assert "居民甲" not in told.after
    assert revision(session, make.home().id) == before + 1


def test_a_notice_that_has_changed_meanwhile_is_read_first(
    session: Session, make: Make, clerk: Actor, box: Box, write: Write
) -> None:
    old = entries.open_at(session, box.code).notice
    notices.write(session, clerk, make.home().id, NoticeDraft("我们听取群众意见，改进工作。"))

    with pytest.raises(RuleBroken) as refusal:
        write(notice_id=old.id)

    assert refusal.value.field == "consents"
    assert entry_of(session, write()).notice_id != old.id


def test_keeps_a_photo_that_was_drawn_anew(session: Session, write: Write) -> None:
    accepted = intake.accept(samples.photo(), "a.jpg")

    row = entry_of(session, write(photo=Photo("a.jpg", accepted)))

    assert [one.is_photo for one in files.of(session, FileOwner.BOX_ENTRY, row.id)] == [True]


class TestClosed:
    def test_a_code_that_never_was_is_as_unknown_as_one_that_is_closed(
        self, session: Session, clerk: Actor, box: Box, write: Write
    ) -> None:
        boxes.close_box(session, clerk, box.studio_id)

        for code in (box.code, boxes.fresh_code(), "x", "", "'; --"):
            with pytest.raises(NotFound):
                entries.open_at(session, code)

    @pytest.mark.parametrize("state", [StudioState.SUSPENDED, StudioState.WITHDRAWN])
    def test_a_studio_that_is_not_at_work_takes_nothing_in(
        self, session: Session, box: Box, state: StudioState
    ) -> None:
        session.get_one(Studio, box.studio_id).state = state

        with pytest.raises(NotFound):
            entries.open_at(session, box.code)

    def test_a_code_has_128_bits(self) -> None:
        assert boxes.CODE_BYTES * 8 == 128
        assert boxes.SHAPE.fullmatch(boxes.fresh_code())


class TestTooOften:
    def test_five_in_ten_minutes_go_into_a_box(self, session: Session, write: Write) -> None:
        for _n in range(5):
            write()

        with pytest.raises(TooMany):
            write()
        assert count(session) == 5

    def test_after_ten_minutes_more_go_in(self, session: Session, write: Write) -> None:
        with time_machine.travel(clock.now(), tick=False) as time:
            for _n in range(5):
                write()
            time.shift(knocks.WINDOW)

            write()

        assert count(session) == 6

    def test_an_address_knocks_five_times_in_ten_minutes(self, session: Session) -> None:
        mine, other = of_address("192.0.2.1"), of_address("192.0.2.2")
        with time_machine.travel(clock.now(), tick=False) as time:
            for _n in range(5):
                knock(session, KnockKind.WRITE, mine)

            with pytest.raises(TooMany):
                knock(session, KnockKind.WRITE, mine)
            knock(session, KnockKind.WRITE, other)
            knock(session, KnockKind.LOOK, mine)
            time.shift(knocks.WINDOW)
            knock(session, KnockKind.WRITE, mine)

    def test_all_addresses_of_a_household_are_one(self) -> None:
        assert of_address("2001:db8:1:2::1") == of_address("2001:db8:1:2:ffff::9")
        assert of_address("2001:db8:1:2::1") != of_address("2001:db8:1:3::1")
        assert of_address("::ffff:192.0.2.1") == of_address("192.0.2.1")

    def test_an_address_has_another_hash_each_day(self) -> None:
        with time_machine.travel(clock.now(), tick=False) as time:
            today = of_address("192.0.2.1")
            time.shift(timedelta(days=1))

            assert of_address("192.0.2.1") != today


class TestForgetting:
    def test_addresses_are_forgotten_after_a_day(self, session: Session, write: Write) -> None:
        with time_machine.travel(clock.now(), tick=False) as time:
            row = entry_of(session, write())
            knock(session, KnockKind.WRITE, of_address("192.0.2.1"))
            forgetting.forget(session)
            session.refresh(row)
            assert row.address_hash

            time.shift(timedelta(days=1, minutes=1))
            forgetting.forget(session)

        session.refresh(row)
        assert row.address_hash == ""
        assert session.exec(select(BoxKnock)).all() == []
