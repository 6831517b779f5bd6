"""Looking up studios: scope, search, filters, order, pages, and how the database gets there."""

from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import event, text
from sqlmodel import Session

from core.committees.models import Level
from core.errors import NotFound, NotPermitted
from core.permissions import Actor, Permission, Role, lacking
from core.studios import choices, queries, reception_queries, record, sheets
from core.studios.models import Studio, StudioKind, StudioState, StudioStep
from core.studios.queries import Count, Filters, Sort, Window
from tests.core.studios.conftest import TODAY
from tests.factories import Make

ALL = Filters()
TODAY_AT = datetime(2026, 5, 20, tzinfo=UTC)


def listed(session: Session, actor: Actor, filters: Filters = ALL, **window: Any) -> list[int]:
    rows = queries.listing(session, actor, filters, Window(**window))
    assert queries.total(session, actor, filters) >= len(rows)
    return [row.id for row in rows]


class TestScope:
    def test_a_clerk_sees_the_committees_below_and_not_beside(
        self, session: Session, make: Make, clerk: Actor, foreign: Studio
    ) -> None:
        mine, below = make.studio(), make.studio(committee_id=make.township().id)

        assert set(listed(session, clerk)) == {mine.id, below.id}
        assert set(queries.names(session, clerk)) == {mine.id, below.id}

    def test_a_lead_sees_the_own_studio(self, session: Session, make: Make) -> None:
        mine, _other = make.studio(), make.studio()
        lead = make.actor(Role.STUDIO_LEAD, scope=mine)

        assert listed(session, lead) == [mine.id]
        assert queries.find(session, lead, mine.id, Permission.STUDIO_WRITE) is mine

    def test_a_township_sees_the_studios_in_it(self, session: Session, make: Make) -> None:
        township = make.township()
        here, _there = make.studio(township_id=township.id), make.studio()

        assert listed(session, make.actor(Role.CLERK, scope=township)) == [here.id]

    def test_two_roles_reach_as_far_as_both(
        self, session: Session, make: Make, foreign: Studio
    ) -> None:
        mine = make.studio()
        clerk = make.actor(Role.CLERK)
        lead = make.actor(Role.STUDIO_LEAD, scope=foreign)
        both = Actor(clerk.account_id, "", "zh_CN", clerk.grants + lead.grants)

        assert set(listed(session, both)) == {mine.id, foreign.id}

    @pytest.mark.parametrize("role", lacking(Permission.STUDIO_READ))
    def test_reading_asks_for_the_permission(
        self, role: Role, session: Session, make: Make
    ) -> None:
        actor, studio = make.actor(role), make.studio()

        for read in (
            lambda: queries.listing(session, actor, ALL, Window()),
            lambda: queries.total(session, actor, ALL),
            lambda: queries.counts(session, actor, ALL),
            lambda: queries.names(session, actor),
            lambda: record.detail(session, actor, studio.id),
            lambda: record.members(session, actor, studio.id),
            lambda: record.steps(session, actor, studio.id),
            lambda: record.history(session, actor, studio.id),
            lambda: sheets.sheets(session, actor, studio.id),
            lambda: reception_queries.rota(session, actor, studio.id),
            lambda: reception_queries.receptions(session, actor, studio.id, TODAY, TODAY),
            lambda: choices.townships(session, actor),
            lambda: choices.sectors(session, actor),
            lambda: choices.members(session, actor, studio.committee_id),
        ):
            with pytest.raises(NotPermitted):
                read()

    def test_nothing_of_others_is_shown(
        self, session: Session, make: Make, clerk: Actor, foreign: Studio
    ) -> None:
        make.save(
            StudioStep(
                studio_id=foreign.id,
                before=StudioState.DRAFT,
                after=StudioState.APPLIED,
                taken_on=TODAY,
            )
        )

        with pytest.raises(NotFound):
            record.detail(session, clerk, foreign.id)
        assert record.steps(session, clerk, foreign.id) == []
        assert record.members(session, clerk, foreign.id) == []
        assert record.history(session, clerk, foreign.id) == []
        assert sheets.sheets(session, clerk, foreign.id) == []

    def test_who_does_not_decide_does_not_see_the_bin(self, session: Session, make: Make) -> None:
        studio = make.studio(state=StudioState.DRAFT)
        lead = make.actor(Role.STUDIO_LEAD, scope=studio)
        studio.binned_at = TODAY_AT
        session.flush()

        assert listed(session, lead) == []
        assert listed(session, lead, Filters(binned=True)) == []
        with pytest.raises(NotFound):
            record.detail(session, lead, studio.id)


