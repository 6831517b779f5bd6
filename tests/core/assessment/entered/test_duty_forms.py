"""The yearly duty form: prefilled, typed, handed in, given back, and asked for."""

from datetime import date

import pytest
from sqlmodel import Session, col, select

from core.accounts.models import Account
from core.activities.models import Category, Presence
from core.assessment.claims import service as claims
from core.assessment.claims.drafts import ClaimDraft, Decision
from core.assessment.duty import queries, service
from core.assessment.duty.drafts import FormDraft, FormFilter, Handed
from core.assessment.models import Assessment, Claim, DutyForm, DutyFormState
from core.audit.models import AuditEntry
from core.errors import EditConflict, NotFound, NotPermitted, RuleBroken
from core.matters.models import AuthorRole
from core.notices.models import Notice, NoticeKind
from core.permissions import Role
from tests.core.assessment.working.year import Year
from tests.factories import Make

WRITTEN = FormDraft("一年来，本人……", "另有……", "建议……")


def meeting(make: Make, year: Year, presence: Presence = Presence.PRESENT) -> str:
    """Something that the first member was called to; its title."""
    heading = make.session.exec(select(Category).where(col(Category.code) == "meeting")).first()
    heading = heading or make.save(
        Category(committee_id=make.home().id, code="meeting", name="会议", position=1)
    )
    kind = make.category(parent_id=heading.id)
    activity = make.activity(category_id=kind.id, held_on=date(2026, 3, 5))
    make.attendance(activity, year.members[0], presence=presence)
    return activity.title


def test_the_form_is_prefilled_with_what_is_recorded(
    session: Session, year: Year, assessment: Assessment, make: Make
) -> None:
    title = meeting(make, year)
    meeting(make, year, Presence.ABSENT)
    year.attended(0, 4)
    opinion = make.matter(received_on=date(2026, 5, 6))
    make.author(opinion, year.members[0], role=AuthorRole.FIRST)

    found = queries.form_of(session, year.member(0), assessment.id, year.members[0].id)

    numbers = {key: part.number for key, part in found.facts.items() if part.number}
    assert numbers == {"meetings": 1, "others": 1, "absent": 1, "opinions": 1}
    assert [one.title for one in found.facts["meetings"].lines] == [title]
    assert (found.own, found.form) == (True, None)


def test_the_form_is_prefilled_with_what_was_entered_and_approved(
    session: Session, year: Year, assessment: Assessment
) -> None:
    of = year.members[0].id
    for title in ("履职手册", "读书笔记"):
        draft = ClaimDraft("notebook", date(2026, 3, 5), title, subject_ids=(of,))
        claims.record(session, year.clerk, assessment.id, draft)
    first = session.exec(select(Claim).where(Claim.title == "履职手册")).one()
    claims.decide(session, year.chair, [first.id], Decision(approved=True, words=""))

    found = queries.form_of(session, year.member(0), assessment.id, of)

    entered = found.facts["entered"]
    assert (entered.number, [one.title for one in entered.lines]) == (1, ["履职手册"])


def test_a_draft_is_kept_and_read_by_nobody_else(
    session: Session, year: Year, assessment: Assessment
) -> None:
    member, of = year.member(0), year.members[0].id

    form = service.save(session, member, assessment.id, WRITTEN, 0)

    mine = queries.form_of(session, member, assessment.id, of)
    seen = queries.form_of(session, year.clerk, assessment.id, of)
    assert mine.form is not None
    assert mine.form.summary == "一年来，本人……"
    assert seen.form is None
    assert (form.state, form.submitted_at) == (DutyFormState.DRAFT, None)


def test_what_is_handed_in_stays_whatever_is_recorded_later(
    session: Session, year: Year, assessment: Assessment, make: Make
) -> None:
    meeting(make, year)
    service.submit(session, year.member(0), assessment.id, WRITTEN, 0)

    meeting(make, year)

    found = queries.form_of(session, year.clerk, assessment.id, year.members[0].id)
    assert found.facts["meetings"].number == 1
    assert found.is_submitted
    with pytest.raises(RuleBroken, match="handed in"):
        service.save(session, year.member(0), assessment.id, FormDraft("改"), 2)


