"""The days that a group keeps."""

import pytest
from sqlmodel import Session

from core.errors import NotFound, NotPermitted, RuleBroken
from core.groups import detail, theme_days
from core.groups.drafts import ThemeDayDraft
from core.permissions import Permission, Role, lacking
from tests.core.groups.test_service import last_action
from tests.factories import Make

READING = ThemeDayDraft("委员阅读日", "Reading day", "每月第一个星期五")


def test_a_day_is_kept_and_dropped(session: Session, make: Make) -> None:
    clerk, group = make.actor(Role.CLERK), make.group()

    day = theme_days.add(session, clerk, group.id, READING)
    kept = detail.theme_days(session, clerk, group.id)
    session.flush()
    theme_days.drop(session, clerk, day.id)

    assert [row.rule for row in kept] == [READING.rule]
    assert detail.theme_days(session, clerk, group.id) == []
    assert last_action(session) == "group:theme_day_dropped"


@pytest.mark.parametrize(("name", "told"), [("", "Give"), ("委员阅读日", "already")])
def test_a_day_has_a_name_of_its_own(name: str, told: str, session: Session, make: Make) -> None:
    clerk, group = make.actor(Role.CLERK), make.group()
    theme_days.add(session, clerk, group.id, READING)

    with pytest.raises(RuleBroken, match=told):
        theme_days.add(session, clerk, group.id, ThemeDayDraft(name))


@pytest.mark.parametrize("role", lacking(Permission.GROUP_WRITE))
def test_refuses_roles_without_the_permission(role: Role, session: Session, make: Make) -> None:
    group = make.group()

    with pytest.raises(NotPermitted):
        theme_days.add(session, make.actor(role), group.id, READING)


def test_what_is_elsewhere_or_nowhere_is_not_found(session: Session, make: Make) -> None:
    clerk, other = make.actor(Role.CLERK), make.committee()
    theirs = make.group(committee_id=other.id, term_id=make.term(committee_id=other.id).id)

    with pytest.raises(NotFound):
        theme_days.add(session, clerk, theirs.id, READING)
    with pytest.raises(NotFound):
        theme_days.drop(session, clerk, 404)
