"""What a stranger gets: the sign-in form, and of all else nothing."""

import time
from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from websockets.exceptions import InvalidStatus

from core.accounts import cookies as names
from pages._web import sockets
from tests.pages.web.conftest import Browser
from tests.wire import Wire

PATHS = (
    "/",
    "/studios",
    "/no/such/page",
    "/healthz",
    "/assets/chrome.js",
    "/assets/favicon.png",
    "/auth/cookie?t=x",
    "/files/1",
    "/media/" + "0" * 64 + ".png",
    "/_stcore/health",
    "/_stcore/host-config",
    "/_stcore/metrics",
    "/_stcore/upload_file/x/y",
    "/static/js/no-such-script.js",
    "/.git/config",
)
CLOSED = (
    "/_stcore/metrics",
    "/_stcore/agent/openapi.json",
    "/_stcore/agent/interact",
    "/_stcore/agent/mcp",
    "/_stcore/script-health-check",
    "/studios/_stcore/agent/mcp",
    "/component/extra_streamlit_components.CookieManager.cookie_manager/index.html",
    "/oauth2callback",
    "/.git/config",
    "/data/.env",
)


def refusal(wire: Wire) -> int:
    """The status that a socket is refused with."""
    with pytest.raises(InvalidStatus) as refused, wire:
        pass
    return refused.value.response.status_code


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_carries_the_security_headers(visitor: Browser, path: str) -> None:
    answer = visitor.ask(path)

    policy = answer.headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "'unsafe-inline'" not in policy.split("script-src")[1].split(";")[0]
    assert "unsafe-eval" not in policy
    assert "frame-ancestors 'none'" in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["x-frame-options"] == "DENY"
    assert answer.headers["referrer-policy"] == "same-origin"
    assert "cache-control" in answer.headers


@pytest.mark.parametrize("path", ["/", "/media/x", "/files/1", "/auth/cookie?t=x", "/healthz"])
def test_what_may_be_private_is_not_kept_by_browsers_or_proxies(
    visitor: Browser, path: str
) -> None:
    assert visitor.ask(path).headers["cache-control"] == "no-store"


@pytest.mark.parametrize("path", CLOSED)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_what_streamlit_offers_beyond_the_screens_is_not_there(
    visitor: Browser, clerk: Browser, path: str, method: str
) -> None:
    for browser in (visitor, clerk):
        assert browser.ask(path, method, b"{}", Origin=browser.base).status == 404


def test_a_stranger_may_not_upload(visitor: Browser) -> None:
    with Wire(visitor.base, visitor.cookies) as wire:
        wire.open()
        path = f"/_stcore/upload_file/{wire.session_id}/{'0' * 32}"

        answer = visitor.ask(path, "PUT", b"x" * 100, Origin=visitor.base)

    assert answer.status == 403


def test_nobody_uploads_into_the_session_of_another(clerk: Browser, visitor: Browser) -> None:
    with Wire(visitor.base, visitor.cookies) as wire:
        wire.open()
        path = f"/_stcore/upload_file/{wire.session_id}/{'0' * 32}"

        answer = clerk.ask(path, "PUT", b"x" * 100, Origin=clerk.base)

    assert answer.status == 403


def test_an_upload_of_ones_own_passes_the_guard_and_fails_only_for_want_of_streamlits_token(
    clerk: Browser,
) -> None:
    with Wire(clerk.base, clerk.cookies) as wire:
        wire.open()
        path = f"/_stcore/upload_file/{wire.session_id}/{'0' * 32}"

        answer = clerk.ask(path, "PUT", b"x" * 100, Origin=clerk.base)

    assert answer.status == 403
    assert b"XSRF" in answer.body


def test_a_body_larger_than_anything_meant_is_refused(clerk: Browser) -> None:
    def put(size: int) -> int:
        return clerk.ask("/healthz", "PUT", b"", Origin=clerk.base, Content_Length=str(size)).status

    assert put(2**20 + 1) == 413


def test_a_change_without_an_origin_or_from_a_foreign_one_is_refused(clerk: Browser) -> None:
    assert clerk.ask("/healthz", "POST", b"x").status == 403
    assert clerk.ask("/healthz", "POST", b"x", Origin="http://evil.example").status == 403
    assert clerk.ask("/healthz", "POST", b"x", Origin="null").status == 403


