"""Co-signers: asked by a deadline, reminded, and what their answers count."""

import json
from datetime import datetime, timedelta

import pytest
import time_machine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session, col, select

from core import clock
from core.audit.models import AuditEntry
from core.committees.calendar import CLOSES, OPENS, Calendar
from core.errors import NotFound, RuleBroken
from core.matters import parts
from core.matters.models import Author, Consent, Matter, State, Urgency
from core.notices import service as notices
from core.notices.models import Notice, NoticeKind
from core.permissions import Actor
from core.proposals import co_signing, detail, review, service
from core.proposals.drafts import AskDraft
from core.proposals.models import Nature
from tests.core.proposals.drafting import House, typed, wall

Travel = time_machine.Traveller


def asked(house: House, matter: Matter, day: int = 12) -> Matter:
    return co_signing.ask(
        house.session, house.author, matter.id, AskDraft(wall(day), "请过目"), matter.version
    )


def march(day: int, hour: int = 18, minute: int = 0) -> datetime:
    """A moment in March 2026, a month without holidays, on the committee's wall."""
    return wall(1, hour) + timedelta(days=27 + day, minutes=minute)


def consents(session: Session, matter: Matter) -> dict[int, Consent]:
    rows = session.exec(select(Author).where(Author.matter_id == matter.id))
    return {row.member_id: row.consent for row in rows}


def returned(house: House, matter: Matter, reader: Actor) -> Matter:
    """A proposal that came back to its writer after a co-signer had agreed."""
    asked(house, matter)
    co_signing.answer(house.session, reader, matter.id, agrees=True)
    service.submit(house.session, house.author, matter.id)
    return review.return_(house.session, house.clerk, matter.id, "请补充")


def told(session: Session, actor: Actor, kind: NoticeKind) -> list[str]:
    session.flush()
    return [one.words for one in notices.unread(session, actor) if one.kind is kind]


def test_members_are_asked_and_told_until_when(session: Session, house: House) -> None:
    member, reader = house.co_signer()
    matter = house.co_signed(member)

    asked(house, matter)

    assert matter.state is State.GATHERING
    assert told(session, reader, NoticeKind.CO_SIGN) == ["2026-02-12 18:00 · 请过目"]
    assert detail.part(session, reader, matter.id).asked


def test_who_agrees_counts_and_the_author_hears_of_it(session: Session, house: House) -> None:
    member, reader = house.co_signer()
    matter = asked(house, house.co_signed(member))

    co_signing.answer(session, reader, matter.id, agrees=True)
    service.submit(session, house.author, matter.id)

    assert told(session, house.author, NoticeKind.CO_SIGN_AGREED) == [member.name]
    assert told(session, reader, NoticeKind.CO_SIGN) == []
    assert consents(session, matter)[member.id] is Consent.AGREED
    assert house.part(matter).nature is Nature.CO_SIGNED


def test_those_who_have_not_answered_at_the_deadline_do_not_count(
    session: Session, house: House, in_session: Travel
) -> None:
    (yes, reader), (silent, sleeper) = house.co_signer(), house.co_signer()
    matter = asked(house, house.co_signed(yes, silent))
    co_signing.answer(session, reader, matter.id, agrees=True)

    in_session.move_to(wall(12) + timedelta(minutes=1))
    with pytest.raises(RuleBroken, match="time for co-signing is over"):
        co_signing.answer(session, sleeper, matter.id, agrees=True)
    service.submit(session, house.author, matter.id)

    assert consents(session, matter) == {
        house.member.id: Consent.AGREED,
        yes.id: Consent.AGREED,
        silent.id: Consent.DECLINED,
    }


def test_who_was_silent_said_nothing_and_can_be_asked_again(
    session: Session, house: House, in_session: Travel
) -> None:
    (yes, reader), (silent, sleeper) = house.co_signer(), house.co_signer()
    matter = asked(house, house.co_signed(yes, silent))
    co_signing.answer(session, reader, matter.id, agrees=True)
    in_session.move_to(wall(12) + timedelta(minutes=1))
    service.submit(session, house.author, matter.id)
    session.flush()
    assert [one.silent for one in parts.authors(session, [matter.id])] == [False, False, True]

    review.return_(session, house.clerk, matter.id, "请补充数据。")
    again = typed(house.member, Nature.CO_SIGNED, co_signers=(yes.id, silent.id))
    service.edit(session, house.author, matter.id, again, matter.version)
    co_signing.ask(session, house.author, matter.id, AskDraft(wall(14)))

    co_signing.answer(session, sleeper, matter.id, agrees=True)
    assert set(consents(session, matter).values()) == {Consent.AGREED}


