"""Items that no record can know: entered with evidence, and approved."""

import streamlit as st

from core.assessment.claims import whom
from core.assessment.claims.whom import Entering
from core.assessment.models import AssessmentState
from core.permissions import Actor, Permission
from pages._ui import lists
from pages._ui.claims import detail, entry, register
from pages._ui.edge import reading
from pages._ui.login import require_actor
from pages._ui.points import choosing
from pages._ui.words import _


def show(actor: Actor, found: Entering) -> None:
    """The form for who organises, and the list."""
    if not found.items:
        st.info(
            _("This rule book has no item that is entered: all of it is read from the records."),
            icon=":material/info:",
        )
        return
    open_ = found.assessment.state is not AssessmentState.CLOSED
    if open_ and actor.may(Permission.ASSESSMENT_RECORD):
        with st.expander(_("Enter an item"), icon=":material/add:"):
            entry.show(actor, found)
    register.show(actor, found)


def show_assessment(actor: Actor) -> None:
    """The entered items of the assessment chosen."""
    row = choosing.assessment(actor)
    if row is None:
        st.info(
            _("No assessment is under way. The office begins one under “Assessments”."),
            icon=":material/info:",
        )
        return
    with reading() as session:
        found = whom.entering(session, actor, row.id)
    show(actor, found)


actor = require_actor(Permission.ASSESSMENT_READ)
st.title(_("Entered items"))
st.caption(_("What no record can know: entered by whoever organises, counted once approved."))
if asked := lists.record_id():
    detail.show(actor, asked)
else:
    show_assessment(actor)
