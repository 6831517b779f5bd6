"""The two shapes of chart that the board draws: bars lying ranked, and bars standing in time.

Both take pieces of bars and give a Vega-Lite specification. How a chart looks is made by
Altair, which takes its time over it, and kept; the figures are put in beside it.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

import altair as alt

from pages._ui.charts.palette import BLUE, INK

FONT = (
    '"Source Han Sans SC", "Noto Sans CJK SC", "Noto Sans SC", "PingFang SC",'
    ' "Microsoft YaHei", sans-serif'
)
ROW = 26  # height of one lying bar
AROUND = 52  # height of what stands below lying bars
SCALE = 20  # and of the numbers there, where the axis has some
LONGEST = 240  # width that a label may take before it is cut
TALL = 260
ROWS = "rows"  # what the figures are called in a specification
LINE = "line"  # and what a line goes through
KEPT = 512


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a bar: which bar, what it stands for, and what the pointer is told of it.

    `note` is written at the end of a ranked bar; `link` opens the records behind it.
    """

    bar: str
    value: float
    series: str = ""
    note: str = ""
    link: str = ""
    told: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Axis:
    """What the numbers are. `top` ends the axis there: 1.0 for shares.

    `colour` is that of all bars where they have no series.
    """

    unit: str
    top: float | None = None
    percent: bool = False
    colour: str = BLUE


Colours = Mapping[str, str]
Spec = dict[str, Any]
# Altair tells its own charts apart too finely, and returns Any from half its methods.
Chart = Any


@dataclass(frozen=True, slots=True)
class Look:
    """All of a chart but its figures: what is drawn the same is made once."""

    bars: tuple[str, ...]
    axis: Axis
    colours: tuple[tuple[str, str], ...]
    titles: tuple[str, ...]
    linked: bool
    mark: float | None = None
    lined: bool = False


def ranked(
    pieces: Sequence[Piece], axis: Axis, colours: Colours | None = None, mark: float | None = None
) -> Spec:
    """Lying bars in the order given, each with its note at the end.

    `mark` draws a line across all bars, as for where the year stands.
    """
    return _filled(_ranked(_look(pieces, axis, colours, mark=mark)), pieces)


def in_time(
    pieces: Sequence[Piece],
    axis: Axis,
    colours: Colours | None = None,
    slots: Sequence[str] = (),
    line: Mapping[str, float] | None = None,
) -> Spec:
    """Standing bars in the order of time; `slots` are the months or quarters in between too.

    `line` goes across them, through a number at each of some slots.
    """
    look = replace(_look(pieces, axis, colours, slots), lined=bool(line))
    made = _filled(_in_time(look), pieces)
    if line:
        made["datasets"] |= {LINE: [{"bar": bar, "line": at} for bar, at in line.items()]}
    return made


def forget() -> None:
    """Make each chart anew from now on."""
    _ranked.cache_clear()
    _in_time.cache_clear()


def _look(
    pieces: Sequence[Piece],
    axis: Axis,
    colours: Colours | None,
    slots: Sequence[str] = (),
    mark: float | None = None,
) -> Look:
    return Look(
        tuple(slots) or tuple(dict.fromkeys(piece.bar for piece in pieces)),
        axis,
        tuple((colours or {}).items()),
        tuple(pieces[0].told) if pieces else (),
        any(piece.link for piece in pieces),
        mark,
    )


@lru_cache(KEPT)
def _ranked(look: Look) -> Spec:
    bars, axis = list(look.bars), look.axis
    base = _base().encode(
        y=alt.Y("bar:N", sort=bars, title=None, axis=alt.Axis(labelLimit=LONGEST, ticks=False)),
    )
    layers = [
        base.mark_bar(cornerRadiusEnd=2, height={"band": 0.72}, **_plain(look)).encode(
            x=_values(axis, horizontal=True), **_shared(look)
        ),
        base.mark_text(align="left", dx=5, color=INK, fontSize=12).encode(
            x=alt.X("total:Q"), text="note:N"
        ),
    ]
    if look.mark is not None:
        layers.append(_line_at(look.mark))
    around = AROUND + (SCALE if axis.percent else 0)
    return _dress(alt.layer(*layers).properties(height=len(bars) * ROW + around))


@lru_cache(KEPT)
def _in_time(look: Look) -> Spec:
    order = list(look.bars)
    chart: Chart = (
        _base()
        .mark_bar(cornerRadiusEnd=2, width={"band": 0.72}, **_plain(look))
        .encode(
            x=alt.X(
                "bar:N",
                sort=order,
                scale=alt.Scale(domain=order),
                title=None,
                axis=alt.Axis(labelAngle=0, ticks=False, labelOverlap="parity"),
            ),
            y=_values(look.axis, horizontal=False),
            **_shared(look),
        )
    )
    if look.lined:
        chart = alt.layer(chart, _line_through(order))
    return _dress(chart.properties(height=TALL))


