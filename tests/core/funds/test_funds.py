"""Budgets, what was spent of them, and how many townships have one."""

from datetime import date
from typing import Any

import pytest
from sqlmodel import Session

from core.activities.models import Activity, OwnerKind
from core.committees.trail import revision
from core.errors import EditConflict, NotFound, NotPermitted, RuleBroken
from core.funds import listing, queries, service
from core.funds.drafts import BudgetDraft, BudgetOwner, ExpenseDraft, Holder
from core.funds.listing import FundFilter, Sort
from core.funds.models import Budget
from core.permissions import Actor, Permission, Role, lacking
from core.studios.models import Studio, StudioKind
from tests.core.files.samples import photo
from tests.core.groups.test_service import last_action
from tests.factories import Make

YEAR = 2026
DAY = date(YEAR, 5, 20)


@pytest.fixture
def clerk(make: Make) -> Actor:
    return make.actor(Role.CLERK)


@pytest.fixture
def studio(make: Make) -> Studio:
    return make.studio(name="甲工作室")


@pytest.fixture
def budget(make: Make, studio: Studio) -> Budget:
    return make.save(
        Budget(
            committee_id=studio.committee_id,
            studio_id=studio.id,
            year=YEAR,
            amount_fen=100_000,
        )
    )


@pytest.fixture
def held(make: Make, studio: Studio) -> Activity:
    return make.activity(owner_kind=OwnerKind.STUDIO, studio_id=studio.id, held_on=DAY)


def draft(activity: Activity, amount: str = "300", **given: Any) -> ExpenseDraft:
    usual: dict[str, Any] = {"spent_on": DAY, "purpose": "场地布置"}
    return ExpenseDraft(activity.id, amount=amount, **usual | given)


class TestSetBudget:
    @pytest.mark.parametrize("owner", list(BudgetOwner))
    def test_gives_each_kind_of_owner_a_budget(
        self, owner: BudgetOwner, session: Session, make: Make, clerk: Actor
    ) -> None:
        office = {"kind": StudioKind.TOWNSHIP_OFFICE} if owner == "township_office" else {}
        row = make.group() if owner is BudgetOwner.GROUP else make.studio(**office)
        before = revision(session, make.home().id)

        service.set_budget(
            session, clerk, Holder(owner, row.id), YEAR, BudgetDraft("1.2万", " 区财政 ")
        )

        (told,) = listing.listing(session, clerk, FundFilter(YEAR))
        assert (told.owner, told.name, told.amount_fen) == (owner, row.name, 1_200_000)
        assert told.source == "区财政"
        assert last_action(session) == "fund:budget_set"
        assert revision(session, make.home().id) == before + 1

    @pytest.mark.parametrize("role", lacking(Permission.FUND_WRITE))
    def test_refuses_roles_without_the_permission(
        self, role: Role, session: Session, make: Make, studio: Studio
    ) -> None:
        holder = Holder(BudgetOwner.STUDIO, studio.id)

        with pytest.raises(NotPermitted):
            service.set_budget(session, make.actor(role), holder, YEAR, BudgetDraft("1"))

    def test_a_studio_lead_does_not_set_the_own_budget(
        self, session: Session, make: Make, studio: Studio, budget: Budget
    ) -> None:
        lead = make.actor(Role.STUDIO_LEAD, studio)
        holder = Holder(BudgetOwner.STUDIO, studio.id)

        with pytest.raises(NotFound, match="office"):
            service.set_budget(session, lead, holder, YEAR + 1, BudgetDraft("1"))
        with pytest.raises(NotFound, match="office"):
            service.edit_budget(session, lead, budget.id, BudgetDraft("1"), 1)

    def test_an_owner_of_another_committee_is_not_found(
        self, session: Session, make: Make, clerk: Actor
    ) -> None:
        theirs = make.studio(committee_id=make.committee().id)

        with pytest.raises(NotFound):
            service.set_budget(
                session, clerk, Holder(BudgetOwner.STUDIO, theirs.id), YEAR, BudgetDraft("1")
            )

    def test_there_is_one_budget_a_year(
        self, session: Session, clerk: Actor, studio: Studio, budget: Budget
    ) -> None:
        holder = Holder(BudgetOwner.STUDIO, studio.id)

        with pytest.raises(RuleBroken, match="already"):
            service.set_budget(session, clerk, holder, YEAR, BudgetDraft("1"))

    @pytest.mark.parametrize("amount", ["", "abc", "-5", "1.234", "1e9"])
    def test_an_amount_is_read_or_refused(
        self, amount: str, session: Session, clerk: Actor, studio: Studio
    ) -> None:
        with pytest.raises(RuleBroken) as refused:
            service.set_budget(
                session, clerk, Holder(BudgetOwner.STUDIO, studio.id), YEAR, BudgetDraft(amount)
            )

        assert refused.value.field == "amount"


