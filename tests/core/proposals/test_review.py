"""What an office decides of proposals that were handed in."""

from collections.abc import Callable

import pytest
from sqlmodel import Session

from core.errors import EditConflict, NotFound, NotPermitted, RuleBroken
from core.matters import credit, links, parts
from core.matters.models import LinkKind, Matter, MatterKind, State, Verb
from core.permissions import Actor, Permission, Role, lacking
from core.proposals import reasons, review, service
from core.proposals.drafts import FlagDraft, RefusalDraft
from core.proposals.models import Nature
from core.proposals.presets import REASONS
from tests.core.committees.told import one_more_entry
from tests.core.proposals.drafting import House, typed
from tests.factories import Make

Act = Callable[[Session, Actor, Matter], object]
DECISIONS: dict[str, Act] = {
    "register": lambda s, a, m: review.register(s, a, m.id),
    "return": lambda s, a, m: review.return_(s, a, m.id, "请补充"),
    "refuse": lambda s, a, m: review.refuse(s, a, m.id, RefusalDraft(None)),
    "convert": lambda s, a, m: review.convert(s, a, m.id),
    "close": lambda s, a, m: review.close(s, a, m.id),
    "flag": lambda s, a, m: review.flag(s, a, m.id, FlagDraft(is_key=True), m.version),
    "merge": lambda s, a, m: review.merge(s, a, m.id, m.id + 1),
}


@pytest.mark.parametrize("decision", DECISIONS)
def test_only_the_office_decides(session: Session, house: House, make: Make, decision: str) -> None:
    matter = house.submitted()

    for role in lacking(Permission.PROPOSAL_REVIEW):
        with pytest.raises(NotPermitted):
            DECISIONS[decision](session, make.actor(role), matter)
    stranger = make.actor(Role.CLERK, committee=make.committee())
    with pytest.raises(NotFound):
        DECISIONS[decision](session, stranger, matter)


def test_what_is_let_in_is_registered(session: Session, house: House) -> None:
    matter = house.submitted()

    review.register(session, house.clerk, matter.id, version=matter.version)

    assert matter.state is State.REGISTERED
    assert matter.screened_on is not None


def test_who_decided_on_an_older_state_is_told(session: Session, house: House) -> None:
    matter = house.submitted()

    with pytest.raises(EditConflict):
        review.register(session, house.clerk, matter.id, version=matter.version - 1)


def test_a_return_says_why(session: Session, house: House) -> None:
    matter = house.submitted()

    with pytest.raises(RuleBroken, match="Give the reason"):
        review.return_(session, house.clerk, matter.id, "")


class TestRefuse:
    def test_names_a_reason_of_the_list(self, session: Session, house: House) -> None:
        reasons.adopt_presets(session, house.clerk, house.of)
        first = reasons.listing(session, house.clerk, house.of)[0]
        matter = house.submitted()

        review.refuse(session, house.clerk, matter.id, RefusalDraft(first.id, "已告知"))

        last = parts.history(session, house.clerk, matter.id)[-1]
        assert matter.state is State.REFUSED
        assert house.part(matter).refusal_reason_id == first.id
        assert last.words == f"{first.name}\n已告知"

    def test_takes_no_other_reason(self, session: Session, house: House, make: Make) -> None:
        elsewhere = make.committee()
        theirs = reasons.add(
            session, make.actor(Role.CLERK, committee=elsewhere), elsewhere.id, "别处的理由"
        )
        mine = reasons.add(session, house.clerk, house.of, "已停用的理由")
        reasons.retire(session, house.clerk, mine.id)
        matter = house.submitted()

        for reason_id in (None, theirs.id, mine.id):
            with pytest.raises(RuleBroken, match="Choose a reason of the list"):
                review.refuse(session, house.clerk, matter.id, RefusalDraft(reason_id))


class TestMerge:
    def test_leaves_its_trace_on_both_sides_and_shares_the_credit(
        self, session: Session, house: House, make: Make
    ) -> None:
        into = house.registered()
        other = make.member()
        second = service.write(session, house.clerk, house.of, typed(other, title="另一提案"))
        service.submit(session, house.clerk, second.id)

        review.merge(session, house.clerk, second.id, into.id, "内容相近")

        kept = [one.kind for one in links.of(session, into.id)]
        assert kept == [one.kind for one in links.of(session, second.id)] == [LinkKind.MERGED]
        assert second.state is State.MERGED
        credited = session.execute(credit.of_members()).all()
        assert {who for of, who in credited if of == into.id} == {house.member.id, other.id}

    def test_a_merge_does_not_name_a_closed_one_in_the_history_of_the_other(
        self, session: Session, house: House
    ) -> None:
        first = house.submitted()
        into = house.submitted(is_open=False, closed_reason="涉及个人隐私")

        review.merge(session, house.clerk, first.id, into.id)

        [*_, step] = parts.history(session, house.author, first.id)
        assert (step.verb, step.words) == (Verb.MERGE, "")

    def test_what_another_went_into_is_not_withdrawn(self, session: Session, house: House) -> None:
        first, second = house.submitted(), house.submitted()
        review.merge(session, house.clerk, first.id, second.id)

        with pytest.raises(RuleBroken, match="merged into this"):
            service.withdraw(session, house.author, second.id, "不提了")

        assert second.state is State.SUBMITTED

    def test_goes_into_no_closed_one_nor_itself(self, session: Session, house: House) -> None:
        gone, matter = house.submitted(), house.submitted()
        review.merge(session, house.clerk, gone.id, matter.id)

        for into in (gone.id, matter.id):
            with pytest.raises(RuleBroken):
                review.merge(session, house.clerk, matter.id, into)


