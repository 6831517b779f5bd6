"""Studios and other places of duty: how many, where, up to standard, and what befell them."""

from collections.abc import Sequence
from dataclasses import replace

from core.i18n import N_
from core.reports.queries import standards, studios
from core.reports.queries.standards import StandardFigures
from core.reports.queries.studios import LIVED, KindFigures, Steps, TownshipFigures
from core.studios.models import StudioState
from pages._ui.charts import bars, palette, sources
from pages._ui.charts.bars import Axis, Colours, Piece, Spec
from pages._ui.charts.panel import Cells, Panel, Table, View
from pages._ui.charts.say import Say

_NO_PLACES = N_("No studio is open yet. Register one, or wait for an application to be approved.")
Places = KindFigures | TownshipFigures


def draw_kinds(rows: Sequence[KindFigures], view: View) -> Spec:
    """Open places by kind, parted by whether they are up to standard."""
    _ = view.say
    pieces = [
        piece
        for row in rows
        for piece in _standing(row, _.word(row.kind), view.studios(kind=row.kind.value), _)
    ]
    return bars.ranked(pieces, Axis(_("places open")), _colours(_))


def tell_kinds(rows: Sequence[KindFigures], view: View) -> str:
    """How many are open and how many of those judged are up to standard."""
    return _tell_standing(rows, view.say)


def table_kinds(rows: Sequence[KindFigures], view: View) -> Table:
    """Open places by kind."""
    _ = view.say
    return [_figures(row, _("Kind"), _.word(row.kind), _) for row in rows]


def draw_townships(rows: Sequence[TownshipFigures], view: View) -> Spec:
    """Open places by township, or by county where there are several; parted by standard."""
    _ = view.say
    counties = _by_county(rows)
    if len(counties) > 1:
        pieces = [
            piece
            for county in counties
            for piece in _standing(county, _.either(county.county, county.county_en), "", _)
        ]
    else:
        names = bars.told_apart([_.name(row) for row in rows])
        pieces = [
            piece
            for row, name in zip(rows, names, strict=True)
            for piece in _standing(row, name, view.studios(township=str(row.township_id)), _)
        ]
    return bars.ranked(pieces, Axis(_("places open")), _colours(_))


def tell_townships(rows: Sequence[TownshipFigures], view: View) -> str:
    """Whether some township has none."""
    _ = view.say
    bare = [_.name(row) for row in rows if not row.open]
    if not bare:
        return _("Each of the {n} townships has at least one.", n=len(rows))
    return _("{n} of {total} townships have none yet.", n=len(bare), total=len(rows))


def table_townships(rows: Sequence[TownshipFigures], view: View) -> Table:
    """Open places by township."""
    _ = view.say
    return [
        _figures(row, _("Township"), _.name(row), _)
        | {_("Committee"): _.either(row.county, row.county_en)}
        for row in rows
    ]


def draw_standards(rows: Sequence[StandardFigures], view: View) -> Spec:
    """For each standard, the places that meet every item and those that do not yet."""
    _ = view.say
    pieces = []
    for row in rows:
        told = {
            _("Standard"): _.name(row),
            _("Items"): _.count(row.items),
            _("Places asked"): _.count(row.places),
            _("Meeting every item"): _.count(row.meeting_all),
        }
        note = f"{row.meeting_all}/{row.places}"
        parts = (
            (N_("Up to standard"), row.meeting_all),
            (N_("Not yet"), row.places - row.meeting_all),
        )
        pieces += [
            Piece(_.name(row), number, _(series), note=note, told=told) for series, number in parts
        ]
    colours = {_("Up to standard"): palette.GOOD, _("Not yet"): palette.NOT_YET}
    return bars.ranked(pieces, Axis(_("places open")), colours)


def tell_standards(rows: Sequence[StandardFigures], view: View) -> str:
    """How many items each standard has."""
    _ = view.say
    told = [_("{name} ({n} items)", name=_.name(row), n=row.items) for row in rows]
    return _("In force: {standards}.", standards=_("; ").join(told))


def table_standards(rows: Sequence[StandardFigures], view: View) -> Table:
    """Standards with their items and the places that meet them."""
    _ = view.say
    return [
        {
            _("Standard"): _.name(row),
            _("Items"): row.items,
            _("Places asked"): row.places,
            _("Meeting every item"): row.meeting_all,
        }
        for row in rows
    ]


