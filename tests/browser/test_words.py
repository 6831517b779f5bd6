"""One language at a time: no English on a Chinese screen, no Chinese on an English one.

Looked at is what the screens and Streamlit say; what people recorded stays as they wrote it.
"""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page
from sqlmodel import AutoString, select

from core.i18n import CHINESE, ENGLISH
from db.base import metadata
from db.session import reading
from pages._ui.screens import SCREENS
from tests.browser.conftest import House
from tests.browser.example_house import ExampleHouse, example_house
from tests.browser.gallery import Shot, open_shot, screens
from tests.browser.windows import Watch, drawn, gone_to, new_context, settled
from tests.server import running_server

pytestmark = pytest.mark.browser

FOREIGN = {CHINESE: re.compile(r"[A-Za-z]{3,}"), ENGLISH: re.compile(r"[一-鿿]+")}
MEANT = {
    "English": "the switch names each language in itself",
    "简体中文": "the switch names each language in itself",
    "Excel": "the name of a program",
    "Word": "the name of a program",
    "CSV": "the name of a kind of file",
    "XXXX": "the pattern of a setup code",
    **dict.fromkeys(
        ("JPG", "JPEG", "PNG", "WEBP", "PDF", "DOCX", "XLSX", "docx"),
        "the name of a kind of file",
    ),
    "https": "how an address begins",
    "wall": "how the address of a wall ends",
}
# What is recorded in letters, whatever the language of who reads it.
IN_LETTERS = ("code", "username", "plaque_number", "name_en")
# Icons are written as words and drawn as signs; cells, but for heads, and large boxes hold what
# was recorded; to screen readers alone, Streamlit's date box says its month in English.
SAID = """() => {
  const skip = '[data-testid*=Icon], [role=img], [role=gridcell], script, style, noscript'
    + ', textarea, [id^=react-aria-description]';
  const said = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (!node.parentElement.closest(skip)) said.push(node.nodeValue.trim());
  }
  for (const one of document.querySelectorAll('[placeholder], [aria-label], [title], [alt]')) {
    if (one.closest(skip + ', .vega-embed')) continue;
    for (const name of ['placeholder', 'aria-label', 'title', 'alt'])
      said.push((one.getAttribute(name) || '').trim());
  }
  return [...new Set(said.filter(Boolean))];
}"""


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The example committees, served, with the administrator's door open."""
    folder = tmp_path_factory.mktemp("examples")
    with example_house(folder) as examples, running_server(examples.env) as base:
        examples.open_door()
        yield House(base, folder)


@pytest.mark.parametrize("language", [CHINESE, ENGLISH])
def test_every_screen_speaks_one_language(
    house: House, browser: Browser, watch: Watch, language: str
) -> None:
    recorded = _recorded(language)
    context = new_context(browser, language)
    watch.follow(context)
    ExampleHouse(house.folder).let_in(context, house.base, language)
    page = context.new_page()
    page.goto(house.base)
    settled(page)

    found = [
        f"{shot.name}: {foreign}"
        for shot in _looked_at(language)
        for said in _all_parts(page, shot, language)
        if (foreign := _foreign(said, language, recorded))
    ]

    context.close()
    assert sorted(set(found)) == []


def _looked_at(language: str) -> list[Shot]:
    """Each screen; in Chinese also each record and form, and the tabs of all of them."""
    shown = list(screens())
    if language == ENGLISH:
        return shown[: len(SCREENS)]
    return [shot for shot in shown if not shot.press and shot.whole]


def _all_parts(page: Page, shot: Shot, language: str) -> Iterator[list[str]]:
    """What is said on a screen, and on each of its tabs."""
    open_shot(gone_to(page, shot.address), shot, language)
    yield page.evaluate(SAID)
    tabs = page.locator("[data-testid=stMain] [role=tab]")
    for place in range(tabs.count() if language == CHINESE else 0):
        tabs.nth(place).click()
        yield drawn(page).evaluate(SAID)


def _foreign(said: list[str], language: str, recorded: re.Pattern[str]) -> list[str]:
    """The words of the other language that nobody recorded and nobody meant."""
    own = "\n".join(recorded.sub(" ", one) for one in said)
    return sorted({one for one in FOREIGN[language].findall(own) if one not in MEANT})


def _recorded(language: str) -> re.Pattern[str]:
    """All texts that are recorded and may look foreign."""
    columns = [
        column
        for table in metadata().sorted_tables
        for column in table.columns
        if isinstance(column.type, AutoString)
        and (language == ENGLISH or column.name in IN_LETTERS)
    ]
    with reading() as session:
        texts = {
            str(text)
            for column in columns
            for text in session.exec(select(column).distinct())
            if text and FOREIGN[language].search(str(text))
        }
    longest_first = sorted(texts, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first)) or r"(?!)")
