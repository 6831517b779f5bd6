"""The fourth shape of chart that a board draws: cells, one for each meeting of a column and a row.

Like `bars` it gives a Vega-Lite specification, whose look is made once and kept. What a colour
stands for is told by the keys of the card, and where colours alone would tell, by a mark too.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import altair as alt

from pages._ui.charts.bars import FONT, LONGEST, Spec

ROWS = "rows"
KEPT = 64
AROUND = 6  # of a text on its cell
WHITE = "#ffffff"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell. `mark` is written on it in the colour `ink`; `told` is what the pointer is told."""

    column: str
    row: str
    series: str
    mark: str = ""
    more: str = ""
    ink: str = WHITE
    link: str = ""
    told: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Grid:
    """The columns and rows in their order, and what is written beside them.

    `heads` says what stands above a column where that is not its own name: "" for nothing.
    `row` is the height of a row; `marks` and `more` are the sizes of the two lines on a cell.
    """

    columns: tuple[str, ...]
    rows: tuple[str, ...]
    heads: tuple[tuple[str, str], ...] | None = None
    row: int = 18
    angle: int = 0
    marks: int = 0
    more: int = 0
    named: bool = True


@dataclass(frozen=True, slots=True)
class _Look:
    grid: Grid
    colours: tuple[tuple[str, str], ...]
    titles: tuple[str, ...]
    linked: bool


def drawn(cells: Sequence[Cell], grid: Grid, colours: Mapping[str, str]) -> Spec:
    """Cells in a grid, in the colours of their series."""
    titles = tuple(cells[0].told) if cells else ()
    look = _Look(grid, tuple(colours.items()), titles, any(cell.link for cell in cells))
    spec = _drawn(look)
    return spec | {"datasets": spec.get("datasets", {}) | {ROWS: [_row(cell) for cell in cells]}}


def _row(cell: Cell) -> dict[str, Any]:
    told = {f"told{number}": text for number, text in enumerate(cell.told.values())}
    row: dict[str, Any] = {"column": cell.column, "row": cell.row, "series": cell.series}
    row |= {"mark": cell.mark, "more": cell.more, "ink": cell.ink} | told
    if cell.link:
        row["link"] = cell.link
    return row


@lru_cache(KEPT)
def _drawn(look: _Look) -> Spec:
    grid = look.grid
    base = alt.Chart(alt.NamedData(ROWS)).encode(x=_columns(grid), y=_rows(grid))
    layers = [base.mark_rect(cornerRadius=2).encode(**_shared(look))]
    if grid.marks:
        up = grid.more // 2 + 1 if grid.more else 0
        layers.append(_text(base, "mark", grid.marks, -up, len(grid.columns)))
    if grid.more:
        layers.append(_text(base, "more", grid.more, grid.marks // 2 + 3, len(grid.columns)))
    height = len(grid.rows) * grid.row
    chart = alt.layer(*layers).properties(height=height)
    dressed = chart.configure(font=FONT, background="transparent").configure_view(stroke=None)
    spec: Spec = dressed.to_dict()
    return spec


def _columns(grid: Grid) -> alt.X:
    heads = "datum.label"
    if grid.heads is not None:
        heads = f"({json.dumps(dict(grid.heads))})[datum.value] || ''"
    axis = alt.Axis(
        orient="top",
        domain=False,
        ticks=False,
        labelAngle=grid.angle,
        labelOverlap=False,
        labelFlush=False,  # else the first and the last are moved off their cells
        labelLimit=LONGEST,
        labelExpr=heads,
    )
    scale = alt.Scale(domain=list(grid.columns), paddingInner=0.08, paddingOuter=0)
    return alt.X("column:N", title=None, scale=scale, axis=axis if grid.named else None)


def _rows(grid: Grid) -> alt.Y:
    scale = alt.Scale(domain=list(grid.rows), paddingInner=0.08, paddingOuter=0)
    axis = alt.Axis(
        domain=False, ticks=False, labelLimit=LONGEST, labelOverlap=False, labelFlush=False
    )
    return alt.Y("row:N", title=None, scale=scale, axis=axis if grid.named else None)


def _shared(look: _Look) -> dict[str, Any]:
    names, shades = zip(*look.colours, strict=True)
    scale = alt.Scale(domain=list(names), range=list(shades))
    given: dict[str, Any] = {
        "color": alt.Color("series:N", title=None, scale=scale, legend=None),
        "tooltip": [alt.Tooltip(f"told{n}:N", title=title) for n, title in enumerate(look.titles)],
    }
    return given | ({"href": "link:N"} if look.linked else {})


def _text(base: Any, name: str, size: int, down: int, wide: int) -> Any:  # noqa: ANN401  as in `bars`
    """A line on each cell, cut to its width; the pointer meets the cell behind it."""
    ink = alt.Color("ink:N", scale=None, legend=None)
    room = alt.ExprRef(f"width / {wide} - {AROUND}")
    text = base.mark_text(fontSize=size, dy=down, limit=room, tooltip=None)
    return text.encode(text=f"{name}:N", color=ink)
