"""The versions of a book: who saved them when, and what differs."""

import streamlit as st

from core.assessment import books, shelf
from core.assessment.shelf import BookDetail, VersionRow
from core.permissions import Actor
from pages._ui import lists
from pages._ui.books import keeping
from pages._ui.edge import fresh, reading
from pages._ui.words import _, moment, word


def show(actor: Actor, found: BookDetail) -> None:
    """All versions; one that is clicked opens. Below them what this one changed."""
    with reading() as session:
        rows = shelf.versions(session, actor, found.id)
    chosen = _table(rows, found)
    if chosen is not None and chosen.id != found.id:
        lists.open_record(chosen.id)
    others = [row for row in rows if row.id != found.id]
    if others:
        _compare(actor, found, others)
    if (
        found.writes
        and not found.is_newest
        and st.button(_("Take this text up again as a new version"), icon=":material/history:")
    ):
        keeping.keep(
            keeping.SAVED,
            "",
            lambda s: books.save(s, actor, found.newest_id, found.text, found.newest),
        )


def _table(rows: list[VersionRow], found: BookDetail) -> VersionRow | None:
    event = st.dataframe(
        [
            {
                _("Version"): _number(row, found),
                _("State"): word(row.state),
                _("Saved at"): moment(row.at),
                _("Saved by"): row.by,
                _("Checksum"): row.sha256,
            }
            for row in rows
        ],
        hide_index=True,
        key=fresh(f"books.versions.{found.id}"),
        on_select="rerun",
        selection_mode="single-row",
    )
    picked = event.selection.rows
    return rows[picked[0]] if picked and picked[0] < len(rows) else None


def _number(row: VersionRow, found: BookDetail) -> str:
    if row.id == found.id:
        return _("Version {n} (shown)", n=row.number)
    return _("Version {n}", n=row.number)


def _compare(actor: Actor, found: BookDetail, others: list[VersionRow]) -> None:
    by_id = {row.id: row for row in others}
    before = next((row.id for row in others if row.number < found.number), others[0].id)
    than = st.selectbox(
        _("What version {n} says otherwise than", n=found.number),
        list(by_id),
        index=list(by_id).index(before),
        format_func=lambda one: _("Version {n}", n=by_id[one].number),
        key=f"books.than.{found.id}",
    )
    with reading() as session:
        lines = shelf.difference(session, actor, found.id, than)
    if not lines:
        st.caption(_("The two say the same to the byte, or differ in line ends only."))
        return
    told = [f"{line.sign} {line.number or '':>4}  {line.words}" for line in lines]
    st.code("\n".join(told), language="diff")
