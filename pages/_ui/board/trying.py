"""What if an item paid otherwise: its new value, and who would have another grade."""

import streamlit as st

from core.assessment.book.faults import shown
from core.assessment.book.shape import Book, Grade, Item
from core.assessment.models import AssessmentState
from core.errors import DomainError
from core.permissions import Actor
from core.reports.assessed import look, what_if
from core.reports.assessed.look import Look
from core.reports.assessed.what_if import Change, Turned, WhatIf
from pages._ui import lists as boxes
from pages._ui.charts import scored
from pages._ui.charts.panel import View
from pages._ui.edge import reading
from pages._ui.words import _, name_of, refusal

MOST = 10_000.0


def show(actor: Actor, view: View) -> None:
    """The form, and what would come of it. Nothing is kept."""
    st.caption(_("Try another value of one item. Nothing is kept, and nobody is told."))
    with reading() as session:
        found = look.look(session, actor, view.assessment_id)
        change = _ask(found.book)
        if change is None:
            return
        if _is_as_it_stands(found.book, change):
            st.info(_("These are its values as they stand. Change one, then press “Try it”."))
            return
        try:
            turned = what_if.what_if(session, actor, view.assessment_id, change)
        except DomainError as error:
            st.error(refusal(error), icon=":material/error:")
            return
    if found.option.state is AssessmentState.CLOSED:
        st.caption(_("Both by the records of today; the closed result stays as it is."))
    _tell(found, turned, view)


def _ask(book: Book) -> Change | None:
    """What to change; None as long as no item is chosen."""
    names = {item.key: name_of(item) for item in book.items}
    key = boxes.choose(_("Item of the book"), names, "item", first=_("Choose an item"))
    if not key:
        st.info(_("Choose an item to see what another value would change."))
        return None
    item = book.by_key[key]
    with st.form(f"assessment.what_if.{key}"):
        left, right = st.columns(2)
        with left:
            points, percent = _value(item)
        cap = right.number_input(
            _("Cap"),
            value=None if item.cap is None else item.cap / 100,
            min_value=-MOST,
            max_value=MOST,
            step=1.0,
            format="%g",
            placeholder=_("No cap"),
        )
        st.form_submit_button(_("Try it"), type="primary")
    return Change(key, points, percent, None if cap is None else round(cap * 100))


def _is_as_it_stands(book: Book, change: Change) -> bool:
    """Whether nothing was sent yet that differs from the book."""
    item = book.by_key[change.item]
    points = change.points if change.points is not None else item.points
    return (points, change.percent, change.cap) == (item.points, what_if.WHOLE, item.cap)


def _value(item: Item) -> tuple[int | None, int]:
    """Points of an item with one value, else a percentage of all its values."""
    if what_if.is_simple(item):
        points: float = st.number_input(
            _("Score"), -MOST, MOST, item.points / 100, step=1.0, format="%g"
        )
        return round(points * 100), what_if.WHOLE
    percent: int = st.number_input(
        _("All its values, in percent"),
        min_value=-1_000,
        max_value=1_000,
        value=what_if.WHOLE,
        step=10,
        help=_("The item pays by case or step: each of its values is multiplied."),
    )
    return None, percent


def _tell(found: Look, turned: WhatIf, view: View) -> None:
    if not turned.turned:
        st.success(_("Nothing would change."), icon=":material/check:")
        return
    st.markdown(
        _(
            "**{n} would have other points, {regraded} of them another grade.**",
            n=len(turned.turned),
            regraded=len(turned.regraded),
        )
    )
    if found.book.grades:
        st.dataframe(_grades(found, turned), hide_index=True, width="content")
    st.dataframe(
        [_turned(one, view) for one in turned.regraded or turned.turned],
        hide_index=True,
        width="stretch",
    )


def _grades(found: Look, turned: WhatIf) -> list[dict[str, str | int]]:
    return [
        {
            _("Grade"): name_of(grade),
            _("Now"): turned.before.get(grade.key, 0),
            _("Then"): turned.after.get(grade.key, 0),
        }
        for grade in found.book.grades
    ]


def _turned(one: Turned, view: View) -> dict[str, str]:
    def graded(grade: Grade | None) -> str:
        return scored.grade(grade, view)

    return {
        _("Who is scored"): scored.person(one.one, view),
        _("Points now"): shown(one.one.kept.rated),
        _("Points then"): shown(one.rated),
        _("Grade now"): graded(one.one.grade),
        _("Grade then"): graded(one.grade),
        _("Place now"): str(one.one.place or ""),
        _("Place then"): str(one.place or ""),
    }
