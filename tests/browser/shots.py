"""`make shots`: a picture of each screen, in both languages, light and dark, wide and narrow."""

import sys
import tempfile
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Literal

from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page

from core.i18n import ENGLISH, LANGUAGES
from db.settings import ROOT
from tests.browser.example_house import ExampleHouse, example_house
from tests.browser.gallery import SETUP, SIGN_IN, Shot, open_shot, screens
from tests.browser.windows import chromium_open, drawn, new_context, settled
from tests.server import running_server

FOLDER = ROOT / "docs" / "screens"
SIZES = {"desktop": (1440, 900), "phone": (390, 844)}
Theme = Literal["light", "dark"]
THEMES: tuple[Theme, ...] = ("light", "dark")
TALLEST = 6000
COLOURS = 160
QUIET = """
*, *::before, *::after { animation: none !important; transition: none !important }
[data-testid=stToast] { display: none !important }
"""
# The chart and table canvases draw after the screen is at rest: until two looks are alike.
MOST_LOOKS = 5


def main(wanted: Sequence[str]) -> None:
    """Take all pictures, or those whose file names hold one of the pieces given."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory(prefix="lianxin-shots-") as folder,
        example_house(Path(folder)) as house,
        running_server(house.env) as base,
        chromium_open() as browser,
    ):
        _take_all(browser, base, house, wanted)


def _take_all(browser: Browser, base: str, house: ExampleHouse, wanted: Sequence[str]) -> None:
    for language in LANGUAGES:
        _take(new_context(browser, language), base, language, [Shot(SETUP, "")], wanted)
    house.open_door()
    for language in LANGUAGES:
        _take(new_context(browser, language), base, language, [Shot(SIGN_IN, "")], wanted)
        context = new_context(browser, language)
        house.let_in(context, base, language)
        _take(context, base, language, list(screens()), wanted)


def _take(
    context: BrowserContext, base: str, language: str, shots: Sequence[Shot], wanted: Sequence[str]
) -> None:
    page = context.new_page()
    for shot in shots:
        views = _views(shot, language, wanted)
        if not views:
            continue
        page.set_viewport_size({"width": 1440, "height": 900})
        page.goto(f"{base}/{shot.address}")
        open_shot(settled(page), shot, language)
        page.add_style_tag(content=QUIET)
        for theme, size, name in views:
            page.emulate_media(color_scheme=theme)
            picture = _look(page, *SIZES[size], whole=shot.whole)
            _save(picture, FOLDER / name)
        sys.stdout.write(f"{shot.name} {language}\n")
        sys.stdout.flush()
    context.close()


def _views(shot: Shot, language: str, wanted: Sequence[str]) -> list[tuple[Theme, str, str]]:
    """The pictures to take of a screen in a language: theme, size and file name."""
    short = "en" if language == ENGLISH else "zh"
    named = [
        (theme, size, f"{shot.name}.{short}.{theme}.{size}.png")
        for size in SIZES
        for theme in THEMES
    ]
    return [view for view in named if not wanted or any(piece in view[2] for piece in wanted)]


def _look(page: Page, width: int, height: int, *, whole: bool) -> bytes:
    """What a window of a size shows; for the whole it is made as tall as what it holds."""
    page.set_viewport_size({"width": width, "height": height})
    tall = 0
    for _turn in range(3 if whole else 0):
        wanted = page.evaluate("document.querySelector('[data-testid=stMain]')?.scrollHeight || 0")
        if wanted <= tall:
            break
        tall = max(height, min(int(wanted), TALLEST))
        page.set_viewport_size({"width": width, "height": tall})
    drawn(page)
    before = b""
    for _turn in range(MOST_LOOKS):
        picture = page.screenshot(animations="disabled", caret="hide")
        if picture == before:
            break
        before = picture
        page.wait_for_timeout(150)
    return picture


def _save(picture: bytes, path: Path) -> None:
    """With its most frequent colours: fills stay what they are, only edges of letters are near."""
    with Image.open(BytesIO(picture)) as opened:
        image = opened.convert("RGB")
    counted = sorted(image.getcolors(image.width * image.height) or [], reverse=True)
    chosen = [part for _number, colour in counted[:COLOURS] for part in _rgb(colour)]
    palette = Image.new("P", (1, 1))
    palette.putpalette(chosen)
    image.quantize(palette=palette, dither=Image.Dither.NONE).save(path, optimize=True)


def _rgb(colour: object) -> tuple[int, int, int]:
    if not isinstance(colour, tuple):
        raise TypeError("a picture in RGB has colours of three parts")
    red, green, blue = colour
    return red, green, blue


if __name__ == "__main__":
    main(sys.argv[1:])
