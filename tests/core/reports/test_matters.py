"""Figures of opinion items, proposals and units: counted once, and told fairly."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlmodel import Session

from core import clock
from core.handling.models import (
    AuthorityLevel,
    Instruction,
    Result,
    Satisfaction,
)
from core.matters.models import (
    LinkKind,
    Matter,
    MatterKind,
    MatterLink,
    State,
    Step,
    Submitter,
    Verb,
)
from core.opinions.models import Adoption, AdoptionKind
from core.permissions import Actor, Role
from core.proposals.models import Nature, Proposal
from core.reports.periods import Period
from core.reports.queries import ladder, matters, opinions, proposals
from tests.factories import DAY, Make

YEAR = Period.year(DAY.year)
TODAY = clock.today()


@pytest.fixture
def home(make: Make) -> int:
    return make.home().id


@pytest.fixture
def office(make: Make, home: int) -> Actor:
    return make.actor(Role.CHAIR_OFFICE)


class TestFunnel:
    def test_counts_what_came_in_and_how_far_it_got(
        self, session: Session, make: Make, home: int, office: Actor
    ) -> None:
        make.matter(state=State.DRAFT)
        make.matter(state=State.WITHDRAWN)
        make.matter(kind=MatterKind.PROPOSAL)
        make.matter(received_on=date(DAY.year - 1, 5, 1))
        make.matter(signed_on=DAY, issued_on=DAY, adopted_on=DAY, is_micro=True)
        make.matter(
            screened_on=DAY,
            signed_on=DAY + timedelta(days=1),
            submitter=Submitter.ORGANISATION,
            organisation="示例支部",
        )

        [found] = opinions.funnel(session, office, home, YEAR)

        assert (found.received, found.screened, found.signed) == (2, 1, 2)
        assert (found.same_day, found.micro, found.of_organisations) == (1, 1, 1)
        assert found.adoption_rate == 0.5

    def test_an_item_with_several_rungs_counts_once_at_a_level(
        self, session: Session, make: Make, home: int, office: Actor
    ) -> None:
        matter = make.matter()
        rungs = [
            (AuthorityLevel.PROVINCE, AdoptionKind.SINGLE),
            (AuthorityLevel.PROVINCE, AdoptionKind.FORWARDED),
            (AuthorityLevel.NATION, AdoptionKind.COMPOSITE),
        ]
        for level, kind in rungs:
            make.save(
                Adoption(
                    matter_id=matter.id,
                    committee_id=home,
                    level=level,
                    kind=kind,
                    adopted_on=DAY,
                )
            )

        found = {row.level: row.items for row in ladder.by_level(session, office, home, YEAR)}

        assert found == {AuthorityLevel.PROVINCE: 1, AuthorityLevel.NATION: 1}

    def test_what_was_merged_counts_once_at_a_level_with_what_it_went_into(
        self, session: Session, make: Make, home: int, office: Actor
    ) -> None:
        first, second, third = make.matter(), make.matter(), make.matter()
        for one, into in ((first, second), (first, third), (second, third)):
            make.save(MatterLink(from_id=one.id, to_id=into.id, kind=LinkKind.MERGED))
        first.state = second.state = State.MERGED
        for matter in (first, second, third):
            of: dict[str, Any] = {"matter_id": matter.id, "committee_id": home}
            county = AuthorityLevel.COUNTY
            make.save(Adoption(level=county, kind=AdoptionKind.SINGLE, adopted_on=DAY, **of))

        [found] = ladder.by_level(session, office, home, YEAR)

        assert found.items == 1

    def test_instructions_on_what_lies_in_the_bin_do_not_count(
        self, session: Session, make: Make, home: int, office: Actor
    ) -> None:
        for binned_at in (None, clock.now()):
            matter = make.matter(binned_at=binned_at)
            of: dict[str, Any] = {"matter_id": matter.id, "committee_id": home}
            given: dict[str, Any] = {"leader": "示例领导", "words": "请办理。", "given_on": DAY}
            make.save(Instruction(level=AuthorityLevel.COUNTY, **of, **given))

        [found] = opinions.instructions(session, office, home, YEAR)

        assert (found.level, found.instructions) == (AuthorityLevel.COUNTY, 1)


class TestAdopted:
    def test_informants_rank_by_what_was_adopted_not_by_what_they_handed_in(
        self, session: Session, make: Make, home: int, office: Actor
    ) -> None:
        busy, good = make.informant(name="信息员甲"), make.informant(name="信息员乙")
        by: dict[str, Any] = {"submitter": Submitter.INFORMANT}
        for _ in range(5):
            make.matter(informant_id=busy.id, **by)
        make.matter(informant_id=good.id, adopted_on=DAY, **by)

        found = opinions.by_informant(session, office, home, YEAR)

        assert [(row.name, row.submitted, row.adopted) for row in found] == [
            ("信息员乙", 1, 1),
            ("信息员甲", 5, 0),
        ]

    def test_sectors_are_those_of_the_first_authors(
        self, session: Session, make: Make, home: int, office: Actor
    ) -> None:
        sector = make.sector(name="教育界")
        first, second = make.member(sector_id=sector.id), make.member()
        matter = make.matter(adopted_on=DAY)
        make.author(matter, first)
        make.author(matter, second, role="co_signer")

        [found] = opinions.by_sector(session, office, home, YEAR)

        assert (found.name, found.received, found.rate) == ("教育界", 1, 1.0)

    def test_what_was_merged_is_credited_to_both_and_counted_once(
        self, session: Session, make: Make, home: int, office: Actor
    ) -> None:
        first, second = make.sector(name="教育界"), make.sector(name="医卫界")
        gone, kept = make.matter(state=State.MERGED), make.matter(adopted_on=DAY)
        make.author(gone, make.member(sector_id=first.id))
        make.author(kept, make.member(sector_id=second.id))
        make.save(MatterLink(from_id=gone.id, to_id=kept.id, kind=LinkKind.MERGED))

        found = {
            row.name: (row.received, row.adopted)
            for row in opinions.by_sector(session, office, home, YEAR)
        }

        assert found == {"教育界": (1, 1), "医卫界": (1, 1)}

    def test_what_was_adopted_before_it_was_merged_keeps_its_adoption(
        self, session: Session, make: Make, home: int, office: Actor
    ) -> None:
        first, second = make.sector(name="教育界"), make.sector(name="医卫界")
        gone, kept = make.matter(state=State.MERGED, adopted_on=DAY), make.matter()
        make.author(gone, make.member(sector_id=first.id))
        make.author(kept, make.member(sector_id=second.id))
        make.save(MatterLink(from_id=gone.id, to_id=kept.id, kind=LinkKind.MERGED))

        found = {row.name: row.adopted for row in opinions.by_sector(session, office, home, YEAR)}

        assert found == {"教育界": 1, "医卫界": 1}

    def test_a_studio_and_a_month_tell_what_was_raised_there(
        self, session: Session, make: Make, home: int, office: Actor
    ) -> None:
        studio = make.studio(name="示例工作室")
        make.matter(studio_id=studio.id)

        [of_studio] = opinions.by_studio(session, office, home, YEAR)
        [of_month] = opinions.by_month(session, office, home, YEAR)

        assert (of_studio.name, of_studio.received) == ("示例工作室", 1)
        assert (of_month.month, of_month.received) == (DAY.year * 100 + DAY.month, 1)


class TestTimes:
    @pytest.mark.parametrize(
        ("counted", "median"), [({1: 1}, 1), ({1: 1, 2: 1}, 1.5), ({0: 3, 9: 1}, 0), ({}, 0)]
    )
    def test_the_median_is_that_of_all_values(self, counted: dict[int, int], median: float) -> None:
        assert matters.median(counted) == median

    def test_tells_the_median_of_working_days_in_each_state(
        self, session: Session, make: Make, home: int, office: Actor
    ) -> None:
        for days in (1, 2, 9):
            make.save(
                Step(
                    matter_id=make.matter().id,
                    committee_id=home,
                    kind=MatterKind.OPINION,
                    verb=Verb.SCREEN,
                    from_state=State.SUBMITTED,
                    to_state=State.SCREENED,
                    taken_on=DAY,
                    workdays=days,
                )
            )

        [found] = matters.times(session, office, home, YEAR)

        assert (found.state, found.median, found.steps) == (State.SUBMITTED, 2, 3)

    def test_what_lies_in_the_bin_tells_nothing_until_it_is_taken_out(
        self, session: Session, make: Make, home: int, office: Actor
    ) -> None:
        step: dict[str, Any] = {
            "verb": Verb.SCREEN,
            "from_state": State.SUBMITTED,
            "to_state": State.SCREENED,
        }
        step |= {"committee_id": home, "kind": MatterKind.OPINION, "taken_on": DAY}
        kept, gone = make.matter(), make.matter()
        for matter, days in ((kept, 2), (gone, 2), (gone, 9)):
            make.save(Step(matter_id=matter.id, workdays=days, **step))
        gone.binned_at = gone.recorded_at
        session.flush()

        without = matters.step_days(session, office, home, YEAR)
        gone.binned_at = None
        session.flush()
        whole = matters.step_days(session, office, home, YEAR)

        assert [(row.workdays, row.steps) for row in without] == [(2, 1)]
        assert sorted((row.workdays, row.steps) for row in whole) == [(2, 2), (9, 1)]


def test_proposals_are_told_by_nature_result_and_satisfaction(
    session: Session, make: Make, home: int, office: Actor
) -> None:
    term_session = make.term_session()

    def proposal(nature: Nature, **given: Any) -> None:
        matter: Matter = make.matter(
            kind=MatterKind.PROPOSAL, assigned_on=DAY, replied_on=DAY, series=1
        )
        make.save(
            Proposal(matter_id=matter.id, nature=nature, term_session_id=term_session.id, **given)
        )

    proposal(Nature.INDIVIDUAL, result=Result.A, satisfaction=Satisfaction.SATISFIED)
    proposal(Nature.COLLECTIVE, result=Result.B, satisfaction=Satisfaction.DISSATISFIED)
    proposal(Nature.COLLECTIVE)

    [found] = proposals.figures(session, office, home, YEAR)

    assert (found.received, found.individual, found.collective) == (3, 1, 2)
    assert (found.solved, found.started, found.kept) == (1, 1, 0)
    assert (found.replied_rate, found.satisfaction) == (1.0, 0.5)
