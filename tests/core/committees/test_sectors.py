"""Sectors belong to a term, map to the national list, and are carried to the next term."""

from datetime import date

import pytest
from sqlmodel import Session

from core.committees import queries, sectors
from core.committees.drafts import SectorDraft
from core.committees.national import BY_CODE, NATIONAL_SECTORS
from core.errors import EditConflict, NotFound, NotPermitted, RuleBroken
from core.permissions import Permission, Role, lacking
from tests.core.committees.told import one_more_entry
from tests.factories import Make

WRITERS_LACKING = lacking(Permission.COMMITTEE_WRITE)
DRAFT = SectorDraft("教育界", "Education", "education")


def test_the_national_list_has_34_sectors_with_names_of_their_own() -> None:
    assert len(NATIONAL_SECTORS) == len(BY_CODE) == 34
    for named in ("name", "local", "name_en"):
        assert len({getattr(one, named) for one in NATIONAL_SECTORS}) == 34
    assert "environment" in BY_CODE


class TestAdd:
    def test_puts_a_sector_last(self, session: Session, make: Make) -> None:
        term_id = make.sector(position=7).term_id
        clerk = make.actor(Role.CLERK)

        with one_more_entry(session, "sector:added", make.home().id):
            row = sectors.add(session, clerk, term_id, DRAFT)

        assert (row.name, row.national_code, row.position) == ("教育界", "education", 8)
        assert row.committee_id == make.home().id

    @pytest.mark.parametrize(
        ("draft", "field"),
        [
            (SectorDraft(" "), "name"),
            (SectorDraft("教育界"), "name"),
            (SectorDraft("x", "", "nonsense"), "national_code"),
            (SectorDraft("x" * 61), "name"),
        ],
    )
    def test_refuses_what_fits_not(
        self, session: Session, make: Make, draft: SectorDraft, field: str
    ) -> None:
        term_id = make.sector(name="教育界").term_id
        clerk = make.actor(Role.CLERK)

        with pytest.raises(RuleBroken) as refused:
            sectors.add(session, clerk, term_id, draft)

        assert refused.value.field == field

    @pytest.mark.parametrize("role", WRITERS_LACKING)
    def test_refuses_who_may_not(self, session: Session, make: Make, role: Role) -> None:
        actor = make.actor(role)

        with pytest.raises(NotPermitted):
            sectors.add(session, actor, make.term(number=9).id, DRAFT)

    def test_finds_no_term_of_others(self, session: Session, make: Make) -> None:
        clerk = make.actor(Role.CLERK)
        term = make.term(committee_id=make.committee().id)

        with pytest.raises(NotFound):
            sectors.add(session, clerk, term.id, DRAFT)


class TestAddNational:
    def test_adds_those_chosen_in_the_order_of_the_list(self, session: Session, make: Make) -> None:
        term_id = make.sector(name="中共界", position=1).term_id
        clerk = make.actor(Role.CLERK)

        with one_more_entry(session, "sector:several added", make.home().id):
            rows = sectors.add_national(session, clerk, term_id, ["education", "rcck", "cpc"])

        assert [(row.name, row.national_code, row.position) for row in rows] == [
            ("民革界", "rcck", 2),
            ("教育界", "education", 3),
        ]

    @pytest.mark.parametrize("codes", [[], ["nonsense"], ["cpc"]])
    def test_refuses_none_the_unknown_and_those_it_has(
        self, session: Session, make: Make, codes: list[str]
    ) -> None:
        term_id = make.sector(name="中共界").term_id
        clerk = make.actor(Role.CLERK)

        with pytest.raises(RuleBroken):
            sectors.add_national(session, clerk, term_id, codes)

    @pytest.mark.parametrize("role", WRITERS_LACKING)
    def test_refuses_who_may_not(self, session: Session, make: Make, role: Role) -> None:
        actor = make.actor(role)

        with pytest.raises(NotPermitted):
            sectors.add_national(session, actor, make.term(number=9).id, ["cpc"])

    def test_finds_no_term_of_others(self, session: Session, make: Make) -> None:
        clerk = make.actor(Role.CLERK)
        term = make.term(committee_id=make.committee().id)

        with pytest.raises(NotFound):
            sectors.add_national(session, clerk, term.id, ["cpc"])


