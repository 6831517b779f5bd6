"""Changing what a body raised: which body it was, and where it was heard, stay as kept."""

from typing import Any

import pytest
from sqlmodel import Session

from core import clock
from core.accounts.models import RoleGrant
from core.groups.models import SectorGroup
from core.matters import steps
from core.matters.models import Matter, Organisation, Source, Submitter, Verb
from core.matters.writing import MatterDraft
from core.members.models import Member
from core.opinions import service
from core.permissions import Actor, Role
from tests.factories import Make
from tests.pages.conftest import Browser, OpenScreen
from tests.pages.test_raisers import press, write

OPINIONS = "work/opinions"


def raised(**given: Any) -> MatterDraft:
    """An item of an organisation; `given` says which."""
    usual: dict[str, Any] = {"suggestion": "示例建议。", "submitter": Submitter.ORGANISATION}
    return MatterDraft("关于示例的建议", **usual | given)


def by_group(group: SectorGroup, **given: Any) -> MatterDraft:
    """An item of a sector group."""
    ids = {"organisation_kind": Organisation.GROUP, "raising_group_id": group.id}
    return raised(**ids | given)


def heard_in(group: SectorGroup, member: Member) -> MatterDraft:
    """What a member said in a sector group."""
    given: dict[str, Any] = {"source": Source.GROUP, "sector_group_id": group.id}
    return MatterDraft("关于示例的建议", suggestion="示例建议。", member_id=member.id, **given)


def same_named(make: Make) -> tuple[SectorGroup, SectorGroup]:
    """A group of a term, and one of the same name in the term after it."""
    terms = [make.term(number=number) for number in (91, 92)]
    old, new = (make.group(name="经济界别组", term_id=term.id) for term in terms)
    return old, new


def holds_too(session: Session, make: Make, person: Actor, role: Role, **of: int) -> None:
    """Give somebody one more role; `of` is for which body or member."""
    key = "/".join(f"{column}/{row_id}" for column, row_id in of.items())
    home = make.home().id
    grant = RoleGrant(
        scope_key=key, account_id=person.account_id, role=role, committee_id=home, **of
    )
    session.add(grant)
    session.flush()


def taken_up(session: Session, make: Make, draft: MatterDraft) -> Matter:
    """An item that the office wrote down."""
    return service.take_up(session, make.actor(Role.CLERK), draft, make.home().id)


def returned(session: Session, make: Make, draft: MatterDraft) -> Matter:
    """An item that the office wrote down, and gave back to who raised it."""
    row = taken_up(session, make, draft)
    steps.move(session, make.actor(Role.CLERK), row, Verb.RETURN, "请补充。")
    session.commit()
    return row


def change(open_screen: OpenScreen, actor: Actor, row: Matter, file: str = OPINIONS) -> Browser:
    """The inputs of a matter as they begin."""
    at = open_screen(actor, file, id=str(row.id))
    at.session_state[f"{file.removeprefix('work/')}.tabs.{row.id}"] = "修改"
    at.run()
    return at


def save(session: Session, at: Browser, row: Matter) -> None:
    """Save the inputs, and read what came of it."""
    press(at, "保存")
    session.refresh(row)
    assert not at.exception
    assert not at.error


def box(at: Browser, label: str) -> Any:
    return next(one for one in at.selectbox if one.label == label)


