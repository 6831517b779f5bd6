"""Screens in a pretended browser, signed in as a person would be: by a row in the database."""

from collections.abc import Callable, Iterator
from functools import cache
from html import unescape
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
import streamlit as st
from sqlmodel import Session
from streamlit.components.v2.component_manager import BidiComponentManager
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.context import ContextProxy, StreamlitCookies, StreamlitHeaders
from streamlit.testing.v1 import AppTest, local_script_runner
from streamlit.testing.v1.element_tree import ElementTree, parse_tree_from_messages

from core.accounts import cookies, sessions
from core.accounts.models import Account
from core.accounts.sessions import Client
from core.permissions import Actor, Role
from db.settings import ROOT
from pages._ui.screens import DEFAULT
from tests.factories import Make

TIMEOUT = 120  # seconds: another process may have the machine meanwhile
OpenScreen = Callable[..., "Browser"]
LOCALES = {"zh_CN": "zh-CN", "en": "en-GB"}
_now: list["Browser"] = []


class Browser(AppTest):
    """A browser with its cookies, looking at the product through Home.py."""

    def __init__(self, lang: str, entry: Path = ROOT / "Home.py") -> None:
        super().__init__(entry, default_timeout=TIMEOUT)
        self._bidi_component_manager = _components()
        self.menu: set[str] = set()  # the addresses that the menu offers
        self.cookies = {cookies.BIND: cookies.fresh()}
        self.context = {"locale": LOCALES[lang], "timezone": "Asia/Shanghai"}

    def show(self, file: str) -> "Browser":
        """Open a screen by its address, as a link would."""
        path = "" if file == DEFAULT.file else file.rpartition("/")[2]
        self.context["url"] = f"http://localhost:8501/{path}"
        self._page_hash = _page_hash(path)
        self.run()
        return self

    @property
    def words(self) -> str:
        """All that is read on the screen, in one text."""
        kinds = ("title", "header", "subheader", "markdown", "caption", "text", "error", "info")
        more = ("warning", "success")
        told = [part.value for kind in kinds + more for part in getattr(self, kind)]
        told += [part.label for part in (*self.text_input, *self.button)]
        told += [unescape(part.value) for part in self.html]
        return "\n".join(str(one) for one in told)

    def _run(self, *args: Any, **kwargs: Any) -> AppTest:
        _now[:] = [self]
        return super()._run(*args, **kwargs)


@cache
def _components() -> BidiComponentManager:
    """The components of the installed packages, looked for once and not at each opening."""
    found = BidiComponentManager()
    found.discover_and_register_components(start_file_watching=False)
    return found


def _page_hash(path: str) -> str:
    from streamlit.util import calc_hash

    return calc_hash(path)


@pytest.fixture(autouse=True)
def browser_facts(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """`st.context` tells what the browser of the test sends; AppTest itself cannot."""
    told = {
        "cookies": lambda _self: StreamlitCookies(MappingProxyType(_now[0].cookies)),
        "headers": lambda _self: StreamlitHeaders([("User-Agent", "pytest")]),
        "ip_address": lambda _self: "192.0.2.1",
    }
    for name, fact in told.items():
        monkeypatch.setattr(ContextProxy, name, property(fact))
    monkeypatch.setattr(local_script_runner, "parse_tree_from_messages", _read_menu)
    yield
    st.cache_data.clear()


def _read_menu(messages: list[ForwardMsg]) -> ElementTree:
    """AppTest forgets what the menu offers; the browser remembers it."""
    told = [one.navigation for one in messages if one.WhichOneof("type") == "navigation"]
    pages = told[-1].app_pages if told else []
    _now[0].menu = {page.url_pathname for page in pages if not page.is_hidden}
    return parse_tree_from_messages(messages)


@pytest.fixture
def open_screen(session: Session, make: Make) -> OpenScreen:
    """`open_screen(actor, "work/studios", lang="en", id="12")`: the screen as the actor sees it.

    Nobody is signed in for None. What the test made is committed first.
    """

    def open_it(actor: Actor | None, file: str, lang: str = "zh_CN", **query: str) -> Browser:
        if actor is None and session.get(Account, 1) is None:
            make.account()  # without any account the first start would be shown
        browser = Browser(lang)
        if actor:
            sign_in(session, browser, actor, lang)
        session.commit()
        browser.query_params.update(query)
        return browser.show(file)

    return open_it


@pytest.fixture(params=list(Role), ids=lambda role: role.value)
def anybody(request: pytest.FixtureRequest, make: Make) -> Actor:
    """Somebody of each role in turn."""
    return make.actor(request.param)


def sign_in(session: Session, browser: Browser, actor: Actor, lang: str) -> None:
    """Give a browser the session of an actor, as signing in and reloading would."""
    bind = browser.cookies[cookies.BIND]
    token = sessions.open_session(session, actor.account_id, bind, Client())
    browser.cookies[cookies.SESSION] = token
    account = session.get(Account, actor.account_id)
    assert account is not None
    account.language = lang
