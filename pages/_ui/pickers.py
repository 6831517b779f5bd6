"""The committee and the year that a screen is about, kept in its address by id (`?c=3&y=2026`).

Streamlit's own binding keeps the words shown, which differ by language and may be those of
two townships; so these boxes write the address themselves. What was chosen is offered again
on the next screen.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

import streamlit as st

from core import clock
from core.committees import queries
from core.committees.queries import CommitteeOption, TermRow
from core.i18n import ENGLISH
from core.permissions import Actor, Permission
from pages._ui.edge import reading
from pages._ui.words import _, language, name_of

COMMITTEE = "c"
YEAR = "y"
TERM = "t"
YEARS_BACK = 10
INDENT = "\u3000"


def committee(
    actor: Actor, permission: Permission, *, townships: bool = False
) -> CommitteeOption | None:
    """The committee chosen; the person's own at first. No box where there is only one.

    None where the person's role reaches no committee at all.
    """
    with reading() as session:
        options = queries.options(session, actor, permission, townships=townships)
    by_id = {option.id: option for option in options}
    if len(by_id) < 2:
        return options[0] if options else None
    return by_id[_choose(_("Committee"), labels(options), COMMITTEE)]


def year(*, ahead: int = 0) -> int:
    """The calendar year chosen; this one at first. `ahead` offers years to come, as plans need."""
    this = clock.today().year
    years = [this, *range(this + ahead, this, -1), *range(this - 1, this - 1 - YEARS_BACK, -1)]
    return _choose(_("Year"), {one: str(one) for one in years}, YEAR)


def term(actor: Actor, committee_id: int, permission: Permission) -> TermRow | None:
    """The term (届) chosen; the one that runs today at first. None where there is none yet."""
    with reading() as session:
        terms = queries.terms(session, actor, committee_id, permission)
        now = queries.current_term(session, committee_id, clock.today())
    if not terms:
        return None
    terms.sort(key=lambda row: now is not None and row.id != now.id)  # today's first
    by_id = {row.id: row for row in terms}
    named = {row.id: _("Term {number}", number=row.number) for row in terms}
    return by_id[_choose(_("Term"), named, TERM)]


def labels(options: Sequence[CommitteeOption]) -> dict[int, str]:
    """What each committee is called in a box: indented by its depth, told apart by its code."""
    often = Counter((option.depth, name_of(option)) for option in options)
    return {
        option.id: INDENT * option.depth
        + name_of(option)
        + (f" ({option.code})" if often[option.depth, name_of(option)] > 1 else "")
        for option in options
    }


def name_in_language(name: str, name_en: str) -> str:
    """One of two names that stand beside each other in a row."""
    return name_en if language() == ENGLISH and name_en else name


def _choose(label: str, options: Mapping[int, str], key: str) -> int:
    """A box whose value is in the address; the first option unless another was chosen before."""
    state, kept = f"_ui.pickers.{key}", f"_ui.pickers.{key}.kept"
    asked = st.query_params.get(key, "") or str(st.session_state.get(kept, ""))
    default = next(iter(options))
    chosen = next((value for value in options if str(value) == asked), default)
    st.session_state[state] = chosen
    if chosen != default:
        st.query_params[key] = str(chosen)
    st.selectbox(
        label,
        sorted(options, reverse=True) if key == YEAR else list(options),
        format_func=options.__getitem__,
        key=state,
        on_change=_keep,
        args=(state, key),
    )
    return chosen


def _keep(state: str, key: str) -> None:
    st.session_state[f"{state}.kept"] = st.session_state[state]
    st.query_params[key] = str(st.session_state[state])
