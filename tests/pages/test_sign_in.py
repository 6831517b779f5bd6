"""Signing in, and what ends it: at the next run, in the next fragment and callback."""

from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from sqlmodel import Session, col, select
from streamlit_authenticator.utilities import Encryptor

from core import clock
from core.accounts import cookies, passwords, setup, tickets
from core.accounts.models import Account, RoleGrant, SignInSession
from core.permissions import WATCHERS, Actor, Role
from pages._ui import authenticator
from tests.factories import Make
from tests.pages.conftest import Browser, OpenScreen

PASSWORD = "Kx7-mountain"
FORM = ["用户名", "密码"]


@pytest.fixture(autouse=True)
def cheap_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "COST", 4)


@pytest.fixture
def clerk(session: Session, make: Make) -> Actor:
    return signs_in(session, make.actor(Role.CLERK))


def signs_in(session: Session, actor: Actor) -> Actor:
    """Give somebody the name and password that `type_in` types."""
    account = row(session, actor)
    account.username, account.password_hash = "zhangsan", passwords.hashed(PASSWORD)
    return actor


def row(session: Session, actor: Actor) -> Account:
    return session.exec(select(Account).where(Account.id == actor.account_id)).one()


def labels(at: Browser) -> list[str]:
    return [box.label for box in at.text_input]


def type_in(at: Browser, password: str, username: str = "zhangsan") -> None:
    at.text_input[0].set_value(username)
    at.text_input[1].set_value(password)
    if len(at.text_input) > 2:
        sealed = at.session_state["login_captcha"]
        number = Encryptor(authenticator._KEY).decrypt(sealed)
        at.text_input[2].set_value(number)
    at.button[0].click().run()


class TestForm:
    @pytest.mark.parametrize("lang", ["zh_CN", "en"])
    def test_is_all_that_a_stranger_sees(self, open_screen: OpenScreen, lang: str) -> None:
        at = open_screen(None, "work/studios", lang)

        assert not at.exception
        assert labels(at) == (FORM if lang == "zh_CN" else ["User name", "Password"])
        assert not at.title[0].value.startswith("委员工作室")

    def test_opens_the_screen_that_was_asked_for(
        self, open_screen: OpenScreen, clerk: Actor, make: Make
    ) -> None:
        at = open_screen(None, "work/studios", id="12")

        type_in(at, PASSWORD)

        assert not at.exception
        assert "用户名" not in labels(at)
        assert at.query_params["id"] == "12"

    @pytest.mark.parametrize("role", sorted(WATCHERS))
    def test_those_who_only_watch_meet_the_board_once(
        self, open_screen: OpenScreen, session: Session, make: Make, role: Role
    ) -> None:
        watcher = signs_in(session, make.actor(role))
        at = open_screen(None, "desk/today")

        type_in(at, PASSWORD)
        first = at.title[0].value
        at.show("desk/today")

        assert not at.exception
        assert watcher.only_watches
        assert (first, at.title[0].value) == ("实时看板", "我的工作台")

    def test_those_who_only_watch_meet_the_address_that_they_typed(
        self, open_screen: OpenScreen, session: Session, make: Make
    ) -> None:
        signs_in(session, make.actor(Role.CHAIR_OFFICE))
        at = open_screen(None, "work/studios")

        type_in(at, PASSWORD)
        first = at.title[0].value
        at.show("desk/today")

        assert (first, at.title[0].value) == ("委员工作室", "我的工作台")

    def test_who_does_more_than_watch_meets_the_desk(
        self, open_screen: OpenScreen, clerk: Actor
    ) -> None:
        at = open_screen(None, "desk/today")

        type_in(at, PASSWORD)

        assert at.title[0].value == "我的工作台"

    def test_keeps_only_hashes(
        self, open_screen: OpenScreen, clerk: Actor, session: Session
    ) -> None:
        at = open_screen(None, "desk/today")

        type_in(at, PASSWORD)

        kept = session.exec(select(SignInSession)).one()
        assert kept.bind_hash == cookies.hashed(at.cookies[cookies.BIND])

    def test_hands_the_browser_a_ticket_for_its_cookie(
        self, open_screen: OpenScreen, clerk: Actor, session: Session
    ) -> None:
        at = open_screen(None, "desk/today")
        type_in(at, PASSWORD)

        ticket = at.session_state["_ui.ticket"][0]

        cookie = tickets.take(session, ticket, at.cookies[cookies.BIND])
        assert cookie
        kept = session.exec(select(SignInSession.token_hash)).one()
        assert cookies.hashed(cookie) == kept

    def test_says_one_sentence_whatever_is_wrong(
        self, open_screen: OpenScreen, clerk: Actor, session: Session, make: Make
    ) -> None:
        disabled = make.account(username="lisi", password_hash=passwords.hashed(PASSWORD))
        disabled.disabled_at = clock.now()
        locked = make.account(username="wangwu", password_hash=passwords.hashed(PASSWORD))
        locked.locked_until = clock.now() + timedelta(minutes=5)
        told = []

        for name in ("zhangsan", "nobody", "lisi", "wangwu"):
            at = open_screen(None, "desk/today")
            type_in(at, "wrong" if name == "zhangsan" else PASSWORD, name)
            told.append([error.value for error in at.error])

        assert len(told[0]) == 1
        assert all(sentences == told[0] for sentences in told)

    def test_asks_for_a_captcha_from_the_third_failure_on(
        self, open_screen: OpenScreen, clerk: Actor
    ) -> None:
        at = open_screen(None, "desk/today")
        for _ in range(3):
            assert labels(at) == FORM
            type_in(at, "wrong")

        assert labels(at) == [*FORM, "图中数字"]
        type_in(at, PASSWORD)
        assert "用户名" not in labels(at)

    def test_a_wrong_captcha_is_spent(self, open_screen: OpenScreen, clerk: Actor) -> None:
        at = open_screen(None, "desk/today")
        for _ in range(3):
            type_in(at, "wrong")
        before = at.session_state["login_captcha"]

        at.text_input[1].set_value(PASSWORD)
        at.text_input[2].set_value("x")
        at.button[0].click().run()

        assert "图中数字输入有误" in at.error[0].value
        assert at.session_state["login_captcha"] != before

    def test_stays_closed_while_locked_and_opens_again(
        self, open_screen: OpenScreen, clerk: Actor
    ) -> None:
        began = clock.now()
        with time_machine.travel(began, tick=True):
            at = open_screen(None, "desk/today")
            for _ in range(5):
                type_in(at, "wrong")
            fresh = open_screen(None, "desk/today")
            type_in(fresh, PASSWORD)
            assert labels(fresh) == FORM

        with time_machine.travel(began + timedelta(minutes=16), tick=True):
            fresh = open_screen(None, "desk/today")
            type_in(fresh, PASSWORD)
            assert "用户名" not in labels(fresh)


