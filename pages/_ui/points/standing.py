"""What holds one down, which limits were reached and what follows, also of a closed year."""

import streamlit as st

from core.assessment.consequences import Reached
from core.assessment.explaining import Held
from core.assessment.points import Points
from pages._ui.books import holding
from pages._ui.points import saying
from pages._ui.words import _, plain


def show(found: Points) -> None:
    """Each in a line of its own; nothing where there is nothing."""
    for one in found.explanation.held if found.explanation else ():
        st.warning(_held(one), icon=":material/vertical_align_bottom:")
    for hit in found.reached:
        st.warning(limit(hit), icon=":material/report:")
    if found.follows:
        names = _(", ").join(saying.name(one) for one in found.follows)
        st.caption(
            _("What follows: {what}. The office decides; nothing is done by itself.", what=names)
        )


def limit(hit: Reached) -> str:
    """A limit over several years, with what each year gave."""
    name, years = saying.name(hit.limit), plain(holding.years(hit.years))
    return _("Limit reached: **{limit}** ({years})", limit=name, years=years)


def _held(one: Held) -> str:
    condition, grade = saying.name(one.condition), saying.name(one.grade)
    if one.by_veto:
        return _(
            "“{condition}” applies: “{grade}” at best, whatever the points.",
            condition=condition,
            grade=grade,
        )
    return _(
        "“{condition}” is not met: “{grade}” at best until it is.",
        condition=condition,
        grade=grade,
    )
