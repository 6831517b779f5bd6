"""A person at a window: types, presses and looks, by the words that stand on the screen."""

import re
from dataclasses import dataclass

from playwright.sync_api import FilePayload, Locator, Page, expect

from core.i18n import CHINESE, translate
from tests.browser.windows import drawn, gone_to

ROOM, ASIDE = "[data-testid=stMain]", "[data-testid=stSidebar]"
_STILL = """summary => Promise.allSettled(
  summary.parentElement.getAnimations({subtree: true})
    .filter(one => one.effect.getComputedTiming().iterations !== Infinity)
    .map(one => one.finished))"""
TURNS = "[role=tab], [data-testid=stButtonGroup] button"


@dataclass
class Desk:
    """One window. Words are given in English, as in the code, and sought as they are shown."""

    page: Page
    base: str
    language: str = CHINESE

    def say(self, message: str, **parts: object) -> str:
        """The words shown for a message."""
        return translate(message, self.language, **parts)

    @property
    def room(self) -> Locator:
        """The screen without the side bar."""
        return self.page.locator(ROOM)

    def go(self, address: str = "") -> None:
        """Open an address of this server; who is in goes there as the menu does."""
        if self.page.locator(ASIDE).count():
            gone_to(self.page, address)
        else:
            self.page.goto(f"{self.base}/{address}")
        self.room.locator(":is(h1, h2, form)").first.wait_for()
        drawn(self.page)

    def box(self, label: str, place: int = 0) -> Locator:
        """The place to type that a label names."""
        named = re.compile(f"^{re.escape(self.say(label))}")
        return self.room.get_by_role("textbox", name=named).nth(place)

    def type(self, label: str, text: str, place: int = 0) -> None:
        """Type into a box, as a person does who then goes on to the next."""
        box = self.box(label, place)
        box.fill(text)
        box.press("Tab")

    def count(self, label: str, number: int, place: int = 0) -> None:
        """Type a number into its box."""
        box = self.room.get_by_role("spinbutton", name=self.say(label)).nth(place)
        box.fill(str(number))
        box.press("Tab")

    def choose(self, label: str, option: str) -> None:
        """Choose in a box that lists options, once what was done before is drawn."""
        drawn(self.page)  # a form that is drawn anew meanwhile would forget it
        words = re.compile(f"^{re.escape(self.say(label))}")
        label_of = self.page.locator("[data-testid=stWidgetLabel]").filter(has_text=words)
        chosen = self.room.locator("[data-testid=stSelectbox]").filter(has=label_of).first
        box = chosen.locator("input")
        box.click()
        box.press_sequentially(option)  # the list holds only what is in sight
        self.page.get_by_role("option", name=option).first.click()

    def button(self, label: str, **parts: object) -> Locator:
        """A button by its words; before them stands its icon."""
        words = re.compile(f"{re.escape(self.say(label, **parts))}$")
        return self.room.locator("button").filter(has_text=words).first

    def press(self, label: str, **parts: object) -> None:
        """Press a button."""
        self.button(label, **parts).click()

    def send(self, label: str) -> None:
        """Press the button at the end of a form, where a tab or switch has the same words."""
        buttons = self.room.locator("[data-testid=stFormSubmitButton] button")
        buttons.filter(has_text=self.say(label)).first.click()

    def press_aside(self, label: str) -> None:
        """Press a button of the side bar."""
        self.page.locator(ASIDE).get_by_text(self.say(label), exact=True).click()

    def unfold(self, label: str) -> None:
        """Open what is folded away, and wait until it lies still: a list closes when it moves."""
        drawn(self.page)  # what is drawn anew meanwhile would lie folded again
        summary = self.room.locator("summary").filter(has_text=self.say(label)).first
        summary.click()
        summary.evaluate(_STILL)

    def turn_to(self, label: str) -> None:
        """Turn to a tab, or to one side of a switch."""
        self.room.locator(TURNS).filter(has_text=self.say(label)).first.click()

    def hand_over(self, file: FilePayload) -> None:
        """Hand a file over at the first place for files, and wait until it is there."""
        self.room.locator("input[type=file]").first.set_input_files(file)
        expect(self.room.locator("[data-testid=stFileChip]").first).to_be_visible()
        expect(self.room.locator("[data-testid=stFileChipIconSpinner]")).to_have_count(0)

    def sees(self, message: str, **parts: object) -> None:
        """Some place on the page says a message, whatever stands around it."""
        self.reads(self.say(message, **parts))

    def reads(self, text: str) -> None:
        """A text stands on the page as it is."""
        expect(self.page.get_by_text(text).first).to_be_visible()

    def heads(self, message: str) -> None:
        """The screen bears a title."""
        expect(self.room.locator("h1").filter(has_text=self.say(message)).first).to_be_visible()

    def told(self, message: str, **parts: object) -> None:
        """The passing notice tells what was done."""
        notice = self.page.locator("[data-testid=stToast]")
        expect(notice.filter(has_text=self.say(message, **parts)).first).to_be_visible()

    def sign_in(self, username: str, password: str) -> None:
        """Sign in with the form that stands there, until the browser has its cookie."""
        self.type("User name", username)
        self.box("Password").fill(password)
        with self.page.expect_response("**/auth/cookie*"):
            self.press("Sign in")

    def metric(self, label: str) -> Locator:
        """The value of a key figure."""
        tiles = self.page.locator("[data-testid=stMetric]")
        words = re.compile(f"^{re.escape(self.say(label))}")
        return tiles.filter(has_text=words).first.locator("[data-testid=stMetricValue]")
