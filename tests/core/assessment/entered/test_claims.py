"""Items that are entered by hand: who may, what is refused, and when they pay."""

from datetime import date

import pytest
from sqlmodel import Session, col, select

from core.assessment import keeping
from core.assessment.claims import queries, service, whom
from core.assessment.claims.drafts import ClaimFilter, Decision, Upload
from core.assessment.models import Assessment, AssessmentState, Claim, ClaimState
from core.audit.models import AuditEntry
from core.errors import EditConflict, NotFound, RuleBroken
from core.files.models import FileOwner
from core.files.queries import of as files_of
from core.groups.models import GroupSector
from core.notices.models import NoticeKind
from core.permissions import Role
from tests.core.assessment.entered.conftest import of
from tests.core.assessment.working.year import Year
from tests.core.files import samples
from tests.factories import Make

YES, NO = Decision(True), Decision(False, "不属实")
PDF = Upload("证明.pdf", samples.PDF)


def total(session: Session, assessment: Assessment, year: Year, who: int = 0) -> int:
    keeping.settle(session)
    (kept,) = keeping.read(session, assessment.id, [year.members[who].id])
    return kept.total


def actions(session: Session) -> list[str]:
    asked = select(AuditEntry.action).where(col(AuditEntry.subject_kind) == "claim")
    return list(session.exec(asked.order_by(col(AuditEntry.id))))


def test_what_is_entered_pays_once_it_is_approved_and_not_before(
    session: Session, year: Year, assessment: Assessment
) -> None:
    (row,) = service.record(session, year.clerk, assessment.id, of(year))
    before = total(session, assessment, year)

    service.decide(session, year.chair, [row.id], YES)

    assert (before, total(session, assessment, year)) == (60_00, 63_00)
    assert (row.title, row.decided_by) == ("履职手册", year.chair.name)
    assert actions(session) == ["claim:recorded", "claim:approved"]


def test_a_decision_taken_back_pays_no_more(
    session: Session, year: Year, assessment: Assessment
) -> None:
    (row,) = service.record(session, year.clerk, assessment.id, of(year))
    service.decide(session, year.chair, [row.id], YES)

    service.reopen(session, year.chair, row.id)

    assert (row.state, row.decided_by) == (ClaimState.CLAIMED, "")
    assert total(session, assessment, year) == 60_00
    assert actions(session)[-1] == "claim:reopened"


def test_several_are_entered_at_once_and_share_their_evidence(
    session: Session, year: Year, assessment: Assessment
) -> None:
    draft = of(year, 0, 1, item_key="report", files=(PDF,))

    first, second = service.record(session, year.clerk, assessment.id, draft)

    told = [queries.detail(session, year.clerk, row.id).files for row in (first, second)]
    assert [[one.name for one in files] for files in told] == [["证明.pdf"], ["证明.pdf"]]
    service.decide(session, year.chair, [first.id, second.id], YES)
    assert [total(session, assessment, year, who) for who in (0, 1)] == [64_00, 64_00]


def test_what_needs_evidence_is_not_entered_without_a_file_nor_approved_when_it_is_gone(
    session: Session, year: Year, assessment: Assessment
) -> None:
    with pytest.raises(RuleBroken, match="evidence"):
        service.record(session, year.clerk, assessment.id, of(year, item_key="report"))
    (row,) = service.record(
        session, year.clerk, assessment.id, of(year, item_key="report", files=(PDF,))
    )
    (file,) = files_of(session, FileOwner.CLAIM, row.id)
    service.detach(session, year.clerk, row.id, file.id)

    with pytest.raises(RuleBroken, match="no evidence"):
        service.decide(session, year.chair, [row.id], YES)

    service.bring_back(session, year.clerk, row.id, file.id)
    service.decide(session, year.chair, [row.id], YES)
    assert row.state is ClaimState.APPROVED