class TestConvert:
    def test_becomes_an_opinion_item_of_the_same_authors_linked_both_ways(
        self, session: Session, house: House, make: Make
    ) -> None:
        matter = house.submitted(is_open=False, closed_reason="内部")

        item = review.convert(session, house.clerk, matter.id, "改作社情民意")

        assert (item.kind, item.state) == (MatterKind.OPINION, State.SUBMITTED)
        assert (item.title, item.suggestion, item.is_open) == (
            matter.title,
            matter.suggestion,
            False,
        )
        assert matter.state is State.CONVERTED
        assert [one.member_id for one in parts.authors(session, [item.id])] == [house.member.id]
        (link,) = links.of(session, item.id)
        assert (link.from_id, link.to_id, link.kind) == (matter.id, item.id, LinkKind.CONVERTED)

    def test_keeps_the_body_of_a_collective_one(self, session: Session, house: House) -> None:
        matter = service.write(session, house.clerk, house.of, typed(nature=Nature.COLLECTIVE))
        service.submit(session, house.clerk, matter.id)

        item = review.convert(session, house.clerk, matter.id)

        assert item.organisation == "示例专委会"


class TestFlag:
    def test_marks_and_takes_the_mark_away(self, session: Session, house: House) -> None:
        matter = house.registered()
        every = FlagDraft(True, True, True)

        review.flag(session, house.clerk, matter.id, every, matter.version)
        part = house.part(matter)
        told = (part.is_key, part.is_excellent, part.is_number_one)
        review.flag(session, house.clerk, matter.id, FlagDraft(), matter.version)

        assert told == (True, True, True)
        assert not house.part(matter).is_number_one

    def test_a_session_has_one_number_one(self, session: Session, house: House) -> None:
        first, second = house.registered(title="一号"), house.registered()
        wanted = FlagDraft(is_number_one=True)
        review.flag(session, house.clerk, first.id, wanted, first.version)

        with pytest.raises(RuleBroken, match="一号"):
            review.flag(session, house.clerk, second.id, wanted, second.version)

    def test_only_what_was_registered_stands_out(self, session: Session, house: House) -> None:
        matter = house.submitted()

        with pytest.raises(RuleBroken, match="Only a registered proposal"):
            review.flag(session, house.clerk, matter.id, FlagDraft(True), matter.version)


class TestReasons:
    def test_begins_with_twelve_and_adds_none_twice(self, session: Session, house: House) -> None:
        first = reasons.adopt_presets(session, house.clerk, house.of)
        again = reasons.adopt_presets(session, house.clerk, house.of)

        rows = reasons.listing(session, house.clerk, house.of)
        assert (first, again, len(rows), len(REASONS)) == (12, 0, 12, 12)
        assert [row.name for row in rows] == [one.name for one in REASONS]

    def test_are_the_offices_own_to_change(self, session: Session, house: House) -> None:
        with one_more_entry(session, "refusal_reason:added", house.of):
            row = reasons.add(session, house.clerk, house.of, " 自定\u3000理由 ")

        reasons.rename(session, house.clerk, row.id, "改后的理由", row.version)
        reasons.retire(session, house.clerk, row.id)
        offered = reasons.listing(session, house.clerk, house.of)
        reasons.bring_back(session, house.clerk, row.id)

        assert offered == []
        assert [one.name for one in reasons.listing(session, house.clerk, house.of)] == [
            "改后的理由"
        ]
        with pytest.raises(RuleBroken, match="in the list already"):
            reasons.add(session, house.clerk, house.of, "改后的理由")

    def test_a_committee_without_its_own_uses_those_above(
        self, session: Session, make: Make
    ) -> None:
        above = make.committee()
        below = make.committee(above)
        clerk = make.actor(Role.CLERK, committee=above)
        reasons.adopt_presets(session, clerk, above.id)

        assert len(reasons.listing(session, clerk, below.id)) == 12
        reasons.add(session, clerk, below.id, "本级理由")
        assert len(reasons.listing(session, clerk, below.id)) == 1
