"""What stands around matters: states and categories of an office, links, co-signing, papers."""

from typing import Any

import pytest
from sqlmodel import Session

from core.errors import EditConflict, NotFound, NotPermitted, RuleBroken
from core.matters import (
    attachments,
    categories,
    category_list,
    co_signing,
    detail,
    links,
    nodes,
    parts,
    steps,
)
from core.matters.category_list import CategoryDraft
from core.matters.models import (
    AuthorRole,
    Consent,
    LinkKind,
    MatterKind,
    Sensitivity,
    State,
    Verb,
)
from core.matters.nodes import NodeDraft
from core.permissions import Actor, Permission, Role, lacking
from tests.core.committees.told import one_more_entry
from tests.core.files import samples
from tests.factories import Make

OPINION = MatterKind.OPINION
WRITE = Permission.COMMITTEE_WRITE


@pytest.fixture
def clerk(make: Make) -> Actor:
    return make.actor(Role.CLERK)


class TestStates:
    def test_one_that_is_switched_off_is_passed_over(
        self, session: Session, make: Make, clerk: Actor
    ) -> None:
        of, matter = make.home().id, make.matter()

        with one_more_entry(session, "flow_node:edited", of):
            nodes.say(session, clerk, of, NodeDraft(OPINION, State.SCREENED, used=False), 0)

        assert Verb.SCREEN not in detail.matter(session, clerk, matter.id).steps
        assert Verb.EDIT in detail.matter(session, clerk, matter.id).steps
        assert steps.move(session, clerk, matter, Verb.EDIT).to_state is State.EDITED

    def test_names_and_norms_are_those_of_the_nearest_committee(
        self, session: Session, make: Make, clerk: Actor
    ) -> None:
        county, township = make.home().id, make.township().id
        named = NodeDraft(OPINION, State.SUBMITTED, name="来稿", norm_days=3)
        nodes.say(session, clerk, county, named, 0)
        assert nodes.names(session, township, OPINION) == {State.SUBMITTED: "来稿"}

        nodes.say(session, clerk, township, NodeDraft(OPINION, State.SUBMITTED, name="收件"), 0)

        assert nodes.names(session, township, OPINION) == {State.SUBMITTED: "收件"}
        assert nodes.norms(session, county, OPINION) == {State.SUBMITTED: 3}
        row = next(
            one for one in nodes.rows(session, county, OPINION) if one.state is State.SUBMITTED
        )
        assert (row.own, row.version, row.name) == (True, 1, "来稿")

    def test_refuses_what_would_strand_a_matter(
        self, session: Session, make: Make, clerk: Actor
    ) -> None:
        of = make.home().id
        make.matter(state=State.SCREENED)

        with pytest.raises(RuleBroken, match="1 stand in this state"):
            nodes.say(session, clerk, of, NodeDraft(OPINION, State.SCREENED, used=False), 0)
        with pytest.raises(RuleBroken, match="No office can do without"):
            nodes.say(session, clerk, of, NodeDraft(OPINION, State.SUBMITTED, used=False), 0)
        with pytest.raises(RuleBroken, match="from 0 to 366"):
            nodes.say(session, clerk, of, NodeDraft(OPINION, State.EDITED, norm_days=400), 0)

    def test_of_two_edits_the_second_is_told(
        self, session: Session, make: Make, clerk: Actor
    ) -> None:
        of = make.home().id
        nodes.say(session, clerk, of, NodeDraft(OPINION, State.EDITED, name="甲"), 0)

        with pytest.raises(EditConflict):
            nodes.say(session, clerk, of, NodeDraft(OPINION, State.EDITED, name="乙"), 0)

    @pytest.mark.parametrize("role", lacking(WRITE))
    def test_refuses_who_may_not(self, session: Session, make: Make, role: Role) -> None:
        with pytest.raises(NotPermitted):
            nodes.say(
                session, make.actor(role), make.home().id, NodeDraft(OPINION, State.EDITED), 0
            )


class TestCategories:
    def test_presets_are_adopted_once(self, session: Session, make: Make, clerk: Actor) -> None:
        of = make.home().id

        added = category_list.adopt_presets(session, clerk, of, OPINION)

        assert added == sum(1 + len(top.below) for top in category_list.PRESETS[OPINION])
        assert category_list.adopt_presets(session, clerk, of, OPINION) == 0
        tree = category_list.used(session, make.township().id, OPINION)
        assert [row.code for row in tree] == [top.code for top in category_list.PRESETS[OPINION]]
        assert all(row.below for row in tree)

    def test_are_added_renamed_and_retired(
        self, session: Session, make: Make, clerk: Actor
    ) -> None:
        of = make.home().id
        top = category_list.add(session, clerk, (of, None), CategoryDraft(" 大类 "), OPINION)
        below = category_list.add(session, clerk, (of, top.id), CategoryDraft("小类"), OPINION)
        category_list.edit(session, clerk, below.id, CategoryDraft("新类", "New"), 1)

        assert (top.name, below.name, below.parent_id) == ("大类", "新类", top.id)
        with pytest.raises(RuleBroken, match="below it out of use first"):
            category_list.retire(session, clerk, top.id)
        category_list.retire(session, clerk, below.id)
        assert category_list.used(session, of, OPINION)[0].below == ()
        category_list.bring_back(session, clerk, below.id)
        assert categories.keeper(session, make.township().id, OPINION) == of

    def test_refuses_a_third_level_and_no_name(
        self, session: Session, make: Make, clerk: Actor
    ) -> None:
        of = make.home().id
        top = make.matter_category()
        below = make.matter_category(parent_id=top.id)

        with pytest.raises(NotFound):
            category_list.add(session, clerk, (of, below.id), CategoryDraft("三级"), OPINION)
        with pytest.raises(RuleBroken, match="Give the category a name"):
            category_list.add(session, clerk, (of, None), CategoryDraft(" "), OPINION)