class TestUntouched:
    def test_an_item_stays_with_the_group_of_an_older_term(
        self, open_screen: OpenScreen, session: Session, make: Make
    ) -> None:
        old, _new = same_named(make)
        row = taken_up(session, make, by_group(old))
        session.commit()

        save(session, change(open_screen, make.actor(Role.CLERK), row), row)

        assert (row.raising_group_id, row.source) == (old.id, Source.DIRECT)

    def test_an_item_stays_heard_in_the_group_of_an_older_term(
        self, open_screen: OpenScreen, session: Session, make: Make
    ) -> None:
        old, new = same_named(make)
        heard_in_old, heard_in_new = (
            taken_up(session, make, heard_in(group, make.member())) for group in (old, new)
        )
        session.commit()

        for row in (heard_in_old, heard_in_new):
            save(session, change(open_screen, make.actor(Role.CLERK), row), row)

        assert (heard_in_old.sector_group_id, heard_in_new.sector_group_id) == (old.id, new.id)

    @pytest.mark.parametrize("column", ["name", "binned_at"])
    def test_an_item_stays_with_a_group_that_was_renamed_or_binned(
        self, open_screen: OpenScreen, session: Session, make: Make, column: str
    ) -> None:
        group = make.group()
        row = taken_up(session, make, by_group(group))
        setattr(group, column, {"name": "新名称", "binned_at": clock.now()}[column])
        session.commit()

        save(session, change(open_screen, make.actor(Role.CLERK), row), row)

        assert row.raising_group_id == group.id

    def test_an_item_stays_with_a_special_committee_that_was_renamed(
        self, open_screen: OpenScreen, session: Session, make: Make
    ) -> None:
        special = make.special_committee()
        given: dict[str, Any] = {"organisation_kind": Organisation.SPECIAL_COMMITTEE}
        given |= {"special_committee_id": special.id}
        row = taken_up(session, make, raised(**given))
        special.name = "新名称"
        session.commit()

        save(session, change(open_screen, make.actor(Role.CLERK), row), row)

        assert row.special_committee_id == special.id

    def test_a_name_that_was_typed_is_not_taken_for_a_body_of_that_name(
        self, open_screen: OpenScreen, session: Session, make: Make
    ) -> None:
        given = {"organisation_kind": Organisation.GROUP, "organisation": "经济界别组"}
        row = taken_up(session, make, raised(**given))
        make.group(name="经济界别组")
        session.commit()

        save(session, change(open_screen, make.actor(Role.CLERK), row), row)

        assert (row.organisation, row.raising_group_id) == ("经济界别组", None)

    def test_an_item_stays_heard_where_it_was_though_a_group_raised_it(
        self, open_screen: OpenScreen, session: Session, make: Make
    ) -> None:
        raising, hearing = make.group(), make.group()
        draft = by_group(raising, source=Source.GROUP, sector_group_id=hearing.id)
        row = taken_up(session, make, draft)
        session.commit()

        save(session, change(open_screen, make.actor(Role.CLERK), row), row)

        assert (row.raising_group_id, row.sector_group_id) == (raising.id, hearing.id)

    def test_a_convener_of_two_groups_leaves_it_to_the_one_that_raised_it(
        self, open_screen: OpenScreen, session: Session, make: Make
    ) -> None:
        hearing, raising = make.group(), make.group()
        person = make.actor(Role.CONVENER, raising)
        holds_too(session, make, person, Role.CONVENER, sector_group_id=hearing.id)
        draft = by_group(raising, source=Source.GROUP, sector_group_id=hearing.id)
        row = returned(session, make, draft)

        save(session, change(open_screen, person, row), row)

        assert (row.raising_group_id, row.sector_group_id) == (raising.id, hearing.id)

    def test_a_convener_leaves_what_a_group_elsewhere_raised_to_that_group(
        self, open_screen: OpenScreen, session: Session, make: Make
    ) -> None:
        own = make.group()
        given: dict[str, Any] = {"organisation_kind": Organisation.GROUP}
        given |= {"organisation": "邻县活动组"}
        given |= {"source": Source.GROUP, "sector_group_id": own.id}
        row = returned(session, make, raised(**given))

        save(session, change(open_screen, make.actor(Role.CONVENER, own), row), row)

        assert (row.organisation, row.raising_group_id) == ("邻县活动组", None)

    def test_a_member_named_first_leaves_it_to_the_organisation(
        self, open_screen: OpenScreen, session: Session, make: Make
    ) -> None:
        member = make.member()
        given = {"organisation_kind": Organisation.PARTY, "organisation": "示例党派"}
        row = returned(session, make, raised(**given, member_id=member.id))
        at = change(open_screen, make.actor(Role.MEMBER, member), row)

        assert "由 示例党派 提出" in at.words
        save(session, at, row)
        assert row.submitter is Submitter.ORGANISATION
        assert (row.organisation_kind, row.organisation) == (Organisation.PARTY, "示例党派")

    def test_a_clerk_who_is_a_member_too_leaves_it_to_the_special_committee(
        self, open_screen: OpenScreen, session: Session, make: Make
    ) -> None:
        special = make.special_committee()
        member = make.member(special_committee_id=special.id)
        clerk = make.actor(Role.SPECIAL_COMMITTEE_CLERK, special)
        holds_too(session, make, clerk, Role.MEMBER, member_id=member.id)
        given: dict[str, Any] = {"organisation_kind": Organisation.SPECIAL_COMMITTEE}
        given |= {"special_committee_id": special.id, "member_id": member.id}
        row = service.draft(session, clerk, raised(**given), make.home().id)
        session.commit()

        save(session, change(open_screen, clerk, row), row)

        assert row.special_committee_id == special.id


