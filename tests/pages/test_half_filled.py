"""What is typed at length stays when its person leaves the screen and comes back."""

from typing import Any

import pytest
from sqlmodel import Session, select

from core import clock
from core.handling import assigning
from core.handling.drafts import AssignDraft, Share
from core.handling.models import Reply, Result
from core.i18n import CHINESE, translate
from core.matters.models import Matter, MatterKind, State, Urgency
from core.permissions import Actor, Role
from pages._ui import edge
from tests.factories import Make
from tests.pages.conftest import Browser, OpenScreen

ELSEWHERE = "desk/today"


def say(message: str) -> str:
    return translate(message, CHINESE)


def box(at: Browser, kind: str, label: str) -> Any:
    return next(one for one in getattr(at, kind) if one.label == say(label))


def press(at: Browser, label: str) -> None:
    next(one for one in at.button if one.label == say(label)).click()
    at.run()


def leave_and_come_back(at: Browser, screen: str, **query: str) -> None:
    """As by the menu, which forgets what the address asked for."""
    at.query_params.clear()
    at.show(ELSEWHERE)
    at.query_params.update(query)
    at.show(screen)


@pytest.fixture
def member(make: Make) -> Actor:
    return make.actor(Role.MEMBER)


@pytest.mark.parametrize("screen", ["work/opinions", "work/proposals"])
def test_a_matter_half_written_is_still_there(
    open_screen: OpenScreen, member: Actor, screen: str
) -> None:
    at = open_screen(member, screen, new="1")
    title = at.text_input[0].label
    box(at, "text_area", "Situation").set_value("写了一半的情况。")
    at.text_input[0].set_value("写了一半的题目")
    box(at, "selectbox", "Urgency").set_value(Urgency.URGENT)
    at.run()

    leave_and_come_back(at, screen, new="1")

    assert not at.exception
    assert box(at, "text_area", "Situation").value == "写了一半的情况。"
    assert (at.text_input[0].label, at.text_input[0].value) == (title, "写了一半的题目")
    assert box(at, "selectbox", "Urgency").value is Urgency.URGENT


def test_it_outlives_what_is_done_elsewhere_meanwhile(
    open_screen: OpenScreen, member: Actor
) -> None:
    at = open_screen(member, "work/opinions", new="1")
    box(at, "text_area", "Situation").set_value("写了一半的情况。")
    at.run()

    at.session_state["_ui.done"] = 7  # as many actions, such as reading the news on the desk
    leave_and_come_back(at, "work/opinions", new="1")

    assert box(at, "text_area", "Situation").value == "写了一半的情况。"


def test_once_kept_the_next_form_is_empty(
    session: Session, open_screen: OpenScreen, member: Actor
) -> None:
    at = open_screen(member, "work/opinions", new="1")
    at.text_input[0].set_value("写完的题目")
    box(at, "text_area", "Situation").set_value("写完的情况。")
    press(at, "Save as draft")

    leave_and_come_back(at, "work/opinions", new="1")

    assert session.exec(select(Matter.title)).all() == ["写完的题目"]
    assert (at.text_input[0].value, box(at, "text_area", "Situation").value) == ("", "")


@pytest.mark.parametrize("screen", ["work/opinions", "work/proposals"])
def test_it_can_be_emptied(open_screen: OpenScreen, member: Actor, screen: str) -> None:
    at = open_screen(member, screen, new="1")
    box(at, "text_area", "Situation").set_value("不要了。")
    at.run()

    press(at, "Empty the form")

    assert box(at, "text_area", "Situation").value == ""


def test_a_reply_half_written_is_still_there_with_its_own_matter(
    session: Session, open_screen: OpenScreen, make: Make
) -> None:
    unit = make.unit()
    at_unit, clerk = make.actor(Role.HANDLING_UNIT, unit), make.actor(Role.CLERK)
    rows = []
    for _ in range(2):
        matter = make.matter(state=State.SIGNED, received_on=clock.today())
        rows += assigning.assign(session, clerk, matter.id, AssignDraft((Share(unit.id),)), 1)
    at = open_screen(at_unit, "desk/handling", id=str(rows[0].id))
    box(at, "text_area", "Words of the reply").set_value("写了一半的答复。")
    box(at, "radio", "Result").set_value(Result.B)
    at.run()

    leave_and_come_back(at, "desk/handling", id=str(rows[1].id))
    assert box(at, "text_area", "Words of the reply").value == ""
    leave_and_come_back(at, "desk/handling", id=str(rows[0].id))

    assert box(at, "text_area", "Words of the reply").value == "写了一半的答复。"
    assert box(at, "radio", "Result").value is Result.B
    assert box(at, "expander", "Reply").proto.expanded
    press(at, "Send the reply")
    assert session.exec(select(Reply.words)).all() == ["写了一半的答复。"]


def test_a_form_that_changes_what_is_kept_begins_with_what_is_kept_by_then(
    session: Session, open_screen: OpenScreen, make: Make
) -> None:
    clerk = make.actor(Role.CLERK)
    matter = make.matter(kind=MatterKind.OPINION, situation="原来的情况。")
    tabs = f"opinions.tabs.{matter.id}"
    at = open_screen(clerk, "work/opinions", id=str(matter.id))
    at.session_state[tabs] = say("Change")
    at.run()
    box(at, "text_area", "Situation").set_value("改了一半。")
    at.run()
    matter.situation, matter.version = "别人改过的情况。", 2
    session.commit()

    leave_and_come_back(at, "work/opinions", id=str(matter.id))
    at.session_state[tabs] = say("Change")
    at.run()

    assert box(at, "text_area", "Situation").value == "别人改过的情况。"


@pytest.mark.parametrize(
    ("form", "stays"),
    [
        ("opinions.record", True),
        ("opinions.record.files", True),
        ("proposals.new", True),
        ("handling.reply.12", True),
        ("opinions.recorder", False),
        ("opinions.change.1", False),
        ("handling.correct.1", False),
    ],
)
def test_only_forms_that_begin_something_long_outlive_their_screen(form: str, stays: bool) -> None:
    assert (edge.persist(form) == "session") is stays
