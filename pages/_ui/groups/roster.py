"""The list of a term's groups with live counts, and the bin."""

import streamlit as st

from core.committees.queries import TermRow
from core.groups import queries, service
from core.groups.queries import GroupFilter, GroupRow
from core.permissions import Actor, Permission
from pages._ui import lists
from pages._ui.edge import action, fresh, reading
from pages._ui.words import _, name_of, plain


def show(actor: Actor, term: TermRow) -> None:
    """The filters, the rows and the pager. A chosen row opens the record."""
    wanted = _asked(actor, term)
    with reading() as session:
        total = queries.total(session, actor, wanted)
        rows = queries.listing(session, actor, wanted)
    if lists.is_empty(total):
        st.info(_nothing(actor, wanted), icon=":material/search_off:")
        return
    chosen = _table(rows)
    lists.pager(total, "page")
    if chosen and wanted.bin:
        _restore(actor, chosen)
    elif chosen:
        lists.open_record(chosen.group_id)


def _asked(actor: Actor, term: TermRow) -> GroupFilter:
    first, second, third = st.columns([2, 1, 1])
    with first:
        search = lists.search("q", _("Name of the group"))
    with second:
        newest = {"newest": _("Newest first")}
        order = lists.choose(_("Sorted by"), newest, "sort", first=_("In the office's order"))
    in_bin = False
    if actor.may(Permission.GROUP_WRITE):
        with third:
            binned = {"bin": _("In the bin")}
            in_bin = lists.choose(_("Show"), binned, "show", first=_("In use")) == "bin"
    window = lists.window("page")
    return GroupFilter(term.id, search, order == "newest", in_bin, window.offset, window.limit)


def _nothing(actor: Actor, wanted: GroupFilter) -> str:
    if wanted.bin:
        return _("The bin is empty.")
    if wanted.search:
        return _("No group fits. Change the search or the term.")
    if actor.may(Permission.GROUP_WRITE):
        return _("This term has no groups yet. Make them under Compose, or carry them over.")
    return _("This term has no groups yet.")


def _table(rows: list[GroupRow]) -> GroupRow | None:
    event = st.dataframe(
        [_line(row) for row in rows],
        hide_index=True,
        on_select="rerun",
        selection_mode="single-row",
        key=fresh("groups.rows"),
        column_config={
            _("Group"): st.column_config.TextColumn(pinned=True, width="medium"),
            _("Members"): st.column_config.ProgressColumn(
                format="%d", min_value=0, max_value=max(1, *(row.members for row in rows))
            ),
        },
    )
    picked = event.selection.rows
    return rows[picked[0]] if picked and picked[0] < len(rows) else None


def _line(row: GroupRow) -> dict[str, object]:
    return {
        _("Group"): name_of(row),
        _("Members"): row.members,
        _("Sectors"): row.sectors,
        _("Lead convener"): row.convener or _("None yet"),
    }


def _restore(actor: Actor, chosen: GroupRow) -> None:
    label = _("Restore {name}", name=plain(name_of(chosen)))
    if st.button(label, icon=":material/restore_from_trash:"):
        with action(_("Group restored, with its sectors that were still free.")) as session:
            service.restore(session, actor, chosen.group_id)
