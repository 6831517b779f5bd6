"""Two books side by side: who rises, who falls, whose grade changes, and why."""

from collections.abc import Callable, Sequence

import streamlit as st

from core.assessment.book.faults import shown
from core.assessment.trial import Beside, Comparison, Reason, Result
from core.i18n import N_
from db.base import Choice as Words
from pages._ui import lists
from pages._ui.pickers import name_in_language
from pages._ui.trial import results
from pages._ui.words import _, plain

PAGE = "page"


class Move(Words):
    """Whom the list shows."""

    RISE = "rise", N_("Who rises")
    FALL = "fall", N_("Who falls")
    GRADE = "grade", N_("Whose grade changes")
    ONE = "one", N_("Whom only one of them scores")


_FITS: dict[Move, Callable[[Beside], bool]] = {
    Move.RISE: lambda row: (row.places or 0) > 0,
    Move.FALL: lambda row: (row.places or 0) < 0,
    Move.GRADE: lambda row: row.regraded,
    Move.ONE: lambda row: row.before is None or row.after is None,
}


def show(found: Comparison, names: tuple[str, str]) -> None:
    """The figures, the grades of both, and the list of those who move most."""
    _figures(found)
    for column, trial, name in zip(st.columns(2), (found.before, found.after), names, strict=True):
        with column:
            st.subheader(plain(name), anchor=False)
            results.chart(trial)
    rows = _chosen(found.rows)
    if lists.is_empty(len(rows)):
        st.info(_("Nobody fits this. Choose another list."), icon=":material/info:")
        return
    window = lists.window(PAGE)
    page = rows[window.offset : window.offset + window.limit]
    signed = st.column_config.NumberColumn(format="%+d", help=_("Plus: further up. Minus: down."))
    st.dataframe(
        [_row(row) for row in page], hide_index=True, column_config={_("Ranks up"): signed}
    )
    lists.pager(len(rows), PAGE)


def _figures(found: Comparison) -> None:
    with st.container(horizontal=True):
        st.metric(_("Scored"), f"{len(found.rows):,}", width=140)
        st.metric(_("Rise"), f"{found.rise:,}", width=140)
        st.metric(_("Fall"), f"{found.fall:,}", width=140)
        st.metric(_("Another grade"), f"{found.regraded:,}", width=140)
    st.caption(
        _("From the first book to the second. A rank higher up is a rise, whatever the points.")
    )


def _chosen(rows: Sequence[Beside]) -> list[Beside]:
    left, right = st.columns(2)
    with left:
        typed = lists.search("q", _("Name"))
    with right:
        move = lists.pick(_("Show"), list(Move), "move")
    fits = _FITS[move] if move else lambda _row: True
    return [row for row in rows if typed in row.name and fits(row)]


def _row(row: Beside) -> dict[str, str | int | float | None]:
    before, after = row.before, row.after
    return {
        _("Name"): row.name,
        _("Ranks up"): row.places,
        _("Rank before"): before.place if before else None,
        _("Rank after"): after.place if after else None,
        _("Total before"): before.rated / 100 if before else None,
        _("Total after"): after.rated / 100 if after else None,
        _("Grade before"): _grade(before),
        _("Grade after"): _grade(after),
        _("Because of"): _("; ").join(_reason(one) for one in row.reasons),
    }


def _grade(result: Result | None) -> str:
    return results.grade_of(result.grade) if result else _("Not scored")


def _reason(reason: Reason) -> str:
    what = name_in_language(reason.what, reason.what_en) or _("base points, caps and months")
    sign = "+" if reason.points > 0 else ""
    return f"{what} {sign}{shown(reason.points)}"
