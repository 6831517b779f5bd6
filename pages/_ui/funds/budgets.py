"""The list of budgets with what was spent and what is left."""

from dataclasses import replace

import streamlit as st

from core.funds import listing
from core.funds.drafts import BudgetOwner
from core.funds.listing import BudgetRow, FundFilter, Sort
from core.permissions import Actor, Permission, ScopeKind
from pages._ui import lists
from pages._ui.edge import fresh, reading
from pages._ui.words import _, name_of, word, yuan

READ = Permission.FUND_READ


def show_totals(actor: Actor, committee_id: int, year: int) -> None:
    """All budgets of the year together, and how many townships have one."""
    whole = bool(actor.reach(READ, ScopeKind.COMMITTEE))
    with reading() as session:
        told = listing.totals(session, actor, FundFilter(year, committee_id))
        covered = listing.coverage(session, actor, committee_id, year) if whole else None
    with st.container(horizontal=True):
        st.metric(_("Budgets"), told.budgets, border=True)
        st.metric(_("Budgeted (yuan)"), yuan(told.amount_fen), border=True)
        st.metric(_("Spent (yuan)"), yuan(told.spent_fen), border=True)
        st.metric(_("Overspent"), told.over, border=True)
        if covered and covered.townships:
            share = f"{covered.covered} / {covered.townships}"
            st.metric(_("Townships with a budget"), share, border=True)


def show(actor: Actor, committee_id: int, year: int) -> None:
    """The filters, the page of rows and the pager. A chosen row opens its expenses."""
    wanted = _asked(committee_id, year)
    with reading() as session:
        total = listing.totals(session, actor, wanted).budgets
        rows = listing.listing(session, actor, wanted)
    if lists.is_empty(total):
        st.info(_nothing(actor, wanted), icon=":material/search_off:")
        return
    chosen = _table(rows)
    lists.pager(total, "page")
    if chosen:
        lists.open_record(chosen.id)


def _asked(committee_id: int, year: int) -> FundFilter:
    first, second, third, fourth = st.columns([2, 1, 1, 1])
    with first:
        search = lists.search("q", _("Name of the owner"))
    with second:
        owner = lists.pick(_("Owner"), list(BudgetOwner), "owner")
    with third:
        over = lists.choose(_("Standing"), {"over": _("Overspent")}, "over")
    with fourth:
        orders = {one.value: word(one) for one in Sort if one is not Sort.NAME}
        sort = lists.choose(_("Sorted by"), orders, "sort", first=word(Sort.NAME))
    wanted = FundFilter(year, committee_id, owner, search, over == "over")
    window = lists.window("page")
    return replace(wanted, sort=Sort(sort or Sort.NAME), offset=window.offset, limit=window.limit)


def _nothing(actor: Actor, wanted: FundFilter) -> str:
    if wanted.search or wanted.owner or wanted.over_only:
        return _("No budget fits these filters. Change or clear them.")
    if actor.reach(Permission.FUND_WRITE, ScopeKind.COMMITTEE):
        return _("No budgets for {year} yet. Set the first one above.", year=wanted.year)
    return _("No budgets for {year} yet.", year=wanted.year)


def _table(rows: list[BudgetRow]) -> BudgetRow | None:
    money = st.column_config.NumberColumn(format="localized")
    event = st.dataframe(
        [_line(row) for row in rows],
        hide_index=True,
        on_select="rerun",
        selection_mode="single-row",
        key=fresh("funds.rows"),
        column_config={
            _("Name"): st.column_config.TextColumn(pinned=True, width=230),
            _("Budget (yuan)"): money,
            _("Spent (yuan)"): money,
            _("Left (yuan)"): money,
            _("Share spent"): st.column_config.ProgressColumn(
                format="percent", min_value=0.0, max_value=1.0
            ),
        },
    )
    picked = event.selection.rows
    return rows[picked[0]] if picked and picked[0] < len(rows) else None


def _line(row: BudgetRow) -> dict[str, object]:
    return {
        _("Name"): name_of(row),
        _("Owner"): word(row.kind),
        _("Budget (yuan)"): row.amount_fen / 100,
        _("Spent (yuan)"): row.spent_fen / 100,
        _("Left (yuan)"): row.left_fen / 100,
        _("Share spent"): share(row),
        _("Standing"): standing(row),
    }


def share(row: BudgetRow) -> float:
    """How much of a budget was spent; all of it where there was none."""
    if row.amount_fen:
        return row.spent_fen / row.amount_fen
    return 1.0 if row.spent_fen else 0.0


def standing(row: BudgetRow) -> str:
    """Whether a budget was kept, in words."""
    if row.over_fen:
        return _("Over by {over} yuan", over=yuan(row.over_fen))
    return _("Within the budget")
