"""Taking the groups of one term over into the next."""

from datetime import date

import pytest
from sqlmodel import Session

from core.committees.models import Term
from core.errors import NotFound, NotPermitted, RuleBroken
from core.groups import detail, service, theme_days
from core.groups.carry_over import carry_over
from core.groups.drafts import GroupDraft, ThemeDayDraft
from core.groups.queries import groups_of_term
from core.groups.rules import SectorMark, mapped
from core.permissions import Actor, Permission, Role, lacking
from tests.core.groups.test_service import last_action
from tests.factories import Make


@pytest.fixture
def clerk(make: Make) -> Actor:
    return make.actor(Role.CLERK)


@pytest.fixture
def old(make: Make) -> Term:
    return make.term(number=14, starts_on=date(2022, 1, 1))


@pytest.fixture
def new(make: Make) -> Term:
    term = make.term(number=16, starts_on=date(2027, 1, 1))
    make.sector(term_id=term.id, name="新界别")
    return term


def test_copies_groups_and_maps_sectors_by_code_then_by_name(
    session: Session, make: Make, clerk: Actor, old: Term, new: Term
) -> None:
    coded = make.sector(term_id=old.id, name="文艺界", national_code="arts")
    named = make.sector(term_id=old.id, name="教育界")
    gone = make.sector(term_id=old.id, name="旧界别")
    group = service.compose(
        session, clerk, old.id, GroupDraft("甲组", "A"), [coded.id, named.id, gone.id]
    )
    theme_days.add(session, clerk, group.id, ThemeDayDraft("委员阅读日"))
    recoded = make.sector(term_id=new.id, name="文化艺术界", national_code="arts")
    renamed = make.sector(term_id=new.id, name="教育界")

    told = carry_over(session, clerk, old.id, new.id)

    (copy,) = groups_of_term(session, clerk, new.id)
    assert (copy.name, copy.name_en, copy.carried_from_id) == ("甲组", "A", group.id)
    held = {seat.sector_id for seat in detail.sectors_of(session, clerk, copy.id)}
    assert held == {recoded.id, renamed.id}
    assert [day.name for day in detail.theme_days(session, clerk, copy.id)] == ["委员阅读日"]
    assert (told.groups, told.sectors) == (1, 2)
    assert told.lost == (("旧界别", "甲组"),)
    assert told.unplaced == ("新界别",)
    assert last_action(session) == "group:carried_over"


def test_runs_once(session: Session, clerk: Actor, old: Term, new: Term) -> None:
    service.compose(session, clerk, old.id, GroupDraft("甲组"))
    carry_over(session, clerk, old.id, new.id)

    with pytest.raises(RuleBroken, match="before"):
        carry_over(session, clerk, old.id, new.id)


def test_waits_until_the_new_term_has_sectors(
    session: Session, make: Make, clerk: Actor, old: Term
) -> None:
    service.compose(session, clerk, old.id, GroupDraft("甲组"))
    bare = make.term(number=17, starts_on=date(2032, 1, 1))

    with pytest.raises(RuleBroken, match="no sectors"):
        carry_over(session, clerk, old.id, bare.id)

    assert groups_of_term(session, clerk, bare.id) == []


def test_goes_forward_in_time_only(session: Session, clerk: Actor, old: Term, new: Term) -> None:
    service.compose(session, clerk, new.id, GroupDraft("甲组"))

    with pytest.raises(RuleBroken, match="later"):
        carry_over(session, clerk, new.id, old.id)


def test_without_groups_there_is_nothing_to_carry(
    session: Session, clerk: Actor, old: Term, new: Term
) -> None:
    with pytest.raises(RuleBroken, match="no groups"):
        carry_over(session, clerk, old.id, new.id)


def test_a_name_already_taken_in_the_new_term_is_told(
    session: Session, clerk: Actor, old: Term, new: Term
) -> None:
    service.compose(session, clerk, old.id, GroupDraft("甲组"))
    service.compose(session, clerk, new.id, GroupDraft("甲组"))

    with pytest.raises(RuleBroken, match="already has a group"):
        carry_over(session, clerk, old.id, new.id)


def test_a_term_of_another_committee_is_not_found(
    session: Session, make: Make, clerk: Actor, old: Term
) -> None:
    theirs = make.term(committee_id=make.committee().id, starts_on=date(2027, 1, 1))

    with pytest.raises(NotFound):
        carry_over(session, clerk, old.id, theirs.id)


def test_never_mixes_two_committees_of_one_clerk(
    session: Session, make: Make, clerk: Actor, old: Term
) -> None:
    below = make.committee(make.home())
    theirs = make.term(committee_id=below.id, starts_on=date(2027, 1, 1))

    with pytest.raises(NotFound):
        carry_over(session, clerk, old.id, theirs.id)


@pytest.mark.parametrize("role", lacking(Permission.GROUP_WRITE))
def test_refuses_roles_without_the_permission(
    role: Role, session: Session, make: Make, old: Term, new: Term
) -> None:
    with pytest.raises(NotPermitted):
        carry_over(session, make.actor(role), old.id, new.id)


def test_of_several_with_one_code_the_namesake_is_meant() -> None:
    old = [SectorMark(1, "economy", "经济一组"), SectorMark(2, "economy", "经济二组")]
    new = [SectorMark(11, "economy", "经济二组"), SectorMark(12, "economy", "工商组")]

    assert mapped(old, new) == {2: 11}


def test_a_new_sector_continues_one_old_sector_only() -> None:
    old = [SectorMark(1, "", "教育界"), SectorMark(2, "education", "教育科技界")]
    new = [SectorMark(11, "education", "教育界")]

    assert mapped(old, new) == {2: 11}
