"""The ladder of adoption: its rungs, the first day, and instructions on it."""

from datetime import date

import pytest
from sqlalchemy import func
from sqlalchemy import select as columns
from sqlmodel import Session, col, select

from core.errors import NotFound, NotPermitted, RuleBroken
from core.handling.drafts import InstructionDraft
from core.handling.models import AuthorityLevel
from core.matters.models import LinkKind, State, Verb
from core.notices.models import Notice, NoticeKind
from core.opinions import adoptions, instructing, service
from core.opinions.adoptions import AdoptionDraft
from core.opinions.models import Adoption, AdoptionKind
from core.permissions import Actor, Permission, Role, lacking
from tests.core.opinions.conftest import TO_SIGNED, Raised, draft
from tests.factories import Make

COUNTY, CITY, PROVINCE = (
    AuthorityLevel.COUNTY,
    AuthorityLevel.PREFECTURE,
    AuthorityLevel.PROVINCE,
)
MARCH = date(2026, 3, 1)


def rung(
    level: AuthorityLevel = CITY, kind: AdoptionKind = AdoptionKind.SINGLE, issue: str = ""
) -> AdoptionDraft:
    return AdoptionDraft(level, kind, MARCH, "示例专报", issue)


class TestRecord:
    def test_one_item_climbs_several_levels_and_counts_once_on_each(
        self, session: Session, raised: Raised, clerk: Actor
    ) -> None:
        row = raised(received_on=MARCH)

        for one in (
            rung(),
            rung(issue="第2期"),
            rung(PROVINCE),
            rung(COUNTY, AdoptionKind.FORWARDED),
        ):
            adoptions.record(session, clerk, row.id, one)

        matters = func.count(col(Adoption.matter_id).distinct())
        asked = columns(col(Adoption.level), matters).group_by(col(Adoption.level))
        counted = {level: number for level, number in session.execute(asked)}  # noqa: C416  typed so
        assert counted == {COUNTY: 1, CITY: 1, PROVINCE: 1}
        assert len(adoptions.of(session, clerk, row.id)) == 4

    def test_what_was_merged_climbs_no_further_by_itself(
        self, session: Session, raised: Raised, clerk: Actor
    ) -> None:
        row, into = raised(received_on=MARCH), raised(received_on=MARCH)
        service.merge(session, clerk, (row.id, into.id), LinkKind.MERGED)

        with pytest.raises(RuleBroken, match="cannot be adopted"):
            adoptions.record(session, clerk, row.id, rung())

    def test_the_author_is_told(self, session: Session, make: Make, clerk: Actor) -> None:
        member = make.member()
        author = make.actor(Role.MEMBER, member)
        typed = draft(make, member_id=member.id, received_on=MARCH)
        row = service.take_up(session, clerk, typed, make.home().id)

        adoptions.record(session, clerk, row.id, rung())

        told = select(Notice.words).where(
            Notice.account_id == author.account_id, Notice.kind == NoticeKind.ADOPTED
        )
        assert session.exec(told).all() == ["示例专报"]

    def test_the_first_day_is_kept_and_found_anew(
        self, session: Session, raised: Raised, clerk: Actor
    ) -> None:
        row = raised(received_on=date(2026, 2, 1))
        late = adoptions.record(session, clerk, row.id, rung())
        early = AdoptionDraft(COUNTY, AdoptionKind.SINGLE, date(2026, 2, 10))
        first = adoptions.record(session, clerk, row.id, early)
        assert row.adopted_on == date(2026, 2, 10)

        adoptions.remove(session, clerk, first.id)
        assert row.adopted_on == MARCH
        adoptions.remove(session, clerk, late.id)
        assert row.adopted_on is None

    def test_refuses_the_same_twice_the_future_and_what_was_not_handed_in(
        self, session: Session, raised: Raised, clerk: Actor
    ) -> None:
        row, back = raised(received_on=MARCH), raised(Verb.RETURN, received_on=MARCH)
        adoptions.record(session, clerk, row.id, rung())

        with pytest.raises(RuleBroken, match="recorded already"):
            adoptions.record(session, clerk, row.id, rung())
        tomorrow = AdoptionDraft(CITY, AdoptionKind.SINGLE, date(2026, 3, 3))
        with pytest.raises(RuleBroken, match="between the day it came in and today"):
            adoptions.record(session, clerk, row.id, tomorrow)
        with pytest.raises(RuleBroken, match="cannot be adopted"):
            adoptions.record(session, clerk, back.id, rung())
        with pytest.raises(RuleBroken, match="recorded with its words"):
            adoptions.record(session, clerk, row.id, rung(kind=AdoptionKind.INSTRUCTION))

    @pytest.mark.parametrize("role", lacking(Permission.OPINION_SCREEN))
    def test_refuses_who_may_not(
        self, session: Session, raised: Raised, make: Make, role: Role
    ) -> None:
        with pytest.raises(NotPermitted):
            adoptions.record(session, make.actor(role), raised().id, rung())

    def test_ends_at_the_border_of_the_committee(
        self, session: Session, raised: Raised, make: Make, clerk: Actor
    ) -> None:
        row = raised(received_on=MARCH)
        kept = adoptions.record(session, clerk, row.id, rung())
        stranger = make.actor(Role.CLERK, committee=make.committee())

        with pytest.raises(NotFound):
            adoptions.record(session, stranger, row.id, rung(PROVINCE))
        with pytest.raises(NotFound):
            adoptions.remove(session, stranger, kept.id)


def test_an_instruction_counts_as_an_adoption_on_its_level(
    session: Session, raised: Raised, clerk: Actor
) -> None:
    row = raised(*TO_SIGNED)
    typed = InstructionDraft("领导甲", date(2026, 3, 2), "请研究。", level=CITY)

    kept = instructing.record(session, clerk, row.id, typed)
    instructing.record(session, clerk, row.id, typed)

    seen = adoptions.of(session, clerk, row.id)
    assert row.state is State.INSTRUCTED
    assert [(one.kind, one.level, one.product) for one in seen] == [
        (AdoptionKind.INSTRUCTION, CITY, "领导甲")
    ] * 2
    assert row.adopted_on == date(2026, 3, 2)
    better = InstructionDraft("领导乙", date(2026, 3, 2), "请研究。", level=PROVINCE)
    instructing.edit(session, clerk, kept.id, better, kept.version)
    first = adoptions.of(session, clerk, row.id)[0]
    assert (first.level, first.product) == (PROVINCE, "领导乙")
    with pytest.raises(RuleBroken, match="stays on the ladder"):
        adoptions.remove(session, clerk, first.id)