def test_who_is_named_learns_nothing_before_being_asked(session: Session, house: House) -> None:
    member, reader = house.co_signer()
    dropped, kept = house.co_signed(member), house.co_signed(member)

    for draft in (dropped, kept):
        with pytest.raises(NotFound):
            detail.part(session, reader, draft.id)
    service.withdraw(session, house.author, dropped.id, "另行提出。")
    asked(house, kept)

    assert told(session, reader, NoticeKind.STEP) == []
    assert detail.part(session, reader, kept.id).asked


def test_what_the_office_writes_is_read_by_co_signers_once_it_is_handed_in(
    session: Session, house: House
) -> None:
    member, reader = house.co_signer()
    draft = typed(house.member, Nature.CO_SIGNED, co_signers=(member.id,))
    matter = service.write(session, house.clerk, house.of, draft)

    with pytest.raises(NotFound):
        detail.part(session, reader, matter.id)
    service.submit(session, house.clerk, matter.id)

    assert not detail.part(session, reader, matter.id).asked


def test_without_any_co_signer_it_is_an_individual_proposal(session: Session, house: House) -> None:
    member, reader = house.co_signer()
    matter = asked(house, house.co_signed(member))

    co_signing.answer(session, reader, matter.id, agrees=False)
    service.submit(session, house.author, matter.id)

    assert house.part(matter).nature is Nature.INDIVIDUAL
    assert told(session, house.author, NoticeKind.CO_SIGN_DECLINED) == [member.name]


def test_who_still_has_time_is_waited_for(session: Session, house: House) -> None:
    matter = asked(house, house.co_signed(house.co_signer()[0]))

    with pytest.raises(RuleBroken, match="1 members still have time"):
        service.submit(session, house.author, matter.id)


def test_nobody_signs_without_being_asked(session: Session, house: House) -> None:
    matter = house.co_signed(house.co_signer()[0])

    with pytest.raises(RuleBroken, match="Ask the co-signers first"):
        service.submit(session, house.author, matter.id)


def test_the_office_writes_down_who_signed_on_paper(session: Session, house: House) -> None:
    other = house.co_signer()[0]
    draft = typed(house.member, Nature.CO_SIGNED, co_signers=(other.id,))

    matter = service.write(session, house.clerk, house.of, draft)
    service.submit(session, house.clerk, matter.id)

    assert consents(session, matter)[other.id] is Consent.AGREED


def test_the_silent_are_reminded_and_nobody_else(
    session: Session, house: House, in_session: Travel
) -> None:
    (yes, reader), (silent, sleeper) = house.co_signer(), house.co_signer()
    matter = asked(house, house.co_signed(yes, silent))
    co_signing.answer(session, reader, matter.id, agrees=True)

    in_session.shift(timedelta(hours=2))
    number = co_signing.remind(session, house.author, matter.id)

    assert number == 1
    assert told(session, sleeper, NoticeKind.CO_SIGN_DUE) == ["2026-02-12 18:00"]
    assert told(session, reader, NoticeKind.CO_SIGN_DUE) == []
    with pytest.raises(RuleBroken, match="within the last hour"):
        co_signing.remind(session, house.author, matter.id)


def test_a_bell_rings_before_the_deadline_and_at_its_end(
    session: Session, house: House, in_session: Travel
) -> None:
    matter = asked(house, house.co_signed(house.co_signer()[0]), day=13)

    session.flush()
    later = select(Notice.kind, Notice.rings_at).where(
        col(Notice.kind).in_((NoticeKind.CO_SIGN_DUE, NoticeKind.CO_SIGN_OVER)),
        Notice.subject_id == matter.id,
    )
    bells = dict(session.exec(later).all())

    assert bells[NoticeKind.CO_SIGN_DUE] == wall(13, 9)  # not in the night before
    assert bells[NoticeKind.CO_SIGN_OVER] >= wall(13)


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(minutes=st.integers(0, 60 * 24 * 30), hours=st.integers(1, 100))
def test_a_deadline_alarm_never_rings_at_midnight_or_on_a_holiday(
    session: Session, house: House, in_session: Travel, minutes: int, hours: int
) -> None:
    in_session.move_to(wall(1, 0) + timedelta(minutes=minutes))
    matter = house.co_signed(house.co_signer()[0])
    until = clock.now() + timedelta(hours=hours)

    co_signing.ask(session, house.author, matter.id, AskDraft(until))

    session.flush()
    alarms = (NoticeKind.CO_SIGN_DUE, NoticeKind.CO_SIGN_OVER)
    asked = select(Notice).where(Notice.subject_id == matter.id, col(Notice.kind).in_(alarms))
    for bell in session.exec(asked):
        on_the_wall = clock.local(bell.rings_at)
        assert Calendar().is_workday(on_the_wall.date())
        assert OPENS <= on_the_wall.time() < CLOSES
        assert (bell.rings_at < until) is (bell.kind is NoticeKind.CO_SIGN_DUE)


