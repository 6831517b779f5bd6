"""What a citizen reads and does with the receipt."""

from datetime import timedelta

import pytest
import time_machine
from sqlmodel import Session, select

from core import clock
from core.audit.models import AuditEntry
from core.box import forgetting, lookups, screening, slips
from core.box.drafts import Photo
from core.box.models import EntryState
from core.errors import NotFound, RuleBroken
from core.files import intake
from core.files import queries as files
from core.files.models import FileOwner
from core.handling import assigning, replying
from core.handling.drafts import AssignDraft, ReplyDraft, Share
from core.handling.models import HandlingRole, Reply, Result
from core.matters import likeness, nodes, steps
from core.matters.models import (
    Matter,
    MatterKind,
    Sensitivity,
    Source,
    State,
    Submitter,
    Verb,
)
from core.matters.nodes import NodeDraft
from core.matters.writing import MatterDraft
from core.opinions import service as opinions
from core.opinions.service import Move
from core.permissions import Actor, Role
from tests.core.box.conftest import WORDS, Write, entry_of
from tests.core.box.test_screening import taken
from tests.core.files import samples
from tests.factories import DAY, Make


class TestReceipts:
    def test_another_code_opens_nothing(self, session: Session, write: Write) -> None:
        receipt = write()

        for code in (receipt[:-1] + ("2" if receipt[-1] != "2" else "3"), "", "%", "x" * 28):
            with pytest.raises(NotFound):
                lookups.look(session, code)

    def test_shows_the_matter_and_the_reply_once_it_is_complete(
        self, session: Session, make: Make, clerk: Actor, write: Write
    ) -> None:
        receipt = write()
        matter = taken(session, clerk, receipt)
        reply(make, matter)

        before = lookups.look(session, receipt)
        matter.state = State.REPLIED
        after = lookups.look(session, receipt)

        assert (before.matter_state, before.replies) == (State.SUBMITTED, ())
        assert [one.words for one in after.replies] == ["路灯已修复。"]

    def test_says_nothing_of_a_matter_that_lies_in_the_bin(
        self, session: Session, make: Make, clerk: Actor, write: Write
    ) -> None:
        receipt = write()
        matter = taken(session, clerk, receipt)
        on_paper = make.matter(number=None)
        slips.make(session, clerk, on_paper.id)
        code = slips.paper(session, clerk, on_paper.id).code
        for one in (matter, on_paper):
            reply(make, one)
            one.state, one.binned_at = State.REPLIED, clock.now()

        told = lookups.look(session, receipt)

        assert (told.matter_state, told.replies, told.may_withdraw) == (None, (), False)
        with pytest.raises(NotFound):
            lookups.look(session, code)

    def test_keeps_to_itself_the_reply_to_what_is_not_open(
        self, session: Session, make: Make, clerk: Actor, write: Write
    ) -> None:
        receipt = write()
        matter = taken(session, clerk, receipt)
        reply(make, matter)
        matter.state, matter.is_open, matter.closed_reason = State.REPLIED, False, "涉及他人。"

        told = lookups.look(session, receipt)

        assert (told.matter_state, told.replies) == (State.REPLIED, ())
        assert told.in_person

    @pytest.mark.parametrize("label", [Sensitivity.INTERNAL, Sensitivity.SENSITIVE])
    def test_tells_of_a_labelled_matter_only_that_it_was_answered(
        self, session: Session, make: Make, clerk: Actor, write: Write, label: Sensitivity
    ) -> None:
        replied, kept = write(), write()
        matter, other = taken(session, clerk, replied), taken(session, clerk, kept)
        matter.sensitivity = other.sensitivity = label
        reply(make, matter)
        waiting = lookups.look(session, replied)

        matter.state = State.REPLIED
        opinions.take(session, clerk, other.id, Move(Verb.KEEP, "已有同类事项办理中。"))

        assert not waiting.in_person
        for receipt in (replied, kept):
            told = lookups.look(session, receipt)
            assert (told.replies, told.said, told.in_person) == ((), (), True)

    def test_shows_what_the_office_says_where_no_unit_is_asked(
        self, session: Session, clerk: Actor, write: Write
    ) -> None:
        receipt = write()
        matter = taken(session, clerk, receipt)
        shown = []
        for verb, words in (
            (Verb.KEEP, "已有同类事项办理中。"),
            (Verb.FEED_BACK, "路灯下月更换。"),
            (Verb.CLOSE, "内部备注。"),
        ):
            opinions.take(session, clerk, matter.id, Move(verb, words))
            shown.append([one.words for one in lookups.look(session, receipt).said])

        both = ["已有同类事项办理中。", "路灯下月更换。"]
        assert shown == [both[:1], both, both]

    def test_an_old_reason_is_not_shown_once_it_is_taken_up_again(
        self, session: Session, clerk: Actor, write: Write
    ) -> None:
        receipt = write()
        matter = taken(session, clerk, receipt)
        steps.move(session, clerk, matter, Verb.KEEP, "已有同类事项办理中。")

        for verb in (Verb.SCREEN, Verb.EDIT, Verb.CHECK, Verb.SIGN, Verb.ISSUE):
            steps.move(session, clerk, matter, verb, "内部意见。")
        working = lookups.look(session, receipt).said
        steps.move(session, clerk, matter, Verb.FEED_BACK, "已编报，正在研究。")

        told = lookups.look(session, receipt).said
        assert working == ()
        assert [one.words for one in told] == ["已编报，正在研究。"]

    def test_what_is_said_to_the_reply_is_not_shown_as_the_offices_word(
        self, session: Session, make: Make, clerk: Actor, write: Write
    ) -> None:
        receipt = write()
        matter = taken(session, clerk, receipt)
        reply(make, matter)
        matter.state = State.REPLIED

        steps.move(session, clerk, matter, Verb.FEED_BACK, "电话中表示满意。")

        told = lookups.look(session, receipt)
        assert (len(told.replies), told.said) == (1, ())

    def test_the_reply_is_read_where_the_office_does_without_that_state(
        self, session: Session, make: Make, clerk: Actor, write: Write
    ) -> None:
        of, without = make.home().id, NodeDraft(MatterKind.OPINION, State.REPLIED, used=False)
        nodes.say(session, make.actor(Role.ADMINISTRATOR), of, without, 0)
        receipt, units = write(), [make.unit(), make.unit()]
        matter = taken(session, clerk, receipt)
        matter.state = State.SIGNED
        shares = (Share(units[0].id), Share(units[1].id, HandlingRole.CO))
        parts = assigning.assign(session, clerk, matter.id, AssignDraft(shares), matter.version)

        shown = []
        for part in parts:
            replying.record(session, clerk, part.id, ReplyDraft(Result.A, "路灯已修复。"))
            shown.append(len(lookups.look(session, receipt).replies))

        assert shown == [0, 2]  # once all are in
        assert matter.replied_on == clock.today()

    def test_the_state_bears_the_offices_own_name(
        self, session: Session, make: Make, clerk: Actor, write: Write
    ) -> None:
        receipt = write()
        taken(session, clerk, receipt)
        before = lookups.look(session, receipt).called
        named = NodeDraft(MatterKind.OPINION, State.SUBMITTED, name="待签收")

        nodes.say(session, make.actor(Role.ADMINISTRATOR), make.home().id, named, 0)

        assert (before, lookups.look(session, receipt).called) == ("", "待签收")

    def test_withdrawing_deletes_what_was_written(self, session: Session, write: Write) -> None:
        photo = Photo("a.jpg", intake.accept(samples.photo(), "a.jpg"))
        receipt = write(name="居民甲", phone="13800000001", photo=photo)

        lookups.withdraw(session, receipt)

        row = entry_of(session, receipt)
        assert (row.state, row.words, row.name, row.phone) == (EntryState.WITHDRAWN, "", "", "")
        assert files.of(session, FileOwner.BOX_ENTRY, row.id) == []

    def test_withdraws_the_matter_too_while_no_work_has_begun(
        self, session: Session, clerk: Actor, write: Write
    ) -> None:
        receipt = write()
        matter = taken(session, clerk, receipt)

        lookups.withdraw(session, receipt)

        assert matter.state is State.WITHDRAWN
        assert (matter.situation, matter.analysis, matter.suggestion) == ("", "", "")
        assert likeness.similar(session, clerk, WORDS) == []
        assert steps.history(session, [matter.id])[-1].account_id is None

    @pytest.mark.parametrize("source", [Source.BOX, Source.DIRECT])
    def test_no_word_of_a_citizen_ever_stood_in_the_trail(
        self, session: Session, clerk: Actor, write: Write, source: Source
    ) -> None:
        receipt = write("门口的路灯坏了，住在三单元的居民甲摔了一跤。")
        matter = taken(session, clerk, receipt)
        for words in ("三单元居民甲摔跤。", "居民甲摔跤，请尽快修复。"):
            draft = MatterDraft(
                title=matter.title,
                situation=words,
                analysis=words,
                suggestion=words,
                submitter=Submitter.CITIZEN,
                source=source,
                studio_id=matter.studio_id,
            )
            opinions.edit(session, clerk, matter.id, draft, matter.version)

        session.flush()
        entries = session.exec(select(AuditEntry)).all()
        edited = next(one for one in entries if one.action == "opinion:edited")
        assert "situation" in edited.before  # that it was changed is told
        assert all("居民甲" not in one.before + one.after for one in entries)

    def test_what_is_worked_on_cannot_be_withdrawn_but_its_author_forgotten(
        self, session: Session, clerk: Actor, write: Write
    ) -> None:
        receipt = write(name="居民甲")
        steps.move(session, clerk, taken(session, clerk, receipt), Verb.SCREEN)

        with pytest.raises(RuleBroken):
            lookups.withdraw(session, receipt)
        lookups.forget_contact(session, receipt)

        assert entry_of(session, receipt).name == ""
        assert lookups.look(session, receipt).state is EntryState.TAKEN

    def test_names_are_forgotten_a_year_after_the_end(
        self, session: Session, clerk: Actor, write: Write
    ) -> None:
        with time_machine.travel(clock.now(), tick=False) as time:
            answered, merged, working = (write(name="居民甲") for _n in range(3))
            screening.decline(session, clerk, entry_of(session, answered).id, "已转告。", 1)
            steps.move(session, clerk, taken(session, clerk, merged), Verb.MERGE)
            taken(session, clerk, working)
            session.flush()
            time.shift(timedelta(days=367))

            forgetting.forget(session)

        session.expire_all()
        kept = [bool(entry_of(session, one).name) for one in (answered, merged, working)]
        assert kept == [False, False, True]

    @pytest.mark.parametrize("end", [Verb.KEEP, None])
    def test_what_was_closed_or_put_into_the_bin_is_over_too(
        self, session: Session, clerk: Actor, write: Write, end: Verb | None
    ) -> None:
        with time_machine.travel(clock.now(), tick=False) as time:
            receipt = write(name="居民甲")
            matter = taken(session, clerk, receipt)
            for verb in (end, Verb.CLOSE) if end else ():
                steps.move(session, clerk, matter, verb, "示例理由")
            matter.binned_at = None if end else clock.now()
            session.flush()

            for days, kept in ((364, True), (2, False)):
                time.shift(timedelta(days=days))
                forgetting.forget(session)
                session.expire_all()
                assert bool(entry_of(session, receipt).name) is kept


def reply(make: Make, matter: Matter) -> None:
    unit = make.unit()
    make.save(
        Reply(
            matter_id=matter.id,
            unit_id=unit.id,
            result=next(iter(Result)),
            words="路灯已修复。",
            replied_on=DAY,
        )
    )
