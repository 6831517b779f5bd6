"""What was held: when, of which kind, by whom, and for how many people."""

from collections import Counter
from collections.abc import Sequence

from core.activities.models import OwnerKind
from core.i18n import N_
from core.reports.queries import activities
from core.reports.queries.activities import CategoryFigures, MonthCategory, OwnerFigures
from pages._ui.charts import bars, palette, sources
from pages._ui.charts.bars import Axis, Piece, Spec
from pages._ui.charts.panel import Panel, Table, View, months_of

MOST_BARS = 14
_NOTHING = N_("Nothing was recorded in this period. Choose another, or record an activity.")


def draw_months(rows: Sequence[MonthCategory], view: View) -> Spec:
    """Activities standing by month, in the colours of their headings."""
    _ = view.say
    names = months_of(view.period, _)
    pieces = [
        Piece(
            names[row.month],
            row.activities,
            _.name(row),
            told={
                _("Month"): names[row.month],
                _("Category"): _.name(row),
                _("Activities"): _.count(row.activities),
                _("People served"): _.count(row.served),
            },
            link=view.activities_of(row.month, category=f"{row.code}/"),
        )
        for row in rows
    ]
    colours = {_.name(row): palette.heading(row.code) for row in _by_weight(rows)}
    return bars.in_time(pieces, Axis(_("activities")), colours, list(names.values()))


def tell_months(rows: Sequence[MonthCategory], view: View) -> str:
    """Which heading leads and which month was the busiest."""
    _ = view.say
    total = sum(row.activities for row in rows)
    months, headings = Counter[int](), Counter[str]()
    for row in rows:
        months[row.month] += row.activities
        headings[_.name(row)] += row.activities
    month, most = months.most_common(1)[0]
    heading, many = headings.most_common(1)[0]
    return _(
        "{heading} leads with {share} of {total} activities; the busiest month was {month} ({n}).",
        heading=heading,
        share=_.percent(many / total),
        total=_.count(total),
        month=months_of(view.period, _)[month],
        n=_.count(most),
    )


def table_months(rows: Sequence[MonthCategory], view: View) -> Table:
    """Month by month and heading by heading."""
    _ = view.say
    return [
        {
            _("Month"): f"{row.month // 100}-{row.month % 100:02}",
            _("Category"): _.name(row),
            _("Activities"): row.activities,
            _("People served"): row.served,
        }
        for row in rows
    ]


def draw_categories(rows: Sequence[CategoryFigures], view: View) -> Spec:
    """The most frequent categories, lying."""
    _ = view.say
    names = bars.told_apart([_.name(row) for row in rows])
    pieces = [
        Piece(
            name,
            row.activities,
            note=_.count(row.activities),
            told={
                _("Category"): _.name(row),
                _("Activities"): _.count(row.activities),
                _("People served"): _.count(row.served),
                _("Problems solved"): _.count(row.problems_solved),
                _("Money and goods"): _.yuan(row.money_fen + row.goods_fen),
            },
            link=view.activities(category=f"{row.heading_code}/{row.code}"),
        )
        for row, name in zip(rows[:MOST_BARS], names, strict=False)
    ]
    return bars.ranked(pieces, Axis(_("activities")))


def tell_categories(rows: Sequence[CategoryFigures], view: View) -> str:
    """The most frequent category, and what was solved over all of them."""
    _ = view.say
    solved = sum(row.problems_solved for row in rows)
    raised = sum(row.problems_raised for row in rows)
    told = {"name": _.name(rows[0]), "n": _.count(rows[0].activities)}
    if not solved:
        return _("Most frequent: {name} ({n}).", **told)
    if raised < solved:
        return _(
            "Most frequent: {name} ({n}). {solved} problems were solved.",
            solved=_.count(solved),
            **told,
        )
    return _(
        "Most frequent: {name} ({n}). {solved} of {raised} problems raised were solved.",
        solved=_.count(solved),
        raised=_.count(raised),
        **told,
    )


def table_categories(rows: Sequence[CategoryFigures], view: View) -> Table:
    """All figures of each category."""
    _ = view.say
    return [
        {
            _("Category"): _.name(row),
            _("Activities"): row.activities,
            _("People served"): row.served,
            _("Opinions heard"): row.opinions_heard,
            _("Problems raised"): row.problems_raised,
            _("Problems solved"): row.problems_solved,
            _("Suggestions"): row.suggestions,
            _("Lecturers"): row.lecturers,
            _("Money (yuan)"): row.money_fen / 100,
            _("Goods (yuan)"): row.goods_fen / 100,
        }
        for row in rows
    ]


def draw_owners(rows: Sequence[OwnerFigures], view: View) -> Spec:
    """Who organised, lying."""
    _ = view.say
    pieces = [
        Piece(
            _owner(row, view),
            row.activities,
            note=_.count(row.activities),
            told={
                _("Organised by"): _owner(row, view),
                _("Activities"): _.count(row.activities),
                _("People served"): _.count(row.served),
            },
            link=view.activities(by=row.owner.value),
        )
        for row in rows
    ]
    return bars.ranked(pieces, Axis(_("activities")))


def tell_owners(rows: Sequence[OwnerFigures], view: View) -> str:
    """What studios held of all."""
    _ = view.say
    total = sum(row.activities for row in rows)
    studios = sum(row.activities for row in rows if row.owner is OwnerKind.STUDIO)
    groups = sum(row.activities for row in rows if row.owner is OwnerKind.GROUP)
    return _(
        "Studios and stations held {studios} of all activities, sector groups {groups}.",
        studios=_.percent(studios / total),
        groups=_.percent(groups / total),
    )


def table_owners(rows: Sequence[OwnerFigures], view: View) -> Table:
    """Activities by who organised them."""
    _ = view.say
    return [
        {
            _("Organised by"): _owner(row, view),
            _("Activities"): row.activities,
            _("People served"): row.served,
        }
        for row in rows
    ]


def _by_weight(rows: Sequence[MonthCategory]) -> list[MonthCategory]:
    """One row of each heading, the weightiest first."""
    weight, first = Counter[str](), dict[str, MonthCategory]()
    for row in rows:
        weight[row.code] += row.activities
        first.setdefault(row.code, row)
    return [first[code] for code, _n in weight.most_common()]


def _owner(row: OwnerFigures, view: View) -> str:
    return view.say.word(row.studio_kind or row.owner)


PANELS = (
    Panel(
        "months",
        N_("Which months were busiest"),
        _NOTHING,
        activities.by_month,
        tell_months,
        table_months,
        draw_months,
        source=sources.ACTIVITIES,
    ),
    Panel(
        "categories",
        N_("Which activities are most held"),
        _NOTHING,
        activities.by_category,
        tell_categories,
        table_categories,
        draw_categories,
        source=sources.ACTIVITIES,
    ),
    Panel(
        "owners",
        N_("Who organised activities"),
        _NOTHING,
        activities.by_owner,
        tell_owners,
        table_owners,
        draw_owners,
        source=sources.ACTIVITIES,
    ),
)