class TestFrame:
    def test_a_reload_finds_the_session_by_its_cookie(
        self, open_screen: OpenScreen, clerk: Actor
    ) -> None:
        at = open_screen(clerk, "desk/today")

        assert "退出登录" in at.words

    def test_signing_out_ends_it_for_good(
        self, open_screen: OpenScreen, clerk: Actor, session: Session
    ) -> None:
        at = open_screen(clerk, "desk/today")

        at.button(key="_ui.sign_out").click().run()

        assert labels(at) == FORM
        assert session.exec(select(SignInSession)).all() == []

    def test_one_click_changes_the_language_and_keeps_it(
        self, open_screen: OpenScreen, clerk: Actor, session: Session
    ) -> None:
        at = open_screen(clerk, "desk/today")

        at.button(key="_ui.switch_language").click().run()

        assert "Sign out" in at.words
        session.expire_all()
        assert row(session, clerk).language == "en"

    def test_an_unknown_address_says_so(self, open_screen: OpenScreen, clerk: Actor) -> None:
        at = open_screen(clerk, "work/nowhere")

        assert at.title[0].value == "页面不存在"

    def test_the_first_screen_has_an_address_too(
        self, open_screen: OpenScreen, clerk: Actor
    ) -> None:
        at = open_screen(clerk, "desk/today")
        title = at.title[0].value

        at._page_hash = ""
        at.show("somewhere/today")

        assert at.title[0].value == title

    def test_a_one_time_password_must_be_changed_first(
        self, open_screen: OpenScreen, clerk: Actor, session: Session
    ) -> None:
        row(session, clerk).must_change_password = True
        at = open_screen(clerk, "work/studios")
        assert at.title[0].value == "修改密码"

        for box, typed in zip(
            at.text_input, (PASSWORD, "Lq4-riverside", "Lq4-riverside"), strict=True
        ):
            box.set_value(typed)
        next(one for one in at.button if one.label == "修改密码").click().run()

        assert not at.error
        assert at.title[0].value != "修改密码"

    def test_the_own_password_is_typed_twice(self, open_screen: OpenScreen, clerk: Actor) -> None:
        at = open_screen(clerk, "any/password")

        for box, typed in zip(
            at.text_input, (PASSWORD, "Lq4-riverside", "Lq4-riversidf"), strict=True
        ):
            box.set_value(typed)
        next(one for one in at.button if one.label == "修改密码").click().run()

        assert "不一致" in at.error[0].value