def test_a_foreign_origin_is_refused_at_once_and_the_server_does_not_freeze(
    visitor: Browser,
) -> None:
    began = time.monotonic()

    for path in ("/", "/_stcore/health", "/_stcore/host-config", "/healthz"):
        assert visitor.ask(path, Origin="http://evil.example").status == 403
    socket = refusal(Wire(visitor.base, visitor.cookies, origin="http://evil.example"))

    assert socket == 403
    assert time.monotonic() - began < 1.5


def test_a_socket_without_an_origin_is_refused(visitor: Browser) -> None:
    assert refusal(Wire(visitor.base, visitor.cookies, origin=None)) == 403


@pytest.mark.parametrize("bind", [None, "", "short", "x" * 44, "x" * 42 + "!"])
def test_a_socket_without_the_browsers_own_cookie_is_refused(house: str, bind: str | None) -> None:
    cookies = {} if bind is None else {names.BIND: bind}

    assert refusal(Wire(house, cookies)) == 403


def test_the_first_page_marks_the_browser_and_later_ones_leave_the_mark(house: str) -> None:
    browser = Browser(house)

    first = browser.ask("/")
    second = browser.ask("/studios")

    assert "HttpOnly" in first.headers["set-cookie"]
    assert "SameSite=Lax" in first.headers["set-cookie"]
    assert "set-cookie" not in second.headers


def test_over_https_the_cookies_are_secure_and_tied_to_the_host(house: str) -> None:
    browser = Browser(house)

    answer = browser.ask("/", X_Forwarded_Proto="https", X_Forwarded_For="192.0.2.7")

    assert answer.headers["set-cookie"].startswith("__Host-lianxin_bind=")
    assert "Secure" in answer.headers["set-cookie"]
    assert "max-age=" in answer.headers["strict-transport-security"]


def test_who_knows_a_live_session_id_but_not_the_browsers_cookie_gets_the_sign_in_form(
    clerk: Browser, visitor: Browser
) -> None:
    with (
        Wire(clerk.base, clerk.cookies) as real,
        Wire(visitor.base, visitor.cookies) as stranger,
    ):
        assert "用户001" in real.open().text
        usual = stranger.open()

        with Wire(visitor.base, visitor.cookies, resume=real.session_id) as thief:
            seen = thief.open()

            assert thief.session_id != real.session_id
            assert "用户001" not in seen.text
            assert seen.kinds == usual.kinds
        assert "用户001" in real.open().text


def test_a_session_that_its_browser_has_left_is_not_taken_over_either(
    clerk: Browser, visitor: Browser
) -> None:
    with Wire(clerk.base, clerk.cookies) as real:
        real.open()

    with Wire(visitor.base, visitor.cookies, resume=real.session_id) as thief:
        seen = thief.open()

    assert thief.session_id != real.session_id
    assert "用户001" not in seen.text


def test_a_browser_comes_back_to_its_own_session_after_the_line_was_cut(clerk: Browser) -> None:
    with Wire(clerk.base, clerk.cookies) as before:
        before.open()

    with Wire(clerk.base, clerk.cookies, resume=before.session_id) as after:
        after.open()

    assert after.session_id == before.session_id


def test_nobody_names_the_browser_but_the_guard(clerk: Browser, visitor: Browser) -> None:
    with Wire(clerk.base, clerk.cookies) as real:
        real.open()
        mark = names.hashed(clerk.cookies[names.BIND])

        answer = visitor.ask(
            f"/_stcore/upload_file/{real.session_id}/x",
            "DELETE",
            Origin=visitor.base,
            Content_Length="0",
            X_Lianxin_Browser=mark,
        )

    assert answer.status == 403


@pytest.mark.parametrize("page", ["", "studios", "accounts", "live", "no-such-page"])
def test_an_address_deep_inside_shows_a_stranger_the_same_form(visitor: Browser, page: str) -> None:
    with Wire(visitor.base, visitor.cookies) as wire:
        kinds = wire.open(page).kinds

    with Wire(visitor.base, visitor.cookies) as wire:
        assert kinds == wire.open().kinds


@pytest.fixture
def crowd() -> Iterator[ExitStack]:
    with ExitStack() as stack:
        yield stack


def test_strangers_of_one_address_may_open_so_many_sockets_and_a_clerk_still_comes_in(
    visitor: Browser, clerk: Browser, crowd: ExitStack
) -> None:
    for _ in range(sockets.STRANGERS_OF_ADDRESS):
        crowd.enter_context(Wire(visitor.base, visitor.cookies))

    assert refusal(Wire(visitor.base, visitor.cookies)) == 403
    with Wire(clerk.base, clerk.cookies) as wire:
        assert "用户001" in wire.open().text
