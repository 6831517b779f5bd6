"""What an order list is narrowed to, in words: told on what is downloaded, and in the trail."""

from core.permissions import Actor
from core.reports.assessed import lists
from core.reports.assessed.lists import Wanted
from core.reports.assessed.look import Look, look
from db.session import Session
from pages._ui.charts import roll, scored
from pages._ui.charts.panel import Panel
from pages._ui.charts.say import Say
from pages._web.board.asked import Asked


def told(session: Session, actor: Actor, panel: Panel, asked: Asked) -> dict[str, str]:
    """Label and value of each; nothing where all are told of."""
    if panel.key != roll.ALL.key or not asked.assessment_id or asked.wanted == lists.ALL:
        return {}
    found, _ = look(session, actor, asked.assessment_id), Say(actor.language)
    given = _place(found, asked.wanted, _) | _grade(found, asked.wanted, _)
    return given | _points(asked.wanted, _) | _part(found, asked.wanted, _)


def _place(found: Look, wanted: Wanted, _: Say) -> dict[str, str]:
    by = wanted.by
    if by is None:
        return {}
    places = {one.subject.places[by] for one in found.ones if by in one.subject.places}
    names = {one.key: _.name(one) for one in places}
    return {_.word(by): names.get(wanted.key, wanted.key)}


def _grade(found: Look, wanted: Wanted, _: Say) -> dict[str, str]:
    if not wanted.grade:
        return {}
    grades = {one.key: _.name(one) for one in found.book.grades}
    return {_("Grade"): grades.get(wanted.grade, _("Not graded"))}


def _points(wanted: Wanted, _: Say) -> dict[str, str]:
    ends = (("≥", wanted.low), ("≤", wanted.high))
    shown = [f"{sign} {scored.points(value)}" for sign, value in ends if value is not None]
    return {_("Score"): " ".join(shown)} if shown else {}


def _part(found: Look, wanted: Wanted, _: Say) -> dict[str, str]:
    parts = {one.key: _.name(one) for one in found.book.sections}
    parts |= {one.key: _.name(one) for one in found.book.items}
    return {_("Item"): parts.get(wanted.part, wanted.part)} if wanted.part else {}
