"""Windows of a real Chromium, watched: what they ask of other hosts, what they complain about."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Page, Request, expect, sync_playwright

from tests import chromium

WAIT = 60_000  # ms; what is waited for comes within one, but for a loaded machine
AT_REST = "[data-testid=stApp][data-test-script-state=notRunning]"
LOCALES = {"zh_CN": "zh-CN", "en": "en-US"}
ZONE = "Asia/Shanghai"


@dataclass
class Watch:
    """What the windows of a browser did that they should not."""

    base: str
    elsewhere: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def follow(self, context: BrowserContext) -> None:
        """Note what the windows of a context do from now on."""
        context.on("request", self._asked)
        context.on("console", lambda told: self._told(told.type, told.text, told.location))
        context.on("weberror", lambda error: self.complaints.append(str(error.error)))

    def _asked(self, request: Request) -> None:
        place = urlsplit(request.url)
        if place.scheme not in ("data", "blob") and place.netloc != urlsplit(self.base).netloc:
            self.elsewhere.append(request.url)

    def _told(self, kind: str, text: str, place: Any) -> None:
        if kind == "error":
            self.complaints.append(f"{text} ({place.get('url', '')})")


@contextmanager
def chromium_open() -> Iterator[Browser]:
    """The Chromium of this machine."""
    expect.set_options(timeout=WAIT)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium.find() or None, args=list(chromium.FLAGS)
        )
        try:
            yield browser
        finally:
            browser.close()


def new_context(browser: Browser, language: str = "zh_CN", **given: Any) -> BrowserContext:
    """A browser of somebody else: with cookies of its own."""
    usual: dict[str, Any] = {
        "locale": LOCALES[language],
        "timezone_id": ZONE,
        "viewport": {"width": 1440, "height": 900},
        "reduced_motion": "reduce",
    }
    context = browser.new_context(**usual | given)
    context.set_default_timeout(WAIT)
    return context


# As the browser's own Back does it; then the front end asks the server, and says so, unless it
# shows that page already.
_GO = """address => {
  const app = document.querySelector('[data-testid=stApp]');
  const asked = new Promise(done => {
    const watch = new MutationObserver(() => { watch.disconnect(); done(); });
    watch.observe(app, { attributes: true, attributeFilter: ['data-test-script-state'] });
  });
  history.pushState({}, '', address);
  dispatchEvent(new PopStateEvent('popstate'));
  return Promise.race([asked, new Promise(done => setTimeout(done, 2000))]);
}"""


def gone_to(page: Page, address: str) -> Page:
    """The page once it shows another address of the house, without loading all anew."""
    page.evaluate(_GO, f"/{address}")
    return drawn(page)


def settled(page: Page) -> Page:
    """The page once the server has drawn it."""
    expect(page.locator(AT_REST)).to_be_attached()
    return page


def drawn(page: Page) -> Page:
    """The page once each part of it has been drawn: none of Streamlit's grey places is left."""
    settled(page)
    expect(page.locator("[data-testid=stSkeleton]")).to_have_count(0)
    return page
