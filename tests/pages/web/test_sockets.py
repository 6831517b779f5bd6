"""Nobody takes all sockets."""

from contextlib import ExitStack

import pytest

from pages._web import sockets
from pages._web.sockets import Full, Socket, Sockets


def stranger(address: str = "192.0.2.1", browser: str = "b") -> Socket:
    return Socket(address, browser, known=False)


def test_strangers_are_counted_by_address_and_in_all() -> None:
    held = Sockets()
    with ExitStack() as stack:
        for n in range(sockets.STRANGERS):
            address = f"192.0.2.{n // sockets.STRANGERS_OF_ADDRESS}"
            stack.enter_context(held.hold(stranger(address, str(n))))

        with pytest.raises(Full):
            stack.enter_context(held.hold(stranger("198.51.100.1", "new")))
        stack.enter_context(held.hold(Socket("198.51.100.1", "new", known=True)))


def test_a_browser_that_signs_in_makes_room_for_other_strangers() -> None:
    held = Sockets()
    with ExitStack() as stack:
        for n in range(sockets.STRANGERS_OF_ADDRESS):
            stack.enter_context(held.hold(stranger(browser=str(n))))
        with pytest.raises(Full):
            stack.enter_context(held.hold(stranger(browser="new")))

        held.greet("0")

        stack.enter_context(held.hold(stranger(browser="new")))


def test_one_browser_and_everybody_have_their_limit() -> None:
    held = Sockets()
    with ExitStack() as stack:
        for n in range(sockets.EVERYBODY):
            known = Socket("192.0.2.1", str(n // sockets.OF_BROWSER), known=True)
            stack.enter_context(held.hold(known))

        with pytest.raises(Full):
            stack.enter_context(held.hold(Socket("192.0.2.9", "another", known=True)))


def test_a_socket_that_closes_gives_its_place_back() -> None:
    held = Sockets()

    with held.hold(stranger()):
        pass

    assert held.opened == set()