class TestEditBudget:
    def test_changes_the_amount(self, session: Session, clerk: Actor, budget: Budget) -> None:
        service.edit_budget(session, clerk, budget.id, BudgetDraft("2000", "区财政"), 1)

        assert (budget.amount_fen, budget.source, budget.version) == (200_000, "区财政", 2)
        assert last_action(session) == "fund:budget_edited"

    def test_the_loser_of_a_race_sees_the_difference(
        self, session: Session, clerk: Actor, budget: Budget
    ) -> None:
        service.edit_budget(session, clerk, budget.id, BudgetDraft("2000"), 1)

        with pytest.raises(EditConflict):
            service.edit_budget(session, clerk, budget.id, BudgetDraft("3000"), 1)


class TestRecordExpense:
    def test_counts_against_the_budget(
        self, session: Session, clerk: Actor, budget: Budget, held: Activity
    ) -> None:
        service.record_expense(session, clerk, budget.id, draft(held, "300.50"))

        told = listing.one(session, clerk, budget.id)
        (row,) = queries.expenses(session, clerk, budget.id)
        assert (told.spent_fen, told.left_fen, told.over_fen) == (30_050, 69_950, 0)
        assert (row.purpose, row.activity, row.amount_fen) == ("场地布置", held.title, 30_050)
        assert last_action(session) == "fund:expense_recorded"

    def test_a_studio_lead_spends_the_own_budget(
        self, session: Session, make: Make, studio: Studio, budget: Budget, held: Activity
    ) -> None:
        lead = make.actor(Role.STUDIO_LEAD, studio)

        service.record_expense(session, lead, budget.id, draft(held))

        assert len(queries.expenses(session, lead, budget.id)) == 1

    @pytest.mark.parametrize("role", lacking(Permission.FUND_WRITE))
    def test_refuses_roles_without_the_permission(
        self, role: Role, session: Session, make: Make, budget: Budget, held: Activity
    ) -> None:
        with pytest.raises(NotPermitted):
            service.record_expense(session, make.actor(role), budget.id, draft(held))

    def test_the_budget_of_another_studio_is_not_found(
        self, session: Session, make: Make, budget: Budget, held: Activity
    ) -> None:
        with pytest.raises(NotFound):
            service.record_expense(session, make.actor(Role.STUDIO_LEAD), budget.id, draft(held))

    @pytest.mark.parametrize(
        ("given", "field"),
        [
            ({"amount": "0"}, "amount"),
            ({"purpose": " "}, "purpose"),
            ({"spent_on": date(YEAR - 1, 12, 31)}, "spent_on"),
            ({"amount": "1000.01"}, "over"),
        ],
    )
    def test_refuses_at_the_field(
        self,
        given: dict[str, Any],
        field: str,
        session: Session,
        clerk: Actor,
        budget: Budget,
        held: Activity,
    ) -> None:
        with pytest.raises(RuleBroken) as refused:
            service.record_expense(session, clerk, budget.id, draft(held, **given))

        assert refused.value.field == field

    def test_an_activity_of_somebody_else_is_refused(
        self, session: Session, make: Make, clerk: Actor, budget: Budget
    ) -> None:
        with pytest.raises(RuleBroken) as refused:
            service.record_expense(session, clerk, budget.id, draft(make.activity()))

        assert refused.value.field == "activity_id"

    def test_going_over_says_by_how_much_and_is_allowed_when_meant(
        self, session: Session, clerk: Actor, budget: Budget, held: Activity
    ) -> None:
        service.record_expense(session, clerk, budget.id, draft(held, "900"))

        with pytest.raises(RuleBroken) as refused:
            service.record_expense(session, clerk, budget.id, draft(held, "250"))
        service.record_expense(session, clerk, budget.id, draft(held, "250", over=True))

        assert refused.value.parts == {"over": "150.00"}
        told = listing.one(session, clerk, budget.id)
        assert (told.left_fen, told.over_fen) == (-15_000, 15_000)
        totals = listing.totals(session, clerk, FundFilter(YEAR))
        assert (totals.budgets, totals.spent_fen, totals.over) == (1, 115_000, 1)


