"""A map without tiles: a square for each place right below a committee, coloured by a measure."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from core.committees.squares.rules import in_reading_order
from core.i18n import N_
from core.reports.queries import places
from core.reports.queries.places import PlaceFigures
from db.base import Choice
from pages._ui.charts import cells, palette, sources, steps
from pages._ui.charts.bars import Spec
from pages._ui.charts.cells import Cell, Grid
from pages._ui.charts.panel import Cells, Linked, Panel, Table, View


class Shown(Choice):
    """What squares are coloured by: the column of `PlaceFigures`."""

    ACTIVITIES = "activities", N_("Activities")
    OPINIONS = "opinions", N_("Opinion items")
    STUDIOS = "studios", N_("Studios open")
    LIAISON = "liaison", N_("Members in liaison")


_ASKED = {
    Shown.ACTIVITIES: (N_("Where is much held"), sources.ACTIVITIES),
    Shown.OPINIONS: (N_("Where are opinions heard"), sources.OPINIONS),
    Shown.STUDIOS: (N_("Where are studios open"), sources.STUDIOS),
    Shown.LIAISON: (N_("Where are members in liaison"), sources.MEMBERS),
}


def draw(shown: Shown, rows: Sequence[PlaceFigures], view: View) -> Spec:
    """The squares as they are laid out; the darker, the more."""
    placed = _placed(rows)
    among = steps.steps([number(row, shown) for row in placed])
    shades = _shades(among)
    wide, high = max(row.column for row in placed), max(row.row for row in placed)
    drawn = [
        Cell(
            str(row.column),
            str(row.row),
            list(shades)[step],
            _short(row, view),
            view.say.count(number(row, shown)),
            _inks(among)[step],
            link=_link(row, view),
            told=_told(row, view),
        )
        for row in placed
        for step in [steps.step_of(number(row, shown), among)]
    ]
    grid = Grid(_numbers(wide), _numbers(high), row=64, marks=12, more=14, named=False)
    return cells.drawn(drawn, grid, shades)


def tell(shown: Shown, rows: Sequence[PlaceFigures], view: View) -> str:
    """Where most is, and how many have nothing."""
    _ = view.say
    most = max(rows, key=lambda row: number(row, shown))
    if not number(most, shown):
        return _("{measure}: nothing anywhere in this period.", measure=_.word(shown))
    return _(
        "{measure}: most in {name} ({n}); {none} of {total} have none.",
        measure=_.word(shown),
        name=_.name(most),
        n=_.count(number(most, shown)),
        none=_.count(sum(not number(row, shown) for row in rows)),
        total=_.count(len(rows)),
    )


def table(rows: Sequence[PlaceFigures], view: View) -> Table:
    """All places with all that is counted, those without a square too."""
    return [_line(row, view) for row in rows]


def number(row: PlaceFigures, shown: Shown) -> int:
    """What a place has of a measure."""
    found: int = getattr(row, shown.value)
    return found


def _panel(shown: Shown) -> Panel:
    title, source = _ASKED[shown]
    return Panel(
        f"squares_{shown.value}",
        title,
        N_("Nothing lies below this committee. Add committees or townships under Committees."),
        places.right_below,
        partial(tell, shown),
        table,
        partial(draw, shown),
        source=source,
    )


def _placed(rows: Sequence[PlaceFigures]) -> list[PlaceFigures]:
    """Those on the map; as long as nothing is laid out all stand in the order of their codes."""
    if placed := [row for row in rows if row.row]:
        return placed
    squares = in_reading_order(len(rows))
    return [replace(row, row=at[0], column=at[1]) for row, at in zip(rows, squares, strict=True)]


def _shades(among: Sequence[tuple[int, int]]) -> dict[str, str]:
    """The colours by how steps are read: nothing the lightest, the most the darkest."""
    names = ["0", *map(steps.label, among)]
    return dict(zip(names, (shade for shade, _ink in _used(among)), strict=True))


def _inks(among: Sequence[tuple[int, int]]) -> list[str]:
    return [ink for _shade, ink in _used(among)]


def _used(among: Sequence[tuple[int, int]]) -> list[tuple[str, str]]:
    return [palette.SQUARES[0], *palette.SQUARES[len(palette.SQUARES) - len(among) :]]


def _told(row: PlaceFigures, view: View) -> dict[str, str]:
    _ = view.say
    counted = {_.word(one): _.count(number(row, one)) for one in Shown}
    return {_("Name"): _.name(row)} | counted


def _line(row: PlaceFigures, view: View) -> Cells:
    _ = view.say
    link = _link(row, view)
    first: Cells = {_("Name"): Linked((_.name(row), link)) if link else _.name(row)}
    first |= {_.word(one): number(row, one) for one in Shown}
    return first | {_("Row"): row.row or "", _("Column"): row.column or ""}


def _link(row: PlaceFigures, view: View) -> str:
    """One level down; a community leads nowhere further."""
    return view.map_of(row.child_id) if row.child_id else ""


def _short(row: PlaceFigures, view: View) -> str:
    """A name without what all have in common; the square cuts what it has no room for."""
    return view.say.name(row).removesuffix("政协").removesuffix(" CPPCC")


def _numbers(last: int) -> tuple[str, ...]:
    return tuple(map(str, range(1, last + 1)))


PANELS = {shown: _panel(shown) for shown in Shown}
