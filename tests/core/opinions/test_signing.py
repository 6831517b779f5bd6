"""An item that waits to be signed where nobody can says so, and whom to ask."""

import pytest
from sqlmodel import Session

from core import clock
from core.accounts.models import Account
from core.errors import NotFound
from core.matters.models import FlowNode, MatterKind, State, Verb
from core.opinions import signing
from core.opinions.signing import Unsigned
from core.permissions import Actor, Role
from tests.core.opinions.conftest import Raised
from tests.factories import Make

CHECKED = (Verb.SCREEN, Verb.EDIT, Verb.CHECK)


@pytest.fixture
def boss(make: Make) -> Actor:
    return make.actor(Role.ADMINISTRATOR)


def test_nobody_can_sign_and_the_administrator_is_named(
    session: Session, raised: Raised, clerk: Actor, boss: Actor
) -> None:
    row = raised(*CHECKED)

    assert signing.unsigned(session, clerk, row.id) == Unsigned((boss.name,))


def test_one_who_can_sign_is_enough(
    session: Session, raised: Raised, clerk: Actor, make: Make
) -> None:
    row = raised(*CHECKED)
    signer = make.actor(Role.SIGNER)
    able = signing.unsigned(session, clerk, row.id)
    session.get_one(Account, signer.account_id).disabled_at = clock.now()
    session.flush()

    gone = signing.unsigned(session, clerk, row.id)

    assert able is None
    assert gone == Unsigned(())


def test_who_signs_elsewhere_does_not_sign_here(
    session: Session, raised: Raised, clerk: Actor, make: Make
) -> None:
    row = raised(*CHECKED)
    make.actor(Role.SIGNER, make.committee())

    assert signing.unsigned(session, clerk, row.id) is not None


def test_is_silent_before_and_where_the_office_does_without_checking(
    session: Session, raised: Raised, clerk: Actor, make: Make
) -> None:
    early, edited = raised(Verb.SCREEN), raised(Verb.SCREEN, Verb.EDIT)
    before = [signing.unsigned(session, clerk, row.id) for row in (early, edited)]
    make.save(
        FlowNode(
            committee_id=make.home().id,
            kind=MatterKind.OPINION,
            state=State.CHECKED,
            used=False,
        )
    )

    assert before == [None, None]
    assert signing.unsigned(session, clerk, edited.id) == Unsigned(())


def test_nobody_elsewhere_asks(session: Session, raised: Raised, make: Make) -> None:
    row = raised(*CHECKED)

    with pytest.raises(NotFound):
        signing.unsigned(session, make.actor(Role.CLERK, make.committee()), row.id)