class TestEditExpense:
    def test_does_not_count_the_former_amount(
        self, session: Session, clerk: Actor, budget: Budget, held: Activity
    ) -> None:
        kept = service.record_expense(session, clerk, budget.id, draft(held, "900"))

        service.edit_expense(session, clerk, kept.id, draft(held, "1000"), kept.version)

        assert listing.one(session, clerk, budget.id).left_fen == 0
        assert last_action(session) == "fund:expense_edited"

    def test_the_loser_of_a_race_sees_the_difference(
        self, session: Session, clerk: Actor, budget: Budget, held: Activity
    ) -> None:
        kept = service.record_expense(session, clerk, budget.id, draft(held))
        service.edit_expense(session, clerk, kept.id, draft(held, "5"), 1)

        with pytest.raises(EditConflict):
            service.edit_expense(session, clerk, kept.id, draft(held, "6"), 1)


class TestBin:
    def test_what_is_binned_is_not_counted_until_it_is_restored(
        self, session: Session, clerk: Actor, budget: Budget, held: Activity
    ) -> None:
        kept = service.record_expense(session, clerk, budget.id, draft(held))

        service.bin_expense(session, clerk, kept.id)

        assert listing.one(session, clerk, budget.id).spent_fen == 0
        assert queries.expenses(session, clerk, budget.id) == []
        assert len(queries.expenses(session, clerk, budget.id, binned=True)) == 1
        service.restore_expense(session, clerk, kept.id)
        assert listing.one(session, clerk, budget.id).spent_fen == 30_000
        assert last_action(session) == "fund:expense_restored"

    def test_what_is_binned_leaves_room_in_the_budget(
        self, session: Session, clerk: Actor, budget: Budget, held: Activity
    ) -> None:
        kept = service.record_expense(session, clerk, budget.id, draft(held, "1000"))
        service.bin_expense(session, clerk, kept.id)

        service.record_expense(session, clerk, budget.id, draft(held, "1000"))

        assert listing.one(session, clerk, budget.id).left_fen == 0


