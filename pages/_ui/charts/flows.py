"""The fifth shape of chart that a board draws: bands that flow from column to column.

Like `bars` it gives a Vega-Lite specification, whose look is made once and kept.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

import altair as alt

from pages._ui.charts.bands import Band, Flow, Stop
from pages._ui.charts.bars import FONT, Spec
from pages._ui.charts.palette import INK

ROWS, STOPS = "rows", "stops"
TALL = 420
KEPT = 16
POINTS = 14  # along each band
LEVEL = 0.2  # the share of its way at both ends on which a band stays level, below a name
WIDE = 0.05  # of a stop, where columns are 1 apart
LABEL = 96
ABOVE = 0.05  # room for what the first stop of a middle column is called
# Room at the left and the right for what the first and the last column are called.
LEFT, RIGHT = 0.62, 0.62


def drawn(
    flow: Flow,
    colours: Mapping[str, str],
    told: Sequence[Mapping[str, str]],
    named: Sequence[Mapping[str, str]],
) -> Spec:
    """Bands in the colours of their series; `told` and `named` are what the pointer is told
    of each band and of each stop."""
    last = max(stop.column for stop in flow.stops)
    titles = (tuple(told[0]) if told else (), tuple(named[0]))
    spec = _drawn(tuple(colours.items()), titles, last)
    points = [
        point
        for number, (band, words) in enumerate(zip(flow.bands, told, strict=True))
        for point in _points(number, band, words)
    ]
    stops = [_stop(stop, words, last) for stop, words in zip(flow.stops, named, strict=True)]
    return spec | {"datasets": spec.get("datasets", {}) | {ROWS: points, STOPS: stops}}


def _points(number: int, band: Band, words: Mapping[str, str]) -> list[dict[str, Any]]:
    """A band as points along it: it leaves and arrives level."""
    told = _told(words)
    made = []
    for step in range(POINTS + 1):
        share = step / POINTS
        turned = min(max((share - LEVEL) / (1 - 2 * LEVEL), 0), 1)
        eased = turned * turned * (3 - 2 * turned)
        made.append(
            {
                "band": number,
                "series": band.series,
                "x": band.column + WIDE + share * (1 - WIDE),
                "y": _between(band.top, band.far_top, eased),
                "y2": _between(band.bottom, band.far_bottom, eased),
            }
            | told
        )
    return made


def _stop(stop: Stop, words: Mapping[str, str], last: int) -> dict[str, Any]:
    place: dict[str, Any] = {"x": stop.column, "x2": stop.column + WIDE}
    place |= {"y": stop.top, "y2": stop.bottom, "middle": (stop.top + stop.bottom) / 2}
    side = "left" if stop.column == 0 else "right" if stop.column == last else "middle"
    return place | {"name": _short(stop.name), "side": side} | _told(words)


def _short(name: str) -> str:
    """What a stop is called beside it: “A: solved or largely solved” is A, the keys say why."""
    head, _colon, rest = name.replace("：", ":").partition(":")
    return head if rest else name


def _told(words: Mapping[str, str]) -> dict[str, str]:
    return {f"told{number}": text for number, text in enumerate(words.values())}


def _between(near: float, far: float, share: float) -> float:
    return round(near + (far - near) * share, 5)


@lru_cache(KEPT)
def _drawn(
    colours: tuple[tuple[str, str], ...], titles: tuple[tuple[str, ...], ...], last: int
) -> Spec:
    across = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[-LEFT, last + RIGHT], nice=False))
    down = alt.Y("y:Q", axis=None, scale=_down())
    names, shades = zip(*colours, strict=True)
    scale = alt.Scale(domain=list(names), range=list(shades))
    bands = (
        alt.Chart(alt.NamedData(ROWS))
        .mark_area(opacity=0.7)
        .encode(
            x=across,
            y=down,
            y2="y2:Q",
            detail="band:N",
            color=alt.Color("series:N", title=None, scale=scale, legend=None),
            tooltip=_tooltip(titles[0]),
        )
    )
    boxes = (
        alt.Chart(alt.NamedData(STOPS))
        .mark_rect(color=INK, cornerRadius=1)
        .encode(x=across, x2="x2:Q", y=down, y2="y2:Q", tooltip=_tooltip(titles[1]))
    )
    words = [_words(side, across) for side in ("left", "middle", "right")]
    chart = alt.layer(bands, boxes, *words).properties(height=TALL)
    dressed = chart.configure(font=FONT, background="transparent").configure_view(stroke=None)
    spec: Spec = dressed.to_dict()
    return spec


def _words(side: str, across: alt.X) -> Any:  # noqa: ANN401  as in `bars`
    """What stops are called: beside those at the left and the right, above those between."""
    base = alt.Chart(alt.NamedData(STOPS)).transform_filter(f"datum.side == '{side}'")
    place: dict[str, Any] = {
        "left": {"align": "right", "dx": -6},
        "middle": {"align": "center", "dx": 4, "dy": -7},
        "right": {"align": "left", "dx": 14},
    }[side]
    at = "y:Q" if side == "middle" else "middle:Q"
    return base.mark_text(
        fontSize=11, limit=LABEL, color=INK, baseline="middle", tooltip=None, **place
    ).encode(x=across, y=alt.Y(at, scale=_down()), text="name:N")


def _down() -> alt.Scale:
    return alt.Scale(domain=[-ABOVE, 1], reverse=True, nice=False)


def _tooltip(titles: Sequence[str]) -> list[alt.Tooltip]:
    return [alt.Tooltip(f"told{number}:N", title=title) for number, title in enumerate(titles)]
