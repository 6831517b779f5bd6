"""The catalogue of activities."""

from collections import Counter

import pytest
from sqlmodel import Session, col, select

from core.activities.catalogue import queries
from core.activities.catalogue import service as catalogue
from core.activities.catalogue.drafts import CategoryDraft
from core.activities.catalogue.presets import PRESETS
from core.activities.models import Category
from core.audit.models import AuditEntry
from core.committees import trail
from core.errors import EditConflict, NotFound, NotPermitted, RuleBroken
from core.permissions import Permission, Role, lacking
from core.plans.models import Measure
from tests.factories import Make


def codes(session: Session) -> list[str]:
    return list(session.exec(select(Category.code)))


def actions(session: Session) -> list[str]:
    return list(session.exec(select(AuditEntry.action).order_by(col(AuditEntry.id))))


class TestPresets:
    def test_each_code_is_there_once(self) -> None:
        all_codes = [h.code for h in PRESETS] + [c.code for h in PRESETS for c in h.below]

        assert max(Counter(all_codes).values()) == 1

    def test_the_system_adopts_them_for_a_committee(self, session: Session, make: Make) -> None:
        home = make.home()

        added = catalogue.adopt_presets(session, None, home.id)

        assert added == len(codes(session)) == 61
        assert trail.revision(session, home.id) == 1
        assert actions(session) == ["category:presets_adopted"]

    def test_adopting_again_adds_only_what_is_missing_and_keeps_new_names(
        self, session: Session, make: Make
    ) -> None:
        home = make.home()
        catalogue.adopt_presets(session, None, home.id)
        row = session.exec(select(Category).where(Category.code == "reception")).one()
        row.name = "接待群众"

        added = catalogue.adopt_presets(session, make.actor(Role.CLERK), home.id)

        assert added == 0
        assert row.name == "接待群众"

    @pytest.mark.parametrize("role", lacking(Permission.COMMITTEE_WRITE))
    def test_refuses_roles_without_the_permission(
        self, role: Role, session: Session, make: Make
    ) -> None:
        with pytest.raises(NotPermitted):
            catalogue.adopt_presets(session, make.actor(role), make.home().id)

    def test_refuses_a_committee_out_of_scope(self, session: Session, make: Make) -> None:
        with pytest.raises(NotFound):
            catalogue.adopt_presets(session, make.actor(Role.CLERK), make.committee().id)


class TestAdd:
    def test_adds_below_a_heading_at_the_end(self, session: Session, make: Make) -> None:
        actor = make.actor(Role.CLERK)
        heading = catalogue.add(session, actor, make.home().id, CategoryDraft(" 特色活动 "))
        draft = CategoryDraft("乡村夜话", "Village evening", Measure.CONSULTATION)

        first = catalogue.add(session, actor, make.home().id, draft, heading.id)
        second = catalogue.add(session, actor, make.home().id, CategoryDraft("晨谈"), heading.id)

        assert (heading.name, heading.measure) == ("特色活动", None)
        assert (first.measure, first.position, second.position) == (Measure.CONSULTATION, 1, 2)
        assert len({heading.code, first.code, second.code}) == 3
        assert actions(session) == ["category:added"] * 3
        assert trail.revision(session, make.home().id) == 3

    def test_needs_a_name(self, session: Session, make: Make) -> None:
        actor = make.actor(Role.CLERK)

        with pytest.raises(RuleBroken, match="name") as refused:
            catalogue.add(session, actor, make.home().id, CategoryDraft(" \u200b "))

        assert refused.value.field == "name"

    def test_there_is_no_third_level(self, session: Session, make: Make) -> None:
        category = make.category()

        with pytest.raises(RuleBroken, match="first level"):
            catalogue.add(
                session, make.actor(Role.CLERK), make.home().id, CategoryDraft("x"), category.id
            )

    @pytest.mark.parametrize("role", lacking(Permission.COMMITTEE_WRITE))
    def test_refuses_roles_without_the_permission(
        self, role: Role, session: Session, make: Make
    ) -> None:
        with pytest.raises(NotPermitted):
            catalogue.add(session, make.actor(role), make.home().id, CategoryDraft("x"))

    def test_refuses_a_committee_out_of_scope(self, session: Session, make: Make) -> None:
        with pytest.raises(NotFound):
            catalogue.add(session, make.actor(Role.CLERK), make.committee().id, CategoryDraft("x"))


class TestEdit:
    def test_changes_names_and_measure_but_never_the_code(
        self, session: Session, make: Make
    ) -> None:
        row = make.category(code="reception")

        catalogue.edit(
            session,
            make.actor(Role.CLERK),
            row.id,
            CategoryDraft("接待", measure=Measure.SERVICE_EVENT),
            row.version,
        )

        assert (row.code, row.name, row.measure) == ("reception", "接待", Measure.SERVICE_EVENT)
        assert actions(session) == ["category:edited"]
        assert trail.revision(session, row.committee_id) == 1

    def test_the_slower_of_two_is_told(self, session: Session, make: Make) -> None:
        actor = make.actor(Role.CLERK)
        row = make.category()
        catalogue.edit(session, actor, row.id, CategoryDraft("甲"), 1)

        with pytest.raises(EditConflict):
            catalogue.edit(session, actor, row.id, CategoryDraft("乙"), 1)

    @pytest.mark.parametrize("role", lacking(Permission.COMMITTEE_WRITE))
    def test_refuses_roles_without_the_permission(
        self, role: Role, session: Session, make: Make
    ) -> None:
        row = make.category()

        with pytest.raises(NotPermitted):
            catalogue.edit(session, make.actor(role), row.id, CategoryDraft("x"), 1)

    def test_a_category_of_another_committee_is_not_found(
        self, session: Session, make: Make
    ) -> None:
        row = make.category(committee_id=make.committee().id)

        with pytest.raises(NotFound):
            catalogue.edit(session, make.actor(Role.CLERK), row.id, CategoryDraft("x"), 1)


