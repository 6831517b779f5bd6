"""For whom people write matters down: each for what is theirs, the office for everybody."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlmodel import Session, col, select

from core.activities.models import OwnerKind
from core.errors import NotFound, RuleBroken
from core.groups.models import SectorGroup
from core.matters import detail, steps, writing
from core.matters import queries as matters
from core.matters.models import Matter, MatterKind, Organisation, Source, Submitter, Verb
from core.matters.queries import MatterFilter
from core.matters.writing import MatterDraft
from core.notices.models import Notice
from core.opinions import service
from core.opinions.service import Move
from core.permissions import Actor, Grant, Role
from tests.factories import Make

OPINION = MatterKind.OPINION


def of_group(group: SectorGroup, **given: Any) -> MatterDraft:
    return MatterDraft(
        "关于示例的建议",
        suggestion="示例建议。",
        submitter=Submitter.ORGANISATION,
        organisation_kind=Organisation.GROUP,
        raising_group_id=group.id,
        **given,
    )


def of_special(special_id: int, **given: Any) -> MatterDraft:
    return MatterDraft(
        "关于示例的建议",
        submitter=Submitter.ORGANISATION,
        organisation_kind=Organisation.SPECIAL_COMMITTEE,
        special_committee_id=special_id,
        **given,
    )


def write(session: Session, actor: Actor, make: Make, typed: MatterDraft) -> Matter:
    return writing.write(session, actor, typed, make.home().id, OPINION)


def news(session: Session, actor: Actor) -> int:
    session.flush()
    asked = select(Notice.id).where(col(Notice.account_id) == actor.account_id)
    return len(session.exec(asked).all())


class TestWhatAGroupRaisesElsewhere:
    """What one group raises at an activity of another is the first one's, and told to it."""

    @pytest.fixture
    def groups(self, make: Make) -> tuple[SectorGroup, SectorGroup]:
        return make.group(), make.group()

    @pytest.fixture
    def row(self, session: Session, make: Make, groups: tuple[SectorGroup, SectorGroup]) -> Matter:
        raising, hearing = groups
        activity = make.activity(owner_kind=OwnerKind.GROUP, sector_group_id=hearing.id)
        typed = of_group(raising)
        return service.from_activity(session, make.actor(Role.CLERK), activity.id, typed)

    def test_is_told_to_the_group_that_raised_it(
        self, session: Session, make: Make, groups: tuple[SectorGroup, SectorGroup]
    ) -> None:
        raising, hearing = (make.actor(Role.CONVENER, one) for one in groups)
        activity = make.activity(owner_kind=OwnerKind.GROUP, sector_group_id=groups[1].id)

        row = service.from_activity(
            session, make.actor(Role.CLERK), activity.id, of_group(groups[0])
        )

        assert (row.raising_group_id, row.sector_group_id) == (groups[0].id, groups[1].id)
        assert row.organisation == groups[0].name
        assert steps.raisers(session, row) == {raising.account_id}
        assert (news(session, raising), news(session, hearing)) == (1, 0)

    def test_is_read_by_both_and_changed_by_who_raised_it(
        self,
        session: Session,
        make: Make,
        groups: tuple[SectorGroup, SectorGroup],
        row: Matter,
    ) -> None:
        raising, hearing = (make.actor(Role.CONVENER, one) for one in groups)

        for actor in (raising, hearing):
            listed = matters.listing(session, actor, MatterFilter(OPINION))
            assert [one.id for one in listed] == [row.id]
        assert detail.matter(session, raising, row.id).steps
        assert not detail.matter(session, hearing, row.id).steps


def test_a_convener_speaks_for_no_other_group(session: Session, make: Make) -> None:
    own, other = make.group(), make.group()
    convener = make.actor(Role.CONVENER, own)

    kept = write(session, convener, make, of_group(own))
    with pytest.raises(NotFound):
        write(
            session,
            convener,
            make,
            of_group(other, source=Source.GROUP, sector_group_id=own.id),
        )

    assert (kept.raising_group_id, kept.sector_group_id) == (own.id, None)


def test_nobody_types_the_name_of_a_group_that_is_anothers(session: Session, make: Make) -> None:
    own, other = make.group(), make.group()
    convener = make.actor(Role.CONVENER, own)
    usual = of_group(own, source=Source.GROUP, sector_group_id=own.id)
    typed = replace(usual, raising_group_id=None, organisation=other.name)

    with pytest.raises(RuleBroken, match="speaks for itself"):
        write(session, convener, make, typed)

    elsewhere = replace(typed, organisation="邻县示例活动组")
    assert write(session, convener, make, elsewhere).organisation == "邻县示例活动组"
    assert write(session, make.actor(Role.CLERK), make, typed).raising_group_id is None


def test_a_group_of_elsewhere_is_not_named(session: Session, make: Make) -> None:
    there = make.group(committee_id=make.committee().id)

    with pytest.raises(RuleBroken, match="same committee"):
        write(session, make.actor(Role.CLERK), make, of_group(there))


def test_a_studios_lead_speaks_for_no_body_and_no_informant(session: Session, make: Make) -> None:
    studio = make.studio()
    lead = make.actor(Role.STUDIO_LEAD, studio)
    here: dict[str, Any] = {"source": Source.STUDIO, "studio_id": studio.id}
    informant = make.informant()
    of_informant = MatterDraft(
        "关于示例的建议", submitter=Submitter.INFORMANT, informant_id=informant.id, **here
    )

    for typed in (
        of_group(make.group(), **here),
        of_special(make.special_committee().id, **here),
        of_informant,
    ):
        with pytest.raises(NotFound):
            write(session, lead, make, typed)

    assert write(session, lead, make, MatterDraft("建议", submitter=Submitter.CITIZEN, **here))


