"""How points and grades are spread."""

from collections.abc import Sequence

from core.i18n import N_
from core.reports.assessed import spread
from core.reports.assessed.spread import Band, Below, Graded
from pages._ui.charts import bars, palette, scored, sources
from pages._ui.charts.bars import Axis, Piece, Spec
from pages._ui.charts.panel import Panel, Table, View

NOBODY = N_("Nobody is scored yet. Register members, or choose another assessment.")


def draw_bands(rows: Sequence[Band], view: View) -> Spec:
    """People standing by points, in the colours of their grades."""
    _ = view.say
    pieces = [
        Piece(
            _points(row, view),
            row.people,
            scored.grade(row.grade, view),
            told={
                _("Score"): _points(row, view),
                _("Grade"): scored.grade(row.grade, view),
                _("How many"): _.count(row.people),
            },
            link=view.ranking(low=str(row.first), high=str(row.end - 1)),
        )
        for row in rows
    ]
    slots = _slots(rows, view)
    return bars.in_time(pieces, Axis(_("how many")), _colours(rows, view), slots)


def tell_bands(rows: Sequence[Band], view: View) -> str:
    """Where most are."""
    _ = view.say
    people: dict[str, int] = {}
    for row in rows:
        people[_points(row, view)] = people.get(_points(row, view), 0) + row.people
    most = max(people, key=lambda one: people[one])
    return _(
        "Most ({n} of {total}) have {points} points.",
        n=_.count(people[most]),
        total=_.count(sum(people.values())),
        points=most,
    )


def table_bands(rows: Sequence[Band], view: View) -> Table:
    """People by points and grade."""
    _ = view.say
    return [
        {
            _("Score"): _points(row, view),
            _("Grade"): scored.grade(row.grade, view),
            _("How many"): row.people,
        }
        for row in rows
    ]


def draw_grades(rows: Sequence[Graded], view: View) -> Spec:
    """People of each grade, lying."""
    _ = view.say
    pieces = [
        Piece(
            scored.grade(row.grade, view),
            row.people,
            scored.grade(row.grade, view),
            note=f"{_.count(row.people)}  {_.rate(row.share)}",
            told={
                _("Grade"): scored.grade(row.grade, view),
                _("How many"): _.count(row.people),
                _("What follows"): _.either(row.consequence, row.consequence_en),
            },
            link=view.ranking(grade=row.grade.key if row.grade else "-"),
        )
        for row in rows
    ]
    return bars.ranked(pieces, Axis(_("how many")), _colours(rows, view))


def tell_grades(rows: Sequence[Graded], view: View) -> str:
    """How many have the best grade, and how many the last."""
    _ = view.say
    named = [row for row in rows if row.grade]
    if not named:
        return _("{n} are scored; the book has no grades.", n=_sum(rows))
    return _(
        "Of {total}, {best} are “{first}” and {worst} are “{last}”.",
        total=_sum(rows),
        best=_.count(named[0].people),
        first=scored.grade(named[0].grade, view),
        worst=_.count(named[-1].people),
        last=scored.grade(named[-1].grade, view),
    )


def table_grades(rows: Sequence[Graded], view: View) -> Table:
    """Grades in numbers, with what follows."""
    _ = view.say
    return [
        {
            _("Grade"): scored.grade(row.grade, view),
            _("How many"): row.people,
            _("Share (%)"): round(row.share * 100, 1),
            _("What follows"): _.either(row.consequence, row.consequence_en),
        }
        for row in rows
    ]


def draw_below(rows: Sequence[Below], view: View) -> Spec:
    """People in equal steps below the top."""
    _ = view.say
    pieces = [
        Piece(
            _range(row, view),
            row.people,
            note=_.count(row.people),
            told={_("Score"): _range(row, view), _("How many"): _.count(row.people)},
            link=view.ranking(low=str(row.first), high=str(row.end)),
        )
        for row in rows
    ]
    return bars.ranked(pieces, Axis(_("how many"), colour=palette.PURPLE))


def tell_below(rows: Sequence[Below], view: View) -> str:
    """How many stand next to the highest points."""
    _ = view.say
    return _(
        "{n} stand together at the top; whoever shares a step hardly differs.",
        n=_.count(rows[0].people),
    )


def table_below(rows: Sequence[Below], view: View) -> Table:
    """The steps in numbers."""
    _ = view.say
    return [{_("Score"): _range(row, view), _("How many"): row.people} for row in rows]


def _points(row: Band, view: View) -> str:
    return view.say(
        "{first} to {last}", first=scored.points(row.first), last=scored.points(row.end)
    )


def _range(row: Below, view: View) -> str:
    return view.say(
        "{first} to {last}", first=scored.points(row.first), last=scored.points(row.end)
    )


def _slots(rows: Sequence[Band], view: View) -> list[str]:
    """The bands from the first to the last, empty ones too."""
    width = rows[0].end - rows[0].first
    starts = range(rows[0].first, rows[-1].end, width)
    return [_points(Band(at, at + width, None, 0), view) for at in starts]


def _colours(rows: Sequence[Band] | Sequence[Graded], view: View) -> dict[str, str]:
    return scored.colours([row.grade for row in rows], view)


def _sum(rows: Sequence[Graded]) -> str:
    return f"{sum(row.people for row in rows):,}"


BANDS = Panel(
    "bands",
    N_("How are points spread"),
    NOBODY,
    spread.bands,
    tell_bands,
    table_bands,
    draw_bands,
    source=sources.ASSESSMENTS,
)
GRADES = Panel(
    "grades",
    N_("How many have which grade"),
    NOBODY,
    spread.grades,
    tell_grades,
    table_grades,
    draw_grades,
    source=sources.ASSESSMENTS,
)
BELOW = Panel(
    "below",
    N_("How far below the top"),
    NOBODY,
    spread.below_the_top,
    tell_below,
    table_below,
    draw_below,
    source=sources.ASSESSMENTS,
)
