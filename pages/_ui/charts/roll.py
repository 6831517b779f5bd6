"""All who are scored in their order, with grade and sections: what is downloaded of the list."""

from collections.abc import Sequence

from core.i18n import CHINESE, N_
from core.reports.assessed import lists
from core.reports.assessed.lists import Listed
from core.reports.assessed.subjects import By
from pages._ui.charts import scored, sources
from pages._ui.charts.panel import Cells, Panel, Table, View


def tell_all(rows: Sequence[Listed], view: View) -> str:
    """How many there are."""
    return view.say("{n} in order of their points.", n=view.say.count(len(rows)))


def table_all(rows: Sequence[Listed], view: View) -> Table:
    """Each with place, name, sector, grade, total and sections."""
    return [_cells(row, view) for row in rows]


def _cells(row: Listed, view: View) -> Cells:
    _, one = view.say, row.one
    sections: Cells = {
        _.name(section): scored.number(one.kept.sections.get(section.key, 0))
        for section in row.sections
    }
    first: Cells = {
        _("Rank"): one.place or "",
        _("Who is scored"): scored.person(one, view),
        _("Grade"): scored.grade(one.grade, view),
        _("Score"): scored.number(one.kept.rated),
        _("Sector"): scored.place(one, By.SECTOR, view),
    }
    if row.follows is not None:
        comma = "、" if _.language == CHINESE else ", "
        sections[_("What follows")] = comma.join(_.name(each) for each in row.follows)
    if row.item is not None:
        first[_.name(row.item)] = scored.number(one.kept.items.get(row.item.key, (0, 0))[1])
    return first | sections


ALL = Panel(
    "everybody",
    N_("All in their order"),
    N_("Nobody is scored yet. Register members, or choose another assessment."),
    lists.everybody,
    tell_all,
    table_all,
    source=sources.ASSESSMENTS,
)
