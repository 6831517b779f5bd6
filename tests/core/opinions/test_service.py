"""Opinion items from the voice to the report: each step, who hears of it, and what it leaves."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from sqlmodel import Session, col, select

from core.audit.models import AuditEntry
from core.committees.trail import revision
from core.errors import EditConflict, NotFound, NotPermitted, RuleBroken
from core.matters import credit, detail, inquiries, parts, queries
from core.matters.concerns import Concern
from core.matters.models import (
    AuthorRole,
    LinkKind,
    Matter,
    MatterKind,
    Sensitivity,
    Source,
    State,
    Step,
    Verb,
)
from core.matters.queries import MatterFilter
from core.notices.models import Notice, NoticeKind
from core.opinions import service
from core.opinions.service import Move
from core.permissions import Actor, Permission, Role, lacking
from tests.core.opinions.conftest import MONDAY, TO_SIGNED, Raised, draft
from tests.factories import Make

OPINION = MatterKind.OPINION


def taken(session: Session, matter: Matter) -> list[tuple[Verb, str]]:
    asked = select(Step).where(Step.matter_id == matter.id).order_by(col(Step.id))
    return [(step.verb, step.words) for step in session.exec(asked)]


def told(session: Session, actor: Actor, matter: Matter) -> list[tuple[NoticeKind, str]]:
    asked = (
        select(Notice)
        .where(Notice.account_id == actor.account_id, Notice.subject_id == matter.id)
        .order_by(col(Notice.id))
    )
    return [(one.kind, one.words) for one in session.exec(asked)]


def actions(session: Session) -> list[str]:
    return list(session.exec(select(AuditEntry.action).order_by(col(AuditEntry.id))))


class TestWriting:
    def test_a_draft_is_the_writers_own_until_it_is_handed_in(
        self, session: Session, make: Make, clerk: Actor
    ) -> None:
        member = make.member()
        author = make.actor(Role.MEMBER, member)
        row = service.draft(session, author, draft(make, member_id=member.id), make.home().id)

        with pytest.raises(NotFound):
            detail.matter(session, clerk, row.id)
        service.submit(session, author, row.id)

        assert detail.matter(session, clerk, row.id).state is State.SUBMITTED
        assert actions(session) == ["opinion:drafted", "opinion:submit"]

    def test_is_numbered_once_within_its_year(
        self, session: Session, raised: Raised, clerk: Actor
    ) -> None:
        first, second = raised(), raised(Verb.RETURN)
        service.submit(session, clerk, second.id)

        assert [(one.series, one.number) for one in (first, second)] == [(2026, 1), (2026, 2)]

    def test_comes_in_on_the_day_its_writer_hands_it_in(
        self, session: Session, make: Make, on_monday: time_machine.Traveller
    ) -> None:
        member = make.member()
        author = make.actor(Role.MEMBER, member)
        row = service.draft(session, author, draft(make, member_id=member.id), make.home().id)

        on_monday.move_to(MONDAY + timedelta(days=2))
        service.submit(session, author, row.id)

        assert (row.received_on, row.received_month) == (date(2026, 3, 4), 202603)

    def test_the_office_writes_down_what_came_earlier(self, raised: Raised) -> None:
        row = raised(received_on=date(2025, 12, 31))

        assert (row.received_on, row.series) == (date(2025, 12, 31), 2025)

    def test_says_something(self, session: Session, make: Make, clerk: Actor) -> None:
        with pytest.raises(RuleBroken) as refused:
            service.take_up(session, clerk, draft(make, suggestion=" "), make.home().id)

        assert refused.value.field == "situation"

    def test_is_edited_by_the_desk_until_it_is_signed(
        self, session: Session, make: Make, raised: Raised, clerk: Actor, signer: Actor
    ) -> None:
        typed = draft(make)
        row = service.take_up(session, clerk, typed, make.home().id)

        service.edit(session, clerk, row.id, replace(typed, title="新题目"), row.version)

        assert row.title == "新题目"
        assert actions(session)[-1] == "opinion:edited"
        for verb in TO_SIGNED:
            service.take(session, signer if verb is Verb.SIGN else clerk, row.id, Move(verb))
        with pytest.raises(RuleBroken, match="not changed any more"):
            service.edit(session, clerk, row.id, typed, row.version)

    def test_is_no_longer_the_writers_to_edit_once_handed_in(
        self, session: Session, make: Make
    ) -> None:
        member = make.member()
        author = make.actor(Role.MEMBER, member)
        typed = draft(make, member_id=member.id)
        row = service.take_up(session, author, typed, make.home().id)

        with pytest.raises(RuleBroken):
            service.edit(session, author, row.id, typed, row.version)

    def test_a_co_signer_reads_it_and_no_more(self, session: Session, make: Make) -> None:
        first, second = make.member(), make.member()
        author, other = make.actor(Role.MEMBER, first), make.actor(Role.MEMBER, second)
        typed = draft(make, member_id=first.id, co_signers=(second.id,))
        row = service.take_up(session, author, typed, make.home().id)

        assert (NoticeKind.CO_SIGN, "") in told(session, other, row)
        assert detail.matter(session, other, row.id).steps == ()
        with pytest.raises(NotFound):
            service.take(session, other, row.id, Move(Verb.WITHDRAW, "示例"))

    def test_a_micro_suggestion_or_consultation_becomes_an_item_in_one_step(
        self, session: Session, make: Make, clerk: Actor
    ) -> None:
        studio = make.studio()
        activity = make.activity(studio_id=studio.id, owner_kind="studio")

        row = service.from_activity(session, clerk, activity.id, draft(make, is_micro=True))

        assert (row.state, row.source, row.activity_id, row.studio_id, row.is_micro) == (
            State.SUBMITTED,
            Source.ACTIVITY,
            activity.id,
            studio.id,
            True,
        )
        heard = queries.listing(session, clerk, MatterFilter(OPINION, activity_id=activity.id))
        assert [one.id for one in heard] == [row.id]
        assert detail.matter(session, clerk, row.id).activity == activity.title

    def test_goes_into_the_bin_and_comes_out(
        self, session: Session, raised: Raised, clerk: Actor
    ) -> None:
        row = raised()

        service.bin_(session, clerk, row.id)
        hidden = queries.listing(session, clerk, MatterFilter(OPINION))
        binned = queries.listing(session, clerk, MatterFilter(OPINION, binned=True))
        service.restore(session, clerk, row.id)

        assert (hidden, [one.id for one in binned], row.binned_at) == ([], [row.id], None)
        assert actions(session)[-2:] == ["opinion:binned", "opinion:restored"]

    def test_its_writer_does_not_bin_what_was_handed_in(self, session: Session, make: Make) -> None:
        member = make.member()
        author = make.actor(Role.MEMBER, member)
        row = service.take_up(session, author, draft(make, member_id=member.id), make.home().id)

        with pytest.raises(RuleBroken, match="The opinion item was handed in"):
            service.bin_(session, author, row.id)


class TestSteps:
    def test_lead_from_the_voice_to_the_report(
        self, session: Session, raised: Raised, clerk: Actor, signer: Actor
    ) -> None:
        row = raised()
        before = revision(session, row.committee_id)

        for verb in TO_SIGNED:
            service.take(session, signer if verb is Verb.SIGN else clerk, row.id, Move(verb))
        service.issue(session, clerk, row.id, None, row.version)
        service.take(session, clerk, row.id, Move(Verb.REPORT))

        assert row.state is State.REPORTED
        assert (row.issue_year, row.issue_number) == (2026, 1)
        assert actions(session)[1:] == [
            *("opinion:screen", "opinion:edit", "opinion:check", "opinion:sign"),
            *("opinion:issue", "opinion:report"),
        ]
        assert revision(session, row.committee_id) == before + 6
        assert detail.matter(session, clerk, row.id).same_day
        assert [
            one.same_day
            for one in queries.listing(session, clerk, MatterFilter(OPINION, same_day=True))
        ] == [True]

    def test_are_refused_out_of_order_and_on_what_was_seen_earlier(
        self, session: Session, raised: Raised, clerk: Actor
    ) -> None:
        row = raised()

        with pytest.raises(RuleBroken, match="cannot be taken now"):
            service.take(session, clerk, row.id, Move(Verb.CHECK))
        with pytest.raises(EditConflict):
            service.take(session, clerk, row.id, Move(Verb.SCREEN, "", row.version - 1))
        with pytest.raises(RuleBroken, match="on the page of the item"):
            service.take(session, clerk, row.id, Move(Verb.ASSIGN))

    def test_signing_is_the_signers(
        self, session: Session, raised: Raised, clerk: Actor, signer: Actor
    ) -> None:
        row = raised(*TO_SIGNED[:-1])

        with pytest.raises(NotPermitted):
            service.take(session, clerk, row.id, Move(Verb.SIGN))
        with pytest.raises(NotPermitted):
            service.take(session, signer, row.id, Move(Verb.RETURN, "示例"))

        assert service.take(session, signer, row.id, Move(Verb.SIGN)).to_state is State.SIGNED

    @pytest.mark.parametrize("role", lacking(Permission.OPINION_SCREEN))
    def test_screening_is_the_desks(
        self, session: Session, raised: Raised, make: Make, role: Role
    ) -> None:
        row = raised()

        with pytest.raises(NotPermitted):
            service.take(session, make.actor(role), row.id, Move(Verb.SCREEN))

    def test_end_at_the_border_of_the_committee(
        self, session: Session, raised: Raised, make: Make
    ) -> None:
        row = raised()
        stranger = make.actor(Role.CLERK, committee=make.committee())

        with pytest.raises(NotFound):
            service.take(session, stranger, row.id, Move(Verb.SCREEN))
        with pytest.raises(NotFound):
            service.batch(session, stranger, [row.id], Verb.SCREEN)
        with pytest.raises(NotFound):
            service.merge(session, stranger, (row.id, raised().id), LinkKind.MERGED)

    def test_issues_are_numbered_one_by_one_within_the_year(
        self, session: Session, raised: Raised, clerk: Actor
    ) -> None:
        rows = [raised(*TO_SIGNED) for _ in range(3)]

        service.issue(session, clerk, rows[0].id, 31, None)
        service.issue(session, clerk, rows[1].id, None, None)

        assert [row.issue_number for row in rows] == [31, 32, None]
        with pytest.raises(RuleBroken, match="given already"):
            service.issue(session, clerk, rows[2].id, 31, None)

    def test_the_first_rejection_is_not_overwritten_when_an_item_is_sent_again(
        self, session: Session, raised: Raised, clerk: Actor
    ) -> None:
        row = raised()
        service.take(session, clerk, row.id, Move(Verb.RETURN, "请补充数据"))
        service.submit(session, clerk, row.id, "已补充")
        service.take(session, clerk, row.id, Move(Verb.RETURN, "请写明建议"))
        service.submit(session, clerk, row.id)

        seen = parts.history(session, clerk, row.id)

        assert [(one.verb, one.words) for one in seen] == [
            (Verb.SUBMIT, ""),
            (Verb.RETURN, "请补充数据"),
            (Verb.SUBMIT, "已补充"),
            (Verb.RETURN, "请写明建议"),
            (Verb.SUBMIT, ""),
        ]

    def test_a_return_says_why(self, session: Session, raised: Raised, clerk: Actor) -> None:
        row = raised()

        with pytest.raises(RuleBroken, match="Give the reason") as refused:
            service.take(session, clerk, row.id, Move(Verb.RETURN, " "))

        assert refused.value.field == "words"

    def test_the_author_hears_of_every_step(
        self, session: Session, make: Make, clerk: Actor, signer: Actor
    ) -> None:
        member, co = make.member(), make.member()
        author, second = make.actor(Role.MEMBER, member), make.actor(Role.MEMBER, co)
        typed = draft(make, member_id=member.id, co_signers=(co.id,))
        row = service.take_up(session, clerk, typed, make.home().id)

        service.take(session, clerk, row.id, Move(Verb.RETURN, "请补充数据"))
        service.submit(session, author, row.id)
        for verb in TO_SIGNED:
            service.take(session, signer if verb is Verb.SIGN else clerk, row.id, Move(verb))
        service.issue(session, clerk, row.id, None, None)
        service.take(session, clerk, row.id, Move(Verb.REPORT))
        service.take(session, clerk, row.id, Move(Verb.FEED_BACK, "已采用"))
        service.take(session, clerk, row.id, Move(Verb.CLOSE))

        heard = [
            (NoticeKind.STEP, "submitted"),
            (NoticeKind.RETURNED, "请补充数据"),
            (NoticeKind.STEP, "submitted"),
            *((NoticeKind.STEP, one) for one in ("screened", "edited", "checked", "signed")),
            *((NoticeKind.STEP, one) for one in ("issued", "reported", "fed_back", "closed")),
        ]
        assert told(session, author, row) == heard
        assert told(session, second, row) == heard
        assert len(taken(session, row)) == len(heard)

    def test_a_batch_step_sends_the_same_notices(
        self, session: Session, make: Make, clerk: Actor
    ) -> None:
        members = [make.member() for _ in range(4)]
        authors = [make.actor(Role.MEMBER, one) for one in members]
        rows = [
            service.take_up(session, clerk, draft(make, member_id=one.id), make.home().id)
            for one in members
        ]

        for row in rows[:2]:
            service.take(session, clerk, row.id, Move(Verb.KEEP, "留作参考"))
        service.batch(session, clerk, [row.id for row in rows[2:]], Verb.KEEP, "留作参考")

        for matters in (rows[:2], rows[2:]):
            assert {row.state for row in matters} == {State.KEPT}
        heard = [told(session, one, row) for one, row in zip(authors, rows, strict=True)]
        assert heard[0] == [(NoticeKind.STEP, "submitted"), (NoticeKind.STEP, "kept")]
        assert all(one == heard[0] for one in heard)
        assert actions(session)[-4:] == ["opinion:keep"] * 4
        assert [taken(session, row) for row in rows[1:]] == [taken(session, rows[0])] * 3

    def test_a_batch_is_taken_whole_or_not_at_all(
        self, session: Session, raised: Raised, clerk: Actor
    ) -> None:
        ready, signed = raised(), raised(*TO_SIGNED, title="已签发的")

        with pytest.raises(RuleBroken, match="已签发的"):
            service.batch(session, clerk, [ready.id, signed.id], Verb.SCREEN)
        with pytest.raises(RuleBroken, match="Choose the items"):
            service.batch(session, clerk, [], Verb.SCREEN)


class TestMerging:
    def test_a_merge_leaves_its_trace_on_both_sides_and_shares_the_credit(
        self, session: Session, make: Make, clerk: Actor
    ) -> None:
        one, other = make.member(), make.member()
        author = make.actor(Role.MEMBER, other)
        first = service.take_up(
            session, clerk, draft(make, title="甲", member_id=one.id), make.home().id
        )
        second = service.take_up(
            session, clerk, draft(make, title="乙", member_id=other.id), make.home().id
        )

        service.merge(session, clerk, (first.id, second.id), LinkKind.MERGED, "内容相同")

        assert first.state is State.MERGED
        assert second.state is State.SUBMITTED
        here, there = (parts.links(session, clerk, row.id) for row in (first, second))
        assert [(link.outgoing, link.title, link.note) for link in here] == [
            (True, "乙", "内容相同")
        ]
        assert [(link.outgoing, link.title, link.note) for link in there] == [
            (False, "甲", "内容相同")
        ]
        assert (NoticeKind.MERGED, "甲") in told(session, author, second)
        credited = set(session.execute(credit.of_members()).all())
        assert {(second.id, one.id), (second.id, other.id), (first.id, one.id)} == credited
        assert actions(session)[-2:] == ["opinion:linked", "opinion:merge"]

    def test_a_merge_names_neither_side_to_the_other_where_it_is_closed_or_labelled(
        self, session: Session, make: Make, clerk: Actor
    ) -> None:
        one, other = make.member(), make.member()
        author = make.actor(Role.MEMBER, other)
        closed = draft(
            make, title="甲", member_id=one.id, is_open=False, closed_reason="涉及个人隐私"
        )
        labelled = draft(make, title="乙", member_id=other.id, sensitivity=Sensitivity.INTERNAL)
        first, second = (
            service.take_up(session, clerk, typed, make.home().id) for typed in (closed, labelled)
        )

        service.merge(session, clerk, (first.id, second.id), LinkKind.MERGED)

        [*_, step] = parts.history(session, make.actor(Role.MEMBER, one), first.id)
        assert (step.verb, step.words) == (Verb.MERGE, "")
        heard = [
            words for kind, words in told(session, author, second) if kind is NoticeKind.MERGED
        ]
        assert heard == ["社情民意信息"]

    def test_what_went_up_before_goes_along(
        self, session: Session, make: Make, raised: Raised, clerk: Actor
    ) -> None:
        member = make.member()
        first, second, third = raised(member_id=member.id), raised(), raised()

        service.merge(session, clerk, (first.id, second.id), LinkKind.DUPLICATE)
        service.merge(session, clerk, (second.id, third.id), LinkKind.MERGED)

        assert (third.id, member.id) in set(session.execute(credit.of_members()).all())

    @pytest.mark.parametrize("further", [(), (Verb.ISSUE,), (Verb.ISSUE, Verb.REPORT)])
    def test_what_was_signed_is_marked_as_a_duplicate_and_shares_the_credit(
        self,
        session: Session,
        make: Make,
        raised: Raised,
        clerk: Actor,
        further: tuple[Verb, ...],
    ) -> None:
        member = make.member()
        late, into = raised(*TO_SIGNED, *further, member_id=member.id), raised(*TO_SIGNED)

        with pytest.raises(RuleBroken, match="Mark it as a duplicate"):
            service.merge(session, clerk, (late.id, into.id), LinkKind.MERGED)
        service.merge(session, clerk, (late.id, into.id), LinkKind.DUPLICATE)

        assert late.state is State.MERGED
        assert (into.id, member.id) in set(session.execute(credit.of_members()).all())

    def test_what_others_were_merged_into_is_not_withdrawn(
        self, session: Session, make: Make, raised: Raised, clerk: Actor
    ) -> None:
        member = make.member()
        author = make.actor(Role.MEMBER, member)
        first, second = raised(), raised(member_id=member.id)
        service.merge(session, clerk, (first.id, second.id), LinkKind.MERGED)

        with pytest.raises(RuleBroken, match="merged into this"):
            service.take(session, author, second.id, Move(Verb.WITHDRAW, "不提了"))

        assert second.state is State.SUBMITTED

    def test_not_into_itself_nor_into_what_is_over(
        self, session: Session, raised: Raised, clerk: Actor
    ) -> None:
        row, gone = raised(), raised(Verb.WITHDRAW)

        with pytest.raises(RuleBroken, match="another matter"):
            service.merge(session, clerk, (row.id, row.id), LinkKind.MERGED)
        with pytest.raises(RuleBroken, match="one that goes on"):
            service.merge(session, clerk, (row.id, gone.id), LinkKind.MERGED)
        with pytest.raises(RuleBroken, match="one that goes on"):
            service.merge(session, clerk, (row.id, raised(Verb.RETURN).id), LinkKind.MERGED)
        with pytest.raises(RuleBroken, match="merged or a duplicate"):
            service.merge(session, clerk, (row.id, raised().id), LinkKind.RELATED)


def waiting(session: Session, actor: Actor) -> list[int]:
    rows = queries.listing(session, actor, MatterFilter(OPINION, concern=Concern.WAITS))
    return [row.id for row in rows]


class TestAskingAColleague:
    def test_an_item_stays_in_its_owners_list_while_a_colleague_is_asked(
        self, session: Session, make: Make, raised: Raised, clerk: Actor
    ) -> None:
        chair = make.actor(Role.CHAIR_OFFICE)
        row = raised()
        assert waiting(session, clerk) == [row.id]

        question = inquiries.ask(session, clerk, row.id, chair.account_id, "是否重复？")

        assert waiting(session, clerk) == [row.id]
        assert waiting(session, chair) == [row.id]
        assert row.state is State.SUBMITTED
        assert told(session, chair, row) == [(NoticeKind.ASKED, "是否重复？")]
        inquiries.answer(session, chair, question.id, "不重复。")
        assert waiting(session, chair) == []
        assert waiting(session, clerk) == [row.id]
        assert (NoticeKind.ANSWERED, "不重复。") in told(session, clerk, row)
        assert [one.answer for one in parts.inquiries(session, clerk, row.id)] == ["不重复。"]

    def test_only_who_may_read_it_is_asked_and_only_the_one_asked_answers(
        self, session: Session, make: Make, raised: Raised, clerk: Actor
    ) -> None:
        stranger = make.actor(Role.CLERK, committee=make.committee())
        chair = make.actor(Role.CHAIR_OFFICE)
        row = raised()

        with pytest.raises(NotFound):
            inquiries.ask(session, clerk, row.id, stranger.account_id, "示例")
        question = inquiries.ask(session, clerk, row.id, chair.account_id, "示例")
        with pytest.raises(NotFound):
            inquiries.answer(session, clerk, question.id, "示例")
        inquiries.answer(session, chair, question.id, "示例")
        with pytest.raises(RuleBroken, match="answered already"):
            inquiries.answer(session, chair, question.id, "示例")


def test_what_waits_is_what_the_own_desk_takes_on(
    session: Session, raised: Raised, clerk: Actor, signer: Actor
) -> None:
    new, checked, kept = raised(), raised(*TO_SIGNED[:-1]), raised(Verb.KEEP)
    signed = raised(*TO_SIGNED)

    assert set(waiting(session, clerk)) == {new.id, signed.id}
    assert waiting(session, signer) == [checked.id]
    assert kept.id not in waiting(session, clerk)


def test_the_list_is_narrowed_counted_and_sorted(
    session: Session, make: Make, raised: Raised, clerk: Actor
) -> None:
    member = make.member(name="委员甲")
    category = make.matter_category(parent_id=make.matter_category().id)
    row = raised(
        title="停车难", situation="巷子里停满了。", member_id=member.id, category_id=category.id
    )
    raised(Verb.KEEP, title="校车")

    def ids(**given: Any) -> list[int]:
        rows = queries.listing(session, clerk, MatterFilter(OPINION, **given))
        return [one.id for one in rows]

    for given in (
        {"search": "停车"},
        {"search": "委员甲"},
        {"search": "1"},
        {"search": "巷子", "in_text": True},
        {"state": State.SUBMITTED},
        {"category_id": category.id},
        {"category_id": category.parent_id},
        {"member_id": member.id},
        {"month": 202603, "order": queries.Order.OLDEST, "limit": 1},
    ):
        assert ids(**given) == [row.id], given
    assert ids(month=202602) == ids(search="巷子") == []
    assert queries.counts(session, clerk, MatterFilter(OPINION, state=State.KEPT)) == {
        State.SUBMITTED: 1,
        State.KEPT: 1,
    }
    for order in queries.Order:
        assert len(ids(order=order)) == 2
    seen = queries.listing(session, clerk, MatterFilter(OPINION, search="停车"))[0]
    assert (seen.author, seen.category) == ("委员甲", category.name)
    assert AuthorRole.FIRST in {a.role for a in detail.matter(session, clerk, row.id).authors}
