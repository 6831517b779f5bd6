"""How many sockets are open, and of whom: nobody may take them all."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

EVERYBODY = 400
STRANGERS = 100
STRANGERS_OF_ADDRESS = 20
OF_BROWSER = 100


class Full(Exception):
    """There is no room for one more."""


@dataclass(slots=True, eq=False)
class Socket:
    """One open socket. A stranger's becomes a known one when its browser signs in."""

    address: str
    browser: str
    known: bool


@dataclass(slots=True)
class Sockets:
    """The open sockets of this process. Used on the event loop alone."""

    opened: set[Socket] = field(default_factory=set)

    @contextmanager
    def hold(self, socket: Socket) -> Iterator[None]:
        """Count a socket while the block runs. Raises Full where there is no room."""
        if self._is_full_for(socket):
            raise Full
        self.opened.add(socket)
        try:
            yield
        finally:
            self.opened.discard(socket)

    def greet(self, browser: str) -> None:
        """A browser has signed in: its sockets are no stranger's any more."""
        for socket in self.opened:
            if socket.browser == browser:
                socket.known = True

    def _is_full_for(self, socket: Socket) -> bool:
        strangers = Counter(one.address for one in self.opened if not one.known)
        of_browser = sum(one.browser == socket.browser for one in self.opened)
        if len(self.opened) >= EVERYBODY or of_browser >= OF_BROWSER:
            return True
        return not socket.known and (
            strangers.total() >= STRANGERS or strangers[socket.address] >= STRANGERS_OF_ADDRESS
        )


SOCKETS = Sockets()
