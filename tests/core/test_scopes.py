"""Each public function of the domain that acts for somebody: without the right it refuses, and
the rows of another committee are not there, whichever argument names them.

The functions are found, not listed: a new one must say here which permission it asks for.
"""

from collections.abc import Iterator, Sized
from dataclasses import astuple, is_dataclass

import pytest
from sqlmodel import Session

from core.errors import DomainError, NotFound, NotPermitted
from core.permissions import Actor, Permission, Role, lacking
from tests.core.asked import Asked, everything
from tests.core.houses import House, build, somebody
from tests.core.needs import FREE, NEEDS
from tests.factories import Make


def needs(asked: Asked) -> Permission:
    """The permission that a function asks for: its own, or its module's."""
    return NEEDS.get(asked.name) or NEEDS[asked.name.rpartition(".")[0]]


def guarded() -> Iterator[Asked]:
    """The functions that ask for a permission."""
    return (one for one in everything() if one.name not in FREE)


@pytest.fixture
def here(session: Session, make: Make) -> House:
    """The actor's own committee."""
    return build(session, make, make.home())


@pytest.fixture
def there(session: Session, make: Make) -> House:
    """Another committee, beside the actor's."""
    return build(session, make, make.committee())


def answer(session: Session, actor: Actor, asked: Asked, house: House) -> object:
    """What a function answers, or the refusal that it raises; what it did is undone."""
    trial = session.begin_nested()
    try:
        return asked.call(session, actor, **asked.arguments(house, needs(asked)))
    except DomainError as refusal:
        return refusal
    finally:
        trial.rollback()
        session.expire_all()


def whoever_may(asked: Asked, house: House) -> Actor:
    """Somebody of the house who may do it: the administrator, unless it is others' work."""
    may = [role for role in Role if role not in lacking(needs(asked))]
    return somebody(Role.ADMINISTRATOR if Role.ADMINISTRATOR in may else may[0], house)


def is_empty(told: object) -> bool:
    """Whether an answer tells nothing."""
    if is_dataclass(told) and not isinstance(told, type):
        return all(is_empty(part) for part in astuple(told))
    return not told if told is None or isinstance(told, Sized | int | float) else False


def test_each_function_says_which_permission_it_asks_for() -> None:
    found = {one.name for one in everything()}
    modules = {name.rpartition(".")[0] for name in found}

    unsaid = {n for n in found - FREE.keys() if {n, n.rpartition(".")[0]}.isdisjoint(NEEDS)}
    gone = (NEEDS.keys() | FREE.keys()) - found - modules

    assert unsaid == set()
    assert gone == set()


@pytest.mark.parametrize("role", Role)
def test_nobody_does_what_no_role_of_theirs_allows(
    role: Role, session: Session, here: House
) -> None:
    actor = somebody(role, here)
    let_in = [
        asked.name
        for asked in guarded()
        if role in lacking(needs(asked))
        and not isinstance(answer(session, actor, asked, here), NotPermitted)
    ]

    assert let_in == []


def test_the_rows_of_another_committee_are_not_there(
    session: Session, here: House, there: House
) -> None:
    told = {}
    for asked in guarded():
        found = answer(session, whoever_may(asked, here), asked, there)
        if asked.names_rows and not isinstance(found, DomainError) and not is_empty(found):
            told[asked.name] = found

    assert told == {}


def test_the_same_questions_about_ones_own_rows_find_them(session: Session, here: House) -> None:
    told = {
        asked.name: answer(session, whoever_may(asked, here), asked, here) for asked in guarded()
    }

    missed = {name for name, one in told.items() if isinstance(one, NotFound | NotPermitted)}
    # The topmost committee cannot be moved, and the house has closed no year.
    assert missed <= {"committees.service.move", "assessment.archived.export"}