def test_an_empty_form_is_not_handed_in(
    session: Session, year: Year, assessment: Assessment
) -> None:
    with pytest.raises(RuleBroken) as refused:
        service.submit(session, year.member(0), assessment.id, FormDraft(" "), 0)

    assert refused.value.field == "summary"


def test_a_form_begun_in_another_window_is_not_overwritten(
    session: Session, year: Year, assessment: Assessment
) -> None:
    member = year.member(0)
    service.save(session, member, assessment.id, WRITTEN, 0)

    with pytest.raises(EditConflict):
        service.save(session, member, assessment.id, FormDraft("另一稿"), 0)


def test_a_form_given_back_says_why_and_is_handed_in_again(
    session: Session, year: Year, assessment: Assessment
) -> None:
    member = year.member(0)
    form = service.submit(session, member, assessment.id, WRITTEN, 0)
    with pytest.raises(RuleBroken):
        service.give_back(session, year.clerk, form.id, " ")

    service.give_back(session, year.clerk, form.id, "请补充提案办理情况。")

    assert (form.state, form.returned) == (DutyFormState.DRAFT, "请补充提案办理情况。")
    assert year.told(NoticeKind.DUTY_FORM_RETURNED) == {member.account_id}
    service.submit(session, member, assessment.id, WRITTEN, form.version)
    assert (form.state, form.returned) == (DutyFormState.SUBMITTED, "")
    actions = session.exec(
        select(AuditEntry.action).where(col(AuditEntry.subject_kind) == "duty_form")
    )
    assert list(actions) == [
        "duty_form:submitted",
        "duty_form:returned",
        "duty_form:submitted",
    ]


def test_those_who_have_not_handed_in_are_reminded_once(
    session: Session, year: Year, assessment: Assessment
) -> None:
    done, late = year.member(0), year.member(1)
    service.submit(session, done, assessment.id, WRITTEN, 0)

    first = service.remind(session, year.clerk, assessment.id)
    service.remind(session, year.clerk, assessment.id)

    assert (first.told, first.unreachable) == (1, 0)
    asked = select(Notice.account_id).where(col(Notice.kind) == NoticeKind.DUTY_FORM_DUE)
    assert list(session.exec(asked)) == [late.account_id]


def test_who_has_no_account_is_told_of_as_unreachable(
    session: Session, year: Year, assessment: Assessment, make: Make
) -> None:
    gone = year.member(1)
    account = session.get_one(Account, gone.account_id)
    account.disabled_at = assessment.opened_at
    make.save(account)

    assert service.remind(session, year.clerk, assessment.id) == service.Reminded(0, 2)


def test_the_list_counts_who_has_handed_in(
    session: Session, year: Year, assessment: Assessment
) -> None:
    service.submit(session, year.member(0), assessment.id, WRITTEN, 0)
    filters = FormFilter(assessment.id, Handed.MISSING)

    listed = queries.listing(session, year.clerk, filters)

    assert [one.member_id for one in listed] == [year.members[1].id]
    assert queries.counts(session, year.clerk, filters) == {
        Handed.SUBMITTED: 1,
        Handed.BEGUN: 0,
        Handed.MISSING: 1,
    }


def test_nobody_reads_or_writes_anothers_form(
    session: Session, year: Year, assessment: Assessment, make: Make
) -> None:
    form = service.submit(session, year.member(0), assessment.id, WRITTEN, 0)
    away = make.committee()
    stranger = make.actor(Role.CLERK, away, away)

    with pytest.raises(NotFound):
        queries.form_of(session, year.member(1), assessment.id, year.members[0].id)
    with pytest.raises(NotFound):
        service.save(session, year.clerk, assessment.id, WRITTEN, 0)
    with pytest.raises(NotFound):
        service.give_back(session, stranger, form.id, "重写")
    with pytest.raises(NotPermitted):
        service.remind(session, year.member(1), assessment.id)
    assert len(session.exec(select(DutyForm)).all()) == 1
