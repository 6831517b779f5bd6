"""Committees are added, changed and moved within one's own scope; the tree stays true."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session, col, select

from core.committees import queries, tree
from core.committees import service as committees
from core.committees.drafts import CommitteeDraft
from core.committees.models import Committee, CommitteeTree, Level, Revision
from core.committees.trail import revision
from core.errors import EditConflict, NotFound, NotPermitted, RuleBroken
from core.permissions import Permission, Role, lacking
from tests.core.committees.told import one_more_entry
from tests.factories import Make

WRITERS_LACKING = lacking(Permission.COMMITTEE_WRITE)
DRAFT = CommitteeDraft("示例街道办", "T01", Level.TOWNSHIP, "Example Street")


def links(session: Session) -> set[tuple[int, int, int]]:
    rows = session.exec(select(CommitteeTree)).all()
    return {(row.ancestor_id, row.descendant_id, row.depth) for row in rows}


def links_told_by_parents(session: Session) -> set[tuple[int, int, int]]:
    parent = {row.id: row.parent_id for row in session.exec(select(Committee)).all()}
    told = set()
    for one in parent:
        above: int | None = one
        depth = 0
        while above is not None:
            told.add((above, one, depth))
            above, depth = parent[above], depth + 1
    return told


class TestFound:
    def test_makes_the_first_committee(self, session: Session) -> None:
        row = committees.found(session, None, CommitteeDraft("示例县政协", "001", Level.COUNTY))

        assert links(session) == {(row.id, row.id, 0)}
        assert revision(session, row.id) == 1

    def test_makes_no_second_one(self, session: Session, make: Make) -> None:
        make.home()

        with pytest.raises(RuleBroken, match="There is a committee already"):
            committees.found(session, None, CommitteeDraft("示例市政协", "002", Level.PREFECTURE))


class TestAdd:
    def test_hangs_a_township_below_its_committee(self, session: Session, make: Make) -> None:
        city = make.committee(level=Level.PREFECTURE)
        county = make.committee(city)
        clerk = make.actor(Role.CLERK, county)

        with one_more_entry(session, "committee:added", city.id):
            row = committees.add(session, clerk, county.id, DRAFT)

        assert (row.parent_id, row.level, row.name) == (county.id, Level.TOWNSHIP, "示例街道办")
        assert {(city.id, row.id, 2), (county.id, row.id, 1), (row.id, row.id, 0)} <= links(session)
        assert revision(session, row.id) == 1

    @pytest.mark.parametrize("role", WRITERS_LACKING)
    def test_refuses_who_may_not(self, session: Session, make: Make, role: Role) -> None:
        actor = make.actor(role)

        with pytest.raises(NotPermitted):
            committees.add(session, actor, make.home().id, DRAFT)

    def test_finds_no_committee_of_others(self, session: Session, make: Make) -> None:
        clerk = make.actor(Role.CLERK)
        other = make.committee()

        with pytest.raises(NotFound):
            committees.add(session, clerk, other.id, DRAFT)

    @pytest.mark.parametrize("level", [Level.COUNTY, Level.PREFECTURE, Level.PROVINCE])
    def test_refuses_a_level_that_is_not_lower(
        self, session: Session, make: Make, level: Level
    ) -> None:
        clerk = make.actor(Role.CLERK)

        with pytest.raises(RuleBroken, match="Choose a lower level") as refused:
            committees.add(session, clerk, make.home().id, CommitteeDraft("x", "y", level))

        assert refused.value.field == "level"

    def test_refuses_a_code_that_another_has(self, session: Session, make: Make) -> None:
        clerk = make.actor(Role.CLERK)
        make.committee(code="T01")

        with pytest.raises(RuleBroken, match="has this code") as refused:
            committees.add(session, clerk, make.home().id, DRAFT)

        assert refused.value.field == "code"

    @pytest.mark.parametrize(("name", "code", "field"), [(" ", "1", "name"), ("x", " ", "code")])
    def test_asks_for_name_and_code(
        self, session: Session, make: Make, name: str, code: str, field: str
    ) -> None:
        clerk = make.actor(Role.CLERK)
        draft = CommitteeDraft(name, code, Level.TOWNSHIP)

        with pytest.raises(RuleBroken) as refused:
            committees.add(session, clerk, make.home().id, draft)

        assert refused.value.field == field


class TestAddTownships:
    def test_adds_each_line_with_the_next_code(self, session: Session, make: Make) -> None:
        county = make.committee(code="610800")
        make.township(county, code="610800-02")
        clerk = make.actor(Role.CLERK, county)

        with one_more_entry(session, "committee:townships added", county.id):
            rows = committees.add_townships(session, clerk, county.id, "一镇\n\n 二镇 \n三镇")

        assert [(row.code, row.name) for row in rows] == [
            ("610800-01", "一镇"),
            ("610800-03", "二镇"),
            ("610800-04", "三镇"),
        ]
        assert links(session) == links_told_by_parents(session)

    @pytest.mark.parametrize(
        ("pasted", "why"),
        [
            ("", "one a line"),
            ("一镇\n一镇", "typed twice: 一镇"),
            ("一镇\n旧镇", "there already: 旧镇"),
            ("\n".join(f"{n}镇" for n in range(501)), "Paste 500 at a time"),
            ("字" * 100_001, "Paste it in parts"),
            ("字" * 81, "Shorten it to 80"),
        ],
    )
    def test_refuses_the_whole_paste(
        self, session: Session, make: Make, pasted: str, why: str
    ) -> None:
        make.township(name="旧镇")
        clerk = make.actor(Role.CLERK)

        with pytest.raises(RuleBroken, match=why) as refused:
            committees.add_townships(session, clerk, make.home().id, pasted)

        assert refused.value.field == "names"

    @pytest.mark.parametrize("role", WRITERS_LACKING)
    def test_refuses_who_may_not(self, session: Session, make: Make, role: Role) -> None:
        actor = make.actor(role)

        with pytest.raises(NotPermitted):
            committees.add_townships(session, actor, make.home().id, "一镇")

    def test_finds_no_committee_of_others(self, session: Session, make: Make) -> None:
        clerk = make.actor(Role.CLERK)

        with pytest.raises(NotFound):
            committees.add_townships(session, clerk, make.committee().id, "一镇")


class TestEdit:
    def test_changes_names_and_tells_the_trail(self, session: Session, make: Make) -> None:
        clerk = make.actor(Role.CLERK)
        row = make.township()

        with one_more_entry(session, "committee:edited", make.home().id):
            committees.edit(session, clerk, row.id, DRAFT, row.version)

        assert (row.name, row.name_en, row.code, row.version) == (
            "示例街道办",
            "Example Street",
            "T01",
            2,
        )

    def test_refuses_a_stale_version(self, session: Session, make: Make) -> None:
        clerk = make.actor(Role.CLERK)
        row = make.township(version=2)

        with pytest.raises(EditConflict):
            committees.edit(session, clerk, row.id, DRAFT, 1)

    def test_refuses_a_code_that_another_has(self, session: Session, make: Make) -> None:
        clerk = make.actor(Role.CLERK)
        row = make.township(code="T02")
        make.township(code="T01")

        with pytest.raises(RuleBroken, match="has this code"):
            committees.edit(session, clerk, row.id, DRAFT, 1)

    @pytest.mark.parametrize("role", WRITERS_LACKING)
    def test_refuses_who_may_not(self, session: Session, make: Make, role: Role) -> None:
        actor = make.actor(role)

        with pytest.raises(NotPermitted):
            committees.edit(session, actor, make.home().id, DRAFT, 1)

    def test_finds_no_committee_above_or_beside(self, session: Session, make: Make) -> None:
        city = make.committee(level=Level.PREFECTURE)
        clerk = make.actor(Role.CLERK, make.committee(city))

        for other in (city, make.committee(city)):
            with pytest.raises(NotFound):
                committees.edit(session, clerk, other.id, DRAFT, 1)


class TestMove:
    def test_takes_along_what_stands_below(self, session: Session, make: Make) -> None:
        city = make.committee(level=Level.PREFECTURE)
        old, new = make.committee(city), make.committee(city)
        township = make.township(old)
        clerk = make.actor(Role.CLERK, city)

        with one_more_entry(session, "committee:moved", new.id):
            committees.move(session, clerk, township.id, new.id, 1)

        assert township.parent_id == new.id
        assert links(session) == links_told_by_parents(session)
        assert revision(session, old.id) == 1

    def test_refuses_a_stale_version(self, session: Session, make: Make) -> None:
        city = make.committee(level=Level.PREFECTURE)
        old, new = make.committee(city), make.committee(city)
        clerk = make.actor(Role.CLERK, city)
        township = make.township(old, version=2)

        with pytest.raises(EditConflict):
            committees.move(session, clerk, township.id, new.id, 1)

    def test_refuses_a_level_that_is_not_lower(self, session: Session, make: Make) -> None:
        city = make.committee(level=Level.PREFECTURE)
        one, other = make.committee(city), make.committee(city)
        clerk = make.actor(Role.CLERK, city)

        with pytest.raises(RuleBroken, match="Choose a lower level"):
            committees.move(session, clerk, one.id, other.id, 1)

    def test_leaves_the_top_of_ones_own_scope_where_it_is(
        self, session: Session, make: Make
    ) -> None:
        city = make.committee(level=Level.PREFECTURE)
        county = make.committee(city)
        clerk = make.actor(Role.CLERK, county)

        with pytest.raises(NotFound):
            committees.move(session, clerk, county.id, county.id, 1)

    @pytest.mark.parametrize("role", WRITERS_LACKING)
    def test_refuses_who_may_not(self, session: Session, make: Make, role: Role) -> None:
        actor = make.actor(role)

        with pytest.raises(NotPermitted):
            committees.move(session, actor, make.township().id, make.home().id, 1)

    def test_never_makes_a_ring(self, session: Session, make: Make) -> None:
        city = make.committee(level=Level.PREFECTURE)
        county = make.committee(city)

        for below in (city, county):
            with pytest.raises(RuleBroken, match="cannot be moved below itself"):
                tree.move(session, city, below.id)


class TestOptions:
    def test_lists_each_followed_by_those_below(self, session: Session, make: Make) -> None:
        city = make.committee(level=Level.PREFECTURE, code="1")
        second = make.committee(city, code="3")
        first = make.committee(city, code="2")
        township = make.township(first, code="9")
        make.committee()
        actor = make.actor(Role.CHAIR_OFFICE, city)

        rows = queries.options(session, actor, Permission.BOARD_READ)

        assert [(row.id, row.depth) for row in rows] == [
            (city.id, 0),
            (first.id, 1),
            (township.id, 2),
            (second.id, 1),
        ]

    def test_leaves_townships_out_on_request(self, session: Session, make: Make) -> None:
        township = make.township()
        chair = make.actor(Role.CHAIR_OFFICE)
        local = make.actor(Role.CHAIR_OFFICE, township, township)

        seen = [
            [row.id for row in queries.options(session, actor, Permission.BOARD_READ, townships=no)]
            for actor in (chair, local)
            for no in (False,)
        ]

        assert seen == [[make.home().id], [township.id]]

    def test_gives_the_lead_of_a_studio_the_one_committee(
        self, session: Session, make: Make
    ) -> None:
        make.township()
        lead = make.actor(Role.STUDIO_LEAD)

        rows = queries.options(session, lead, Permission.STUDIO_WRITE)

        assert [row.id for row in rows] == [make.home().id]

    def test_refuses_who_may_not(self, session: Session, make: Make) -> None:
        with pytest.raises(NotPermitted):
            queries.options(session, make.actor(Role.MEMBER), Permission.BOARD_READ)


class TestFind:
    def test_finds_below_and_not_above(self, session: Session, make: Make) -> None:
        city = make.committee(level=Level.PREFECTURE)
        county = make.committee(city)
        township = make.township(county)
        clerk = make.actor(Role.CLERK, county)

        found = queries.find(session, clerk, township.id, Permission.COMMITTEE_WRITE, lock=True)

        assert found.id == township.id
        with pytest.raises(NotFound):
            queries.find(session, clerk, city.id, Permission.COMMITTEE_WRITE)

    def test_tells_the_form_what_it_shows(self, session: Session, make: Make) -> None:
        row = queries.detail(session, make.actor(Role.CLERK), make.home().id)

        assert (row.id, row.level, row.version) == (make.home().id, Level.COUNTY, 1)


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    steps=st.lists(st.tuples(st.booleans(), st.integers(0, 20), st.integers(0, 20)), max_size=15)
)
def test_the_tree_tells_what_the_parents_tell_whatever_is_done(
    session: Session, steps: list[tuple[bool, int, int]]
) -> None:
    session.rollback()  # what the example before left
    rows = [tree.plant(session, Committee(level=Level.PROVINCE, code="0", name="0"))]

    for number, (adds, one, other) in enumerate(steps, 1):
        parent, moved = rows[one % len(rows)], rows[other % len(rows)]
        if adds or moved.parent_id is None:
            new = Committee(parent_id=parent.id, level=Level.COUNTY, code=f"{number}", name="x")
            rows.append(tree.plant(session, new))
            continue
        try:
            tree.move(session, moved, parent.id)
            moved.parent_id = parent.id
        except RuleBroken:
            continue
    session.flush()
    session.expire_all()

    assert links(session) == links_told_by_parents(session)
    assert len(session.exec(select(col(Revision.committee_id))).all()) == len(rows)
