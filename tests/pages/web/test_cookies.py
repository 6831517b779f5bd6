"""Which cookies of a request count, and what Streamlit is told of them."""

from core.accounts import cookies as names
from pages._web import cookies


def request(scheme: str, *lines: bytes) -> dict[str, object]:
    return {"scheme": scheme, "headers": [(b"cookie", line) for line in lines]}


def test_over_https_only_cookies_tied_to_the_host_are_handed_on() -> None:
    scope = request(
        "wss", b"lianxin_bind=planted; __Host-lianxin_bind=own; x=1", b"lianxin_session=planted"
    )

    assert cookies.header(scope) == (b"cookie", b"__Host-lianxin_bind=own; x=1")
    assert names.read(cookies.of(scope), names.BIND) == "own"
    assert names.read(cookies.of(scope), names.SESSION) == ""


def test_without_https_the_plain_names_count() -> None:
    scope = request("ws", b"lianxin_bind=own", b"lianxin_bind=second; x=a=b")

    assert cookies.header(scope) == (b"cookie", b"lianxin_bind=own; x=a=b")