class TestCopyFromBefore:
    def test_copies_what_the_new_term_lacks(self, session: Session, make: Make) -> None:
        old = make.term(number=14, starts_on=date(2017, 1, 1), ends_on=date(2021, 12, 31))
        new = make.term()
        make.sector(term_id=old.id, name="教育界", name_en="Education", national_code="education")
        make.sector(term_id=old.id, name="经济界")
        make.sector(term_id=new.id, name="经济界", position=5)
        clerk = make.actor(Role.CLERK)

        with one_more_entry(session, "sector:several added", make.home().id):
            rows = sectors.copy_from_before(session, clerk, new.id)

        assert [(row.name, row.name_en, row.national_code, row.position) for row in rows] == [
            ("教育界", "Education", "education", 6)
        ]
        assert {row.term_id for row in rows} == {new.id}

    def test_says_where_there_is_nothing_to_copy(self, session: Session, make: Make) -> None:
        clerk = make.actor(Role.CLERK)

        with pytest.raises(RuleBroken, match="has no sectors to copy"):
            sectors.copy_from_before(session, clerk, make.term().id)

    @pytest.mark.parametrize("role", WRITERS_LACKING)
    def test_refuses_who_may_not(self, session: Session, make: Make, role: Role) -> None:
        actor = make.actor(role)

        with pytest.raises(NotPermitted):
            sectors.copy_from_before(session, actor, make.term(number=9).id)

    def test_finds_no_term_of_others(self, session: Session, make: Make) -> None:
        clerk = make.actor(Role.CLERK)
        term = make.term(committee_id=make.committee().id)

        with pytest.raises(NotFound):
            sectors.copy_from_before(session, clerk, term.id)


class TestEdit:
    def test_changes_a_sector_and_keeps_its_place(self, session: Session, make: Make) -> None:
        row = make.sector(position=3)
        clerk = make.actor(Role.CLERK)

        with one_more_entry(session, "sector:edited", make.home().id):
            sectors.edit(session, clerk, row.id, DRAFT, 1)

        assert (row.name, row.national_code, row.position, row.version) == (
            "教育界",
            "education",
            3,
            2,
        )

    def test_refuses_a_name_that_another_has(self, session: Session, make: Make) -> None:
        row = make.sector()
        make.sector(name="教育界")
        clerk = make.actor(Role.CLERK)

        with pytest.raises(RuleBroken, match="a sector of this name"):
            sectors.edit(session, clerk, row.id, DRAFT, 1)

    def test_refuses_a_stale_version(self, session: Session, make: Make) -> None:
        row = make.sector(version=2)
        clerk = make.actor(Role.CLERK)

        with pytest.raises(EditConflict):
            sectors.edit(session, clerk, row.id, DRAFT, 1)

    @pytest.mark.parametrize("role", WRITERS_LACKING)
    def test_refuses_who_may_not(self, session: Session, make: Make, role: Role) -> None:
        actor = make.actor(role)

        with pytest.raises(NotPermitted):
            sectors.edit(session, actor, make.sector().id, DRAFT, 1)

    def test_finds_no_sector_of_others(self, session: Session, make: Make) -> None:
        clerk = make.actor(Role.CLERK)
        theirs = make.sector(committee_id=make.committee().id)

        with pytest.raises(NotFound):
            sectors.edit(session, clerk, theirs.id, DRAFT, 1)


class TestReading:
    def test_lists_a_term_in_its_order(self, session: Session, make: Make) -> None:
        second = make.sector(position=2)
        first = make.sector(position=1)
        actor = make.actor(Role.CHAIR_OFFICE)

        rows = queries.sectors(session, actor, first.term_id)

        assert [row.id for row in rows] == [first.id, second.id]

    def test_lets_a_studios_lead_choose(self, session: Session, make: Make) -> None:
        row = make.sector()
        lead = make.actor(Role.STUDIO_LEAD)

        chosen = queries.sectors(session, lead, row.term_id, Permission.STUDIO_WRITE)

        assert [one.id for one in chosen] == [row.id]

    def test_shows_nothing_of_others(self, session: Session, make: Make) -> None:
        actor = make.actor(Role.CLERK)
        theirs = make.committee()
        row = make.sector(committee_id=theirs.id, term_id=make.term(committee_id=theirs.id).id)

        assert queries.sectors(session, actor, row.term_id) == []

    @pytest.mark.parametrize("role", lacking(Permission.COMMITTEE_READ))
    def test_refuses_who_may_not(self, session: Session, make: Make, role: Role) -> None:
        actor = make.actor(role)

        with pytest.raises(NotPermitted):
            queries.sectors(session, actor, make.term(number=9).id)
