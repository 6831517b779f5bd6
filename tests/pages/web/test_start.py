"""What the start does, and what the logs may say."""

import json
import logging
import socket
from collections.abc import Iterator

import pytest
import structlog
from streamlit.runtime.pages_manager import PagesManager

from db.settings import settings
from pages._web import guard, logs, start
from pages._web.guard import Refused


def test_a_listening_socket_answers_at_once_afterwards() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()

        assert start.answer_at_once() >= 1

        assert listening.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


async def _start_and_stop() -> None:
    async with start.lifespan(None):
        pass


def test_from_the_start_streamlit_runs_no_page_past_home(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    import asyncio

    monkeypatch.setattr(PagesManager, "uses_pages_directory", None)
    monkeypatch.setattr(logs, "configure", lambda: None)
    monkeypatch.setattr("gc.freeze", lambda: None)

    asyncio.run(_start_and_stop())

    assert PagesManager.uses_pages_directory is False


@pytest.fixture
def logging_as_ever() -> Iterator[None]:
    root = logging.getLogger()
    before = (root.handlers[:], root.level)
    yield
    root.handlers[:], level = before
    root.setLevel(level)
    structlog.reset_defaults()


def test_a_log_line_is_one_json_object_whatever_it_says(
    capsys: pytest.CaptureFixture[str], logging_as_ever: None
) -> None:
    logs.configure()

    structlog.get_logger("test").warning("refused\r\nforged line \x1b[31m", why="a\nb")

    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 1
    assert json.loads(lines[0])["event"] == "refused\r\nforged line \x1b[31m"
    assert "\x1b" not in lines[0]


@pytest.mark.parametrize(
    ("host", "passes"),
    [
        ("lianxin.example", True),
        ("LIANXIN.example:8501", True),
        ("evil.example", False),
        ("", False),
        ("lianxin.example.evil.example", False),
    ],
)
def test_only_names_that_were_given_are_answered_to(
    host: str, passes: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings(), "allowed_hosts", "lianxin.example, 10.0.0.5")
    scope = {"headers": [(b"host", host.encode())]}

    if passes:
        guard.check_host(scope)
    else:
        with pytest.raises(Refused):
            guard.check_host(scope)


@pytest.mark.parametrize(
    ("origin", "host", "passes"),
    [
        ("http://a.example", "a.example", True),
        ("https://a.example:8501", "A.example:8501", True),
        ("http://a.example:8501", "a.example", False),
        ("http://b.example", "a.example", False),
        ("null", "a.example", False),
        ("http://a.example@b.example", "a.example", False),
        ("", "a.example", False),
    ],
)
def test_an_origin_is_this_server_or_refused(origin: str, host: str, passes: bool) -> None:
    scope = {"headers": [(b"host", host.encode()), (b"origin", origin.encode())]}

    if passes:
        guard.check_origin(scope, needed=True)
    else:
        with pytest.raises(Refused):
            guard.check_origin(scope, needed=True)
