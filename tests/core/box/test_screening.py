"""What a clerk makes of an entry."""

import pytest
from sqlmodel import Session, select

from core.audit.models import AuditEntry
from core.box import lookups, queries, screening
from core.box.drafts import Photo, TakeUpDraft
from core.box.models import Box, EntryState
from core.box.queries import Filters
from core.errors import NotFound, NotPermitted, RuleBroken
from core.files import intake
from core.handling import accepting, assigning
from core.handling.drafts import AssignDraft, Share
from core.handling.models import HandlingRole
from core.matters.models import (
    LinkKind,
    Matter,
    Source,
    State,
    Submitter,
)
from core.matters.writing import MatterDraft
from core.opinions import service as opinions
from core.permissions import Actor, Permission, Role, lacking
from pages._web.files import open_file
from tests.core.box.conftest import WORDS, Write, entry_of
from tests.core.committees.told import one_more_entry
from tests.core.files import samples
from tests.factories import Make

DRAFT = TakeUpDraft("关于修复路灯的建议", WORDS, suggestion="尽快修复路灯。")


def taken(session: Session, clerk: Actor, receipt: str) -> Matter:
    return screening.take_up(session, clerk, entry_of(session, receipt).id, DRAFT, 1)


def raised_by_a_member(session: Session, make: Make, clerk: Actor) -> Matter:
    draft = MatterDraft("关于示例的建议", suggestion="示例建议。", member_id=make.member().id)
    return opinions.take_up(session, clerk, draft, make.home().id)


class TestTakingUp:
    def test_makes_a_submitted_opinion_item_that_the_entry_is_linked_to(
        self, session: Session, clerk: Actor, box: Box, write: Write
    ) -> None:
        receipt = write()

        matter = taken(session, clerk, receipt)

        row = entry_of(session, receipt)
        assert (row.state, row.matter_id) == (EntryState.TAKEN, matter.id)
        assert (matter.state, matter.submitter) == (State.SUBMITTED, Submitter.CITIZEN)
        assert (matter.source, matter.studio_id) == (Source.BOX, box.studio_id)
        told = session.exec(select(AuditEntry.action)).all()
        assert "box:taken up" in told
        assert "opinion:submit" in told

    def test_nothing_is_an_opinion_before_a_clerk_takes_it_up(
        self, session: Session, write: Write
    ) -> None:
        write()

        assert session.exec(select(Matter)).all() == []

    def test_the_photo_is_shown_at_the_item_to_who_reads_the_box(
        self, session: Session, make: Make, clerk: Actor, write: Write
    ) -> None:
        photo = Photo("a.jpg", intake.accept(samples.photo(), "a.jpg"))
        matter = taken(session, clerk, receipt := write(photo=photo))
        stranger = make.actor(Role.CLERK, committee=make.committee())

        shown = [len(queries.photos_of(session, actor, matter.id)) for actor in (clerk, stranger)]
        lookups.withdraw(session, receipt)

        assert shown == [1, 0]
        assert queries.photos_of(session, clerk, matter.id) == []

    def test_the_photo_is_shown_to_the_units_that_have_the_matter_in_hand(
        self, session: Session, make: Make, clerk: Actor, write: Write
    ) -> None:
        photo = Photo("a.jpg", intake.accept(samples.photo(), "a.jpg"))
        receipt = write(photo=photo)
        matter = taken(session, clerk, receipt)
        matter.state = State.SIGNED
        kept = queries.photos_of(session, clerk, matter.id)[0]
        units = [make.unit(), make.unit(), make.unit()]
        at = [make.actor(Role.HANDLING_UNIT, unit) for unit in units]

        def seen() -> list[tuple[int, bool]]:
            return [
                (
                    len(queries.photos_in_hand(session, actor, matter.id)),
                    open_file(session, actor, kept.id) is not None,
                )
                for actor in at
            ]

        before = seen()
        shares = (Share(units[0].id), Share(units[1].id, HandlingRole.CO))
        lead, _co = assigning.assign(session, clerk, matter.id, AssignDraft(shares), matter.version)
        assigned = seen()
        accepting.hand_back(session, at[0], lead.id, "不属本单位职责。")
        handed_back = seen()

        assert before == [(0, False), (0, False), (0, False)]
        assert assigned == [(1, True), (1, True), (0, False)]
        assert handed_back == [(0, False), (1, True), (0, False)]

    def test_a_unit_sees_the_photo_and_nothing_else_of_the_entry(
        self, session: Session, make: Make, clerk: Actor, write: Write
    ) -> None:
        receipt = write(name="张三", phone="13800000000")
        matter = taken(session, clerk, receipt)
        matter.state = State.SIGNED
        unit = make.unit()
        at_unit, entry = make.actor(Role.HANDLING_UNIT, unit), entry_of(session, receipt)
        shares = AssignDraft((Share(unit.id),))
        assigning.assign(session, clerk, matter.id, shares, matter.version)

        assert queries.find_photo(session, at_unit, entry.id) == entry.id
        with pytest.raises(NotPermitted):
            queries.detail(session, at_unit, entry.id)

    def test_is_done_once(self, session: Session, clerk: Actor, write: Write) -> None:
        receipt = write()
        taken(session, clerk, receipt)

        with pytest.raises(RuleBroken):
            screening.decline(session, clerk, entry_of(session, receipt).id, "已处理。", 2)

    def test_an_entry_that_was_withdrawn_meanwhile_is_not_taken_up(
        self, session: Session, clerk: Actor, write: Write
    ) -> None:
        receipt = write()
        lookups.withdraw(session, receipt)

        with pytest.raises(RuleBroken):
            taken(session, clerk, receipt)

    def test_joins_what_others_wrote_about_before(
        self, session: Session, clerk: Actor, write: Write
    ) -> None:
        first, second = write(), write()
        matter = taken(session, clerk, first)

        screening.join(session, clerk, entry_of(session, second).id, matter.id, 1)

        assert entry_of(session, second).matter_id == matter.id
        # Neither of the two may take back what both asked for.
        assert not lookups.look(session, first).may_withdraw

    def test_what_a_member_raised_is_not_the_citizens_to_withdraw(
        self, session: Session, make: Make, clerk: Actor, write: Write
    ) -> None:
        item, receipt = raised_by_a_member(session, make, clerk), write()
        screening.join(session, clerk, entry_of(session, receipt).id, item.id, 1)

        with pytest.raises(RuleBroken):
            lookups.withdraw(session, receipt)

        assert not lookups.look(session, receipt).may_withdraw
        assert (item.state, item.suggestion) == (State.SUBMITTED, "示例建议。")

    def test_nor_is_what_a_members_item_was_merged_into(
        self, session: Session, make: Make, clerk: Actor, write: Write
    ) -> None:
        receipt = write()
        matter, item = taken(session, clerk, receipt), raised_by_a_member(session, make, clerk)
        opinions.merge(session, clerk, (item.id, matter.id), LinkKind.MERGED)

        with pytest.raises(RuleBroken):
            lookups.withdraw(session, receipt)

        assert not lookups.look(session, receipt).may_withdraw