class TestRevocation:
    """What happens elsewhere counts at the next run."""

    def test_a_disabled_account_is_out(
        self, open_screen: OpenScreen, clerk: Actor, session: Session
    ) -> None:
        at = open_screen(clerk, "work/studios")
        row(session, clerk).disabled_at = clock.now()
        session.commit()

        at.run()

        assert labels(at) == FORM

    def test_an_ended_session_is_out(
        self, open_screen: OpenScreen, clerk: Actor, session: Session
    ) -> None:
        at = open_screen(clerk, "work/studios")
        session.delete(session.exec(select(SignInSession)).one())
        session.commit()

        at.run()

        assert labels(at) == FORM

    def test_a_role_taken_away_closes_the_screen(
        self, open_screen: OpenScreen, clerk: Actor, session: Session
    ) -> None:
        at = open_screen(clerk, "work/studios")
        held = session.exec(select(RoleGrant).where(RoleGrant.account_id == clerk.account_id))
        session.delete(held.one())
        session.commit()

        at.run()

        assert "没有权限" in at.error[0].value

    def test_a_callback_of_somebody_signed_out_changes_nothing(
        self, open_screen: OpenScreen, clerk: Actor, session: Session
    ) -> None:
        at = open_screen(clerk, "desk/today")
        session.delete(session.exec(select(SignInSession)).one())
        session.commit()

        at.button(key="_ui.switch_language").click().run()

        session.expire_all()
        assert row(session, clerk).language == "zh_CN"
        assert labels(at) != []

    def test_half_an_hour_away_signs_out(self, open_screen: OpenScreen, clerk: Actor) -> None:
        at = open_screen(clerk, "desk/today")

        with time_machine.travel(clock.now() + timedelta(minutes=31), tick=True):
            at.run()

        assert labels(at)[:1] in (["用户名"], ["User name"])

    def test_a_live_part_shows_nothing_more(
        self, open_screen: OpenScreen, clerk: Actor, session: Session, tmp_path: Path
    ) -> None:
        page = tmp_path / "page.py"
        page.write_text(LIVE, encoding="utf-8")
        known = open_screen(clerk, "desk/today").cookies
        at = Browser("zh_CN", page)
        at.cookies = known
        at.run()
        assert [text.value for text in at.text] == ["figures"]
        held = session.exec(select(RoleGrant).where(RoleGrant.account_id == clerk.account_id))
        session.delete(held.one())
        session.commit()

        at.button(key="again").click().run()

        assert [text.value for text in at.text] == ["nothing"]


LIVE = """
import streamlit as st
from core.permissions import Permission
from pages._ui import login

@login.live("5s", Permission.BOARD_READ)
def part():
    st.text("figures")
    st.button("again", key="again")

actor = login.current()
if actor and actor.may(Permission.BOARD_READ):
    part()
else:
    st.text("nothing")
"""


class TestTakeover:
    """Somebody else's browser connects to a screen that is signed in."""

    @pytest.mark.parametrize("own", [{}, {cookies.BIND: "x" * 43}])
    def test_shows_only_the_form(
        self, open_screen: OpenScreen, clerk: Actor, own: dict[str, str]
    ) -> None:
        at = open_screen(clerk, "work/studios")
        at.cookies = own

        at.run()

        assert labels(at) == FORM
        assert clerk.name not in at.words

    def test_a_colleague_becomes_himself_with_nothing_left_of_the_other(
        self, open_screen: OpenScreen, clerk: Actor, make: Make
    ) -> None:
        at = open_screen(clerk, "desk/today")
        at.session_state["studios.draft"] = "typed by the clerk"
        colleague = make.actor(Role.CHAIR_OFFICE)
        theirs = open_screen(colleague, "desk/today")

        at.cookies = theirs.cookies
        at.run()

        assert colleague.name in at.words
        assert clerk.name not in at.words
        assert "studios.draft" not in at.session_state


class TestFirstStart:
    def test_is_shown_while_there_is_no_account(self, database: str) -> None:
        at = Browser("zh_CN").show("work/studios")

        assert not at.exception
        assert at.title[0].value == "欢迎使用连心桥"

    def test_opens_the_house_and_leads_to_the_form(self, session: Session) -> None:
        code = setup.issue_code(session)
        session.commit()
        at = Browser("zh_CN").show("desk/today")

        typed = [code, "示例县政协", "610800", "用户001", "zhangsan", PASSWORD, PASSWORD]
        for box, value in zip(at.text_input, typed, strict=True):
            box.set_value(value)
        at.button[0].click().run()

        assert not at.exception
        assert labels(at) == FORM
        type_in(at, PASSWORD)
        assert "用户001" in at.words

    def test_counts_wrong_codes(self, session: Session) -> None:
        code = setup.issue_code(session)
        session.commit()
        at = Browser("zh_CN").show("desk/today")
        typed = ["no", "示例县政协", "610800", "用户001", "zhangsan", PASSWORD, PASSWORD]
        for _ in range(5):
            for box, value in zip(at.text_input, typed, strict=True):
                box.set_value(value)
            at.button[0].click().run()
            assert "初始设置码不正确" in at.error[0].value

        at.text_input[0].set_value(code)
        at.button[0].click().run()

        assert "初始设置码不正确" in at.error[0].value
        assert session.exec(select(Account).order_by(col(Account.id))).all() == []
