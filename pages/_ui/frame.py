"""The frame around every screen: language, sign-in, menu, and the screen that is due."""

from collections.abc import Callable
from urllib.parse import urlsplit

import streamlit as st
from streamlit.navigation.page import Page

from core.errors import DomainError
from core.i18n import CHINESE, ENGLISH
from core.permissions import Actor, Permission
from db.settings import ROOT
from pages._ui import login, menu, setup, sign_in
from pages._ui.edge import show_notice
from pages._ui.password import change_password
from pages._ui.screens import DEFAULT, SCREENS, Screen, screen
from pages._ui.words import LANGUAGE, _, language, refusal
from pages._web import brand, chrome

PASSWORD = "password"  # noqa: S105  the address of the screen
BOARD = screen("board/live")
Body = Callable[[], None] | str


def run() -> None:
    """Show what the address asks for, to who is there."""
    st.set_page_config(page_icon=brand.icon(), layout="wide")
    actor = login.current()
    _speak(actor)
    password = _hidden(change_password, PASSWORD, menu.CHANGE_PASSWORD)
    pages = _pages(actor, password)
    page = st.navigation(pages, expanded=True)
    if actor and _meets_the_board(actor, page):
        st.switch_page(_board(pages))
    st.html(chrome.mark(language()))
    login.hand_over_cookie()
    if actor:
        menu.foot(actor, password)
    show_notice()
    try:
        with login.known(actor):
            page.run()
    except DomainError as error:  # such as a record that is not there, or not this person's
        st.error(refusal(error), icon=":material/error:")


def _speak(actor: Actor | None) -> None:
    """The account's language; before sign-in the one chosen, else the browser's."""
    if actor:
        st.session_state[LANGUAGE] = actor.language
    elif LANGUAGE not in st.session_state:
        english = (st.context.locale or "").lower().startswith("en")
        st.session_state[LANGUAGE] = ENGLISH if english else CHINESE


def _meets_the_board(actor: Actor, page: Page) -> bool:
    """Whether somebody who only watches comes in now: once after signing in, and to no address."""
    if actor.must_change_password or not login.just_entered():
        return False
    return page.url_path == "" and actor.only_watches and actor.may(Permission.BOARD_READ)


def _board(sections: dict[str, list[Page]]) -> Page:
    return next(page for page in _all(sections) if page.url_path == BOARD.path)


def _pages(actor: Actor | None, password: Page) -> dict[str, list[Page]]:
    """Every screen at its address, whoever asks: only the body differs, and the menu."""
    due = _due(actor)
    sections: dict[str, list[Page]] = {"": []}
    for one in SCREENS:
        section = sections.setdefault(_(one.section), [])
        section.append(_page(one, actor, due))
    hidden = sections[""]
    hidden.append(_hidden(due or _file(DEFAULT), DEFAULT.path, DEFAULT.title))
    hidden.append(_hidden(due, PASSWORD, menu.CHANGE_PASSWORD) if due else password)
    if (asked := _asked()) and asked not in {page.url_path for page in _all(sections)}:
        hidden.append(_hidden(due or _missing, asked, menu.NOT_FOUND))
    return sections


def _due(actor: Actor | None) -> Callable[[], None] | None:
    """The form that comes before any screen, if one does."""
    if actor is None:
        return setup.open_house if setup.is_due() else sign_in.form
    return change_password if actor.must_change_password else None


def _page(screen: Screen, actor: Actor | None, due: Callable[[], None] | None) -> Page:
    may = actor and (screen.permission is None or actor.may(screen.permission))
    body: Body = due or (_file(screen) if may else login.refuse)
    return st.Page(
        body,
        title=_(screen.title),
        icon=screen.icon,
        url_path="" if screen is DEFAULT else screen.path,
        default=screen is DEFAULT,
        visibility="hidden" if due or not may else "visible",
    )


def _hidden(body: Body, path: str, title: str) -> Page:
    return st.Page(body, title=_(title), url_path=path, visibility="hidden")


def _file(screen: Screen) -> str:
    return str(ROOT / "pages" / f"{screen.file}.py")


def _asked() -> str:
    """The address asked for; only its first part where it has several."""
    return urlsplit(st.context.url or "").path.strip("/").partition("/")[0]


def _all(sections: dict[str, list[Page]]) -> list[Page]:
    return [page for pages in sections.values() for page in pages]


def _missing() -> None:
    st.title(_("This page does not exist"))
    st.info(_("Choose a screen from the menu."), icon=":material/search_off:")
