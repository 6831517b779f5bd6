"""What a closed assessment is kept with: the hash list, the check, the download."""

import streamlit as st

from core.assessment import archived, closing
from core.assessment.archive.verifying import Verified
from core.assessment.book.faults import shown
from core.assessment.queries import AssessmentRow
from core.errors import DomainError
from core.permissions import Actor, Permission
from pages._ui.edge import reading
from pages._ui.words import _, refusal, word

MOST = 20


def show(actor: Actor, row: AssessmentRow) -> None:
    """The documents with their hashes; the check computes everything anew."""
    with reading() as session:
        rows = archived.listing(session, actor, row.id)
    st.caption(_("Frozen when the assessment was closed. Nothing below ever changes."))
    st.dataframe(
        [{_("Document"): _name(one.name), _("Checksum (SHA-256)"): one.sha256} for one in rows],
        hide_index=True,
    )
    with st.container(horizontal=True):
        asked = st.button(
            _("Verify"), icon=":material/verified:", type="primary", key=f"year.verify.{row.id}"
        )
        if actor.may(Permission.EXPORT):
            address = f"/export/assessment/{row.id}"
            st.link_button(_("Download all"), address, icon=":material/download:")
    if asked:
        _verify(actor, row)


def _verify(actor: Actor, row: AssessmentRow) -> None:
    try:
        with st.spinner(_("Computing everything anew …")), reading() as session:
            found = closing.verify(session, actor, row.id)
    except DomainError as error:
        st.error(refusal(error), icon=":material/error:")
        return
    if found.sound:
        st.success(
            _(
                "Equal to the last point: {n} scores, places and grades computed anew"
                " from the frozen facts.",
                n=f"{found.scored:,}",
            ),
            icon=":material/verified:",
        )
    else:
        _tell_unsound(found)
    _tell_moved(row, found)


def _tell_unsound(found: Verified) -> None:
    if found.damaged:
        names = _(", ").join(_name(one) for one in found.damaged)
        st.error(_("Changed since the closing: {names}", names=names), icon=":material/gpp_bad:")
    wrong = {*found.recomputed, *found.graded, *found.stored}
    if wrong:
        st.error(
            _("The results of {n} do not agree with the frozen facts.", n=len(wrong)),
            icon=":material/gpp_bad:",
        )


def _tell_moved(row: AssessmentRow, found: Verified) -> None:
    """What today's records would give: told, for it explains a question, but nothing changes."""
    if not found.moved:
        return
    st.info(
        _(
            "Records of {n} were changed since the closing. The closed results stay;"
            " where one was wrong, make a correction.",
            n=len(found.moved),
        ),
        icon=":material/history:",
    )
    with st.expander(_("What today's records would give")):
        st.dataframe(
            [
                {
                    word(row.scores): found.names.get(one, ""),
                    _("Closed with"): shown(then),
                    _("Today"): shown(now),
                }
                for one, (then, now) in list(found.moved.items())[:MOST]
            ],
            hide_index=True,
        )


def _name(name: str) -> str:
    """A document by what is in it, with the name of its file."""
    stem = name.partition(".")[0].partition("-")[0]
    return f"{_WHAT[stem]()} · {name}" if stem in _WHAT else name


_WHAT = {
    "about": lambda: _("Whose assessment"),
    "approvals": lambda: _("Approval"),
    "book": lambda: _("Rule book"),
    "corrections": lambda: _("Corrections"),
    "facts": lambda: _("Facts"),
    "grades": lambda: _("Grades"),
    "hashes": lambda: _("List of checksums"),
    "scores": lambda: _("Scores"),
}
