"""The chart of one dimension, whose bars are chosen by a click; what is not chosen is pale."""

from collections.abc import Sequence
from typing import Any

from core.activities.models import OwnerKind
from core.i18n import N_
from core.reports.crossed.choices import NOWHERE, SIZES, Dimension
from core.reports.crossed.counting import Bar
from pages._ui.charts.bars import AROUND, FONT, LONGEST, ROW, TALL, Spec, told_apart
from pages._ui.charts.palette import BLUE, INK
from pages._ui.charts.panel import Table, View, months_of

TITLES = {
    Dimension.MONTH: N_("In which months?"),
    Dimension.HEADING: N_("Of which kind?"),
    Dimension.OWNER: N_("By whom, in kind?"),
    Dimension.HOLDER: N_("By which studio or group?"),
    Dimension.SECTOR: N_("With members of which sector?"),
    Dimension.TOWNSHIP: N_("In which township?"),
    Dimension.SIZE: N_("For how many people?"),
}
PALE = 0.28


def name(dimension: Dimension, bar: Bar, view: View) -> str:
    """What a bar is called."""
    _ = view.say
    match dimension:
        case Dimension.MONTH:
            return months_of(view.period, _).get(int(bar.key), bar.key)
        case Dimension.OWNER:
            return _.word(OwnerKind(bar.key))
        case Dimension.SIZE:
            return _size(bar.key, view)
        case Dimension.TOWNSHIP if bar.key == NOWHERE:
            return _("No village on record")
    return _.either(bar.name, bar.name_en) or bar.key


def _size(key: str, view: View) -> str:
    _, (least, most) = view.say, SIZES[key]
    if most is None:
        return _("{n} people and more", n=least)
    if not most:
        return _("Nobody counted")
    return _("{first} to {last} people", first=least, last=most)


def sentence(dimension: Dimension, rows: Sequence[Bar], view: View) -> str:
    """The largest bar, in words; how many are as large."""
    _ = view.say
    most = max(bar.activities for bar in rows)
    first, *others = [bar for bar in rows if bar.activities == most]
    told = {"name": name(dimension, first, view), "n": _.count(most)}
    if others:
        return _("Most: {name} and {others} more ({n} each).", others=len(others), **told)
    return _("Most: {name} ({n}).", **told)


def table(dimension: Dimension, rows: Sequence[Bar], view: View) -> Table:
    """The bars in numbers."""
    _ = view.say
    return [
        {
            _.word(dimension): name(dimension, bar, view),
            _("Activities"): bar.activities,
            _("People served"): bar.served,
        }
        for bar in rows
    ]


def draw(dimension: Dimension, rows: Sequence[Bar], chosen: Sequence[str], view: View) -> Spec:
    """Months stand, all others lie; a click picks the `key` of a bar."""
    names = told_apart([name(dimension, bar, view) for bar in rows])
    told = [_row(bar, called, chosen) for bar, called in zip(rows, names, strict=True)]
    standing = dimension is Dimension.MONTH
    order = list(months_of(view.period, view.say).values()) if standing else names
    bars = _bars(order, view, standing=standing)
    tall = TALL if standing else len(rows) * ROW + AROUND
    layers = [bars] if standing else [bars, _notes(order)]
    return {
        "datasets": {"rows": told},
        "data": {"name": "rows"},
        "height": tall,
        "params": [_PICK],
        "layer": layers,
        "config": {"font": FONT, "background": "transparent", "view": {"stroke": None}},
    }


_PICK = {
    "name": "picked",
    "select": {"type": "point", "fields": ["key"], "toggle": False},
    "views": ["bars"],
}


def _row(bar: Bar, called: str, chosen: Sequence[str]) -> dict[str, Any]:
    return {
        "key": bar.key,
        "bar": called,
        "value": bar.activities,
        "served": bar.served,
        "pale": bool(chosen) and bar.key not in chosen,
    }


def _bars(order: list[str], view: View, *, standing: bool) -> dict[str, Any]:
    _ = view.say
    names: dict[str, Any] = {
        "field": "bar",
        "type": "nominal",
        "sort": order,
        "title": None,
        "axis": {"ticks": False, "labelLimit": LONGEST},
    }
    if standing:
        names |= {"scale": {"domain": order}}
        names["axis"] = {"ticks": False, "labelAngle": 0, "labelOverlap": "parity"}
    values = _values(view, labelled=standing)
    band = {"width": {"band": 0.72}} if standing else {"height": {"band": 0.72}}
    return {
        "name": "bars",
        "mark": {"type": "bar", "cornerRadiusEnd": 2, "cursor": "pointer", "color": BLUE} | band,
        "encoding": {
            "x": names if standing else values,
            "y": values if standing else names,
            "opacity": {"condition": {"test": "datum.pale", "value": PALE}, "value": 1},
            "tooltip": [
                {"field": "bar", "title": _("Name")},
                {"field": "value", "title": _("Activities"), "format": ","},
                {"field": "served", "title": _("People served"), "format": ","},
            ],
        },
    }


def _values(view: View, *, labelled: bool) -> dict[str, Any]:
    axis = {
        "format": ",.0f",
        "tickCount": 4,
        "tickMinStep": 1,
        "domain": False,
        "ticks": False,
        "labels": labelled,
        "grid": labelled,
    }
    title = view.say("activities")
    return {"field": "value", "type": "quantitative", "title": title, "axis": axis}


def _notes(order: list[str]) -> dict[str, Any]:
    return {
        "mark": {"type": "text", "align": "left", "dx": 5, "color": INK, "fontSize": 12},
        "encoding": {
            "x": {"field": "value", "type": "quantitative"},
            "y": {"field": "bar", "type": "nominal", "sort": order},
            "text": {"field": "value", "format": ","},
        },
    }
