"""One rendering of a form makes one record, however often it is sent."""

from typing import Any

import pytest
from sqlmodel import Session, func, select

from core.activities.catalogue import service as catalogue
from core.activities.models import Activity
from core.groups.models import SectorGroup
from core.members.models import Member
from core.permissions import Role
from core.studios.models import Studio
from db.base import Table
from tests.factories import Make
from tests.pages.conftest import Browser, OpenScreen
from tests.pages.test_activities import fill


def typed(at: Browser, label: str, text: str) -> None:
    inputs = (*at.text_input, *at.text_area)
    next(one for one in inputs if one.label == label).set_value(text)


def activity(at: Browser, make: Make) -> None:
    fill(at, make)


def studio(at: Browser, _make: Make) -> None:
    typed(at, "工作室名称", "甲工作室")


def member(at: Browser, _make: Make) -> None:
    typed(at, "姓名", "委员甲")


def group(at: Browser, _make: Make) -> None:
    typed(at, "名称（每行一个）", "第一组")


FORMS: dict[str, tuple[Any, ...]] = {
    "activities.record": (Activity, "work/activities", {"new": "1"}, activity, "保存草稿"),
    "studios.register": (Studio, "work/studios", {}, studio, "存为草稿"),
    "members.register": (Member, "work/members", {}, member, "登记"),
    "groups.add": (SectorGroup, "work/groups", {}, group, "添加"),
}


@pytest.mark.parametrize("form", FORMS)
def test_sending_a_form_again_is_told_as_done_and_makes_nothing(
    form: str, session: Session, make: Make, open_screen: OpenScreen
) -> None:
    table, screen, query, write, label = FORMS[form]
    catalogue.adopt_presets(session, None, make.home().id)
    make.term()
    at = open_screen(make.actor(Role.CLERK), screen, **query)
    if form == "groups.add":
        at.session_state["groups.view"] = "编组"
        at.run()
    asked = dict(at.query_params)

    for _click in range(3):
        at.session_state[f"_ui.request.{form}"] = "the-same-rendering"
        write(at, make)
        next(one for one in at.button if one.label == label).click().run()
        told = [toast.value for toast in at.toast]
        at.query_params.clear()
        at.query_params.update(asked)
        at.run()

    assert not at.exception
    assert told, "a sending that counted before is told as done"
    assert count(session, table) == 1


def count(session: Session, table: type[Table]) -> int:
    return session.exec(select(func.count()).select_from(table)).one()
