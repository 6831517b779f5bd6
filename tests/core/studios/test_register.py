"""The register of studios: entering, editing, binning."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from sqlmodel import Session, col, select

from core.committees.models import Level
from core.errors import EditConflict, NotFound, NotPermitted, RuleBroken
from core.permissions import Actor, Permission, Role, lacking
from core.studios import queries, record, service
from core.studios.drafts import StudioDraft
from core.studios.models import Studio, StudioKind, StudioMember, StudioState
from tests.core.studios.conftest import TODAY, Trail
from tests.factories import Make

DRAFT = StudioDraft(name="教育界别委员工作室")


def as_draft(studio: Studio, **given: Any) -> StudioDraft:
    names = ("name", "kind", "level", "code", "lead_id", "sector_id", "township_id")
    return replace(StudioDraft(**{key: getattr(studio, key) for key in names}), **given)


class TestRegister:
    def test_keeps_a_draft_with_the_next_code(
        self,
        session: Session,
        make: Make,
        clerk: Actor,
        actions: Trail,
        revision: Callable[[], int],
    ) -> None:
        code = make.home().code
        make.studio(code=f"{code}-007")
        make.studio(code=f"{code}-特1")
        before = revision()

        studio = service.register(session, clerk, make.home().id, DRAFT)

        assert (studio.code, studio.state) == (f"{code}-008", StudioState.DRAFT)
        assert actions() == ["studio:registered"]
        assert revision() == before + 1

    @pytest.mark.parametrize("role", lacking(Permission.STUDIO_WRITE))
    def test_refuses_roles_without_the_permission(
        self, role: Role, session: Session, make: Make
    ) -> None:
        actor = make.actor(role)

        with pytest.raises(NotPermitted):
            service.register(session, actor, make.home().id, DRAFT)

    def test_refuses_a_committee_out_of_scope(
        self, session: Session, make: Make, clerk: Actor, foreign: Studio
    ) -> None:
        lead = make.actor(Role.STUDIO_LEAD)

        with pytest.raises(NotFound):
            service.register(session, clerk, foreign.committee_id, DRAFT)
        with pytest.raises(NotFound):
            service.register(session, lead, make.home().id, DRAFT)

    def test_cleans_what_was_typed(self, session: Session, make: Make, clerk: Actor) -> None:
        typed = replace(DRAFT, name=" 教育\u200b  工作室 ", code="ＳＸ－０１２")

        studio = service.register(session, clerk, make.home().id, typed)

        assert (studio.name, studio.code) == ("教育 工作室", "SX-012")

    @pytest.mark.parametrize(
        ("given", "field"),
        [
            ({"name": " "}, "name"),
            ({"name": "长" * 81}, "name"),
            ({"code": "TAKEN"}, "code"),
            ({"lead_id": 0}, "lead_id"),
            ({"sector_id": 0}, "sector_id"),
            ({"township_id": 0}, "township_id"),
        ],
    )
    def test_refuses_at_the_input(
        self, given: dict[str, Any], field: str, session: Session, make: Make, clerk: Actor
    ) -> None:
        make.studio(code="TAKEN")
        foreign = make.committee().id
        elsewhere = {
            "lead_id": make.member(committee_id=foreign).id,
            "sector_id": make.sector(committee_id=foreign).id,
            "township_id": make.home().id,  # ours, but no township
        }
        given = {key: elsewhere.get(key, value) for key, value in given.items()}

        with pytest.raises(RuleBroken) as refused:
            service.register(session, clerk, make.home().id, replace(DRAFT, **given))

        assert refused.value.field == field

    def test_lets_the_lead_work_there(self, session: Session, make: Make, clerk: Actor) -> None:
        lead = make.member()

        studio = service.register(session, clerk, make.home().id, replace(DRAFT, lead_id=lead.id))

        [row] = record.members(session, clerk, studio.id)
        assert (row.member_id, row.starts_on, row.ends_on) == (lead.id, TODAY, None)

    def test_a_townships_studio_lies_in_the_township(self, session: Session, make: Make) -> None:
        township = make.township()
        there = make.actor(Role.CLERK, scope=township)
        lead, sector = make.member(), make.sector()
        draft = replace(DRAFT, lead_id=lead.id, sector_id=sector.id)

        studio = service.register(session, there, township.id, draft)

        assert studio.township_id == township.id

    def test_the_application_form_registers_and_applies(
        self, session: Session, make: Make, clerk: Actor, actions: Trail
    ) -> None:
        draft = replace(DRAFT, lead_id=make.member().id, sector_id=make.sector().id)

        studio = service.register_and_apply(session, clerk, make.home().id, draft)

        assert studio.state is StudioState.APPLIED
        assert actions() == ["studio:registered", "studio:applied"]


class TestEdit:
    def test_keeps_what_changed(
        self,
        session: Session,
        make: Make,
        clerk: Actor,
        actions: Trail,
        revision: Callable[[], int],
    ) -> None:
        studio = make.studio()
        before = revision()

        service.edit(session, clerk, studio.id, as_draft(studio, brand="一室一品"), version=1)

        assert (studio.brand, studio.version) == ("一室一品", 2)
        assert actions() == ["studio:edited"]
        assert revision() == before + 1

    @pytest.mark.parametrize("role", lacking(Permission.STUDIO_WRITE))
    def test_refuses_roles_without_the_permission(
        self, role: Role, session: Session, make: Make
    ) -> None:
        studio = make.studio()

        with pytest.raises(NotPermitted):
            service.edit(session, make.actor(role), studio.id, as_draft(studio), version=1)

    def test_finds_no_studio_of_others(
        self, session: Session, make: Make, clerk: Actor, foreign: Studio
    ) -> None:
        mine = make.studio()
        lead = make.actor(Role.STUDIO_LEAD, scope=mine)

        with pytest.raises(NotFound):
            service.edit(session, clerk, foreign.id, as_draft(foreign), version=1)
        with pytest.raises(NotFound):
            service.edit(session, lead, make.studio().id, DRAFT, version=1)

    def test_tells_the_loser_of_a_race_what_differs(
        self, session: Session, make: Make, clerk: Actor
    ) -> None:
        studio = make.studio(version=2, name="甲工作室")

        with pytest.raises(EditConflict) as refused:
            service.edit(session, clerk, studio.id, as_draft(studio, name="乙工作室"), version=1)

        [difference] = refused.value.differences
        assert (difference.field, difference.theirs) == ("name", "甲工作室")

    def test_a_lead_edits_the_facts_but_not_the_kind(self, session: Session, make: Make) -> None:
        studio = make.studio()
        lead = make.actor(Role.STUDIO_LEAD, scope=studio)
        service.edit(session, lead, studio.id, as_draft(studio, address="示例路1号"), version=1)

        online = as_draft(studio, kind=StudioKind.ONLINE)
        with pytest.raises(NotPermitted):
            service.edit(session, lead, studio.id, online, version=2)

    def test_leaves_a_withdrawn_studio_alone(
        self, session: Session, make: Make, clerk: Actor
    ) -> None:
        studio = make.studio(state=StudioState.WITHDRAWN)

        with pytest.raises(RuleBroken, match="withdrawn"):
            service.edit(session, clerk, studio.id, as_draft(studio), version=1)

    def test_a_code_taken_by_another_is_refused_and_changes_nothing(
        self, session: Session, make: Make, clerk: Actor
    ) -> None:
        make.studio(code="TAKEN")
        studio = make.studio(code="FREE")

        with pytest.raises(RuleBroken) as refused:
            service.edit(session, clerk, studio.id, as_draft(studio, code="TAKEN"), version=1)

        assert refused.value.field == "code"

    def test_a_new_lead_works_there_too_and_the_old_one_stays(
        self, session: Session, make: Make, clerk: Actor
    ) -> None:
        old, new = make.member(), make.member()
        studio = service.register(session, clerk, make.home().id, replace(DRAFT, lead_id=old.id))

        service.edit(session, clerk, studio.id, as_draft(studio, lead_id=new.id), version=1)

        of = col(StudioMember.studio_id) == studio.id
        assert set(session.exec(select(StudioMember.member_id).where(of))) == {old.id, new.id}


class TestBin:
    def test_a_binned_studio_is_seen_nowhere_and_comes_back_whole(
        self, session: Session, make: Make, clerk: Actor, actions: Trail
    ) -> None:
        studio = make.studio(state=StudioState.DRAFT)

        service.bin_studio(session, clerk, studio.id, version=1)
        seen = queries.total(session, clerk, queries.Filters())
        binned = queries.total(session, clerk, queries.Filters(binned=True))
        service.restore(session, clerk, studio.id)

        assert (seen, binned) == (0, 1)
        assert queries.total(session, clerk, queries.Filters()) == 1
        assert actions() == ["studio:binned", "studio:restored"]

    @pytest.mark.parametrize("role", lacking(Permission.STUDIO_DECIDE))
    def test_is_for_those_who_decide(self, role: Role, session: Session, make: Make) -> None:
        studio = make.studio(state=StudioState.DRAFT)
        actor = make.actor(role, scope=studio if role is Role.STUDIO_LEAD else None)

        with pytest.raises(NotPermitted):
            service.bin_studio(session, actor, studio.id, version=1)
        with pytest.raises(NotPermitted):
            service.restore(session, actor, studio.id)

    def test_finds_nothing_of_others(self, session: Session, clerk: Actor, foreign: Studio) -> None:
        with pytest.raises(NotFound):
            service.bin_studio(session, clerk, foreign.id, version=1)
        with pytest.raises(NotFound):
            service.restore(session, clerk, foreign.id)

    def test_an_opened_studio_is_withdrawn_first(
        self, session: Session, make: Make, clerk: Actor
    ) -> None:
        studio = make.studio(state=StudioState.OPENED)

        with pytest.raises(RuleBroken, match="Withdraw"):
            service.bin_studio(session, clerk, studio.id, version=1)


def test_levels_do_not_depend_on_the_committees(session: Session, make: Make, clerk: Actor) -> None:
    """A county's studio may be recognised by the province."""
    draft = replace(DRAFT, level=Level.PROVINCE, demonstration=True)

    studio = service.register(session, clerk, make.home().id, draft)

    assert studio.level is Level.PROVINCE
