"""A board as one page that opens in any browser without a network: charts are drawings in it.

No script, no address outside the file, no font of its own: the reader's are used.
"""

import re
from pathlib import Path

from markupsafe import Markup

from pages._ui.board import cards
from pages._ui.charts import bars, marks
from pages._ui.charts.panel import Table
from pages._web import plain
from pages._web.board import picture
from pages._web.board.gathered import Gathered, Part, said

WIDTH = 620
_STYLE = Path(__file__).parent.parent / "assets" / "offline.css"
_LINK = re.compile(r"<a [^>]*>|</a>")


def page(found: Gathered) -> bytes:
    """The page."""
    told = {
        "found": found,
        "facts": found.origin.facts(),
        "style": Markup(_STYLE.read_text(encoding="utf-8")),  # noqa: S704  our own file
        "sections": [
            (title, [_card(found, part) for part in parts if part.rows])
            for title, parts in found.sections
        ],
        "english": found.view.say.language != "zh_CN",
    }
    return plain.rendered("offline.html", told, found.view.say).encode()


def _card(found: Gathered, part: Part) -> dict[str, object]:
    view, panel = found.view, part.panel
    spec = panel.draw(part.rows, view) if panel.draw else None
    keys = bars.keys(spec) if spec else {}
    spec = marks.marked(spec, part.notes, view) if spec and part.notes else spec
    table: Table = panel.table(part.rows, view)
    return {
        "title": view.say(panel.title),
        "told": panel.tell(part.rows, view),
        "keys": keys,
        "chart": drawn(spec) if spec else "",
        "table": Markup(_LINK.sub("", cards.table(table))),  # noqa: S704  escaped by the cards
        "notes": said(part.notes, view),
        "foot": found.origin.foot(panel),
    }


def drawn(spec: bars.Spec) -> Markup:
    """A chart that stands in a page: as wide as its place, leading nowhere."""
    made = picture.chart(spec, WIDTH)
    words = _LINK.sub("", made.words)
    size = f'viewBox="0 0 {made.width:g} {made.height:g}" role="img"'
    words = re.sub(r"^<svg [^>]*>", f'<svg xmlns="http://www.w3.org/2000/svg" {size}>', words)
    return Markup(words)  # noqa: S704  drawn by ourselves; words in it are escaped