@pytest.mark.parametrize(
    ("asked_at", "until", "rings"),
    [
        # Friday afternoon, until Monday before the office opens: on Friday, before it closes.
        ((6, 17, 0), (9, 8, 0), (6, 17, 29)),
        # Friday, a moment before the office closes: at once.
        ((6, 17, 29), (7, 7, 0), (6, 17, 29)),
        # Monday afternoon, until the office opens on Tuesday: on Monday still.
        ((9, 17, 0), (10, 9, 0), (9, 17, 29)),
        # On Saturday, until Sunday: no working time is left, and nothing rings.
        ((7, 10, 0), (8, 18, 0), None),
    ],
)
def test_the_reminder_rings_at_the_last_working_moment_before_the_deadline(
    session: Session,
    house: House,
    in_session: Travel,
    asked_at: tuple[int, int, int],
    until: tuple[int, int, int],
    rings: tuple[int, int, int] | None,
) -> None:
    in_session.move_to(march(*asked_at))
    matter = house.co_signed(house.co_signer()[0])

    co_signing.ask(session, house.author, matter.id, AskDraft(march(*until)))

    session.flush()
    due = select(Notice.rings_at).where(Notice.kind == NoticeKind.CO_SIGN_DUE)
    assert session.exec(due).all() == ([march(*rings)] if rings else [])


def test_nobody_is_reminded_where_it_would_ring_after_the_deadline(
    session: Session, house: House, in_session: Travel
) -> None:
    in_session.move_to(march(6, 16))
    matter = house.co_signed(house.co_signer()[0])
    co_signing.ask(session, house.author, matter.id, AskDraft(march(8)))

    in_session.move_to(march(7, 10))
    with pytest.raises(RuleBroken, match="closed until the deadline"):
        co_signing.remind(session, house.author, matter.id)


def test_who_is_asked_on_a_sunday_until_the_evening_sees_it_at_once_and_no_alarm_rings(
    session: Session, house: House, in_session: Travel
) -> None:
    member, reader = house.co_signer()
    matter = house.co_signed(member)

    in_session.move_to(wall(8, 15))
    co_signing.ask(session, house.author, matter.id, AskDraft(wall(8)))
    at_once = told(session, reader, NoticeKind.CO_SIGN)
    in_session.move_to(wall(8, 17) + timedelta(minutes=20))

    assert at_once == ["2026-02-08 18:00"]
    assert told(session, reader, NoticeKind.CO_SIGN_DUE) == []


def test_a_changed_text_is_signed_afresh(session: Session, house: House) -> None:
    member, reader = house.co_signer()
    matter = asked(house, house.co_signed(member))
    co_signing.answer(session, reader, matter.id, agrees=True)
    draft = typed(house.member, Nature.CO_SIGNED, co_signers=(member.id,), suggestion="另一建议。")

    service.edit(session, house.author, matter.id, draft, matter.version)

    assert consents(session, matter)[member.id] is Consent.ASKED
    assert len(told(session, reader, NoticeKind.CO_SIGN)) == 1


@pytest.mark.parametrize(
    "changed",
    [{"title": "关于另一件事的提案"}, {"analysis": "另一分析。"}, {"suggestion": "另一建议。"}],
)
def test_what_was_returned_and_reworded_is_signed_afresh(
    session: Session, house: House, changed: dict[str, str]
) -> None:
    member, reader = house.co_signer()
    matter = returned(house, house.co_signed(member), reader)
    draft = typed(house.member, Nature.CO_SIGNED, co_signers=(member.id,), **changed)

    service.edit(session, house.author, matter.id, draft, matter.version)
    lapsed = told(session, reader, NoticeKind.CO_SIGN_LAPSED)
    with pytest.raises(RuleBroken, match="Ask the co-signers first"):
        service.submit(session, house.author, matter.id)
    asked(house, matter)

    assert lapsed == [""]
    assert told(session, reader, NoticeKind.CO_SIGN_LAPSED) == []
    assert len(told(session, reader, NoticeKind.CO_SIGN)) == 1
    co_signing.answer(session, reader, matter.id, agrees=True)
    service.submit(session, house.author, matter.id)
    assert consents(session, matter)[member.id] is Consent.AGREED


