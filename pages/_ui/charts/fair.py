"""Whether all are measured alike, who has done nothing, and who signs each other's proposals."""

from collections.abc import Sequence

from core.assessment.book.faults import shown
from core.i18n import CHINESE, N_
from core.reports.assessed import fairness, limits, quality, rings
from core.reports.assessed.fairness import MadeUp, OnLeave, Records
from core.reports.assessed.limits import Hit
from core.reports.assessed.look import One
from core.reports.assessed.quality import Quality
from core.reports.assessed.rings import Ring
from core.reports.assessed.subjects import By
from pages._ui.charts import dots, scored, sources
from pages._ui.charts.bars import Spec
from pages._ui.charts.dots import Axes, Dot
from pages._ui.charts.panel import Panel, Table, View


def tell_made_up(rows: Sequence[MadeUp], view: View) -> str:
    """How many were not there all the time, and whom making up lifts."""
    _ = view.say
    return _(
        "{n} joined or left within the time; making up lifts {lifted} of them to a better grade.",
        n=_.count(len(rows)),
        lifted=_.count(sum(row.without != row.one.grade for row in rows)),
    )


def table_made_up(rows: Sequence[MadeUp], view: View) -> Table:
    """Months, bare total and what it is made up to."""
    _ = view.say
    return [
        {
            _("Who is scored"): scored.linked(row.one, view),
            _("Months"): f"{row.one.kept.months}/{row.of_months}",
            _("Total"): scored.number(row.one.kept.total),
            _("Made up"): scored.number(row.one.kept.rated),
            _("Grade"): scored.grade(row.one.grade, view),
            _("Without making up"): scored.grade(row.without, view),
        }
        for row in rows
    ]


def tell_leave(rows: Sequence[OnLeave], view: View) -> str:
    """How often leave was taken, and whether it costs points."""
    _ = view.say
    telling = [row for row in rows if row.members >= fairness.FEW]
    if not telling:
        return _("Leave was taken {n} times; too few took it to compare.", n=_times(rows, view))
    row = max(telling, key=lambda one: one.average_of_others - one.average)
    lost = row.average_of_others - row.average
    if lost <= 0:
        return _("Leave was taken {n} times; it costs nobody points.", n=_times(rows, view))
    return _(
        "Leave was taken {n} times; those on leave for “{kind}” have {points} points less.",
        n=_times(rows, view),
        kind=_leave(row, view),
        points=scored.points(lost),
    )


def table_leave(rows: Sequence[OnLeave], view: View) -> Table:
    """Leave by kind, with the points of those who took it."""
    _ = view.say
    return [
        {
            _("Kind of leave"): _leave(row, view),
            _("Times"): row.times,
            _("How many"): row.members,
            _("Their average"): scored.number(row.average),
            _("Average of the others"): scored.number(row.average_of_others),
        }
        for row in rows
    ]


def tell_few(rows: Sequence[Records], view: View) -> str:
    """How many have hardly any records."""
    _ = view.say
    return _(
        "{n} have fewer than {few} records: whatever their points are, they rest on little.",
        n=_.count(len(rows)),
        few=fairness.FEW,
    )


def tell_idle(rows: Sequence[Records], view: View) -> str:
    """Of how many nothing is recorded."""
    _ = view.say
    return _(
        "Of {n} nothing is recorded: no activity attended, nothing raised or given.",
        n=_.count(len(rows)),
    )


def table_records(rows: Sequence[Records], view: View) -> Table:
    """Each with sector, records and points."""
    _ = view.say
    return [
        {
            _("Who is scored"): scored.linked(row.one, view),
            _("Sector"): scored.place(row.one, By.SECTOR, view),
            _("Records"): row.records,
            _("Score"): scored.number(row.one.kept.rated),
            _("Grade"): scored.grade(row.one.grade, view),
        }
        for row in rows
    ]


def tell_rings(rows: Sequence[Ring], view: View) -> str:
    """How many rings there are."""
    _ = view.say
    return _(
        "{n} circles sign each other's proposals far more often than by chance. Look into them.",
        n=_.count(len(rows)),
    )


def table_rings(rows: Sequence[Ring], view: View) -> Table:
    """Each ring with what was signed and what chance would have it."""
    _ = view.say
    return [
        {
            _("Members"): scored.all_linked(row.ones, view),
            _("Signed each other's"): row.signatures,
            _("By chance"): round(row.expected, 1),
            _("Times as often"): round(row.times, 1),
            _("All they signed"): row.all_signatures,
        }
        for row in rows
    ]


def tell_limits(rows: Sequence[Hit], view: View) -> str:
    """How many reached a limit."""
    _ = view.say
    return _(
        "{n} have reached a limit over several years. Nothing follows by itself.",
        n=_.count(len({row.one.subject.id for row in rows})),
    )