class TestRetire:
    def test_takes_it_out_of_the_pickers_and_brings_it_back(
        self, session: Session, make: Make
    ) -> None:
        actor = make.actor(Role.CLERK)
        row = make.category()

        catalogue.retire(session, actor, row.id)
        while_retired = queries.tree(session, actor, row.committee_id)
        catalogue.bring_back(session, actor, row.id)
        after = queries.tree(session, actor, row.committee_id)

        assert [len(h.below) for h in while_retired] == [0]
        assert [len(h.below) for h in after] == [1]
        assert actions(session) == ["category:retired", "category:brought_back"]
        assert trail.revision(session, row.committee_id) == 2

    def test_a_heading_waits_for_those_below_it(self, session: Session, make: Make) -> None:
        row = make.category()

        with pytest.raises(RuleBroken, match="1 categories"):
            catalogue.retire(session, make.actor(Role.CLERK), row.parent_id or 0)

    @pytest.mark.parametrize("role", lacking(Permission.COMMITTEE_WRITE))
    def test_refuses_roles_without_the_permission(
        self, role: Role, session: Session, make: Make
    ) -> None:
        row, actor = make.category(), make.actor(role)

        for change in (catalogue.retire, catalogue.bring_back):
            with pytest.raises(NotPermitted):
                change(session, actor, row.id)

    def test_a_category_of_another_committee_is_not_found(
        self, session: Session, make: Make
    ) -> None:
        row, actor = make.category(committee_id=make.committee().id), make.actor(Role.CLERK)

        for change in (catalogue.retire, catalogue.bring_back):
            with pytest.raises(NotFound):
                change(session, actor, row.id)


class TestMove:
    def test_moves_among_those_beside_it_and_stops_at_the_end(
        self, session: Session, make: Make
    ) -> None:
        actor = make.actor(Role.CLERK)
        first = make.category(position=1)
        second = make.category(parent_id=first.parent_id, position=2)
        third = make.category(parent_id=first.parent_id, position=3)

        catalogue.move(session, actor, third.id, -1)
        catalogue.move(session, actor, first.id, -1)

        assert [first.position, third.position, second.position] == [1, 2, 3]
        assert actions(session) == ["category:moved"] * 2
        assert trail.revision(session, first.committee_id) == 2

    @pytest.mark.parametrize("role", lacking(Permission.COMMITTEE_WRITE))
    def test_refuses_roles_without_the_permission(
        self, role: Role, session: Session, make: Make
    ) -> None:
        with pytest.raises(NotPermitted):
            catalogue.move(session, make.actor(role), make.category().id, 1)

    def test_a_category_of_another_committee_is_not_found(
        self, session: Session, make: Make
    ) -> None:
        row = make.category(committee_id=make.committee().id)

        with pytest.raises(NotFound):
            catalogue.move(session, make.actor(Role.CLERK), row.id, 1)


class TestTree:
    def test_a_township_uses_the_catalogue_of_its_county(
        self, session: Session, make: Make
    ) -> None:
        catalogue.adopt_presets(session, None, make.home().id)

        tree = queries.tree(session, make.actor(Role.CLERK), make.township().id)

        assert [heading.code for heading in tree] == [heading.code for heading in PRESETS]
        assert [row.code for row in tree[0].below][:2] == ["plenary", "standing_meeting"]

    def test_a_studio_lead_reads_the_own_committee_and_no_other(
        self, session: Session, make: Make
    ) -> None:
        lead = make.actor(Role.STUDIO_LEAD)
        make.category()

        assert len(queries.tree(session, lead, make.home().id)) == 1
        with pytest.raises(NotFound):
            queries.tree(session, lead, make.committee().id)

    def test_refuses_who_reads_no_activities(self, session: Session, make: Make) -> None:
        auditor = make.actor(Role.AUDITOR)

        for read in (queries.tree, lambda s, a, _: queries.names(s, a)):
            with pytest.raises(NotPermitted):
                read(session, auditor, make.home().id)

    def test_a_filter_names_each_code_once_for_all_committees_in_reach(
        self, session: Session, make: Make
    ) -> None:
        county, city = make.home(), make.committee()
        below = make.committee(city)
        for committee in (county, below):
            catalogue.adopt_presets(session, None, committee.id)
        make.category(committee_id=county.id, code="only_here")

        names = queries.names(session, make.actor(Role.CLERK, city, city))

        assert len(names) == 61
        assert {row.heading for row in names if row.code == "plenary"} == {"meeting"}
