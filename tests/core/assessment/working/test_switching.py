"""A faulty book is replaced while the year is under way."""

from datetime import date

import pytest
from sqlmodel import Session, select

from core.assessment import assessments, keeping, queries, switching
from core.assessment.claims import service as claims
from core.assessment.claims.drafts import ClaimDraft, Decision
from core.assessment.drafts import BookChangeDraft
from core.assessment.models import Assessment, BookState, RuleBook
from core.audit.models import AuditEntry
from core.errors import EditConflict, NotFound, NotPermitted, RuleBroken
from core.notices.models import NoticeKind
from core.permissions import Permission, Role, lacking
from tests.core.assessment.working.year import BOOK, Year
from tests.factories import Make

WHY = "第3项分值写错"


def newer(year: Year, row: Assessment, text: str, **given: object) -> RuleBook:
    """The next version of an assessment's book, adopted in its place."""
    used = year.session.get_one(RuleBook, row.book_id)
    used.state = BookState.RETIRED
    year.make.save(used)
    return year.book(text, **({"code": used.code, "version_number": 2} | given))


def switch(year: Year, row: Assessment, book: RuleBook, reason: str = WHY) -> Assessment:
    draft = BookChangeDraft(book.id, reason)
    return switching.change_book(year.session, year.clerk, row.id, draft, row.version)


def claimed(year: Year, row: Assessment) -> int:
    draft = ClaimDraft(
        item_key="notebook", done_on=date(2026, 3, 5), subject_ids=(year.members[0].id,)
    )
    return claims.record(year.session, year.clerk, row.id, draft)[0].id


@pytest.mark.parametrize("role", lacking(Permission.ASSESSMENT_WRITE))
def test_takes_somebody_who_writes(year: Year, make: Make, role: Role) -> None:
    row = year.opened()
    book = newer(year, row, BOOK)

    with pytest.raises(NotPermitted):
        switching.change_book(
            year.session, make.actor(role), row.id, BookChangeDraft(book.id, WHY), row.version
        )


def test_another_office_does_not_find_it(year: Year, make: Make) -> None:
    row = year.opened()
    book = newer(year, row, BOOK)
    stranger = make.actor(Role.CLERK, committee=make.committee())

    with pytest.raises(NotFound):
        switching.change_book(
            year.session, stranger, row.id, BookChangeDraft(book.id, WHY), row.version
        )


def test_all_are_scored_by_the_newer_version_at_once(year: Year) -> None:
    row = year.opened()
    year.attended(0, 3)
    book = newer(year, row, BOOK.replace("points = 4.5", "points = 4"))
    before = keeping.read(year.session, row.id, [year.members[0].id])[0].total

    switch(year, row, book)

    after = keeping.read(year.session, row.id, [year.members[0].id])[0].total
    assert (row.book_id, before - after) == (book.id, 50)


def test_the_trail_says_who_changed_it_and_why(session: Session, year: Year) -> None:
    row = year.opened()
    old = row.book_id

    book = newer(year, row, BOOK)
    switch(year, row, book)

    entry = session.exec(
        select(AuditEntry).where(AuditEntry.action == "assessment:book_changed")
    ).one()
    assert (entry.account_name, f'"book_id": {old}' in entry.before) == (year.clerk.name, True)
    assert f'"book_id": {book.id}' in entry.after
    assert WHY in entry.after


def test_those_who_are_scored_are_told_why(year: Year) -> None:
    member = year.member(0)
    row = year.opened()

    switch(year, row, newer(year, row, BOOK))

    assert member.account_id in year.told(NoticeKind.BOOK_CHANGED)


def test_a_reason_is_asked_for(year: Year) -> None:
    row = year.opened()

    with pytest.raises(RuleBroken, match="Say why"):
        switch(year, row, newer(year, row, BOOK), " ")


def test_only_newer_adopted_versions_of_the_same_book_are_offered(year: Year) -> None:
    row = year.opened()
    year.book(BOOK)  # another book
    draft = newer(year, row, BOOK, state=BookState.DRAFT)
    book = newer(year, row, BOOK, version_number=3)

    assert [one.id for one in queries.newer(year.session, year.clerk, row.id)] == [book.id]
    with pytest.raises(NotFound):
        switch(year, row, draft)


def test_what_somebody_else_saved_is_not_overwritten(year: Year) -> None:
    row = year.opened()
    book = newer(year, row, BOOK)

    with pytest.raises(EditConflict):
        switching.change_book(
            year.session, year.clerk, row.id, BookChangeDraft(book.id, WHY), row.version + 1
        )


def test_in_review_the_way_back_is_told(year: Year) -> None:
    row = year.in_review()

    with pytest.raises(RuleBroken, match="out of review first"):
        switch(year, row, newer(year, row, BOOK))


def test_what_was_entered_keeps_its_place_or_the_version_is_refused(year: Year) -> None:
    row = year.opened()
    claim = claimed(year, row)
    book = newer(year, row, BOOK.replace('key = "notebook"', 'key = "diary"'))

    with pytest.raises(RuleBroken, match="履职手册"):
        switch(year, row, book)

    claims.bin_(year.session, year.clerk, claim)
    assert switch(year, row, book).book_id == book.id


def test_what_was_entered_is_paid_by_the_newer_version(year: Year) -> None:
    row = year.opened()
    claims.decide(year.session, year.chair, [claimed(year, row)], Decision(approved=True, words=""))
    book = newer(
        year, row, BOOK.replace("entered = true\npoints = 3", "entered = true\npoints = 2")
    )

    switch(year, row, book)

    assert keeping.read(year.session, row.id, [year.members[0].id])[0].total == 6200


def test_a_version_that_scores_others_is_refused(year: Year) -> None:
    row = year.opened()
    groups = BOOK.replace('scores = "members"', 'scores = "groups"')

    with pytest.raises(RuleBroken, match="scores others"):
        switch(year, row, newer(year, row, groups))


def test_what_was_opened_by_mistake_goes_with_what_was_binned_in_it(year: Year) -> None:
    row = year.opened()
    claim = claimed(year, row)
    with pytest.raises(RuleBroken, match="must stay"):
        assessments.drop(year.session, year.clerk, row.id)

    claims.bin_(year.session, year.clerk, claim)
    assessments.drop(year.session, year.clerk, row.id)

    assert year.session.get(Assessment, row.id) is None
