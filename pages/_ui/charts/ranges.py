"""The sixth shape of chart that a board draws: a line for each thing, with a dot for each series.

Like `bars` it gives a Vega-Lite specification, whose look is made once and kept.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import altair as alt

from pages._ui.charts.bars import AROUND, FONT, LONGEST, ROW, SCALE, Spec

ROWS = "rows"
KEPT = 64
SIZE = 110
SHAPES = ("circle", "square", "triangle-up", "diamond", "triangle-down", "cross")


@dataclass(frozen=True, slots=True)
class Point:
    """Where on its line a dot stands, as a share of one; `told` is what the pointer is told."""

    line: str
    share: float
    series: str
    link: str = ""
    told: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Look:
    lines: tuple[str, ...]
    unit: str
    colours: tuple[tuple[str, str], ...]
    titles: tuple[str, ...]


def drawn(
    points: Sequence[Point], lines: Sequence[str], unit: str, colours: Mapping[str, str]
) -> Spec:
    """Dots on lines from nothing to all, each series with a colour and a shape of its own."""
    titles = tuple(points[0].told) if points else ()
    spec = _drawn(_Look(tuple(lines), unit, tuple(colours.items()), titles))
    return spec | {"datasets": spec.get("datasets", {}) | {ROWS: [_row(one) for one in points]}}


def _row(one: Point) -> dict[str, Any]:
    told = {f"told{number}": text for number, text in enumerate(one.told.values())}
    row = {"line": one.line, "share": one.share, "series": one.series} | told
    return row | ({"link": one.link} if one.link else {})


@lru_cache(KEPT)
def _drawn(look: _Look) -> Spec:
    names, shades = zip(*look.colours, strict=True)
    colour = alt.Scale(domain=list(names), range=list(shades))
    shape = alt.Scale(domain=list(names), range=list(SHAPES[: len(names)]))
    across = alt.Axis(format=".0%", tickCount=4, domain=False, ticks=False)
    down = alt.Axis(grid=True, gridOpacity=0.4, domain=False, ticks=False, labelLimit=LONGEST)
    chart = (
        alt.Chart(alt.NamedData(ROWS))
        .mark_point(filled=True, opacity=0.9, size=SIZE)
        .encode(
            x=alt.X("share:Q", title=look.unit, axis=across, scale=alt.Scale(domain=[0, 1])),
            y=alt.Y("line:N", scale=alt.Scale(domain=list(look.lines)), title=None, axis=down),
            color=alt.Color("series:N", title=None, scale=colour, legend=None),
            shape=alt.Shape("series:N", title=None, scale=shape, legend=None),
            href="link:N",
            tooltip=[alt.Tooltip(f"told{n}:N", title=title) for n, title in enumerate(look.titles)],
        )
    )
    sized = chart.properties(height=len(look.lines) * ROW + AROUND + SCALE)
    dressed = sized.configure(font=FONT, background="transparent").configure_view(stroke=None)
    spec: Spec = dressed.to_dict()
    return spec
