"""An open box and a citizen who writes into it."""

from collections.abc import Callable
from itertools import count

import pytest
from sqlmodel import Session, select

from core.box import boxes, entries, receipts
from core.box.drafts import EntryDraft, Sender
from core.box.models import Box, BoxEntry
from core.permissions import Actor, Role
from tests.factories import Make

Write = Callable[..., str]
WORDS = "示例小区门口的路灯坏了三天，晚上看不清路。"


@pytest.fixture
def clerk(make: Make) -> Actor:
    """Somebody of the office that looks after the boxes."""
    return make.actor(Role.CLERK)


@pytest.fixture
def box(session: Session, make: Make, clerk: Actor) -> Box:
    """The open box of a studio."""
    return boxes.open_box(session, clerk, make.studio().id)


@pytest.fixture
def write(session: Session, box: Box) -> Write:
    """Puts something into the box as a citizen would; the receipt code.

    Each time from another address and another rendering of the form, unless they are given.
    """
    number = count(1)

    def write_it(words: str = WORDS, code: str = "", **given: object) -> str:
        n = next(number)
        address = str(given.pop("address", f"192.0.2.{n}"))
        request = str(given.pop("request", f"request-{n}"))
        usual = {"consents": True, "notice_id": entries.open_at(session, box.code).notice.id}
        draft = EntryDraft(words, **usual | given)  # type: ignore[arg-type]  # as given
        return entries.submit(session, code or box.code, draft, Sender(address, request))

    return write_it


def entry_of(session: Session, receipt: str) -> BoxEntry:
    """What lies in the box for a receipt code."""
    wanted = select(BoxEntry).where(BoxEntry.receipt_hash == receipts.hashed(receipt))
    return session.exec(wanted).one()