def test_a_refusal_says_why_and_whoever_entered_it_is_told(
    session: Session, year: Year, assessment: Assessment
) -> None:
    (row,) = service.record(session, year.clerk, assessment.id, of(year))
    with pytest.raises(RuleBroken) as silent:
        service.decide(session, year.chair, [row.id], Decision(False, " "))

    service.decide(session, year.chair, [row.id], NO)

    assert silent.value.field == "words"
    assert (row.state, row.decision) == (ClaimState.REFUSED, "不属实")
    assert year.told(NoticeKind.CLAIM_REFUSED) == {year.clerk.account_id}


def test_what_was_refused_waits_again_once_it_is_corrected(
    session: Session, year: Year, assessment: Assessment
) -> None:
    (row,) = service.record(session, year.clerk, assessment.id, of(year))
    service.decide(session, year.chair, [row.id], NO)

    service.edit(session, year.clerk, row.id, of(year, quantity=2), row.version)
    service.decide(session, year.chair, [row.id], YES)

    assert (row.quantity, row.decision) == (2, "")
    assert total(session, assessment, year) == 66_00


def test_what_is_approved_is_neither_changed_nor_binned(
    session: Session, year: Year, assessment: Assessment
) -> None:
    (row,) = service.record(session, year.clerk, assessment.id, of(year))
    service.decide(session, year.chair, [row.id], YES)

    with pytest.raises(RuleBroken, match="approved"):
        service.edit(session, year.clerk, row.id, of(year), row.version)
    with pytest.raises(RuleBroken, match="approved"):
        service.bin_(session, year.clerk, row.id)
    with pytest.raises(RuleBroken, match="decided"):
        service.decide(session, year.chair, [row.id], NO)


def test_what_somebody_saved_meanwhile_is_not_overwritten(
    session: Session, year: Year, assessment: Assessment
) -> None:
    (row,) = service.record(session, year.clerk, assessment.id, of(year))
    service.edit(session, year.clerk, row.id, of(year, quantity=2), 1)

    with pytest.raises(EditConflict):
        service.edit(session, year.clerk, row.id, of(year, quantity=3), 1)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"item_key": "present"}, "item_key"),
        ({"item_key": "essay"}, "choice"),
        ({"item_key": "essay", "choice": "很好"}, "choice"),
        ({"quantity": 0}, "quantity"),
        ({"done_on": date(2025, 12, 31)}, "done_on"),
        ({"done_on": date(2099, 1, 1)}, "done_on"),
        ({"subject_ids": ()}, "subject_ids"),
    ],
)
def test_what_the_book_does_not_know_is_refused_at_its_input(
    given: dict[str, object], field: str, session: Session, year: Year, assessment: Assessment
) -> None:
    with pytest.raises(RuleBroken) as refused:
        service.record(session, year.clerk, assessment.id, of(year, **given))

    assert refused.value.field == field


def test_the_points_are_those_of_the_choice(
    session: Session, year: Year, assessment: Assessment
) -> None:
    draft = of(year, item_key="essay", choice="良好", quantity=1)
    (row,) = service.record(session, year.clerk, assessment.id, draft)

    service.decide(session, year.chair, [row.id], YES)

    assert total(session, assessment, year) == 63_00


def test_the_same_is_not_entered_twice_unless_the_first_lies_in_the_bin(
    session: Session, year: Year, assessment: Assessment
) -> None:
    (row,) = service.record(session, year.clerk, assessment.id, of(year))
    with pytest.raises(RuleBroken, match=year.members[0].name):
        service.record(session, year.clerk, assessment.id, of(year))
    service.bin_(session, year.clerk, row.id)
    service.record(session, year.clerk, assessment.id, of(year))

    with pytest.raises(RuleBroken, match="already"):
        service.restore(session, year.clerk, row.id)


