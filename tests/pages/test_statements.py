"""How many statements a run of each screen takes: the same whatever the rows, and not many."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
import streamlit as st
from sqlalchemy import event
from sqlmodel import Session, select

from core.activities.models import OwnerKind
from core.assessment import books
from core.assessment.book import presets
from core.assessment.models import (
    Assessment,
    BookState,
    Claim,
    DutyForm,
    RuleBook,
    Score,
    Scores,
)
from core.audit.service import Entry
from core.box.models import Box, BoxEntry, BoxNotice
from core.commendations.models import Commendation, Honour, HonourLevel, SubjectKind
from core.committees.trail import record
from core.contributions.models import Contribution, ContributionKind, Contributor
from core.funds.models import Budget
from core.groups.models import GroupSector
from core.matters.models import MatterKind
from core.members.models import Liaison, Member
from core.permissions import Actor, Role
from core.plans.models import Measure, PlanTarget
from core.proposals.models import Nature, Proposal
from core.publicity.models import PressReport
from core.studios.models import Studio, StudioState
from db.session import engine
from pages._ui.screens import DEFAULT, SCREENS
from tests.factories import DAY, Make
from tests.pages.conftest import Browser, OpenScreen

pytestmark = pytest.mark.on_both
# At most so many statements in a run, those for who is there included.
MOST = {
    "desk/today": 44,  # with all that waits, at units too, and what was told
    "board/compare": 24,
    "board/crossed": 16,  # most of them once for each change and each choice
    "board/live": 52,  # most of them once for each change, not for each viewer
    "board/map": 20,
    "board/voices": 30,
    "board/assessment": 30,
    "work/studios": 22,  # with the form of registering below the list
    "work/activities": 10,
    "work/opinions": 12,
    "desk/handling": 10,
    "office/units": 6,
    "office/flow": 8,
    "office/papers": 6,
    "work/box": 10,
    "work/informants": 10,
    "work/publicity": 12,  # with the form of recording above the list
    "work/groups": 10,
    "work/members": 12,
    "work/plans": 10,
    "work/funds": 12,
    "work/proposals": 16,
    "work/contributions": 14,  # with the form of recording above the list
    "work/commendations": 8,
    "review/year": 12,  # with the form of opening above the list
    "review/books": 8,
    "review/trial": 10,
    "review/mine": 12,
    "review/claims": 14,  # with the form of entering above the list
    "office/committees": 8,
    "office/catalogue": 8,
    "office/standards": 10,
    "office/exports": 6,
    "office/walls": 8,
    "office/accounts": 8,
    "office/trail": 6,
}
FEW, MANY = 2, 12
# A list of values in a statement, however long.
SEVERAL = re.compile(r"\([^()]*(?:\?|%\(\w+\)s(?:::\w+)?)(?:, (?:\?|%\(\w+\)s(?:::\w+)?))*\)")


def test_each_screen_has_its_bound() -> None:
    assert set(MOST) == {screen.file for screen in SCREENS}


def test_a_screen_takes_as_many_statements_for_few_rows_as_for_many(
    open_screen: OpenScreen, session: Session, make: Make
) -> None:
    """All screens over the same rows, each in a window that one who may see it has open."""
    actor = make.actor(Role.ADMINISTRATOR)
    _fill(make, actor, FEW)
    windows = dict.fromkeys(MOST, open_screen(actor, DEFAULT.file))
    windows["office/trail"] = open_screen(make.actor(Role.AUDITOR), DEFAULT.file)
    for file, window in windows.items():
        window.show(file)
    with_few = {file: _statements(window, file) for file, window in windows.items()}
    _fill(make, actor, MANY)
    session.commit()

    with_many = {file: _statements(window, file) for file, window in windows.items()}

    more = {file: set(with_many[file]) - set(with_few[file]) for file in MOST}
    assert {file: sorted(asked) for file, asked in more.items() if asked} == {}
    number = {file: len(asked) for file, asked in with_many.items()}
    assert number == {file: len(asked) for file, asked in with_few.items()}
    assert {file: found for file, found in number.items() if found > MOST[file]} == {}


def _fill(make: Make, actor: Actor, number: int) -> None:
    for _ in range(number):
        _records(make, actor)


def _records(make: Make, actor: Actor) -> None:
    """One more of each thing that screens list."""
    home = make.home().id
    member, group = make.member(), make.group()
    studio = make.studio(state=StudioState.OPENED, opened_on=DAY, lead_id=member.id)
    make.attendance(make.activity(studio_id=studio.id, owner_kind=OwnerKind.STUDIO), member)
    make.save(GroupSector(sector_group_id=group.id, sector_id=make.sector().id))
    make.save(Liaison(member_id=member.id, community_id=make.community().id, starts_on=DAY))
    for owner in ({"studio_id": studio.id}, {"sector_group_id": group.id}):
        given: dict[str, Any] = {"committee_id": home, "year": DAY.year} | owner
        make.save(PlanTarget(measure=Measure.ACTIVITY, target=3, **given))
        make.save(Budget(amount_fen=100, **given))
    make.save(
        Commendation(
            committee_id=home,
            subject_kind=SubjectKind.MEMBER,
            member_id=member.id,
            honour=Honour.EXCELLENT_MEMBER,
            level=HonourLevel.COUNTY,
            year=DAY.year,
        )
    )
    _voices(make, home, member)
    _letters(make, studio)
    make.informant()
    make.save(PressReport(committee_id=home, title="示例", written_on=DAY, studio_id=studio.id))
    make.standard_set()
    books.begin(make.session, make.actor(Role.CLERK), home, books.from_preset("jinan"))
    _assessed(make, home, member)
    make.account()
    entry = Entry("studio:registered", "studio", studio.id, studio.name, home)
    record(make.session, actor, entry)


def _assessed(make: Make, home: int, member: Member) -> None:
    """One more member who is scored, for whom an item was entered and a form begun."""
    text = presets.text("guangshui_members")
    row = make.session.exec(select(Assessment)).first()
    if row is None:
        given: dict[str, Any] = {"committee_id": home, "code": "example", "sha256": "0" * 64}
        kind: dict[str, Any] = {"name": "示例办法", "scores": Scores.MEMBERS, "text": text}
        book = make.save(RuleBook(state=BookState.ADOPTED, **given, **kind))
        days: dict[str, Any] = {"first_on": date(2026, 1, 1), "last_on": date(2026, 12, 31)}
        row = make.save(Assessment(committee_id=home, book_id=book.id, year=2026, **days))
    of: dict[str, Any] = {"assessment_id": row.id, "subject_kind": Scores.MEMBERS}
    of |= {"subject_id": member.id}
    make.save(Score(total=1, rated=1, **of))
    make.save(Claim(committee_id=home, item_key="notebook", title="示例", done_on=DAY, **of))
    make.save(DutyForm(assessment_id=row.id, member_id=member.id))


def _voices(make: Make, home: int, member: Member) -> None:
    """One more proposal, and one more speech."""
    plenary = make.term_session()
    proposal = make.matter(kind=MatterKind.PROPOSAL, series=plenary.id)
    make.author(proposal, member)
    make.save(Proposal(matter_id=proposal.id, term_session_id=plenary.id, nature=Nature.INDIVIDUAL))
    speech = Contribution(
        committee_id=home, kind=ContributionKind.BULLETIN, title="示例", given_on=DAY
    )
    make.save(Contributor(contribution_id=make.save(speech).id, member_id=member.id))


def _letters(make: Make, studio: Studio) -> None:
    """One more box, with something in it."""
    notice = make.save(BoxNotice(committee_id=studio.committee_id, number=studio.id, words="示例"))
    of: dict[str, Any] = {"studio_id": studio.id, "committee_id": studio.committee_id}
    box = make.save(Box(code=f"{studio.id:022}", **of))
    entry = BoxEntry(
        box_id=box.id, words="示例", notice_id=notice.id, receipt_hash=f"{studio.id:064}", **of
    )
    make.save(entry)


def _statements(browser: Browser, file: str) -> list[str]:
    """What a run asks the database, once nothing is kept from a run before."""
    st.cache_data.clear()
    with _heard() as statements:
        browser.show(file)
    assert browser.menu  # a stranger has none
    assert not browser.exception
    return statements


@contextmanager
def _heard() -> Iterator[list[str]]:
    statements: list[str] = []

    def hear(_c: object, _cursor: object, sql: str, *_rest: object) -> None:
        if sql.lstrip().upper().startswith(("SELECT", "WITH")):
            statements.append(SEVERAL.sub("(…)", sql))

    event.listen(engine(), "before_cursor_execute", hear)
    try:
        yield statements
    finally:
        event.remove(engine(), "before_cursor_execute", hear)
