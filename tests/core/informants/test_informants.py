"""Informants and information points, and what is counted of them."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlmodel import Session, col, select

from core import clock
from core.audit.models import AuditEntry
from core.errors import EditConflict, NotFound, NotPermitted, RuleBroken
from core.informants import points, queries, rules, service
from core.informants.drafts import InformantDraft, PointDraft
from core.informants.models import Informant, InformationPoint
from core.matters.models import LinkKind, MatterLink, State, Submitter
from core.members import phones
from core.permissions import Actor, Permission, Role, lacking
from core.reports import informants
from core.reports.informants import Filters, Order, Standing
from core.reports.periods import Period
from core.reports.queries import opinions
from tests.core.committees.told import one_more_entry
from tests.factories import DAY, Make

DRAFT = InformantDraft("信息员甲", date(2024, 1, 1), employer="示例社区", phone="13800000001")


@pytest.fixture
def clerk(make: Make) -> Actor:
    return make.actor(Role.CLERK)


def items(make: Make, informant: Informant, handed_in: int, adopted: int) -> None:
    """Opinion items of an informant, the first ones adopted."""
    for number in range(handed_in):
        make.matter(
            committee_id=informant.committee_id,
            submitter=Submitter.INFORMANT,
            informant_id=informant.id,
            adopted_on=DAY if number < adopted else None,
        )


class TestRegistering:
    def test_gives_the_next_number_and_seals_the_phone(
        self, session: Session, make: Make, clerk: Actor
    ) -> None:
        first = service.register(session, clerk, make.home().id, DRAFT)

        second = service.register(session, clerk, make.home().id, replace(DRAFT, name="信息员乙"))

        assert (first.number, second.number) == ("001", "002")
        assert phones.unseal(first.phone, service.PHONE_OF) == "13800000001"
        assert "138" not in first.phone

    def test_leaves_its_trace_without_the_number(
        self, session: Session, make: Make, clerk: Actor
    ) -> None:
        with one_more_entry(session, "informant:registered", make.home().id):
            service.register(session, clerk, make.home().id, DRAFT)

        assert "13800000001" not in session.exec(select(AuditEntry.after)).one()

    @pytest.mark.parametrize(
        ("given", "field"),
        [
            ({"name": " "}, "name"),
            ({"phone": "123"}, "phone"),
            ({"starts_on": date(2100, 1, 1)}, "starts_on"),
            ({"ends_on": date(2023, 1, 1)}, "ends_on"),
            ({"point_id": 999}, "point_id"),
        ],
    )
    def test_refuses_what_cannot_be(
        self, session: Session, make: Make, clerk: Actor, given: dict[str, object], field: str
    ) -> None:
        draft = replace(DRAFT, **given)  # type: ignore[arg-type]  # as given

        with pytest.raises(RuleBroken) as refusal:
            service.register(session, clerk, make.home().id, draft)

        assert refusal.value.field == field

    def test_no_number_is_given_twice(self, session: Session, make: Make, clerk: Actor) -> None:
        service.register(session, clerk, make.home().id, replace(DRAFT, number="007"))

        with pytest.raises(RuleBroken) as refusal:
            service.register(session, clerk, make.home().id, replace(DRAFT, number="007"))

        assert refusal.value.field == "number"

    @pytest.mark.parametrize("role", lacking(Permission.INFORMANT_WRITE))
    def test_refuses_who_may_not(self, session: Session, make: Make, role: Role) -> None:
        with pytest.raises(NotPermitted):
            service.register(session, make.actor(role), make.home().id, DRAFT)

    def test_nobody_registers_elsewhere(self, session: Session, make: Make, clerk: Actor) -> None:
        with pytest.raises(NotFound):
            service.register(session, clerk, make.committee().id, DRAFT)


class TestPasting:
    TEXT = (
        "信息员甲\t示例社区\t城关联络点\t13800000001\t2024-03-01\n\n"
        "信息员乙，示例学校，城关联络点\n"
        "信息员丙"
    )

    def test_registers_all_lines_and_the_points_that_they_name(
        self, session: Session, make: Make, clerk: Actor
    ) -> None:
        added = service.add_lines(session, clerk, make.home().id, self.TEXT)

        rows = session.exec(select(Informant).order_by(col(Informant.number))).all()
        point = session.exec(select(InformationPoint)).one()
        assert added == 3
        assert [row.name for row in rows] == ["信息员甲", "信息员乙", "信息员丙"]
        assert [row.point_id for row in rows] == [point.id, point.id, None]
        assert rows[0].starts_on == date(2024, 3, 1)

    def test_passes_over_who_is_there_already(
        self, session: Session, make: Make, clerk: Actor
    ) -> None:
        service.add_lines(session, clerk, make.home().id, self.TEXT)

        assert service.add_lines(session, clerk, make.home().id, self.TEXT + "\n信息员丁") == 1

    def test_one_bad_line_keeps_all_out_and_is_named(
        self, session: Session, make: Make, clerk: Actor
    ) -> None:
        with pytest.raises(RuleBroken) as refusal:
            service.add_lines(session, clerk, make.home().id, "信息员甲\n信息员乙,,,123")

        assert refusal.value.field == "lines"
        assert refusal.value.parts["number"] == 2
        assert session.exec(select(Informant)).all() == []

    @pytest.mark.parametrize("text", ["", " \n \n", "信息员\n" * (rules.MOST_LINES + 1)])
    def test_nothing_and_too_much_are_refused(
        self, session: Session, make: Make, clerk: Actor, text: str
    ) -> None:
        with pytest.raises(RuleBroken):
            service.add_lines(session, clerk, make.home().id, text)


class TestChanging:
    def test_keeps_the_phone_that_is_not_typed(
        self, session: Session, make: Make, clerk: Actor
    ) -> None:
        row = service.register(session, clerk, make.home().id, DRAFT)
        kept = row.phone

        service.edit(session, clerk, row.id, replace(DRAFT, name="信息员新", phone=None), 1)

        assert (row.name, row.phone, row.number) == ("信息员新", kept, "001")

    def test_nobody_overwrites_another(self, session: Session, make: Make, clerk: Actor) -> None:
        row = service.register(session, clerk, make.home().id, DRAFT)
        service.edit(session, clerk, row.id, replace(DRAFT, employer="甲单位"), 1)

        with pytest.raises(EditConflict):
            service.edit(session, clerk, row.id, replace(DRAFT, employer="乙单位"), 1)

    def test_a_whole_number_is_shown_and_told(
        self, session: Session, make: Make, clerk: Actor
    ) -> None:
        row = service.register(session, clerk, make.home().id, DRAFT)

        assert service.show_phone(session, clerk, row.id) == "13800000001"
        assert "informant:phone shown" in session.exec(select(AuditEntry.action)).all()

    def test_the_bin_gives_back(self, session: Session, make: Make, clerk: Actor) -> None:
        row = service.register(session, clerk, make.home().id, DRAFT)
        service.bin_informant(session, clerk, row.id)
        with pytest.raises(NotFound):
            queries.find(session, clerk, row.id, Permission.INFORMANT_READ)

        service.restore(session, clerk, row.id)

        assert queries.find(session, clerk, row.id, Permission.INFORMANT_READ) == row


class TestPoints:
    def test_are_added_corrected_and_retired(
        self, session: Session, make: Make, clerk: Actor
    ) -> None:
        point = points.add(session, clerk, make.home().id, PointDraft("城关联络点"))
        points.edit(session, clerk, point.id, PointDraft("城关镇联络点", "示例路1号"), 1)
        points.retire(session, clerk, point.id)

        assert queries.points(session, clerk, make.home().id) == []
        points.bring_back(session, clerk, point.id)
        (row,) = queries.points(session, clerk, make.home().id)
        assert (row.name, row.place) == ("城关镇联络点", "示例路1号")

    def test_bear_each_name_once(self, session: Session, make: Make, clerk: Actor) -> None:
        points.add(session, clerk, make.home().id, PointDraft("城关联络点"))

        with pytest.raises(RuleBroken) as refusal:
            points.add(session, clerk, make.home().id, PointDraft(" 城关联络点 "))

        assert refusal.value.field == "name"


class TestCounting:
    def test_who_is_heard_stands_above_who_writes_much(
        self, session: Session, make: Make, clerk: Actor
    ) -> None:
        busy, heard, silent = make.informant(), make.informant(), make.informant()
        items(make, busy, 5, 1)
        items(make, heard, 2, 2)

        rows = informants.listing(session, clerk, Filters(make.home().id))
        by_number = informants.listing(
            session, clerk, Filters(make.home().id, order=Order.SUBMITTED)
        )

        told = [(row.id, row.submitted, row.adopted) for row in rows]
        assert told == [(heard.id, 2, 2), (busy.id, 5, 1), (silent.id, 0, 0)]
        assert by_number[0].id == busy.id

    def test_drafts_and_items_in_the_bin_are_not_counted(
        self, session: Session, make: Make, clerk: Actor
    ) -> None:
        row = make.informant()
        given: dict[str, Any] = {"submitter": Submitter.INFORMANT, "informant_id": row.id}
        make.matter(state=State.DRAFT, **given)
        make.matter(binned_at=clock.now(), **given)
        make.matter(**given)

        (told,) = informants.listing(session, clerk, Filters(make.home().id))

        assert told.submitted == 1

    def test_shares_the_credit_of_what_was_merged(
        self, session: Session, make: Make, clerk: Actor
    ) -> None:
        early, late, other = (make.informant() for _ in range(3))
        by: dict[str, Any] = {"submitter": Submitter.INFORMANT}
        # Each went up into a member's item: one is adopted now, the other was before.
        for gone_by, adopted_before in ((early, DAY), (late, None)):
            gone = make.matter(
                informant_id=gone_by.id, state=State.MERGED, adopted_on=adopted_before, **by
            )
            into = make.matter(adopted_on=None if adopted_before else DAY)
            make.save(MatterLink(from_id=gone.id, to_id=into.id, kind=LinkKind.MERGED))
        make.matter(informant_id=other.id, **by)

        rows = informants.listing(session, clerk, Filters(make.home().id, Period.year(DAY.year)))
        board = opinions.by_informant(
            session, make.actor(Role.CHAIR_OFFICE), make.home().id, Period.year(DAY.year)
        )

        found = {row.id: (row.submitted, row.adopted) for row in rows}
        assert found == {early.id: (1, 1), late.id: (1, 1), other.id: (1, 0)}
        assert {row.informant_id: (row.submitted, row.adopted) for row in board} == found

    def test_counts_a_period(self, session: Session, make: Make, clerk: Actor) -> None:
        items(make, make.informant(), 2, 1)

        (this,) = informants.listing(session, clerk, Filters(make.home().id, Period.year(DAY.year)))
        (last,) = informants.listing(
            session, clerk, Filters(make.home().id, Period.year(DAY.year - 1))
        )

        assert (this.submitted, last.submitted) == (2, 0)

    def test_by_point_and_by_committee(self, session: Session, make: Make) -> None:
        home = make.home()
        county = make.committee(home)
        point = make.save(InformationPoint(committee_id=home.id, name="城关联络点"))
        items(make, make.informant(point_id=point.id), 3, 1)
        items(make, make.informant(point_id=point.id), 1, 1)
        items(make, make.informant(committee_id=county.id), 2, 2)
        clerk = make.actor(Role.CLERK)

        at_points = informants.by_point(session, clerk, Filters(home.id))
        in_counties = informants.by_committee(session, clerk, Filters(home.id))

        assert [(one.name, one.informants, one.submitted, one.adopted) for one in at_points] == [
            ("城关联络点", 2, 4, 2)
        ]
        assert sorted((one.name, one.submitted, one.adopted) for one in in_counties) == sorted(
            [(home.name, 4, 2), (county.name, 2, 2)]
        )

    def test_tells_who_is_active(self, session: Session, make: Make, clerk: Actor) -> None:
        active, gone = make.informant(), make.informant(ends_on=date(2024, 12, 31))
        found = {
            standing: [
                row.id
                for row in informants.listing(
                    session,
                    clerk,
                    Filters(make.home().id, standing=standing, order=Order.NUMBER),
                )
            ]
            for standing in Standing
        }

        assert found == {
            Standing.ACTIVE: [active.id],
            Standing.ENDED: [gone.id],
            Standing.EVERYBODY: [active.id, gone.id],
            Standing.BINNED: [],
        }

    def test_finds_by_name_and_masks_the_phone(
        self, session: Session, make: Make, clerk: Actor
    ) -> None:
        service.register(session, clerk, make.home().id, DRAFT)
        make.informant(committee_id=make.committee().id, name="信息员甲")
        wanted = Filters(make.home().id, search="员甲")

        (row,) = informants.listing(session, clerk, wanted)

        assert row.phone == "138****0001"
        assert informants.total(session, clerk, wanted) == 1
