"""The expenses of a budget with their vouchers."""

from collections import defaultdict
from collections.abc import Sequence

import streamlit as st

from core.files import queries as files
from core.files.models import FileOwner
from core.files.queries import FileRow
from core.funds import queries, service
from core.funds.listing import BudgetRow
from core.funds.queries import ExpenseRow
from core.permissions import Actor, Permission
from pages._ui import photos as gallery
from pages._ui.edge import action, fresh, problem, reading, start_of, version_of
from pages._ui.funds.form import ask
from pages._ui.words import _, day, plain, yuan

NEW, VOUCHER = "funds.expense", "funds.voucher"
KINDS = ["jpg", "jpeg", "png", "webp", "pdf"]
MOST_MB = 10


def ask_new(actor: Actor, budget: BudgetRow) -> None:
    """The form of a new expense with its voucher."""
    with reading() as session:
        held = queries.activities_of(session, actor, budget.id)
    if not held:
        st.info(_("This owner has no activity in {year} to spend on yet.", year=budget.year))
        return
    with st.form(fresh(NEW), border=False):
        draft = ask(NEW, budget, held, None)
        voucher = st.file_uploader(
            _("Photo of the voucher"), type=KINDS, max_upload_size=MOST_MB, key=f"{fresh(NEW)}.file"
        )
        problem(NEW, "file")
        problem(NEW)
        sent = st.form_submit_button(_("Record this expense"), type="primary")
    if sent:
        with action(_("Expense recorded."), NEW) as session:
            kept = service.record_expense(session, actor, budget.id, draft)
            if voucher:
                service.add_voucher(session, actor, kept.id, voucher.name, voucher.getvalue())


def show(actor: Actor, budget: BudgetRow) -> None:
    """What was spent; a chosen row can be corrected by those who may."""
    with reading() as session:
        rows = queries.expenses(session, actor, budget.id)
        vouchers = files.of_all(session, FileOwner.EXPENSE, [row.id for row in rows])
    if not rows:
        st.info(_("Nothing was spent of this budget yet."))
    else:
        chosen = _table(rows, vouchers)
        if chosen:
            _one(actor, budget, chosen, [one for one in vouchers if one.owner_id == chosen.id])
    if actor.may(Permission.FUND_WRITE):
        _show_bin(actor, budget)


def _table(rows: Sequence[ExpenseRow], vouchers: Sequence[FileRow]) -> ExpenseRow | None:
    of: dict[int, int] = defaultdict(int)
    for voucher in vouchers:
        of[voucher.owner_id] += 1
    event = st.dataframe(
        [
            {
                _("Spent on"): day(row.spent_on),
                _("Purpose"): row.purpose,
                _("Amount (yuan)"): row.amount_fen / 100,
                _("Activity"): row.activity,
                _("Vouchers"): of[row.id],
            }
            for row in rows
        ],
        hide_index=True,
        on_select="rerun",
        selection_mode="single-row",
        key=fresh("funds.expenses"),
        column_config={_("Amount (yuan)"): st.column_config.NumberColumn(format="localized")},
    )
    st.caption(_("Choose a row to see its vouchers."))
    picked = event.selection.rows
    return rows[picked[0]] if picked and picked[0] < len(rows) else None


def _one(actor: Actor, budget: BudgetRow, row: ExpenseRow, vouchers: Sequence[FileRow]) -> None:
    with st.container(border=True):
        st.markdown(f"**{plain(row.purpose)}** · {day(row.spent_on)} · {yuan(row.amount_fen)}")
        _show_vouchers(actor, row, vouchers)
        if actor.may(Permission.FUND_WRITE):
            _ask_voucher(actor, row)
            _ask_edit(actor, budget, row)
            with st.popover(_("Move to the bin"), icon=":material/delete:"):
                st.caption(_("It is counted no more. You can restore it below."))
                if st.button(_("Move to the bin"), key="funds.bin", type="primary"):
                    with action(_("Moved to the bin. It can be restored from there.")) as session:
                        service.bin_expense(session, actor, row.id)


def _show_vouchers(actor: Actor, row: ExpenseRow, vouchers: Sequence[FileRow]) -> None:
    """The photos of the vouchers; those removed can be brought back."""
    writes = actor.may(Permission.FUND_WRITE)
    if not vouchers:
        st.caption(_("No voucher yet."))
    gallery.show(vouchers)
    if not writes:
        return
    for voucher in vouchers:
        label, key = _("Remove {name}", name=plain(voucher.name)), f"funds.voucher.{voucher.id}"
        if st.button(label, key=key, type="tertiary", icon=":material/delete:"):
            with action(_("File removed.")) as session:
                service.bin_voucher(session, actor, row.id, voucher.id)
    with reading() as session:
        binned = files.of(session, FileOwner.EXPENSE, row.id, binned=True)
    if back := gallery.removed(binned, "funds.voucher.back"):
        with action(_("File restored.")) as session:
            service.restore_voucher(session, actor, row.id, back.id)


def _ask_voucher(actor: Actor, row: ExpenseRow) -> None:
    with st.form(fresh(VOUCHER), border=False):
        voucher = st.file_uploader(
            _("Photo of the voucher"), type=KINDS, max_upload_size=MOST_MB, key="funds.more"
        )
        problem(VOUCHER)
        sent = st.form_submit_button(_("Add this voucher"))
    if sent and voucher:
        with action(_("Voucher added."), VOUCHER) as session:
            service.add_voucher(session, actor, row.id, voucher.name, voucher.getvalue())


def _ask_edit(actor: Actor, budget: BudgetRow, row: ExpenseRow) -> None:
    form = f"funds.correct.{row.id}"
    version = version_of(form, row.version)
    with reading() as session:
        held = queries.activities_of(session, actor, budget.id)
    with st.form(fresh(form), border=False):
        draft = ask(form, budget, held, start_of(form, row))
        problem(form)
        sent = st.form_submit_button(_("Save the correction"))
    if sent:
        with action(_("Expense saved."), form) as session:
            service.edit_expense(session, actor, row.id, draft, version)


def _show_bin(actor: Actor, budget: BudgetRow) -> None:
    with reading() as session:
        rows = queries.expenses(session, actor, budget.id, binned=True)
    if not rows:
        return
    with st.expander(_("In the bin"), icon=":material/delete:"):
        for row in rows:
            with st.container(horizontal=True, vertical_alignment="center"):
                st.text(f"{day(row.spent_on)} {row.purpose} {yuan(row.amount_fen)}")
                key = f"funds.restore.{row.id}"
                if st.button(_("Restore"), key=key, type="tertiary"):
                    with action(_("Expense restored.")) as session:
                        service.restore_expense(session, actor, row.id)