def test_nothing_is_entered_or_decided_once_the_assessment_is_closed(
    session: Session, year: Year, assessment: Assessment, make: Make
) -> None:
    (row,) = service.record(session, year.clerk, assessment.id, of(year))
    assessment.state, assessment.closed_at = AssessmentState.CLOSED, row.recorded_at
    make.save(assessment)

    for attempt in (
        lambda: service.record(session, year.clerk, assessment.id, of(year, 1)),
        lambda: service.edit(session, year.clerk, row.id, of(year), 1),
        lambda: service.decide(session, year.chair, [row.id], YES),
        lambda: service.bin_(session, year.clerk, row.id),
    ):
        with pytest.raises(RuleBroken, match="closed"):
            attempt()


def test_a_convener_enters_for_members_of_the_group_and_for_no_other(
    session: Session, year: Year, assessment: Assessment, make: Make
) -> None:
    sector = make.sector()
    year.members[0].sector_id = sector.id
    group = make.group()
    make.save(GroupSector(sector_group_id=group.id, sector_id=sector.id))
    convener = make.actor(Role.CONVENER, group)

    (row,) = service.record(session, convener, assessment.id, of(year, 0))

    assert [one.id for one in whom.options(session, convener, assessment.id)] == [
        year.members[0].id
    ]
    with pytest.raises(RuleBroken, match="not yours"):
        service.record(session, convener, assessment.id, of(year, 1))
    (other,) = service.record(session, year.clerk, assessment.id, of(year, 1))
    with pytest.raises(NotFound):
        service.edit(session, convener, other.id, of(year), 1)
    listed = queries.listing(session, convener, ClaimFilter(assessment.id))
    assert [one.id for one in listed] == [row.id]


def test_who_is_not_scored_is_refused(
    session: Session, year: Year, assessment: Assessment, make: Make
) -> None:
    left_out = make.member(scored=False, not_scored_reason="驻外")
    keeping.settle(session)

    draft = of(year, subject_ids=(left_out.id,))

    with pytest.raises(RuleBroken, match="not scored"):
        service.record(session, year.clerk, assessment.id, draft)


def test_a_paste_of_numbers_and_names_finds_those_scored(
    session: Session, year: Year, assessment: Assessment
) -> None:
    first, second = year.members
    text = f"{first.number}\n{second.name}\n某某某"

    found = whom.pasted(session, year.clerk, assessment.id, text)

    assert [one.id for one in found.found] == [first.id, second.id]
    assert found.unknown == ["某某某"]


def test_the_list_is_narrowed_and_counted(
    session: Session, year: Year, assessment: Assessment
) -> None:
    rows = service.record(session, year.clerk, assessment.id, of(year, 0, 1))
    service.decide(session, year.chair, [rows[0].id], YES)
    waiting = ClaimFilter(assessment.id, state=ClaimState.CLAIMED)
    named = ClaimFilter(assessment.id, search=year.members[0].name)

    listed = [
        [one.id for one in queries.listing(session, year.clerk, filters)]
        for filters in (waiting, named)
    ]

    assert listed == [[rows[1].id], [rows[0].id]]
    assert queries.counts(session, year.clerk, waiting) == {
        ClaimState.CLAIMED: 1,
        ClaimState.APPROVED: 1,
    }


def test_a_member_sees_the_own_ones_and_may_change_none(
    session: Session, year: Year, assessment: Assessment
) -> None:
    rows = service.record(session, year.clerk, assessment.id, of(year, 0, 1))
    member = year.member(0)

    listed = queries.listing(session, member, ClaimFilter(assessment.id))
    told = queries.detail(session, member, rows[0].id)

    assert [one.id for one in listed] == [rows[0].id]
    assert (told.change, told.decide) == (False, False)
    with pytest.raises(NotFound):
        queries.detail(session, member, rows[1].id)


def test_an_approval_of_another_committee_is_not_there(
    session: Session, year: Year, assessment: Assessment, make: Make
) -> None:
    (row,) = service.record(session, year.clerk, assessment.id, of(year))
    away = make.committee()
    stranger = make.actor(Role.CHAIR_OFFICE, away, away)

    with pytest.raises(NotFound):
        service.decide(session, stranger, [row.id], YES)

    assert session.get_one(Claim, row.id).state is ClaimState.CLAIMED
