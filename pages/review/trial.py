"""Dry runs: one rule book on any span of days, or two side by side. Nothing is kept."""

import streamlit as st

from core.assessment.book.faults import BookFaulty
from core.errors import DomainError
from core.permissions import Actor, Permission
from pages._ui.books import text
from pages._ui.login import require_actor
from pages._ui.trial import beside, choosing, results, running
from pages._ui.trial.choosing import Choice
from pages._ui.words import _, refusal


def show(actor: Actor, chosen: Choice) -> None:
    """The result of what was chosen."""
    days = (chosen.period.first, chosen.period.last)
    committee_id = chosen.committee.id
    first = choosing.text_of(actor, chosen.first)
    try:
        if not chosen.second:
            results.show(running.one(actor, committee_id, first, days))
            return
        second = choosing.text_of(actor, chosen.second)
        names = (chosen.names[chosen.first], chosen.names[chosen.second])
        beside.show(running.both(actor, committee_id, (first, second), days), names)
    except BookFaulty as faulty:
        st.error(_("This book has faults: mend them under “Rule books” first."))
        text.tell(faulty.faults, "")
    except DomainError as refused:
        st.error(refusal(refused), icon=":material/error:")


actor = require_actor(Permission.ASSESSMENT_APPROVE)
st.title(_("Dry run"))
st.caption(_("What a rule book would have given. Nothing is kept."))
if (chosen := choosing.ask(actor)) and chosen.first:
    show(actor, chosen)
elif chosen:
    st.info(_("Choose a rule book: one of yours, or the rule of a city."), icon=":material/info:")