def table_limits(rows: Sequence[Hit], view: View) -> Table:
    """Each limit with who reached it, what each year gave, and what follows."""
    _ = view.say
    return [
        {
            _("Limit"): _.name(row.limit),
            _("Who is scored"): scored.linked(row.one, view),
            _("What the years gave"): years_of(row, view),
            _("What follows"): _.name(row.follows) if row.follows else "",
        }
        for row in rows
    ]


def years_of(row: Hit, view: View) -> str:
    """What each year gave, the first one first."""
    comma = "；" if view.say.language == CHINESE else "; "
    return comma.join(f"{year}: {shown(given)}" for year, given in sorted(row.years.items()))


def draw_quality(rows: Sequence[Quality], view: View) -> Spec:
    """What came of it over how much was raised; on the line all of it came to something."""
    _ = view.say
    cells: dict[tuple[int, int], list[One]] = {}
    for row in rows:
        cells.setdefault((row.submitted, row.good), []).append(row.one)
    found = [
        Dot(
            submitted,
            good,
            len(ones),
            link="" if view.hidden or len(ones) > 1 else view.subject(ones[0].subject.id),
            told=_cell(submitted, good, ones, view),
        )
        for (submitted, good), ones in cells.items()
    ]
    along = _("proposals and opinion items raised")
    return dots.scattered(found, Axes(along, _("adopted, solved or satisfied")))


def tell_quality(rows: Sequence[Quality], view: View) -> str:
    """Which share came to something, and how many raise much that comes to nothing."""
    _ = view.say
    submitted, good = sum(row.submitted for row in rows), sum(row.good for row in rows)
    return _(
        "{share} of {n} came to something; {idle} raised three or more of which none did.",
        share=_.percent(good / submitted if submitted else 0),
        n=_.count(submitted),
        idle=_.count(sum(row.submitted >= fairness.FEW and not row.good for row in rows)),
    )


def table_quality(rows: Sequence[Quality], view: View) -> Table:
    """Each with what was raised and what came of it."""
    _ = view.say
    return [
        {
            _("Who is scored"): scored.linked(row.one, view),
            _("Raised"): row.submitted,
            _("Adopted"): row.adopted,
            _("Solved"): row.solved,
            _("Satisfied"): row.satisfied,
            _("Came to something (%)"): round(row.good / row.submitted * 100, 1),
            _("Score"): scored.number(row.one.kept.rated),
        }
        for row in rows
    ]


def _leave(row: OnLeave, view: View) -> str:
    return view.say.word(row.kind) if row.kind else view.say("Not said")


def _times(rows: Sequence[OnLeave], view: View) -> str:
    return view.say.count(sum(row.times for row in rows))


def _cell(submitted: int, good: int, ones: Sequence[One], view: View) -> dict[str, str]:
    _ = view.say
    return {
        _("Raised"): _.count(submitted),
        _("Came to something"): _.count(good),
        _("How many"): _.count(len(ones)),
        _("Members"): scored.people(ones, view),
    }


MADE_UP = Panel(
    "made_up",
    N_("Who was not there all the time"),
    N_("All were there from the first day to the last."),
    fairness.made_up,
    tell_made_up,
    table_made_up,
    source=sources.ASSESSMENTS,
)
LEAVE = Panel(
    "leave",
    N_("Does leave cost points"),
    N_("No leave was recorded in these days."),
    fairness.on_leave,
    tell_leave,
    table_leave,
    source=sources.ASSESSMENTS,
)
FEW = Panel(
    "few_records",
    N_("Whose points rest on little"),
    N_("Everybody has three records or more."),
    fairness.few,
    tell_few,
    table_records,
    source=sources.ASSESSMENTS,
)
LIMITS = Panel(
    "limits",
    N_("Who reached a limit of years"),
    N_("Nobody has reached a limit of the rule book."),
    limits.hits,
    tell_limits,
    table_limits,
    source=sources.ASSESSMENTS,
)
IDLE = Panel(
    "idle",
    N_("Who has done nothing"),
    N_("Something is recorded of everybody."),
    fairness.idle,
    tell_idle,
    table_records,
    source=sources.ASSESSMENTS,
)
RINGS = Panel(
    "rings",
    N_("Who sign for each other"),
    N_("Nobody signs each other's proposals more often than by chance."),
    rings.rings,
    tell_rings,
    table_rings,
    source=sources.ASSESSMENTS,
)
QUALITY = Panel(
    "quality",
    N_("Does what is raised bear fruit"),
    N_("No proposal and no opinion item was raised in these days."),
    quality.quality,
    tell_quality,
    table_quality,
    draw_quality,
    source=sources.ASSESSMENTS,
)
