"""The third shape of chart that a board draws: dots, how much there is of one thing beside another.

Like `bars` it gives a Vega-Lite specification, whose look is made once and kept.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import altair as alt

from pages._ui.charts.bars import FONT, Spec
from pages._ui.charts.palette import BLUE, INK

ROWS = "rows"
TALL = 300
KEPT = 64
SMALLEST, LARGEST, MANY = 40, 500, 40


@dataclass(frozen=True, slots=True)
class Dot:
    """So many people at one point of the chart; `told` is what the pointer is told."""

    x: float
    y: float
    people: int = 1
    series: str = ""
    link: str = ""
    told: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Axes:
    """What is measured along and up; `even` draws the line on which both are alike."""

    along: str
    up: str
    even: bool = True


@dataclass(frozen=True, slots=True)
class _Look:
    axes: Axes
    colours: tuple[tuple[str, str], ...]
    titles: tuple[str, ...]
    linked: bool
    ends: tuple[float, float] | None


def scattered(dots: Sequence[Dot], axes: Axes, colours: Mapping[str, str] | None = None) -> Spec:
    """Dots as large as their people are many."""
    look = _Look(
        axes,
        tuple((colours or {}).items()),
        tuple(dots[0].told) if dots else (),
        any(dot.link for dot in dots),
        _ends(dots) if axes.even else None,
    )
    spec = _scattered(look)
    return spec | {"datasets": spec.get("datasets", {}) | {ROWS: [_row(dot) for dot in dots]}}


def _ends(dots: Sequence[Dot]) -> tuple[float, float]:
    """Where the line of what is alike ends within the dots."""
    least = max(min(dot.x for dot in dots), min(dot.y for dot in dots))
    most = min(max(dot.x for dot in dots), max(dot.y for dot in dots))
    return (least, most) if least < most else (0, max(most, 1))


def _row(dot: Dot) -> dict[str, Any]:
    told = {f"told{number}": text for number, text in enumerate(dot.told.values())}
    named = {"series": dot.series, "link": dot.link}
    kept = {name: value for name, value in named.items() if value}
    return {"x": dot.x, "y": dot.y, "people": dot.people} | told | kept


@lru_cache(KEPT)
def _scattered(look: _Look) -> Spec:
    layers = [_dots(look)]
    if look.ends:
        layers.insert(0, _line(*look.ends))
    chart = alt.layer(*layers).properties(height=TALL)
    dressed = chart.configure(font=FONT, background="transparent").configure_view(stroke=None)
    spec: Spec = dressed.to_dict()
    return spec


def _dots(look: _Look) -> Any:  # noqa: ANN401  as in `bars`, Altair returns Any
    given: dict[str, Any] = {
        "tooltip": [alt.Tooltip(f"told{n}:N", title=title) for n, title in enumerate(look.titles)]
    }
    if look.linked:
        given["href"] = "link:N"
    if look.colours:
        names, shades = zip(*look.colours, strict=True)
        scale = alt.Scale(domain=list(names), range=list(shades))
        given["color"] = alt.Color("series:N", title=None, scale=scale, legend=None)
    else:
        given["color"] = alt.value(BLUE)
    return (
        alt.Chart(alt.NamedData(ROWS))
        .mark_circle(opacity=0.75)
        .encode(
            x=alt.X("x:Q", title=look.axes.along, axis=_axis()),
            y=alt.Y("y:Q", title=look.axes.up, axis=_axis()),
            size=alt.Size("people:Q", legend=None, scale=_sizes()),
            **given,
        )
    )


def _axis() -> alt.Axis:
    return alt.Axis(tickCount=5, tickMinStep=1, domain=False, ticks=False, gridOpacity=0.4)


def _sizes() -> alt.Scale:
    return alt.Scale(domain=[1, MANY], range=[SMALLEST, LARGEST], clamp=True)


def _line(least: float, most: float) -> Any:  # noqa: ANN401  as above
    ends = [{"x": least, "y": least}, {"x": most, "y": most}]
    return (
        alt.Chart(alt.InlineData(values=ends))
        .mark_line(strokeDash=[4, 3], strokeWidth=1, color=INK)
        .encode(x="x:Q", y="y:Q")
    )