def test_names_of_others_are_not_offered(
    session: Session, make: Make, clerk: Actor, foreign: Studio
) -> None:
    lead = make.actor(Role.STUDIO_LEAD)
    member, sector, township = make.member(), make.sector(), make.township()
    home = make.home().id

    for names in (choices.members, choices.sectors, choices.townships):
        with pytest.raises(NotFound):
            names(session, clerk, foreign.committee_id)
    for actor in (clerk, lead):
        assert choices.members(session, actor, home) == {
            member.id: f"{member.number} {member.name}"
        }
        assert [one.id for one in choices.sectors(session, actor, home)] == [sector.id]
        assert [one.id for one in choices.townships(session, actor, home)] == [township.id]
    assert [one.id for one in choices.sectors(session, clerk)] == [sector.id]
    assert [one.id for one in choices.townships(session, clerk)] == [township.id]


def test_the_next_code_is_told_to_those_who_register_there(
    session: Session, make: Make, clerk: Actor
) -> None:
    elsewhere = make.committee()

    assert queries.next_code(session, clerk, make.home().id)
    with pytest.raises(NotFound):
        queries.next_code(session, clerk, elsewhere.id)


def test_rights_over_one_studio(session: Session, make: Make, clerk: Actor) -> None:
    mine, other = make.studio(), make.studio()
    lead = make.actor(Role.STUDIO_LEAD, scope=mine)

    assert Permission.STUDIO_DECIDE in queries.rights(session, clerk, mine.id)
    assert queries.rights(session, lead, mine.id) == {
        Permission.STUDIO_READ,
        Permission.STUDIO_WRITE,
        Permission.STUDIO_APPLY,
    }
    assert queries.rights(session, lead, other.id) == set()