class TestDeclining:
    def test_answers_without_a_matter(self, session: Session, clerk: Actor, write: Write) -> None:
        receipt = write()
        entry = entry_of(session, receipt)

        screening.decline(session, clerk, entry.id, "请拨打12345热线。", 1)

        told = lookups.look(session, receipt)
        assert (told.state, told.answer) == (EntryState.DECLINED, "请拨打12345热线。")

    def test_needs_an_answer(self, session: Session, clerk: Actor, write: Write) -> None:
        entry = entry_of(session, write())

        with pytest.raises(RuleBroken) as refusal:
            screening.decline(session, clerk, entry.id, " ", 1)

        assert refusal.value.field == "answer"

    def test_leaves_its_trace(
        self, session: Session, make: Make, clerk: Actor, write: Write
    ) -> None:
        entry = entry_of(session, write())
        session.execute(AuditEntry.__table__.delete())  # type: ignore[attr-defined]  # SQLModel's

        with one_more_entry(session, "box:declined", make.home().id):
            screening.decline(session, clerk, entry.id, "已转告。", 1)


class TestReading:
    def test_shows_name_and_number_masked(
        self, session: Session, clerk: Actor, write: Write
    ) -> None:
        entry = entry_of(session, write(name="居民甲", phone="13800000001"))

        told = queries.detail(session, clerk, entry.id)

        assert (told.name, told.phone) == ("居**", "138****0001")

    def test_shows_them_to_clerks_and_keeps_that_in_the_trail(
        self, session: Session, clerk: Actor, write: Write
    ) -> None:
        entry = entry_of(session, write(name="居民甲", phone="13800000001"))

        told = screening.show_contact(session, clerk, entry.id)

        assert told == ("居民甲", "13800000001")
        row = session.exec(select(AuditEntry).where(AuditEntry.action == "box:contact shown")).one()
        assert "居民甲" not in row.after

    def test_lists_what_waits_the_longest_first(
        self, session: Session, make: Make, clerk: Actor, write: Write
    ) -> None:
        ids = [entry_of(session, write()).id for _n in range(2)]
        screening.decline(session, clerk, entry_of(session, write()).id, "已转告。", 1)

        rows = queries.listing(session, clerk, Filters(make.home().id))

        assert [row.id for row in rows] == ids
        assert queries.total(session, clerk, Filters(make.home().id, state=None)) == 3

    def test_a_lead_reads_but_decides_nothing(
        self, session: Session, make: Make, box: Box, write: Write
    ) -> None:
        entry = entry_of(session, write())
        lead = make.actor(Role.STUDIO_LEAD, make.save(make.studio()))

        with pytest.raises(NotFound):
            queries.detail(session, lead, entry.id)
        with pytest.raises(NotPermitted):
            screening.show_contact(session, lead, entry.id)

    @pytest.mark.parametrize("role", lacking(Permission.BOX_WRITE))
    def test_refuses_who_may_not(
        self, session: Session, make: Make, write: Write, role: Role
    ) -> None:
        entry, actor = entry_of(session, write()), make.actor(role)

        with pytest.raises(NotPermitted):
            screening.take_up(session, actor, entry.id, DRAFT, 1)
        with pytest.raises(NotPermitted):
            screening.decline(session, actor, entry.id, "已转告。", 1)

    def test_the_entry_of_another_committee_is_not_there(
        self, session: Session, make: Make, write: Write
    ) -> None:
        entry, away = entry_of(session, write()), make.committee()
        stranger = make.actor(Role.CLERK, away)

        with pytest.raises(NotFound):
            screening.take_up(session, stranger, entry.id, DRAFT, 1)
