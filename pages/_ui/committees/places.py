"""The villages and urban communities below a committee."""

from collections.abc import Sequence

import streamlit as st

from core.committees import communities as service
from core.committees import queries
from core.committees.drafts import CommunityDraft
from core.committees.models import CommunityKind
from core.committees.queries import CommitteeOption, CommunityRow, Order, Where
from core.permissions import Actor
from pages._ui import lists, pickers
from pages._ui.committees import editing
from pages._ui.edge import action, fresh, input_key, problem, reading, version_of
from pages._ui.words import _, name_of, word

ADD, EDIT = "committees.community.add", "committees.community.edit"
PAGE = "page"


def show(actor: Actor, committee_id: int, *, writes: bool) -> None:
    """The list with its filters, and the form that takes a paste of many names."""
    with reading() as session:
        townships = queries.townships(session, actor, committee_id)
    if not townships:
        st.info(_("Villages and communities belong to a township. Add the townships first."))
        return
    if writes:
        with st.expander(_("Add villages or communities"), icon=":material/add:"):
            _add(actor, townships)
    where = _filters(committee_id, townships)
    window = lists.window(PAGE)
    with reading() as session:
        rows = queries.communities(session, actor, where, offset=window.offset, limit=window.limit)
        total = queries.count_communities(session, actor, where)
    lists.is_empty(total)
    _show_table(actor, rows, writes=writes)
    lists.pager(total, PAGE)


def _filters(committee_id: int, townships: Sequence[CommitteeOption]) -> Where:
    search, township, kind, order = st.columns(4)
    with search:
        typed = lists.search("q", _("Name of a village or community"))
    with township:
        names = {str(key): name for key, name in pickers.labels(townships).items()}
        town = lists.choose(_("Township"), names, "t") if len(townships) > 1 else ""
    with kind:
        chosen = lists.pick(_("Kind"), list(CommunityKind), "kind")
    with order:
        by = lists.one_of(_("Sorted by"), list(Order), "sort")
    return Where(committee_id, int(town) if town else None, chosen, typed, order=by)


def _show_table(actor: Actor, rows: Sequence[CommunityRow], *, writes: bool) -> None:
    if not rows:
        st.info(_("No village or community here. Change the search, or add some above."))
        return
    shown = [
        {
            _("Name"): name_of(row),
            _("Kind"): word(row.kind),
            _("Township"): pickers.name_in_language(row.township, row.township_en),
        }
        for row in rows
    ]
    if chosen := editing.table("community", rows, shown, writes=writes):
        _edit(actor, chosen)


def _add(actor: Actor, townships: Sequence[CommitteeOption]) -> None:
    names = pickers.labels(townships)
    with st.form(fresh(ADD)):
        columns = st.columns(2)
        with columns[0]:
            township_id = st.selectbox(_("Township"), list(names), format_func=names.__getitem__)
            problem(ADD, "township_id")
        with columns[1]:
            kind = st.radio(_("Kind"), list(CommunityKind), format_func=word, horizontal=True)
        pasted = st.text_area(
            _("Names, one a line"),
            height=220,
            placeholder="01号村\n02号村\n03号村",
            help=_("Paste a column from Excel or Word. Either all of them are added, or none."),
        )
        problem(ADD, "names")
        problem(ADD)
        sent = st.form_submit_button(_("Add all"), type="primary")
    if sent:
        with action(_("Villages and communities added."), ADD) as session:
            service.add(session, actor, township_id, kind or CommunityKind.VILLAGE, pasted)


def _edit(actor: Actor, row: CommunityRow) -> None:
    form = f"{EDIT}.{row.id}"
    version = version_of(form, row.version)
    with st.form(fresh(form)):
        columns = st.columns(3)
        with columns[0]:
            name = st.text_input(
                _("Name"),
                row.name,
                key=input_key(form, "name"),
                required=True,
            )
            problem(form, "name")
        with columns[1]:
            name_en = st.text_input(
                _("English name"),
                row.name_en,
                key=input_key(form, "name_en"),
            )
            problem(form, "name_en")
        with columns[2]:
            kinds = list(CommunityKind)
            kind = st.selectbox(
                _("Kind"),
                kinds,
                kinds.index(row.kind),
                format_func=word,
                key=input_key(form, "kind"),
            )
        problem(form)
        sent = st.form_submit_button(_("Save"), type="primary")
    editing.close_button("community")
    if sent:
        with action(_("Village or community saved."), form) as session:
            service.edit(session, actor, row.id, CommunityDraft(name, kind, name_en), version)
