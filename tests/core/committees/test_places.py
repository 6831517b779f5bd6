"""Villages and urban communities stand under townships; special committees under committees."""

import pytest
from sqlmodel import Session

from core.committees import communities, queries, special
from core.committees.drafts import CommunityDraft, SpecialCommitteeDraft
from core.committees.models import CommunityKind, Level
from core.committees.queries import Where
from core.errors import EditConflict, NotFound, NotPermitted, RuleBroken
from core.permissions import Permission, Role, lacking
from tests.core.committees.told import one_more_entry
from tests.factories import Make

WRITERS_LACKING = lacking(Permission.COMMITTEE_WRITE)
VILLAGE = CommunityKind.VILLAGE
DRAFT = CommunityDraft("新村", CommunityKind.URBAN, "New Village")
SPECIAL = SpecialCommitteeDraft("提案委员会", "Proposals")


class TestAddCommunities:
    def test_adds_ten_villages_in_one_paste(self, session: Session, make: Make) -> None:
        township = make.township()
        clerk = make.actor(Role.CLERK)
        pasted = "\r\n".join(f" {n:02}号村\u3000" for n in range(1, 11)) + "\n\n"

        with one_more_entry(session, "community:added", make.home().id):
            rows = communities.add(session, clerk, township.id, VILLAGE, pasted)

        assert [row.name for row in rows] == [f"{n:02}号村" for n in range(1, 11)]
        assert {(row.township_id, row.kind) for row in rows} == {(township.id, VILLAGE)}

    @pytest.mark.parametrize(
        ("pasted", "why"),
        [
            (" \n\n", "one a line"),
            ("新村\n新\u200b村", "typed twice: 新村"),
            ("新村\n旧村", "there already: 旧村"),
            ("字" * 61, "Shorten it to 60"),
        ],
    )
    def test_adds_all_or_none(self, session: Session, make: Make, pasted: str, why: str) -> None:
        old = make.community(name="旧村")
        clerk = make.actor(Role.CLERK)

        with pytest.raises(RuleBroken, match=why) as refused:
            communities.add(session, clerk, old.township_id, VILLAGE, pasted)

        assert refused.value.field == "names"

    def test_takes_a_name_that_another_township_has(self, session: Session, make: Make) -> None:
        make.community(name="新村")
        clerk = make.actor(Role.CLERK)

        rows = communities.add(session, clerk, make.township().id, VILLAGE, "新村")

        assert len(rows) == 1

    def test_asks_for_a_township(self, session: Session, make: Make) -> None:
        clerk = make.actor(Role.CLERK)

        with pytest.raises(RuleBroken, match="belong to a township"):
            communities.add(session, clerk, make.home().id, VILLAGE, "新村")

    @pytest.mark.parametrize("role", WRITERS_LACKING)
    def test_refuses_who_may_not(self, session: Session, make: Make, role: Role) -> None:
        actor = make.actor(role)

        with pytest.raises(NotPermitted):
            communities.add(session, actor, make.township().id, VILLAGE, "新村")

    def test_finds_no_township_of_others(self, session: Session, make: Make) -> None:
        clerk = make.actor(Role.CLERK)
        theirs = make.township(make.committee())

        with pytest.raises(NotFound):
            communities.add(session, clerk, theirs.id, VILLAGE, "新村")


class TestEditCommunity:
    def test_changes_a_community(self, session: Session, make: Make) -> None:
        row = make.community()
        clerk = make.actor(Role.CLERK)

        with one_more_entry(session, "community:edited", row.township_id):
            communities.edit(session, clerk, row.id, DRAFT, 1)

        assert (row.name, row.kind, row.version) == ("新村", CommunityKind.URBAN, 2)

    @pytest.mark.parametrize("name", [" ", "旧村"])
    def test_refuses_no_name_and_one_that_is_taken(
        self, session: Session, make: Make, name: str
    ) -> None:
        row = make.community()
        make.community(name="旧村", township_id=row.township_id)
        clerk = make.actor(Role.CLERK)

        with pytest.raises(RuleBroken) as refused:
            communities.edit(session, clerk, row.id, CommunityDraft(name), 1)

        assert refused.value.field == "name"

    def test_refuses_a_stale_version(self, session: Session, make: Make) -> None:
        row = make.community(version=2)
        clerk = make.actor(Role.CLERK)

        with pytest.raises(EditConflict):
            communities.edit(session, clerk, row.id, DRAFT, 1)

    @pytest.mark.parametrize("role", WRITERS_LACKING)
    def test_refuses_who_may_not(self, session: Session, make: Make, role: Role) -> None:
        actor = make.actor(role)

        with pytest.raises(NotPermitted):
            communities.edit(session, actor, make.community().id, DRAFT, 1)

    def test_finds_none_of_others(self, session: Session, make: Make) -> None:
        clerk = make.actor(Role.CLERK)
        theirs = make.community(township_id=make.township(make.committee()).id)

        with pytest.raises(NotFound):
            communities.edit(session, clerk, theirs.id, DRAFT, 1)


