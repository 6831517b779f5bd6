"""Opinion items as their writers and the desk see them."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from sqlmodel import Session

from core.matters import steps
from core.matters.models import Matter, State, Submitter, Verb
from core.matters.writing import MatterDraft
from core.opinions import service
from core.permissions import Actor, Role
from tests.factories import Make

MONDAY = datetime(2026, 3, 2, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
TO_SIGNED = (Verb.SCREEN, Verb.EDIT, Verb.CHECK, Verb.SIGN)
Raised = Callable[..., Matter]


@pytest.fixture(autouse=True)
def on_monday() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(MONDAY, tick=False) as moved:
        yield moved


@pytest.fixture
def clerk(make: Make) -> Actor:
    return make.actor(Role.CLERK)


@pytest.fixture
def signer(make: Make) -> Actor:
    return make.actor(Role.SIGNER)


def draft(make: Make, **given: Any) -> MatterDraft:
    if "member_id" not in given and given.get("submitter", Submitter.MEMBER) is Submitter.MEMBER:
        given["member_id"] = make.member().id
    return MatterDraft(**{"title": "关于示例的建议", "suggestion": "示例建议。"} | given)


@pytest.fixture
def raised(session: Session, make: Make, clerk: Actor) -> Raised:
    """An item that was handed in, and taken on as far as is said."""

    def raise_it(*verbs: Verb, **given: Any) -> Matter:
        row = service.take_up(session, clerk, draft(make, **given), make.home().id)
        for verb in verbs:
            steps.move(session, clerk, row, verb, "示例理由")
        assert row.state is not State.DRAFT
        return row

    return raise_it