def told_apart(names: Sequence[str], more: Sequence[str] = ()) -> list[str]:
    """Names as bars bear them: what is named alike is told apart, by `more` or else by a number."""
    often = Counter(names)
    fuller = [
        f"{name}（{more[place]}）" if more and often[name] > 1 else name
        for place, name in enumerate(names)
    ]
    seen: Counter[str] = Counter()
    told = []
    for name in fuller:
        seen[name] += 1
        told.append(f"{name} {seen[name]}" if seen[name] > 1 else name)
    return told


def keys(spec: Mapping[str, Any]) -> dict[str, str]:
    """What each colour of a drawn chart stands for; nothing where one colour is enough."""
    views = spec.get("layer", [spec])
    scale = views[0].get("encoding", {}).get("color", {}).get("scale", {})
    return dict(zip(scale.get("domain", []), scale.get("range", []), strict=True))


def _base() -> Chart:
    return alt.Chart(alt.NamedData(ROWS))


def _filled(spec: Spec, pieces: Sequence[Piece]) -> Spec:
    """A chart with its figures."""
    return spec | {"datasets": spec.get("datasets", {}) | {ROWS: _rows(pieces)}}


def _rows(pieces: Sequence[Piece]) -> list[dict[str, Any]]:
    rows = [_row(piece) for piece in pieces]
    ends: dict[str, float] = {}
    for row in rows:
        ends[row["bar"]] = ends.get(row["bar"], 0) + row["value"]
    last = {row["bar"]: number for number, row in enumerate(rows)}
    for number, row in enumerate(rows):
        row["total"], row["place"] = ends[row["bar"]], number
        row["note"] = row["note"] if last[row["bar"]] == number else ""
    return rows


def _row(piece: Piece) -> dict[str, Any]:
    told = {f"told{number}": text for number, text in enumerate(piece.told.values())}
    row: dict[str, Any] = {"bar": piece.bar, "value": piece.value, "note": piece.note} | told
    if piece.series:
        row["series"] = piece.series
    if piece.link:
        row["link"] = piece.link
    return row


def _values(axis: Axis, *, horizontal: bool) -> alt.X | alt.Y:
    made = alt.X if horizontal else alt.Y
    ticks = alt.Axis(
        format=".0%" if axis.percent else ",.0f",
        tickCount=4,
        tickMinStep=0 if axis.percent else 1,
        domain=False,
        # The numbers stand at the ends of lying bars already.
        labels=axis.percent or not horizontal,
        grid=axis.percent or not horizontal,
        ticks=False,
    )
    scale = alt.Scale(domain=[0, axis.top]) if axis.top else alt.Scale(zero=True)
    return made("value:Q", title=axis.unit, axis=ticks, scale=scale, stack="zero")


def _shared(look: Look) -> dict[str, Any]:
    given: dict[str, Any] = {
        "tooltip": [alt.Tooltip(f"told{n}:N", title=title) for n, title in enumerate(look.titles)]
    }
    if look.linked:
        given["href"] = "link:N"
    if look.colours:
        names, shades = zip(*look.colours, strict=True)
        given["color"] = alt.Color(
            "series:N",
            title=None,
            scale=alt.Scale(domain=list(names), range=list(shades)),
            legend=None,  # `keys` tells them; the chart's own would be cut on a phone
        )
        given["order"] = alt.Order("place:Q")
    return given


def _plain(look: Look) -> dict[str, Any]:
    return {} if look.colours else {"color": look.axis.colour}


def _line_at(value: float) -> Chart:
    return (
        alt.Chart(alt.InlineData(values=[{"at": value}]))
        .mark_rule(strokeDash=[4, 3], strokeWidth=2, color=INK)
        .encode(x=alt.X("at:Q"))
    )


def _line_through(order: list[str]) -> Chart:
    return (
        alt.Chart(alt.NamedData(LINE))
        .mark_line(strokeDash=[4, 3], strokeWidth=2, color=INK)
        .encode(x=alt.X("bar:N", sort=order), y=alt.Y("line:Q"))
    )


def _dress(chart: Chart) -> Spec:
    dressed = chart.configure(font=FONT, background="transparent").configure_view(stroke=None)
    spec: Spec = dressed.to_dict()
    return spec