class TestInformants:
    def test_name_no_place(self, session: Session, make: Make) -> None:
        informant = make.informant()
        himself = make.actor(Role.INFORMANT, informant)
        of: dict[str, Any] = {"submitter": Submitter.INFORMANT, "informant_id": informant.id}

        for place in (
            {"source": Source.STUDIO, "studio_id": make.studio().id},
            {"source": Source.GROUP, "sector_group_id": make.group().id},
            {"source": Source.ACTIVITY, "activity_id": make.activity().id},
            {"source": Source.BOX},
            {"studio_id": make.studio().id},
        ):
            with pytest.raises(RuleBroken, match="where an informant heard it"):
                write(session, himself, make, MatterDraft("建议", **of, **place))

        assert write(session, himself, make, MatterDraft("建议", **of)).source is Source.DIRECT

    def test_keep_the_place_that_the_office_named(self, session: Session, make: Make) -> None:
        informant, studio = make.informant(), make.studio()
        himself = make.actor(Role.INFORMANT, informant)
        there: dict[str, Any] = {
            "submitter": Submitter.INFORMANT,
            "informant_id": informant.id,
            "source": Source.STUDIO,
            "studio_id": studio.id,
        }
        row = write(session, make.actor(Role.CLERK), make, MatterDraft("建议", **there))

        writing.edit(session, himself, row, MatterDraft("新的建议", **there), row.version)

        assert (row.title, row.studio_id) == ("新的建议", studio.id)


class TestWhomASpecialCommitteeNamesFirst:
    """Nobody is made the author of what another body says."""

    def test_is_one_of_its_own_members(self, session: Session, make: Make) -> None:
        special = make.special_committee()
        clerk = make.actor(Role.SPECIAL_COMMITTEE_CLERK, special)
        own, other = make.member(special_committee_id=special.id), make.member()

        assert write(session, clerk, make, of_special(special.id, member_id=own.id))
        with pytest.raises(RuleBroken, match="member of the special committee"):
            write(session, clerk, make, of_special(special.id, member_id=other.id))

    def test_may_be_whom_the_office_named(self, session: Session, make: Make) -> None:
        special, member = make.special_committee(), make.member()
        typed = of_special(special.id, member_id=member.id)
        row = write(session, make.actor(Role.CLERK), make, typed)

        clerk = make.actor(Role.SPECIAL_COMMITTEE_CLERK, special)
        changed = of_special(special.id, member_id=member.id, received_on=date(2026, 1, 5))
        writing.edit(session, clerk, row, changed, row.version)

        assert row.received_on == date(2026, 1, 5)


class TestWhatABodyRaisedStaysIts:
    """Whoever else is named in it, or heard it, neither changes nor withdraws it."""

    def test_whom_it_names_first_reads_it_and_no_more(self, session: Session, make: Make) -> None:
        special = make.special_committee()
        member = make.member(special_committee_id=special.id)
        himself = make.actor(Role.MEMBER, member)
        clerk = make.actor(Role.SPECIAL_COMMITTEE_CLERK, special)
        typed = of_special(special.id, member_id=member.id, suggestion="示例建议。")
        row = service.take_up(session, clerk, typed, make.home().id)

        read = detail.matter(session, himself, row.id)

        assert (read.steps, read.may_change) == ((), False)
        with pytest.raises(NotFound):
            service.take(session, himself, row.id, Move(Verb.WITHDRAW, "示例"))

    def test_nobody_but_the_office_makes_it_anothers(self, session: Session, make: Make) -> None:
        own, other = make.group(), make.group()
        both = (Grant(Role.CONVENER, one.id, make.home().id) for one in (own, other))
        convener = replace(make.actor(Role.CONVENER, own), grants=tuple(both))
        row = write(session, make.actor(Role.CLERK), make, of_group(own))

        with pytest.raises(RuleBroken, match="who raised it"):
            writing.edit(session, convener, row, of_group(other), row.version)

        assert row.raising_group_id == own.id

    def test_whoever_wrote_a_draft_may_think_again(self, session: Session, make: Make) -> None:
        own, other = make.group(), make.group()
        both = (Grant(Role.CONVENER, one.id, make.home().id) for one in (own, other))
        convener = replace(make.actor(Role.CONVENER, own), grants=tuple(both))
        row = write(session, convener, make, of_group(own))

        writing.edit(session, convener, row, of_group(other), row.version)

        assert row.raising_group_id == other.id

    def test_a_group_below_corrects_what_the_office_above_noted(
        self, session: Session, make: Make
    ) -> None:
        township = make.township()
        group = make.group(committee_id=township.id)
        convener = make.actor(Role.CONVENER, group, committee=township)
        row = write(session, make.actor(Role.CLERK), make, of_group(group))

        changed = replace(of_group(group), title="新的建议")
        writing.edit(session, convener, row, changed, row.version)

        assert row.title == "新的建议"


def test_a_studios_lead_leaves_a_members_own_words_alone(session: Session, make: Make) -> None:
    studio, member = make.studio(), make.member()
    lead, himself = make.actor(Role.STUDIO_LEAD, studio), make.actor(Role.MEMBER, member)
    heard: dict[str, Any] = {"source": Source.STUDIO, "studio_id": studio.id}
    typed = MatterDraft("建议", suggestion="示例建议。", member_id=member.id, **heard)
    own = service.take_up(session, himself, typed, make.home().id)
    noted = service.take_up(session, lead, typed, make.home().id)

    assert detail.matter(session, lead, noted.id).steps
    assert not detail.matter(session, lead, own.id).steps
    with pytest.raises(NotFound):
        service.take(session, lead, own.id, Move(Verb.WITHDRAW, "示例"))