def draw_steps(rows: Sequence[Steps], view: View) -> Spec:
    """What happened to places once opened, lying; the way to the plaque is in the table."""
    _ = view.say
    pieces = [
        Piece(
            _step(row, _),
            row.studios,
            note=_.count(row.studios),
            told={
                _("Kind"): _.word(row.kind),
                _("Change of state"): _step(row, _),
                _("Places"): _.count(row.studios),
            },
            link=view.studios(kind=row.kind.value, state=row.after.value),
        )
        for row in rows
        if row.after in LIVED
    ]
    return bars.ranked(pieces, Axis(_("places"), colour=palette.PURPLE))


def tell_steps(rows: Sequence[Steps], view: View) -> str:
    """How many were opened and how many were put right."""
    _ = view.say
    opened = sum(row.studios for row in rows if row.after is StudioState.OPENED)
    improved = sum(
        row.studios
        for row in rows
        if row.before is StudioState.RECTIFYING and row.after is StudioState.OPENED
    )
    return _(
        "{opened} opened in this period, {improved} of them after being put right.",
        opened=_.count(opened),
        improved=_.count(improved),
    )


def table_steps(rows: Sequence[Steps], view: View) -> Table:
    """Steps by kind of place."""
    _ = view.say
    return [
        {
            _("Kind"): _.word(row.kind),
            _("From"): _.word(row.before),
            _("To"): _.word(row.after),
            _("Places"): row.studios,
        }
        for row in rows
    ]


def _by_county(rows: Sequence[TownshipFigures]) -> list[TownshipFigures]:
    """The figures of the townships of each county in one row, the most places first."""
    found: dict[str, TownshipFigures] = {}
    for row in rows:
        known = found.get(row.county)
        found[row.county] = row if known is None else _added(known, row)
    return sorted(found.values(), key=lambda row: -row.open)


def _added(one: TownshipFigures, other: TownshipFigures) -> TownshipFigures:
    return replace(
        one,
        open=one.open + other.open,
        judged=one.judged + other.judged,
        up_to_standard=one.up_to_standard + other.up_to_standard,
    )


def _standing(row: Places, bar: str, link: str, _: Say) -> list[Piece]:
    told = {
        _("Place"): bar,
        _("Opened"): _.count(row.open),
        _("With a standard"): _.count(row.judged),
        _("Up to standard"): _.count(row.up_to_standard),
    }
    parts = (
        (_("Up to standard"), row.up_to_standard),
        (_("Not yet"), row.judged - row.up_to_standard),
        (_("No standard asked"), row.open - row.judged),
    )
    return [
        Piece(bar, number, series, note=_.count(row.open), link=link, told=told)
        for series, number in parts
    ]


def _colours(_: Say) -> Colours:
    return {
        _("Up to standard"): palette.GOOD,
        _("Not yet"): palette.NOT_YET,
        _("No standard asked"): palette.OPEN,
    }


def _tell_standing(rows: Sequence[Places], _: Say) -> str:
    judged = sum(row.judged for row in rows)
    total = _.count(sum(row.open for row in rows))
    if not judged:
        return _("{total} places are open; none has a standard to meet yet.", total=total)
    return _(
        "{total} places are open; {good} of the {judged} with a standard meet it in full.",
        total=total,
        good=_.count(sum(row.up_to_standard for row in rows)),
        judged=_.count(judged),
    )


def _figures(row: Places, heading: str, bar: str, _: Say) -> Cells:
    return {
        heading: bar,
        _("Opened"): row.open,
        _("With a standard"): row.judged,
        _("Up to standard"): row.up_to_standard,
    }


def _step(row: Steps, _: Say) -> str:
    return f"{_.word(row.kind)}: {_.word(row.before)} → {_.word(row.after)}"


PANELS = (
    Panel(
        "kinds",
        N_("Which kinds of places are open"),
        _NO_PLACES,
        studios.by_kind,
        tell_kinds,
        table_kinds,
        draw_kinds,
        source=sources.STUDIOS,
    ),
    Panel(
        "townships",
        N_("Which townships have studios"),
        N_("No township is registered. Add townships under Committees."),
        studios.by_township,
        tell_townships,
        table_townships,
        draw_townships,
        source=sources.STUDIOS,
    ),
    Panel(
        "standards",
        N_("How many places meet standards"),
        N_("No standard is in force. Adopt one under Standards."),
        standards.in_force,
        tell_standards,
        table_standards,
        draw_standards,
        source=sources.STANDARDS,
    ),
    Panel(
        "steps",
        N_("What was opened or withdrawn"),
        N_("No studio changed its state in this period."),
        studios.steps,
        tell_steps,
        table_steps,
        draw_steps,
        source=sources.STUDIOS,
    ),
)
