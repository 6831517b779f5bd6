"""Numbered marks on a chart, where the office pinned a note to a bar or a day."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from core.annotations.queries import Note
from pages._ui.charts.bars import ROWS, Spec
from pages._ui.charts.flows import STOPS
from pages._ui.charts.palette import INK
from pages._ui.charts.panel import View, months_of

MARKS = "notes"
SIZE, TEXT, INSIDE = 190, 10, 9
_NAMED = ("bar", "line")  # how rows call what stands on an axis


def bars_of(spec: Mapping[str, Any], view: View) -> list[str]:
    """The bars that a note can be pinned to; months are pinned by a day of theirs."""
    sets = spec["datasets"]
    names = [row[key] for row in sets[ROWS] for key in _NAMED if key in row]
    names += [stop["name"] for stop in sets.get(STOPS, ())]
    months = set(months_of(view.period, view.say).values())
    return [name for name in dict.fromkeys(names) if name not in months]


def marked(spec: Spec, notes: Sequence[Note], view: View) -> Spec:
    """A chart with the numbers of its notes at their bars and days, where it shows those."""
    found: dict[tuple[tuple[str, str], ...], list[str]] = defaultdict(list)
    channels = _channels(spec)
    for note in notes:
        if place := _place(spec, note, view, channels):
            found[place].append(str(note.number))
    if not found:
        return spec
    drawn = [dict(place) | {"mark": "·".join(numbers)} for place, numbers in found.items()]
    return _layered(spec, channels) | {"datasets": spec["datasets"] | {MARKS: drawn}}


def _channels(spec: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Along which axes of a chart its bars or cells stand: x, y, or both."""
    encoding = spec.get("layer", [spec])[0].get("encoding", {})
    fields = {"bar", "line", "column", "row"}
    return {
        axis: encoding[axis] for axis in ("x", "y") if encoding.get(axis, {}).get("field") in fields
    }


def _place(
    spec: Mapping[str, Any], note: Note, view: View, channels: Mapping[str, Mapping[str, Any]]
) -> tuple[tuple[str, str], ...]:
    """What a note's row of the chart is called on each of these axes; nothing without one."""
    fields = [channel["field"] for channel in channels.values()]
    for row in spec["datasets"].get(ROWS, ()) if fields else ():
        if _is_meant(row, note, view):
            return tuple((name, row[name]) for name in fields)
    return ()


def _is_meant(row: Mapping[str, Any], note: Note, view: View) -> bool:
    if note.day is None:
        return note.bar in [row.get(key) for key in _NAMED]
    month = note.day.year * 100 + note.day.month
    named = months_of(view.period, view.say).get(month)
    day = note.day.isoformat()
    of_day = "column" in row and row.get("told0") in (day, day[: len("2026-01")])
    return of_day or (named is not None and row.get("bar") == named)


def _layered(spec: Spec, channels: Mapping[str, Mapping[str, Any]]) -> Spec:
    """The chart with a layer of discs and one of numbers on them."""
    whole = dict(spec)
    if "layer" not in whole:
        whole["layer"] = [{key: whole.pop(key) for key in ("mark", "encoding", "data")}]
    layers = whole.pop("layer")
    at: dict[str, Any] = {axis: {"value": INSIDE} for axis in ("x", "y")}
    at |= {axis: dict(channel) for axis, channel in channels.items()}
    disc = {"type": "point", "shape": "circle", "filled": True, "size": SIZE, "opacity": 1}
    discs = {"mark": disc | {"color": INK}, "encoding": at}
    number = {"type": "text", "fontSize": TEXT, "fontWeight": "bold", "color": "#ffffff"}
    numbers = {"mark": number, "encoding": at | {"text": {"field": "mark", "type": "nominal"}}}
    data = {"data": {"name": MARKS}}
    return whole | {"layer": [*layers, data | discs, data | numbers]}