CHANGES = {
    "edit": lambda s, a, e, d: service.edit_expense(s, a, e.id, d, 1),
    "bin": lambda s, a, e, d: service.bin_expense(s, a, e.id),
    "restore": lambda s, a, e, d: service.restore_expense(s, a, e.id),
    "voucher": lambda s, a, e, d: service.add_voucher(s, a, e.id, "发票.jpg", photo()),
    "voucher out": lambda s, a, e, d: service.bin_voucher(s, a, e.id, 1),
    "voucher back": lambda s, a, e, d: service.restore_voucher(s, a, e.id, 1),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
class TestEachChange:
    def test_refuses_a_reader(
        self,
        change: Any,
        session: Session,
        make: Make,
        clerk: Actor,
        budget: Budget,
        held: Activity,
    ) -> None:
        kept = service.record_expense(session, clerk, budget.id, draft(held))

        with pytest.raises(NotPermitted):
            change(session, make.actor(Role.CHAIR_OFFICE), kept, draft(held))

    def test_does_not_find_what_is_of_another_studio(
        self,
        change: Any,
        session: Session,
        make: Make,
        clerk: Actor,
        budget: Budget,
        held: Activity,
    ) -> None:
        kept = service.record_expense(session, clerk, budget.id, draft(held))

        with pytest.raises(NotFound):
            change(session, make.actor(Role.STUDIO_LEAD), kept, draft(held))


class TestListing:
    def test_filters_searches_and_sorts(
        self, session: Session, make: Make, clerk: Actor, budget: Budget, held: Activity
    ) -> None:
        group = make.group(name="乙%组")
        office = make.studio(name="丙镇工作办", kind=StudioKind.TOWNSHIP_OFFICE)
        for holder, amount in (
            (Holder(BudgetOwner.GROUP, group.id), "50"),
            (Holder(BudgetOwner.TOWNSHIP_OFFICE, office.id), "5000"),
        ):
            service.set_budget(session, clerk, holder, YEAR, BudgetDraft(amount))
        service.record_expense(session, clerk, budget.id, draft(held, "2000", over=True))

        def names(**wanted: Any) -> list[str]:
            return [row.name for row in listing.listing(session, clerk, FundFilter(YEAR, **wanted))]

        assert names(owner=BudgetOwner.STUDIO) == ["甲工作室"]
        assert names(owner=BudgetOwner.TOWNSHIP_OFFICE) == ["丙镇工作办"]
        assert names(owner=BudgetOwner.GROUP) == ["乙%组"]
        assert names(search="%") == ["乙%组"]
        assert names(over_only=True) == ["甲工作室"]
        assert names(sort=Sort.LARGEST) == ["丙镇工作办", "甲工作室", "乙%组"]
        assert names(sort=Sort.LEFT)[0] == "甲工作室"
        assert names(sort=Sort.SPENT)[0] == "甲工作室"
        assert names(committee_id=make.committee().id) == []

    def test_a_convener_sees_the_budget_of_the_own_group(
        self, session: Session, make: Make, clerk: Actor, budget: Budget
    ) -> None:
        group = make.group()
        holder = Holder(BudgetOwner.GROUP, group.id)
        service.set_budget(session, clerk, holder, YEAR, BudgetDraft("50"))

        rows = listing.listing(session, make.actor(Role.CONVENER, group), FundFilter(YEAR))

        assert [row.name for row in rows] == [group.name]

    def test_offers_those_without_a_budget(
        self, session: Session, make: Make, clerk: Actor, budget: Budget
    ) -> None:
        group = make.group()

        offered = listing.without_budget(session, clerk, make.home().id, YEAR)

        assert [option.holder for option in offered] == [Holder(BudgetOwner.GROUP, group.id)]


class TestCoverage:
    def test_counts_townships_whose_work_office_has_money(
        self, session: Session, make: Make, clerk: Actor
    ) -> None:
        places = [make.township() for _ in range(3)]
        for place, amount in zip(places, ("100", None, None), strict=True):
            office = make.studio(kind=StudioKind.TOWNSHIP_OFFICE, township_id=place.id)
            if amount:
                holder = Holder(BudgetOwner.TOWNSHIP_OFFICE, office.id)
                service.set_budget(session, clerk, holder, YEAR, BudgetDraft(amount))

        told = listing.coverage(session, clerk, make.home().id, YEAR)

        assert (told.covered, told.townships) == (1, 3)

    def test_another_committee_is_not_found(
        self, session: Session, make: Make, clerk: Actor
    ) -> None:
        with pytest.raises(NotFound):
            listing.coverage(session, clerk, make.committee().id, YEAR)


def test_a_voucher_is_kept_with_the_expense(
    session: Session, clerk: Actor, budget: Budget, held: Activity
) -> None:
    from core.files import queries as files
    from core.files.models import FileOwner

    kept = service.record_expense(session, clerk, budget.id, draft(held))

    service.add_voucher(session, clerk, kept.id, "发票.jpg", photo())

    (file,) = files.of(session, FileOwner.EXPENSE, kept.id)
    assert file.name == "发票.jpg"


def test_a_voucher_removed_by_mistake_comes_back(
    session: Session, clerk: Actor, budget: Budget, held: Activity
) -> None:
    from core.files import queries as files
    from core.files.models import FileOwner

    kept = service.record_expense(session, clerk, budget.id, draft(held))
    voucher = service.add_voucher(session, clerk, kept.id, "发票.jpg", photo())

    service.bin_voucher(session, clerk, kept.id, voucher.id)

    assert not files.of(session, FileOwner.EXPENSE, kept.id)
    assert last_action(session) == "attachment:binned"
    assert [one.id for one in files.of(session, FileOwner.EXPENSE, kept.id, binned=True)] == [
        voucher.id
    ]
    service.restore_voucher(session, clerk, kept.id, voucher.id)
    assert [one.id for one in files.of(session, FileOwner.EXPENSE, kept.id)] == [voucher.id]
    assert last_action(session) == "attachment:restored"


def test_a_voucher_is_only_found_with_its_own_expense(
    session: Session, clerk: Actor, budget: Budget, held: Activity
) -> None:
    one, other = (service.record_expense(session, clerk, budget.id, draft(held)) for _ in "ab")
    voucher = service.add_voucher(session, clerk, one.id, "发票.jpg", photo())

    for change in (service.bin_voucher, service.restore_voucher):
        with pytest.raises(NotFound):
            change(session, clerk, other.id, voucher.id)
