"""What a card says, as one piece of HTML: title, sentence, colour keys, source, figures.

One piece reaches the browser at a fifth of what its parts would cost. Whatever is said is
escaped here, whoever wrote it; `look` dresses it, and the screen draws the chart beside it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from html import escape
from urllib.parse import urlencode

from core import clock
from core.annotations.queries import Note
from pages._ui.charts.panel import Linked, Panel, Rows, Table, View
from pages._ui.charts.say import Say

DOWNLOADS = {"Excel": "xlsx", "CSV": "csv"}
PICTURE = {"PNG": "png"}


@dataclass(frozen=True, slots=True)
class Card:
    """A panel with its rows, the sentence told of them, and what its colours stand for.

    `at` is when the rows were read.
    """

    panel: Panel
    rows: Rows
    view: View
    export: bool
    told: str = ""
    keys: Mapping[str, str] = field(default_factory=dict)
    at: datetime = field(default_factory=clock.now)
    notes: Sequence[Note] = ()


def says(card: Card) -> str:
    """All that a card says beside its chart; without a chart its figures lie open."""
    _, panel = card.view.say, card.panel
    title = _(panel.title)
    if not card.rows:
        return _section(title, _next_step(card))
    told = f"<p>{escape(card.told)}</p>{_notes(card)}{_keys(card.keys)}{_origin(card)}"
    figures = _scrolled(panel.table(card.rows, card.view), title)
    if panel.draw is None:
        return _section(title, told + figures)
    return _section(title, told + _folded(figures, title, _), "card charted")


def table(rows: Table) -> str:
    """Figures as a table; numbers stand at the right, with as many places as their column."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    columns = [_column([row.get(name, "") for row in rows]) for name in names]
    heads = zip(names, columns, strict=True)
    head = "".join(f'<th scope="col"{kind}>{escape(name)}</th>' for name, (kind, _cells) in heads)
    drawn = [[f"<td{kind}>{cell}</td>" for cell in cells] for kind, cells in columns]
    body = "".join(f"<tr>{''.join(cells)}</tr>" for cells in zip(*drawn, strict=True))
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _section(title: str, body: str, kind: str = "card") -> str:
    return f'<section class="{kind}"><h4>{escape(title)}</h4>{body}</section>'


def _folded(figures: str, title: str, _: Say) -> str:
    name = _("Figures")
    label = escape(f"{name} – {title}")
    return f'<details><summary aria-label="{label}">{escape(name)}</summary>{figures}</details>'


def _scrolled(figures: Table, title: str) -> str:
    label = f'role="region" aria-label="{escape(title)}" tabindex="0"'
    return f'<div class="figures" {label}>{table(figures)}</div>'


def _column(cells: Sequence[str | float]) -> tuple[str, list[str]]:
    """The kind of a column, and its cells as they are written."""
    numbers = [cell for cell in cells if not isinstance(cell, str)]
    if not numbers:
        return "", [_text(str(cell) if not isinstance(cell, str) else cell) for cell in cells]
    places = max(map(_places, numbers))
    return ' class="number"', [
        _text(cell) if isinstance(cell, str) else f"{cell:,.{places}f}" for cell in cells
    ]


def _text(cell: str) -> str:
    """A cell as it is read, with its links."""
    if not isinstance(cell, Linked):
        return escape(cell)
    return "".join(
        f'<a href="{escape(address)}">{escape(text)}</a>' if address else escape(text)
        for text, address in cell.parts
    )


def _places(number: float) -> int:
    """How many places a number has behind its point, two at most."""
    if isinstance(number, int):
        return 0
    return len(f"{number:.2f}".rstrip("0").partition(".")[2])


def _keys(colours: Mapping[str, str]) -> str:
    """The keys to the colours, in lines as wide as the card."""
    marks = [
        f'<span><span style="color:{colour}" aria-hidden="true">■</span> {escape(name)}</span>'
        for name, colour in colours.items()
    ]
    return f'<p class="keys">{" ".join(marks)}</p>' if marks else ""


def _notes(card: Card) -> str:
    """What the office notes on it: numbered as on the chart."""
    if not card.notes:
        return ""
    told = "".join(
        f'<li value="{one.number}"><b>{escape(one.place)}</b> {escape(one.words)}</li>'
        for one in card.notes
    )
    name = escape(card.view.say("Notes"))
    return f'<ol class="notes" aria-label="{name}">{told}</ol>'


def _next_step(card: Card) -> str:
    """What to do where there is nothing to show, and the way there."""
    _, panel = card.view.say, card.panel
    way = escape(card.view.register(panel.source))
    name = escape(_("Open: {name}", name=_(panel.source.name)))
    return f'<p class="nothing">{escape(_(panel.empty))} <a href="{way}">{name}</a></p>'


def _origin(card: Card) -> str:
    """Where the figures are from, as of when, and how to take them along: one small line."""
    _ = card.view.say
    told = _(
        "Source: {register}, as of {time}",
        register=_(card.panel.source.name),
        time=f"{clock.local(card.at):%Y-%m-%d %H:%M}",
    )
    return f'<p class="origin"><span>{escape(told)}</span>{_downloads(card)}</p>'


def _downloads(card: Card) -> str:
    if not card.export:
        return ""
    kinds = DOWNLOADS | (PICTURE if card.panel.draw else {})
    return "".join(_link(card, name, kind) for name, kind in kinds.items())


def _link(card: Card, name: str, kind: str) -> str:
    _ = card.view.say
    doing = _("Download {kind}", kind=name)
    said = escape(f"{doing} – {_(card.panel.title)}")
    way = escape(address(card.panel.key, card.view, kind))
    # A picture may be refused with a sentence, which a link that only downloads would swallow.
    how = 'target="_blank"' if name in PICTURE else "download"
    return f'<a href="{way}" {how} aria-label="{said}" title="{said}">{escape(name)}</a>'


def address(panel: str, view: View, kind: str, narrowed: Mapping[str, str] | None = None) -> str:
    """Where the figures of a panel are downloaded, narrowed as they are shown."""
    asked: dict[str, str | int] = {
        "c": view.committee_id,
        "from": view.period.first.isoformat(),
        "to": view.period.last.isoformat(),
        "as": kind,
    }
    if view.assessment_id:
        asked["of"] = view.assessment_id
    if view.hidden:
        asked["hide"] = 1
    asked |= narrowed or {}
    return f"/export/board/{panel}?{urlencode(asked)}"
