"""The pages for citizens: processor time of an answer of the real server, beside an empty one."""

import re
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from itertools import count
from secrets import token_hex
from urllib.parse import quote, urlsplit

from sqlmodel import col, select

from core.box import boxes
from core.permissions import Actor, Grant, Role
from core.studios.models import Studio
from db.session import transaction
from pages._web import public, tokens
from tests.bench.house import House, cpu_ms
from tests.bench.servers import Served

EMPTY, FORM, SENT = "an empty answer", "the form of a box", "a text sent to a box"
ROUNDS, RUNS = 5, 40
TEXTS = 5  # kept in a round; each box takes so many in its ten minutes
WORDS = "示例小区门口的路灯坏了三天，晚上看不清路。" * 5


def measure(house: House, ours: Served) -> dict[str, float]:
    """ms of processor time an answer, by what is asked. All are tried in turn, round by round."""
    codes = _open_boxes(house, ROUNDS + 1)
    citizen = _Citizen(ours.base)
    forms = [[citizen.open(code) for _ in range(TEXTS)] for code in codes]
    time.sleep(tokens.LEAST_SECONDS + 1)
    rounds = []
    for code, ready in zip(codes, forms, strict=True):
        waiting = iter(ready)
        tried: dict[str, tuple[Callable[[], object], int]] = {
            EMPTY: (citizen.nothing, RUNS),
            FORM: (lambda code=code: citizen.open(code), RUNS),  # type: ignore[misc]  # its default
            SENT: (lambda waiting=waiting: citizen.send(next(waiting)), TEXTS),  # type: ignore[misc]  # its default
        }
        rounds.append({name: _cost(ours.pid, *one) for name, one in tried.items()})
    return {name: statistics.median(taken[name] for taken in rounds[1:]) for name in rounds[0]}


def _cost(pid: int, run: Callable[[], object], runs: int) -> float:
    before = cpu_ms(pid)
    for _ in range(runs):
        run()
    return (cpu_ms(pid) - before) / runs


def _open_boxes(house: House, number: int) -> list[str]:
    """Open the boxes of some studios; their codes."""
    clerk = Actor(
        house.account_id,
        "办公室",
        "zh_CN",
        (Grant(Role.CLERK, house.committee_id, house.committee_id),),
    )
    with transaction() as session:
        studios = select(Studio.id).where(col(Studio.state) == "opened").order_by(col(Studio.id))
        ids = session.exec(studios.limit(number)).all()
        return [boxes.open_box(session, clerk, studio_id).code for studio_id in ids]


@dataclass(frozen=True, slots=True)
class _Form:
    """A form as it was shown."""

    path: str
    token: str


class _Citizen:
    """Asks over one connection that stays open, each text from another address."""

    def __init__(self, base: str) -> None:
        self._base = base
        self._line = HTTPConnection(urlsplit(base).netloc, timeout=20)
        self._cookie = ""
        self._address = count(1)

    def nothing(self) -> None:
        """The least that the server answers: no body, no page, no database."""
        self._ask("HEAD", public.STYLE_URL, 200)

    def open(self, code: str) -> _Form:
        """Look at the form of a box."""
        path = f"/b/{code}"
        found = re.search(r'name="token" value="([^"]+)"', self._ask("GET", path, 200))
        assert found
        return _Form(path, found[1])

    def send(self, form: _Form) -> None:
        """Send the form, filled in."""
        fields = {"words": WORDS, "consents": "yes", "token": form.token}
        body = "&".join(f"{name}={quote(value)}" for name, value in fields.items())
        self._ask("POST", form.path, 200, body.encode())

    def _ask(self, method: str, path: str, status: int, body: bytes | None = None) -> str:
        headers = {"Cookie": self._cookie, "Origin": self._base}
        headers["X-Forwarded-For"] = f"2001:db8:{next(self._address):x}::{token_hex(1)}"
        if body:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self._line.request(method, path, body, headers)
        answer = self._line.getresponse()
        told = answer.read().decode()
        assert answer.status == status, (path, answer.status)
        for line in answer.headers.get_all("set-cookie") or []:
            self._cookie = "; ".join(f"{k}={v.value}" for k, v in SimpleCookie(line).items())
        return told