class TestChosen:
    def test_the_office_can_name_the_body_of_a_name_that_was_typed(
        self, open_screen: OpenScreen, session: Session, make: Make
    ) -> None:
        given = {"organisation_kind": Organisation.GROUP, "organisation": "经济界别组"}
        row = taken_up(session, make, raised(**given))
        group = make.group(name="经济界别组")
        session.commit()
        at = change(open_screen, make.actor(Role.CLERK), row)

        box(at, "单位").set_value("经济界别组（另一同名单位）").run()
        save(session, at, row)

        assert (row.organisation, row.raising_group_id) == ("经济界别组", group.id)

    def test_the_office_says_that_a_group_raised_what_was_heard_in_another(
        self, open_screen: OpenScreen, session: Session, make: Make
    ) -> None:
        raising, hearing = make.group(), make.group()
        row = taken_up(session, make, heard_in(hearing, make.member()))
        session.commit()
        at = change(open_screen, make.actor(Role.CLERK), row)

        who = next(one for one in at.segmented_control if one.label == "反映人")
        who.set_value(Submitter.ORGANISATION).run()
        box(at, "单位类别").set_value(Organisation.GROUP).run()
        box(at, "单位").set_value(raising.name).run()
        save(session, at, row)

        assert (row.raising_group_id, row.sector_group_id) == (raising.id, hearing.id)

    def test_where_it_was_heard_goes_along_when_the_office_corrects_the_group(
        self, open_screen: OpenScreen, session: Session, make: Make
    ) -> None:
        wrong, right = make.group(), make.group()
        row = taken_up(
            session, make, by_group(wrong, source=Source.GROUP, sector_group_id=wrong.id)
        )
        session.commit()
        at = change(open_screen, make.actor(Role.CLERK), row)

        box(at, "单位").set_value(right.name).run()
        save(session, at, row)

        assert (row.raising_group_id, row.sector_group_id) == (right.id, right.id)

    def test_a_studio_lead_is_offered_no_body_of_the_office(
        self, open_screen: OpenScreen, make: Make
    ) -> None:
        at = open_screen(make.actor(Role.STUDIO_LEAD, make.studio()), OPINIONS, new="1")
        write(at)

        who = next(one for one in at.segmented_control if one.label == "反映人")
        who.set_value(Submitter.ORGANISATION).run()

        offered = set(box(at, "单位类别").options)
        assert not at.exception
        assert "民主党派" in offered
        assert not offered & {"界别活动组", "专委会"}

    def test_a_convener_is_offered_the_own_group_and_no_other_body(
        self, open_screen: OpenScreen, make: Make
    ) -> None:
        group = make.group()
        at = open_screen(make.actor(Role.CONVENER, group), OPINIONS, new="1")
        write(at)
        who = next(one for one in at.segmented_control if one.label == "反映人")
        who.set_value(Submitter.ORGANISATION).run()

        offered = set(box(at, "单位类别").options)
        box(at, "单位类别").set_value(Organisation.GROUP).run()

        assert not at.exception
        assert "专委会" not in offered
        assert f"由 {group.name} 提出" in at.words