class TestListing:
    def test_searches_name_code_lead_and_address(
        self, session: Session, make: Make, clerk: Actor
    ) -> None:
        lead = make.member(name="委员甲乙丙")
        found = [
            make.studio(name="甲乙丙工作室").id,
            make.studio(code="甲乙丙-1").id,
            make.studio(address="示例县甲乙丙路").id,
            make.studio(lead_id=lead.id).id,
        ]
        make.studio(name="其他工作室")

        assert sorted(listed(session, clerk, Filters(search="甲乙丙"))) == found
        assert listed(session, clerk, Filters(search="%")) == []

    @pytest.mark.parametrize(
        ("given", "filters"),
        [
            ({"kind": StudioKind.ONLINE}, {"kind": StudioKind.ONLINE}),
            ({"state": StudioState.SUSPENDED}, {"state": StudioState.SUSPENDED}),
            ({"level": Level.PROVINCE}, {"level": Level.PROVINCE}),
            ({"demonstration": True}, {"demonstration": True}),
            ({"standard_items": 2, "standard_met": 2}, {"up_to_standard": True}),
        ],
    )
    def test_filters(
        self,
        given: dict[str, Any],
        filters: dict[str, Any],
        session: Session,
        make: Make,
        clerk: Actor,
    ) -> None:
        wanted, other = make.studio(**given), make.studio(standard_items=2, standard_met=1)

        assert listed(session, clerk, Filters(**filters)) == [wanted.id]
        if "up_to_standard" in filters:
            assert listed(session, clerk, Filters(up_to_standard=False)) == [other.id]

    def test_filters_by_place_and_sector(self, session: Session, make: Make, clerk: Actor) -> None:
        township, sector = make.township(), make.sector()
        one = make.studio(township_id=township.id)
        two = make.studio(sector_id=sector.id)
        three = make.studio(committee_id=township.id)

        assert listed(session, clerk, Filters(township_id=township.id)) == [one.id]
        assert listed(session, clerk, Filters(sector_id=sector.id)) == [two.id]
        assert set(listed(session, clerk, Filters(committee_id=township.id))) == {one.id, three.id}

    @pytest.mark.parametrize(
        ("sort", "order"),
        [
            (Sort.NEWEST, [2, 1, 0]),
            (Sort.CODE, [1, 2, 0]),
            (Sort.NAME, [2, 0, 1]),
            (Sort.OPENED, [0, 2, 1]),
            (Sort.STANDARD, [1, 2, 0]),
        ],
    )
    def test_sorts(
        self, sort: Sort, order: list[int], session: Session, make: Make, clerk: Actor
    ) -> None:
        rows = [
            make.studio(code="C", name="B", standard_items=2, standard_met=2),
            make.studio(code="A", name="C", opened_on=None, standard_items=3),
            make.studio(
                code="B",
                name="A",
                opened_on=TODAY.replace(year=2020),
                standard_items=3,
                standard_met=1,
            ),
        ]

        assert listed(session, clerk, sort=sort) == [rows[place].id for place in order]

    def test_pages_meet_without_gap(self, session: Session, make: Make, clerk: Actor) -> None:
        ids = [make.studio().id for _ in range(5)]

        pages = [listed(session, clerk, offset=offset, limit=2) for offset in (0, 2, 4)]

        assert [row for page in pages for row in page] == ids[::-1]
        assert queries.total(session, clerk, ALL) == 5

    def test_counts_by_kind_and_state(self, session: Session, make: Make, clerk: Actor) -> None:
        make.studio()
        make.studio()
        make.studio(kind=StudioKind.AREA, state=StudioState.DRAFT)

        found = sorted(queries.counts(session, clerk, ALL), key=lambda count: count.studios)

        assert found == [
            Count(StudioKind.AREA, StudioState.DRAFT, 1),
            Count(StudioKind.SECTOR, StudioState.OPENED, 2),
        ]


def test_the_detail_names_what_it_refers_to(session: Session, make: Make, clerk: Actor) -> None:
    lead, sector, township = make.member(), make.sector(), make.township()
    studio = make.studio(lead_id=lead.id, sector_id=sector.id, township_id=township.id)

    shown = record.detail(session, clerk, studio.id)

    assert (shown.lead, shown.sector, shown.township) == (lead.name, sector.name, township.name)
    assert shown.committee == make.home().name


def test_a_listing_takes_one_statement_whatever_the_rows(
    session: Session, make: Make, clerk: Actor
) -> None:
    for _ in range(10):
        make.studio(lead_id=make.member().id)
    session.flush()
    statements: list[str] = []
    event.listen(
        session.get_bind(),
        "before_cursor_execute",
        lambda _c, _cursor, statement, *_rest: statements.append(statement),
    )

    queries.listing(session, clerk, ALL, Window())

    assert len(statements) == 1


def test_no_list_scans_the_register(session: Session, make: Make, clerk: Actor) -> None:
    """PostgreSQL scans small tables on purpose, so it is told to scan only where it must."""
    bind = session.get_bind()
    if bind.dialect.name != "sqlite":
        session.execute(text("SET enable_seqscan = off"))
    asked: list[tuple[str, Any]] = []
    event.listen(
        bind,
        "before_cursor_execute",
        lambda _c, _cursor, statement, given, *_rest: asked.append((statement, given)),
    )
    make.studio(township_id=make.township().id)
    asked.clear()
    queries.listing(session, clerk, Filters(search="工作"), Window(Sort.NAME))
    queries.total(session, clerk, ALL)
    queries.counts(session, clerk, ALL)

    explain = "EXPLAIN QUERY PLAN " if bind.dialect.name == "sqlite" else "EXPLAIN "
    scan = "SCAN studio" if bind.dialect.name == "sqlite" else "Seq Scan on studio"
    for statement, given in list(asked):
        plan = session.connection().exec_driver_sql(explain + statement, given)
        assert scan not in " ".join(str(line) for line in plan.all())