class TestLinks:
    def test_are_told_on_both_sides_and_taken_back(
        self, session: Session, make: Make, clerk: Actor
    ) -> None:
        one, other = make.matter(title="甲"), make.matter(title="乙")

        with one_more_entry(session, "opinion:linked", make.home().id):
            link = links.relate(session, clerk, one.id, other.id, "相关")

        told = [parts.links(session, clerk, row.id)[0] for row in (one, other)]
        assert [(row.title, row.kind) for row in told] == [
            ("乙", LinkKind.RELATED),
            ("甲", LinkKind.RELATED),
        ]
        with pytest.raises(RuleBroken, match="linked already"):
            links.relate(session, clerk, other.id, one.id)
        links.loosen(session, clerk, other.id, link.id)
        assert parts.links(session, clerk, one.id) == []

    @pytest.mark.parametrize(
        "hidden",
        [{"is_open": False, "closed_reason": "内部"}, {"sensitivity": Sensitivity.INTERNAL}],
        ids=str,
    )
    def test_tell_no_title_nor_author_of_what_is_closed_or_labelled_to_who_does_not_read_it(
        self, session: Session, make: Make, clerk: Actor, hidden: dict[str, Any]
    ) -> None:
        member = make.member()
        own, other = make.matter(title="甲"), make.matter(title="乙", **hidden)
        make.author(own, member)
        make.author(other, make.member(name="委员乙"))
        links.relate(session, clerk, own.id, other.id)

        [seen] = parts.links(session, make.actor(Role.MEMBER, member), own.id)
        [read] = parts.links(session, clerk, own.id)

        assert (seen.matter_id, seen.title, seen.author) == (other.id, "", "")
        assert (read.title, read.author) == ("乙", "委员乙")


class TestCoSigning:
    def test_a_member_says_yes_or_no(self, session: Session, make: Make) -> None:
        member, stranger = make.member(), make.actor(Role.MEMBER)
        actor = make.actor(Role.MEMBER, member)
        matter = make.matter()
        make.author(matter, make.member())
        row = make.author(matter, member, role=AuthorRole.CO_SIGNER, consent=Consent.ASKED)

        assert co_signing.ask(session, matter) == 1
        assert co_signing.ask(session, matter) == 0
        with one_more_entry(session, "opinion:answered", make.home().id):
            co_signing.answer(session, actor, matter.id, agrees=True)

        assert row.consent is Consent.AGREED
        with pytest.raises(NotFound):
            co_signing.answer(session, stranger, matter.id, agrees=True)
        matter.state = State.CLOSED
        with pytest.raises(RuleBroken, match="nobody is asked any more"):
            co_signing.answer(session, actor, matter.id, agrees=False)


class TestPapers:
    def test_of_a_matter_come_and_go(self, session: Session, make: Make, clerk: Actor) -> None:
        matter = make.matter()

        row = attachments.attach(session, clerk, matter.id, "说明.pdf", samples.PDF)

        assert [one.name for one in parts.documents(session, clerk, matter.id)] == ["说明.pdf"]
        attachments.detach(session, clerk, matter.id, row.id)
        assert parts.documents(session, clerk, matter.id) == []
        attachments.bring_back(session, clerk, matter.id, row.id)
        assert len(parts.documents(session, clerk, matter.id)) == 1

    def test_of_a_step_are_its_takers(self, session: Session, make: Make, clerk: Actor) -> None:
        matter = make.matter()
        step = steps.move(session, clerk, matter, Verb.RETURN, "请补充")

        attachments.attach_to_step(session, clerk, step.id, "样表.pdf", samples.PDF)

        seen = parts.history(session, clerk, matter.id)[0]
        assert [one.name for one in seen.files] == ["样表.pdf"]
        other = make.actor(Role.CLERK)
        with pytest.raises(RuleBroken, match="Only who took a step"):
            attachments.attach_to_step(session, other, step.id, "a.pdf", samples.PDF)

    def test_are_kept_once_it_is_signed(self, session: Session, make: Make, clerk: Actor) -> None:
        matter = make.matter(state=State.SIGNED)

        with pytest.raises(RuleBroken, match="not changed any more"):
            attachments.attach(session, clerk, matter.id, "a.pdf", samples.PDF)
