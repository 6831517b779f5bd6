"""Changing what a body proposes: which body it is, and where it was heard, stay as kept."""

from typing import Any

from sqlmodel import Session

from core.groups.models import SectorGroup
from core.matters.models import Organisation, Source
from core.permissions import Role
from core.proposals import service as proposals
from core.proposals.models import Nature
from tests.core.proposals.drafting import typed
from tests.factories import Make
from tests.pages.conftest import OpenScreen
from tests.pages.test_bodies import change, holds_too, same_named, save

PROPOSALS = "work/proposals"


def proposed_by(group: SectorGroup, **given: Any) -> Any:
    """A collective proposal of a sector group, heard in it unless `given` says otherwise."""
    usual = {
        "organisation_kind": Organisation.GROUP,
        "raising_group_id": group.id,
        "source": Source.GROUP,
        "sector_group_id": group.id,
    }
    return typed(None, Nature.COLLECTIVE, **usual | given)


class TestUntouched:
    def test_a_proposal_stays_with_the_group_of_an_older_term(
        self, open_screen: OpenScreen, session: Session, make: Make
    ) -> None:
        make.term_session()
        old, _new = same_named(make)
        convener = make.actor(Role.CONVENER, old)
        row = proposals.write(session, convener, make.home().id, proposed_by(old))
        proposals.submit(session, convener, row.id)
        session.commit()

        save(session, change(open_screen, make.actor(Role.CLERK), row, PROPOSALS), row)

        assert (row.raising_group_id, row.sector_group_id) == (old.id, old.id)

    def test_a_convener_of_two_groups_leaves_it_to_the_one_that_was_renamed(
        self, open_screen: OpenScreen, session: Session, make: Make
    ) -> None:
        make.term_session()
        other, group = make.group(), make.group()
        person = make.actor(Role.CONVENER, group)
        holds_too(session, make, person, Role.CONVENER, sector_group_id=other.id)
        row = proposals.write(session, person, make.home().id, proposed_by(group))
        group.name = "改名后的组"
        session.commit()

        save(session, change(open_screen, person, row, PROPOSALS), row)

        assert (row.raising_group_id, row.organisation) == (group.id, "改名后的组")

    def test_a_convener_of_two_terms_leaves_it_to_the_group_of_the_older(
        self, open_screen: OpenScreen, session: Session, make: Make
    ) -> None:
        make.term_session()
        old, new = same_named(make)
        person = make.actor(Role.CONVENER, old)
        holds_too(session, make, person, Role.CONVENER, sector_group_id=new.id)
        row = proposals.write(session, person, make.home().id, proposed_by(old))
        session.commit()

        save(session, change(open_screen, person, row, PROPOSALS), row)

        assert (row.raising_group_id, row.sector_group_id) == (old.id, old.id)

    def test_a_proposal_stays_heard_where_it_was_though_a_group_makes_it(
        self, open_screen: OpenScreen, session: Session, make: Make
    ) -> None:
        make.term_session()
        raising, hearing = make.group(), make.group()
        person = make.actor(Role.CONVENER, raising)
        draft = proposed_by(raising, sector_group_id=hearing.id)
        row = proposals.write(session, person, make.home().id, draft)
        session.commit()

        save(session, change(open_screen, person, row, PROPOSALS), row)

        assert (row.raising_group_id, row.sector_group_id) == (raising.id, hearing.id)

    def test_a_convener_named_first_leaves_it_to_the_organisation(
        self, open_screen: OpenScreen, session: Session, make: Make
    ) -> None:
        make.term_session()
        member, group = make.member(), make.group()
        himself = make.actor(Role.MEMBER, member)
        given = {"organisation_kind": Organisation.PARTY, "organisation": "示例党派"}
        draft = typed(member, Nature.COLLECTIVE, **given)
        row = proposals.write(session, himself, make.home().id, draft)
        holds_too(session, make, himself, Role.CONVENER, sector_group_id=group.id)
        session.commit()

        save(session, change(open_screen, himself, row, PROPOSALS), row)

        assert (row.organisation, row.raising_group_id) == ("示例党派", None)