class TestReadingPlaces:
    def test_lists_townships_below_a_committee_by_code(self, session: Session, make: Make) -> None:
        city = make.committee(level=Level.PREFECTURE)
        county = make.committee(city)
        second, first = make.township(county, code="2"), make.township(county, code="1")
        make.township(make.committee(city))
        actor = make.actor(Role.CHAIR_OFFICE, city)

        rows = queries.townships(session, actor, county.id)

        assert [row.id for row in rows] == [first.id, second.id]

    def test_lets_a_studios_lead_choose_among_them(self, session: Session, make: Make) -> None:
        community = make.community()
        lead = make.actor(Role.STUDIO_LEAD)
        where = Where(make.home().id, permission=Permission.STUDIO_WRITE)

        towns = queries.townships(session, lead, make.home().id, Permission.STUDIO_WRITE)
        places = queries.communities(session, lead, where)

        assert [row.id for row in towns] == [community.township_id]
        assert [row.id for row in places] == [community.id]

    def test_searches_filters_and_pages_communities(self, session: Session, make: Make) -> None:
        one = make.community(name="50%村")
        make.community(name="五十村", kind=CommunityKind.URBAN)
        home = make.home().id
        actor = make.actor(Role.CHAIR_OFFICE)

        found = {
            "all": Where(home),
            "search": Where(home, search="%村"),
            "township": Where(home, township_id=one.township_id),
            "kind": Where(home, kind=VILLAGE),
        }
        counted = {name: queries.count_communities(session, actor, w) for name, w in found.items()}

        assert counted == {"all": 2, "search": 1, "township": 1, "kind": 1}
        for name in ("search", "township", "kind"):
            assert [row.id for row in queries.communities(session, actor, found[name])] == [one.id]
        second = queries.communities(session, actor, Where(home), offset=1, limit=1)
        assert [row.name for row in second] == ["五十村"]

    def test_shows_nothing_of_others(self, session: Session, make: Make) -> None:
        theirs = make.committee()
        make.community(township_id=make.township(theirs).id)
        actor = make.actor(Role.CLERK)

        assert queries.townships(session, actor, theirs.id) == []
        assert queries.communities(session, actor, Where(theirs.id)) == []
        assert queries.count_communities(session, actor, Where(theirs.id)) == 0

    @pytest.mark.parametrize("role", lacking(Permission.COMMITTEE_READ))
    def test_refuses_who_may_not(self, session: Session, make: Make, role: Role) -> None:
        actor = make.actor(role)

        with pytest.raises(NotPermitted):
            queries.townships(session, actor, make.home().id)
        with pytest.raises(NotPermitted):
            queries.communities(session, actor, Where(make.home().id))


class TestSpecialCommittees:
    def test_are_added_last(self, session: Session, make: Make) -> None:
        make.special_committee(position=4)
        clerk = make.actor(Role.CLERK)

        with one_more_entry(session, "special_committee:added", make.home().id):
            row = special.add(session, clerk, make.home().id, SPECIAL)

        assert (row.name, row.name_en, row.position) == ("提案委员会", "Proposals", 5)

    def test_are_changed(self, session: Session, make: Make) -> None:
        row = make.special_committee(position=4)
        clerk = make.actor(Role.CLERK)

        with one_more_entry(session, "special_committee:edited", make.home().id):
            special.edit(session, clerk, row.id, SPECIAL, 1)

        assert (row.name, row.position, row.version) == ("提案委员会", 4, 2)

    def test_have_names_of_their_own(self, session: Session, make: Make) -> None:
        row = make.special_committee()
        make.special_committee(name="提案委员会")
        clerk = make.actor(Role.CLERK)

        with pytest.raises(RuleBroken, match="of this name"):
            special.add(session, clerk, make.home().id, SPECIAL)
        with pytest.raises(RuleBroken, match="of this name"):
            special.edit(session, clerk, row.id, SPECIAL, 1)
        with pytest.raises(RuleBroken, match="Give the special committee a name"):
            special.edit(session, clerk, row.id, SpecialCommitteeDraft(""), 1)

    def test_are_not_overwritten_unnoticed(self, session: Session, make: Make) -> None:
        row = make.special_committee(version=2)
        clerk = make.actor(Role.CLERK)

        with pytest.raises(EditConflict):
            special.edit(session, clerk, row.id, SPECIAL, 1)

    @pytest.mark.parametrize("role", WRITERS_LACKING)
    def test_refuse_who_may_not(self, session: Session, make: Make, role: Role) -> None:
        actor = make.actor(role)

        with pytest.raises(NotPermitted):
            special.add(session, actor, make.home().id, SPECIAL)
        with pytest.raises(NotPermitted):
            special.edit(session, actor, make.special_committee().id, SPECIAL, 1)

    def test_of_others_are_not_found(self, session: Session, make: Make) -> None:
        clerk = make.actor(Role.CLERK)
        theirs = make.committee()
        row = make.special_committee(committee_id=theirs.id)

        with pytest.raises(NotFound):
            special.add(session, clerk, theirs.id, SPECIAL)
        with pytest.raises(NotFound):
            special.edit(session, clerk, row.id, SPECIAL, 1)
        assert queries.special_committees(session, clerk, theirs.id) == []

    def test_are_listed_in_their_order(self, session: Session, make: Make) -> None:
        second, first = make.special_committee(position=2), make.special_committee(position=1)
        actor = make.actor(Role.CHAIR_OFFICE)

        rows = queries.special_committees(session, actor, make.home().id)

        assert [row.id for row in rows] == [first.id, second.id]
