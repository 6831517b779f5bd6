"""Standards, checks, and the figures kept beside each studio."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session, col, select

from core.errors import EditConflict, NotFound, NotPermitted, RuleBroken
from core.permissions import Actor, Permission, Role, lacking
from core.studios import checks, service, sheets, standard_queries, standards, standing
from core.studios.drafts import CheckDraft, ItemDraft, SetDraft, StudioDraft
from core.studios.models import (
    StandardItem,
    Studio,
    StudioKind,
    StudioState,
    Verdict,
)
from core.studios.presets import PRESETS
from tests.core.studios.conftest import TODAY, Trail
from tests.factories import Make

THREE = SetDraft("三有", (ItemDraft("有场所"), ItemDraft("有制度"), ItemDraft("有牌子")))


def figures(studio: Studio) -> tuple[int, int]:
    return studio.standard_met, studio.standard_items


def check(session: Session, actor: Actor, studio: Studio, verdict: Verdict, first: int = 1) -> None:
    """Give the first items of the first sheet one verdict."""
    items = sheets.sheets(session, actor, studio.id)[0].items[:first]
    drafts = [CheckDraft(item.item_id, verdict, "", item.version) for item in items]
    checks.save(session, actor, studio.id, drafts, TODAY)


def test_the_presets_are_those_of_the_committees() -> None:
    assert {one.name: len(one.items) for one in PRESETS} == {
        "五有": 5,
        "六有": 6,
        "五上墙": 5,
        "五规范": 5,
        "四机制": 4,
    }


def test_a_preset_is_adopted_with_its_items_and_usual_kinds(
    session: Session, make: Make, clerk: Actor, actions: Trail, revision: Callable[[], int]
) -> None:
    home = make.studio(kind=StudioKind.MEMBER_HOME)
    before = revision()

    standards.adopt(session, clerk, make.home().id, "six_haves")

    [shown] = standard_queries.sets(session, clerk, make.home().id)
    assert [item.name for item in shown.items][3] == "有社情民意信箱"
    assert shown.kinds == (StudioKind.MEMBER_HOME,)
    assert figures(home) == (0, 6)
    assert actions() == ["standard:created"]
    assert revision() == before + 1


def test_a_preset_in_use_is_not_adopted_twice_but_a_retired_one_again(
    session: Session, make: Make, clerk: Actor
) -> None:
    first = standards.adopt(session, clerk, make.home().id, "five_haves")
    with pytest.raises(RuleBroken, match="in use"):
        standards.adopt(session, clerk, make.home().id, "five_haves")

    standards.retire(session, clerk, first.id, version=1)

    again = standards.adopt(session, clerk, make.home().id, "five_haves")
    assert again.code == "five_haves-2"
    with pytest.raises(RuleBroken, match="in use"):
        standards.adopt(session, clerk, make.home().id, "five_haves")


def test_an_unknown_preset_is_not_found(session: Session, make: Make, clerk: Actor) -> None:
    with pytest.raises(NotFound):
        standards.adopt(session, clerk, make.home().id, "nine_haves")


@pytest.mark.parametrize("role", lacking(Permission.COMMITTEE_WRITE))
def test_standards_are_for_those_who_keep_the_committee(
    role: Role, session: Session, make: Make
) -> None:
    actor, row = make.actor(role), make.standard_set()

    with pytest.raises(NotPermitted):
        standards.adopt(session, actor, make.home().id, "five_haves")
    with pytest.raises(NotPermitted):
        standards.create(session, actor, make.home().id, THREE)
    with pytest.raises(NotPermitted):
        standards.edit(session, actor, row.id, THREE, version=1)
    with pytest.raises(NotPermitted):
        standards.assign(session, actor, row.id, [StudioKind.SECTOR], version=1)
    with pytest.raises(NotPermitted):
        standards.retire(session, actor, row.id, version=1)
    with pytest.raises(NotPermitted):
        standards.resume(session, actor, row.id, version=1)


def test_standards_of_others_are_not_found(
    session: Session, make: Make, clerk: Actor, foreign: Studio
) -> None:
    row = make.standard_set(committee_id=foreign.committee_id)

    with pytest.raises(NotFound):
        standards.create(session, clerk, foreign.committee_id, THREE)
    with pytest.raises(NotFound):
        standards.edit(session, clerk, row.id, THREE, version=1)
    with pytest.raises(NotFound):
        standards.assign(session, clerk, row.id, [], version=1)
    with pytest.raises(NotFound):
        standards.retire(session, clerk, row.id, version=1)
    with pytest.raises(NotFound):
        standards.resume(session, clerk, row.id, version=1)
    with pytest.raises(NotFound):
        standard_queries.sets(session, clerk, foreign.committee_id)


@pytest.mark.parametrize(
    ("draft", "field"),
    [
        (SetDraft(" ", THREE.items), "name"),
        (SetDraft("三有", (ItemDraft(" "),)), "items"),
        (SetDraft("三有", (ItemDraft("有"), ItemDraft("有 "))), "items"),
        (SetDraft("三有", tuple(ItemDraft(f"有{n}") for n in range(41))), "items"),
    ],
)
def test_a_standard_asks_for_something_once(
    draft: SetDraft, field: str, session: Session, make: Make, clerk: Actor
) -> None:
    with pytest.raises(RuleBroken) as refused:
        standards.create(session, clerk, make.home().id, draft)

    assert refused.value.field == field


def test_items_are_renamed_ordered_added_and_dropped(
    session: Session, make: Make, clerk: Actor, actions: Trail
) -> None:
    row = standards.create(session, clerk, make.home().id, THREE, [StudioKind.SECTOR])
    studio = make.studio()
    [shown] = standard_queries.sets(session, clerk, make.home().id)
    first, second, _third = shown.items
    items = (
        ItemDraft("有牌匾"),
        ItemDraft("有制度", id=second.id),
        ItemDraft("有阵地", id=first.id),
    )

    standards.edit(session, clerk, row.id, SetDraft("新三有", items), version=1)

    [shown] = standard_queries.sets(session, clerk, make.home().id)
    assert [item.name for item in shown.items] == ["有牌匾", "有制度", "有阵地"]
    assert [item.id for item in shown.items][1:] == [second.id, first.id]
    assert (shown.name, shown.version) == ("新三有", 2)
    assert figures(studio) == (0, 3)
    assert actions() == ["standard:created", "standard:edited"]


def test_an_item_that_was_checked_stays(session: Session, make: Make, clerk: Actor) -> None:
    row = standards.create(session, clerk, make.home().id, THREE, [StudioKind.SECTOR])
    check(session, clerk, make.studio(), Verdict.MET)

    with pytest.raises(RuleBroken) as refused:
        standards.edit(session, clerk, row.id, SetDraft("一有", (ItemDraft("有"),)), version=1)

    assert refused.value.field == "items"


def test_an_edit_of_what_has_changed_meanwhile_is_refused(
    session: Session, make: Make, clerk: Actor
) -> None:
    row = standards.create(session, clerk, make.home().id, THREE)
    standards.assign(session, clerk, row.id, [StudioKind.AREA], version=1)

    with pytest.raises(EditConflict):
        standards.assign(session, clerk, row.id, [], version=1)


def test_a_standard_is_assigned_retired_and_resumed(
    session: Session, make: Make, clerk: Actor, actions: Trail
) -> None:
    row, studio = standards.create(session, clerk, make.home().id, THREE), make.studio()
    seen = [figures(studio)]

    standards.assign(session, clerk, row.id, [StudioKind.SECTOR], version=1)
    check(session, clerk, studio, Verdict.MET, first=2)
    seen.append(figures(studio))
    standards.retire(session, clerk, row.id, version=2)
    seen.append(figures(studio))
    standards.resume(session, clerk, row.id, version=3)
    seen.append(figures(studio))

    assert seen == [(0, 0), (2, 3), (0, 0), (2, 3)]
    assert actions()[-2:] == ["standard:retired", "standard:resumed"]


def test_a_standard_holds_for_the_committees_below_and_not_beside(
    session: Session, make: Make, clerk: Actor
) -> None:
    beside = make.studio(committee_id=make.committee().id)
    below = make.studio(committee_id=make.township().id)

    standards.create(session, clerk, make.home().id, THREE, [StudioKind.SECTOR])

    assert (figures(below), figures(beside)) == ((0, 3), (0, 0))
    assert [one.name for one in sheets.sheets(session, clerk, below.id)] == ["三有"]


class TestCheck:
    def test_keeps_verdicts_with_note_and_day(
        self,
        session: Session,
        make: Make,
        clerk: Actor,
        actions: Trail,
        revision: Callable[[], int],
    ) -> None:
        standards.create(session, clerk, make.home().id, THREE, [StudioKind.SECTOR])
        studio = make.studio()
        item = sheets.sheets(session, clerk, studio.id)[0].items[0]
        before = revision()

        drafts = [CheckDraft(item.item_id, Verdict.PARTLY, " 场所待装修 ")]
        checks.save(session, clerk, studio.id, drafts, TODAY)

        [sheet] = sheets.sheets(session, clerk, studio.id)
        kept = sheet.items[0]
        assert (kept.verdict, kept.note, kept.checked_on) == (Verdict.PARTLY, "场所待装修", TODAY)
        assert sheet.met == 0
        assert actions()[-1] == "studio:checked"
        assert revision() == before + 1

    @pytest.mark.parametrize("role", lacking(Permission.STUDIO_WRITE))
    def test_refuses_roles_without_the_permission(
        self, role: Role, session: Session, make: Make
    ) -> None:
        with pytest.raises(NotPermitted):
            checks.save(session, make.actor(role), make.studio().id, [], TODAY)

    def test_finds_no_studio_of_others(
        self, session: Session, clerk: Actor, foreign: Studio
    ) -> None:
        with pytest.raises(NotFound):
            checks.save(session, clerk, foreign.id, [], TODAY)

    def test_refuses_an_item_that_is_not_asked(
        self, session: Session, make: Make, clerk: Actor
    ) -> None:
        row = make.standard_set()
        item = session.exec(
            select(StandardItem.id).where(StandardItem.standard_set_id == row.id)
        ).first()

        drafts = [CheckDraft(item or 0, Verdict.MET)]
        with pytest.raises(RuleBroken, match="no longer asked"):
            checks.save(session, clerk, make.studio().id, drafts, TODAY)

    def test_refuses_a_day_to_come(self, session: Session, make: Make, clerk: Actor) -> None:
        with pytest.raises(RuleBroken) as refused:
            checks.save(session, clerk, make.studio().id, [], TODAY + timedelta(days=1))

        assert refused.value.field == "checked_on"

    @pytest.mark.parametrize("shown", [0, 1])
    def test_the_loser_of_a_race_is_told(
        self, shown: int, session: Session, make: Make, clerk: Actor
    ) -> None:
        standards.create(session, clerk, make.home().id, THREE, [StudioKind.SECTOR])
        studio = make.studio()
        item = sheets.sheets(session, clerk, studio.id)[0].items[0].item_id
        for version in range(shown + 1):
            drafts = [CheckDraft(item, Verdict.MET, f"第{version}次", version)]
            checks.save(session, clerk, studio.id, drafts, TODAY)

        late = [CheckDraft(item, Verdict.UNMET, version=shown)]
        with pytest.raises(EditConflict):
            checks.save(session, clerk, studio.id, late, TODAY)


def test_a_new_kind_is_measured_by_its_own_standards(
    session: Session, make: Make, clerk: Actor
) -> None:
    standards.adopt(session, clerk, make.home().id, "six_haves")
    studio = service.register(session, clerk, make.home().id, StudioDraft("委员之家"))
    before = figures(studio)

    home = StudioDraft("委员之家", StudioKind.MEMBER_HOME)
    service.edit(session, clerk, studio.id, home, version=1)

    assert (before, figures(studio)) == ((0, 0), (0, 6))


KINDS = (StudioKind.SECTOR, StudioKind.AREA)
CHANGES = st.lists(
    st.one_of(
        st.tuples(st.just("check"), st.integers(0, 2), st.sampled_from(Verdict)),
        st.tuples(st.just("assign"), st.integers(0, 1), st.sets(st.sampled_from(KINDS))),
        st.tuples(st.just("kind"), st.integers(0, 2), st.sampled_from(KINDS)),
        st.tuples(st.just("retire"), st.integers(0, 1), st.none()),
        st.tuples(st.just("items"), st.integers(0, 1), st.integers(1, 4)),
    ),
    max_size=8,
)


def change(session: Session, actor: Actor, what: tuple[str, int, Any], rows: list[Any]) -> None:
    """One change as an office might make it."""
    kind, index, value = what
    row = rows[index] if kind in ("check", "kind") else rows[3 + index]
    if kind == "check" and sheets.sheets(session, actor, row.id):
        check(session, actor, row, value, first=2)
    elif kind == "assign":
        standards.assign(session, actor, row.id, value, version=row.version)
    elif kind == "kind":
        draft = StudioDraft(row.name, value, row.level, row.code)
        service.edit(session, actor, row.id, draft, version=row.version)
    elif kind == "retire":
        turn = standards.resume if row.retired_at else standards.retire
        turn(session, actor, row.id, version=row.version)
    elif kind == "items":
        of = col(StandardItem.standard_set_id) == row.id
        old = session.exec(select(StandardItem).where(of).order_by(col(StandardItem.position)))
        kept = [ItemDraft(item.name, id=item.id) for item in old]
        more = tuple(kept + [ItemDraft(f"新增{len(kept)}{n}") for n in range(value)])[:20]
        standards.edit(session, actor, row.id, SetDraft(row.name, more), version=row.version)


@given(changes=CHANGES)
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_stored_figures_equal_recomputed_ones(
    changes: list[tuple[str, int, Any]], session: Session, make: Make, clerk: Actor
) -> None:
    upper = make.committee(parent=make.home())  # each example has its own
    township = make.township(upper)
    rows: list[Any] = [
        make.studio(committee_id=upper.id),
        make.studio(committee_id=upper.id, kind=StudioKind.AREA),
        make.studio(committee_id=township.id),
        make.standard_set(committee_id=upper.id),
        make.standard_set(committee_id=township.id),
    ]
    for what in changes:
        change(session, clerk, what, rows)

    stored = [figures(studio) for studio in rows[:3]]
    standing.rebuild(session, upper.id)

    assert [figures(studio) for studio in rows[:3]] == stored
    assert stored == [by_hand(session, clerk, studio) for studio in rows[:3]]


def by_hand(session: Session, actor: Actor, studio: Studio) -> tuple[int, int]:
    shown = sheets.sheets(session, actor, studio.id)
    return sum(one.met for one in shown), sum(len(one.items) for one in shown)


def test_rebuilding_mends_what_was_wrong(session: Session, make: Make, clerk: Actor) -> None:
    standards.create(session, clerk, make.home().id, THREE, [StudioKind.SECTOR])
    studio = make.studio(standard_items=9, standard_met=9)

    standing.rebuild(session, make.home().id)

    assert figures(studio) == (0, 3)


def test_a_withdrawn_studio_is_checked_no_more(session: Session, make: Make, clerk: Actor) -> None:
    studio = make.studio(state=StudioState.WITHDRAWN)

    with pytest.raises(RuleBroken):
        checks.save(session, clerk, studio.id, [], date(2026, 1, 1))
