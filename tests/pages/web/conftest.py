"""One server for the tests of this folder, and browsers that ask it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from secrets import token_hex
from urllib.parse import urlsplit

import pytest
from sqlmodel import Session

from core.accounts import cookies as names
from core.accounts import sessions
from core.accounts.sessions import Client
from tests.databases import Databases
from tests.factories import Make
from tests.server import running_server

PATIENCE = 300.0  # seconds: another process may have the machine meanwhile


@dataclass
class Answer:
    """What the server said."""

    status: int
    headers: dict[str, str]
    body: bytes


@dataclass
class Browser:
    """Keeps cookies as a browser does, and asks without any help of a browser."""

    base: str
    cookies: dict[str, str] = field(default_factory=dict)

    def ask(self, path: str, method: str = "GET", body: bytes = b"", **headers: str) -> Answer:
        """One request. Header names are given with `_` for `-`."""
        connection = HTTPConnection(urlsplit(self.base).netloc, timeout=PATIENCE)
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        if self.cookies:
            sent.setdefault("Cookie", "; ".join(f"{k}={v}" for k, v in self.cookies.items()))
        connection.request(method, path, body=body or None, headers=sent)
        answer = connection.getresponse()
        found = Answer(answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read())
        for line in answer.headers.get_all("set-cookie") or []:
            self._keep(line)
        connection.close()
        return found

    def _keep(self, line: str) -> None:
        for name, morsel in SimpleCookie(line).items():
            self.cookies[name] = morsel.value
            if morsel["max-age"] == "0":
                del self.cookies[name]


@pytest.fixture(scope="package")
def house(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server on a fresh database, which this process uses too; its address."""
    with databases.fresh(tmp_path_factory.mktemp("house")), running_server() as base:
        yield base


@pytest.fixture
def visitor(house: str) -> Browser:
    """A browser that has opened the first page and is nobody yet."""
    browser = Browser(house)
    browser.ask("/")
    return browser


@pytest.fixture
def clerk(house: str) -> Browser:
    """A browser that an account is signed in with."""
    from db.session import engine

    browser = Browser(house)
    browser.ask("/")
    with Session(engine()) as session:
        account = Make(session).account(username=f"user-{token_hex(4)}", name="用户001")
        bind = browser.cookies[names.BIND]
        token = sessions.open_session(session, account.id, bind, Client())
        session.commit()
    browser.cookies[names.SESSION] = token
    return browser