def test_what_was_returned_stays_signed_while_its_words_do(session: Session, house: House) -> None:
    member, reader = house.co_signer()
    matter = returned(house, house.co_signed(member), reader)
    same = typed(house.member, Nature.CO_SIGNED, co_signers=(member.id,), urgency=Urgency.URGENT)

    service.edit(session, house.author, matter.id, same, matter.version)
    service.submit(session, house.author, matter.id)

    assert consents(session, matter)[member.id] is Consent.AGREED
    assert told(session, reader, NoticeKind.CO_SIGN_LAPSED) == []


@pytest.mark.parametrize("declined", [True, False], ids=["declined", "silent"])
def test_the_trail_tells_that_nobody_signed_it_too(
    session: Session, house: House, in_session: Travel, declined: bool
) -> None:
    member, reader = house.co_signer()
    matter = asked(house, house.co_signed(member))
    if declined:
        co_signing.answer(session, reader, matter.id, agrees=False)
    in_session.move_to(wall(13))

    service.submit(session, house.author, matter.id)

    entries = session.exec(select(AuditEntry).order_by(col(AuditEntry.id)))
    (entry,) = [one for one in entries if one.action == "proposal:nature changed"]
    assert (entry.subject_id, entry.account_id) == (matter.id, house.author.account_id)
    assert json.loads(entry.before) == {"nature": "co_signed"}
    assert json.loads(entry.after) == {"nature": "individual"}
    assert house.part(matter).nature is Nature.INDIVIDUAL


def test_a_new_co_signer_is_asked_and_the_others_stay(session: Session, house: House) -> None:
    (one, first), (two, second) = house.co_signer(), house.co_signer()
    matter = asked(house, house.co_signed(one))
    co_signing.answer(session, first, matter.id, agrees=True)
    draft = typed(house.member, Nature.CO_SIGNED, co_signers=(one.id, two.id))

    service.edit(session, house.author, matter.id, draft, matter.version)

    assert consents(session, matter)[one.id] is Consent.AGREED
    assert len(told(session, second, NoticeKind.CO_SIGN)) == 1
    assert told(session, first, NoticeKind.CO_SIGN) == []


def test_more_time_moves_the_bells(session: Session, house: House, in_session: Travel) -> None:
    member, reader = house.co_signer()
    matter = asked(house, house.co_signed(member))

    co_signing.change_deadline(session, house.author, matter.id, wall(25))
    in_session.move_to(wall(24, 10))

    assert told(session, house.author, NoticeKind.CO_SIGN_OVER) == []
    co_signing.answer(session, reader, matter.id, agrees=True)


@pytest.mark.parametrize(("day", "why"), [(11, "has passed"), (80, "60 days")])
def test_the_deadline_lies_ahead_and_not_too_far(house: House, day: int, why: str) -> None:
    matter = house.co_signed(house.co_signer()[0])
    until = wall(10) if day == 11 else wall(11) + timedelta(days=61)

    with pytest.raises(RuleBroken, match=why):
        co_signing.ask(house.session, house.author, matter.id, AskDraft(until))


def test_who_is_not_asked_cannot_answer(session: Session, house: House) -> None:
    matter = asked(house, house.co_signed(house.co_signer()[0]))
    _member, stranger = house.co_signer()

    with pytest.raises(NotFound):
        co_signing.answer(session, stranger, matter.id, agrees=True)


def test_a_co_signer_changes_and_submits_nothing(session: Session, house: House) -> None:
    member, reader = house.co_signer()
    matter = asked(house, house.co_signed(member))

    with pytest.raises(NotFound):
        service.submit(session, reader, matter.id)
    with pytest.raises(NotFound):
        service.withdraw(session, reader, matter.id, "不")
    with pytest.raises(NotFound):
        service.edit(session, reader, matter.id, typed(member), matter.version)
