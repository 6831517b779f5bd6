"""The wall over the wire: pairing, what a key opens, and that it opens nothing else."""

import json
import re
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from sqlmodel import Session, col, delete, select

from core import clock
from core.accounts import cookies as names
from core.accounts.models import Account
from core.box.models import BoxKnock
from core.committees.models import Committee
from core.permissions import Actor, Grant, Role
from core.walls import service
from core.walls.models import WallLook
from core.walls.service import WallDraft
from pages._ui.board.panels import PANELS
from pages._ui.charts import bars
from pages._web.wall import choices, routes, slides
from tests.factories import Make
from tests.pages.web.conftest import Browser

SLIDES = ("figures", "work/months")


@pytest.fixture
def code(house: str) -> Iterator[str]:
    """The code of a new wall of a committee that held something."""
    from db.session import engine

    with Session(engine(), expire_on_commit=False) as session:
        session.execute(delete(BoxKnock))
        make = Make(session)
        known = len(session.exec(select(Committee)).all())
        home = make._committee = make.committee(code=f"W{known:04}", name=f"示例县{known}")
        make.activity(held_on=clock.today().replace(month=1, day=1), served=30)
        actor = Actor(1, "示例", "zh_CN", (Grant(Role.CLERK, home.id, home.id),))
        if session.get(Account, 1) is None:
            make.account()
        _row, told = service.make(session, actor, make.home().id, WallDraft("示例屏", SLIDES))
        session.commit()
    yield told
    with Session(engine()) as session:
        session.execute(delete(BoxKnock).where(col(BoxKnock.id) > 0))
        session.commit()


def token(browser: Browser) -> str:
    found = re.search(rb'name="token" value="([^"]+)"', browser.ask("/wall").body)
    assert found
    return found[1].decode()


def type_code(browser: Browser, code: str, sealed: str = "", **headers: str) -> int:
    body = f"token={quote(sealed or token(browser))}&code={quote(code)}".encode()
    told = {"Content_Type": "application/x-www-form-urlencoded", "Origin": browser.base}
    return browser.ask("/wall", "POST", body, **{**told, **headers}).status


def paired(house: str, code: str) -> Browser:
    browser = Browser(house)
    assert type_code(browser, code) == 303
    return browser


def test_a_paired_screen_gets_its_slides(house: str, code: str) -> None:
    screen = paired(house, code)

    told = json.loads(screen.ask("/wall/state").body)

    assert [slide["title"] for slide in told["slides"]] == ["关键指标", "哪几个月活动多"]
    assert "<svg" in told["slides"][1]["svg"]
    assert told["slides"][0]["tiles"]
    assert told["read"]


def test_what_has_not_changed_is_not_sent_again(house: str, code: str) -> None:
    screen = paired(house, code)
    first = json.loads(screen.ask("/wall/state").body)

    again = json.loads(screen.ask(f"/wall/state?stamp={first['stamp']}").body)

    assert "slides" not in again
    assert again["stamp"] == first["stamp"]


def test_the_key_is_for_the_server_alone(house: str, code: str) -> None:
    browser = Browser(house)
    body = f"token={quote(token(browser))}&code={code}".encode()
    headers = {"Content_Type": "application/x-www-form-urlencoded", "Origin": house}

    answer = browser.ask("/wall", "POST", body, **headers)

    line = answer.headers["set-cookie"]
    assert line.startswith(names.WALL)
    assert "HttpOnly" in line
    assert "SameSite=Lax" in line
    assert len(browser.cookies[names.WALL]) == 43


@pytest.mark.parametrize(
    "path",
    [
        "/export/board/months?c=1&from=2026-01-01&to=2026-12-31",
        "/export/board-book/work?c=1&from=2026-01-01&to=2026-12-31",
        "/export/list/1",
        "/export/book/1",
        "/files/1",
        "/slip/1",
        "/poster/1",
    ],
)
def test_the_key_opens_nothing_but_the_wall(house: str, code: str, path: str) -> None:
    screen = paired(house, code)

    assert screen.ask(path).status in (403, 404)


def test_the_key_is_no_session(house: str, code: str) -> None:
    screen = paired(house, code)
    screen.cookies[names.SESSION] = screen.cookies[names.WALL]

    assert screen.ask("/export/list/1").status in (403, 404)


def test_a_wall_taken_back_gets_a_sentence_at_its_next_look(house: str, code: str) -> None:

    from core.walls.models import Wall
    from db.session import engine

    screen = paired(house, code)
    with Session(engine()) as session:
        row = session.exec(select(Wall).order_by(col(Wall.id).desc())).first()
        assert row is not None
        row.revoked_at = row.created_at
        session.commit()

    answer = screen.ask("/wall/state")

    assert answer.status == 403
    assert "已停用" in json.loads(answer.body)["gone"]["zh_CN"]
    assert b'name="code"' in screen.ask("/wall").body


def test_a_stranger_sees_the_form_and_no_slide(house: str, visitor: Browser) -> None:
    assert visitor.ask("/wall/state").status == 403
    assert b'name="code"' in visitor.ask("/wall").body


def test_a_code_from_another_page_is_refused(house: str, code: str) -> None:
    browser = Browser(house)
    sealed = token(browser)

    assert type_code(browser, code, sealed, Origin="https://elsewhere.example") == 403
    assert type_code(Browser(house), code, sealed) == 422
    assert type_code(browser, code, "x") == 422


def test_nobody_tries_codes_for_long(house: str, code: str) -> None:
    browser = Browser(house)
    tries = [type_code(browser, f"AAAA-AAAA-AAA{number}") for number in range(6)]

    assert tries == [422] * 5 + [429]
    assert type_code(browser, code) == 429


def test_the_page_runs_our_own_script_and_no_other(house: str, code: str) -> None:
    answer = paired(house, code).ask("/wall")

    policy = answer.headers["content-security-policy"]
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert b'<script src="/assets/wall.js"' in answer.body


def test_all_slides_that_are_offered_are_panels_without_names_of_people() -> None:
    offered = choices.panels()

    assert "work/seats" not in offered
    assert "voices/informants" not in offered
    assert set(choices.usual()) <= {choices.FIGURES, *offered}
    assert {panel.key for panel in offered.values()} >= {"months", "served"} & PANELS.keys()


def test_nobody_is_kept_from_writing_while_a_slide_is_drawn(
    house: str, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from db.session import engine

    key = paired(house, code).cookies[names.WALL]
    slides.forget()
    reads: list[str] = []
    draw = slides._drawn

    def watched(spec: bars.Spec, ground: WallLook) -> str:
        reads.append(engine().pool.status())
        return draw(spec, ground)

    monkeypatch.setattr(slides, "_drawn", watched)
    assert routes._state(key, "")

    assert len(reads) == 1
    assert "Current Checked out connections: 0" in reads[0]
