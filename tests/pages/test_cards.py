"""The board's cards: title, sentence, figures and downloads in one piece of HTML."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from html.parser import HTMLParser

import pytest

from core.i18n import CHINESE, ENGLISH
from pages._ui.board import cards, tiles
from pages._ui.board.cards import Card
from pages._ui.board.panels import PANELS
from pages._ui.board.tiles import Tile
from tests.pages.test_charts import ROWS, each_language, each_panel, view

NASTY = '<script>alert(1)</script> & "甲" <img src=x onerror=alert(1)>'


@dataclass
class Read(HTMLParser):
    """What a browser makes of a piece of HTML: its elements, and the texts of its cells."""

    html: str
    tags: list[tuple[str, dict[str, str | None]]] = field(default_factory=list)
    cells: dict[str, list[str]] = field(default_factory=lambda: {"th": [], "td": []})
    texts: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self.inside = ""
        self.feed(self.html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self.inside = tag if tag != "a" else self.inside
        if tag in self.cells:
            self.cells[tag].append("")

    def handle_data(self, data: str) -> None:
        self.texts.append(data)
        if self.inside in self.cells:
            self.cells[self.inside][-1] += data

    def handle_endtag(self, tag: str) -> None:
        self.inside = "" if tag != "a" else self.inside

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


def card(key: str, language: str = CHINESE, *, export: bool = True) -> Card:
    panel, shown = PANELS[key], view(language)
    return Card(panel, ROWS[key], shown, export, panel.tell(ROWS[key], shown))


def loads(read: Read) -> list[str]:
    """Where downloads are offered."""
    links = [one["href"] or "" for one in read.all("a")]
    return [link for link in links if link.startswith("/export/")]


@each_panel
@each_language
def test_a_card_has_its_figures_as_a_table_with_headings(key: str, language: str) -> None:
    made = card(key, language)
    figures = made.panel.table(made.rows, made.view)

    read = Read(cards.says(made))

    assert read.cells["th"] == list(figures[0])
    assert {attributes.get("scope") for attributes in read.all("th")} == {"col"}
    assert len(read.cells["td"]) == len(figures) * len(figures[0])
    words = [cell for row in figures for cell in row.values() if isinstance(cell, str)]
    numbers = [cell for row in figures for cell in row.values() if not isinstance(cell, str)]
    assert [cell for cell in words if cell not in read.cells["td"]] == []
    shown = {float(cell.replace(",", "")) for cell in read.cells["td"] if cell not in words}
    assert shown == {round(float(number), 2) for number in numbers}


@each_panel
def test_a_card_offers_its_figures_to_whoever_may_export(key: str) -> None:
    read = Read(cards.says(card(key)))

    links = loads(read)
    kinds = ["xlsx", "csv", "png"] if PANELS[key].draw else ["xlsx", "csv"]
    assert [link.rpartition("=")[2] for link in links] == kinds
    assert {"Excel", "CSV"} < set(read.texts)
    assert all(link.startswith(f"/export/board/{key}?c=3&from=2026-01-01&") for link in links)
    assert loads(Read(cards.says(card(key, export=False)))) == []


@each_panel
def test_figures_are_folded_beside_a_chart_and_lie_open_without_one(key: str) -> None:
    read = Read(cards.says(card(key, ENGLISH)))

    named = [one["aria-label"] for one in read.all("summary")]

    title = PANELS[key].title
    assert named == ([f"Figures – {title}"] if PANELS[key].draw else [])
    assert read.texts[0] == title
    assert read.tags[1][0] == "h4"


@each_panel
def test_an_empty_card_says_what_to_do(key: str) -> None:
    panel = PANELS[key]

    read = Read(cards.says(Card(panel, (), view(ENGLISH), export=True)))

    assert "".join(read.texts) == f"{panel.title}{panel.empty} Open: {panel.source.name}"
    assert [one["href"] for one in read.all("a")] == [f"/{panel.source.screen}?c=3"]


@each_panel
def test_a_card_says_where_its_figures_are_from_and_as_of_when(key: str) -> None:
    at = datetime(2026, 11, 22, 13, 3, tzinfo=UTC)

    read = Read(cards.says(replace(card(key, ENGLISH), at=at)))

    source = PANELS[key].source.name
    assert f"Source: {source}, as of 2026-11-22 21:03" in read.texts


def test_what_people_wrote_stays_text() -> None:
    rows = [replace(row, name=NASTY, name_en=NASTY) for row in ROWS["groups"]]
    made = Card(PANELS["groups"], rows, view(), True, f"{NASTY}!", {NASTY: "#123456"})

    read = Read(cards.says(made))

    assert read.all("script") == read.all("img") == []
    assert read.cells["td"].count(NASTY) == len(rows)
    assert "".join(read.texts).count(NASTY) == len(rows) + 2


def test_numbers_of_a_column_have_as_many_places_each() -> None:
    read = Read(cards.table([{"甲": 1200, "乙": 5.0}, {"甲": 3, "乙": 95.25}]))

    assert read.cells["td"] == ["1,200", "5.00", "3", "95.25"]
    assert {one.get("class") for one in read.all("td")} == {"number"}


@pytest.mark.parametrize(("delta", "said"), [(3, "↑ 3"), (-1200, "↓ 1,200")])
def test_a_tile_tells_how_it_changed(delta: int, said: str) -> None:
    read = Read(tiles.listed([Tile("工作室", "12", delta, NASTY)]))

    assert read.texts == ["工作室", "12", said, NASTY]


def test_a_picture_that_is_refused_can_say_why() -> None:
    links = Read(cards.says(card("months"))).all("a")

    how = {(one["href"] or "")[-3:]: one.get("target") for one in links if "download" not in one}
    assert how == {"png": "_blank"}
    assert {(link["href"] or "")[-3:] for link in links if "download" in link} == {"lsx", "csv"}
