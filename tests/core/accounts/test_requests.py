"""A form's key makes a second sending count for nothing."""

import pytest
from sqlmodel import Session, func, select

from core.accounts import requests
from core.accounts.models import RequestKey
from core.errors import AlreadyDone


def test_a_key_is_taken_once(session: Session) -> None:
    requests.claim(session, "a-form")

    with pytest.raises(AlreadyDone):
        requests.claim(session, "a-form")

    assert session.exec(select(func.count()).select_from(RequestKey)).one() == 1


def test_the_transaction_goes_on_after_a_key_that_was_taken(session: Session) -> None:
    requests.claim(session, "a-form")
    with pytest.raises(AlreadyDone):
        requests.claim(session, "a-form")

    requests.claim(session, "another-form")

    assert session.exec(select(func.count()).select_from(RequestKey)).one() == 2


def test_what_is_undone_may_be_sent_again(session: Session) -> None:
    trial = session.begin_nested()
    requests.claim(session, "a-form")
    trial.rollback()

    requests.claim(session, "a-form")

    assert session.get(RequestKey, "a-form")
