"""When all units have answered: who hears of it, whether or not that is a state of the office."""

import pytest

from core.handling import assigning, feedback, replying, rounds
from core.handling.drafts import AssignDraft, FeedbackDraft, Share
from core.handling.models import HandlingRole, Satisfaction
from core.matters import nodes
from core.matters.models import LinkKind, Matter, MatterKind, MatterLink, Source, State
from core.matters.nodes import NodeDraft
from core.notices.models import Notice, NoticeKind
from core.permissions import Actor, Role
from tests.core.handling.world import ANSWER, World

REPLIED = NoticeKind.REPLIED


def switch_off(world: World) -> None:
    """Let the office do without the state that says that all have answered."""
    kind = MatterKind.OPINION  # proposals always reach it
    home = world.make.home().id
    nodes.say(world.session, world.clerk, home, NodeDraft(kind, State.REPLIED, used=False), 0)


def of(world: World, actor: Actor, matter: Matter) -> list[Notice]:
    """What an account was told of the answer to a matter."""
    return [
        one
        for one in world.told(actor, REPLIED)
        if (one.subject_kind, one.subject_id) == (matter.kind.value, matter.id)
    ]


def test_without_the_state_who_raised_it_hears_that_the_reply_is_in(world: World) -> None:
    switch_off(world)
    matter, lead, co = world.assigned(world.opinion())

    replying.reply(world.session, world.at_lead, lead.id, ANSWER)
    early = of(world, world.member, matter)
    replying.reply(world.session, world.at_co, co.id, ANSWER)

    assert early == []
    assert [one.title for one in of(world, world.member, matter)] == [matter.title]


def test_without_the_state_who_raised_what_was_merged_hears_of_it_too(world: World) -> None:
    switch_off(world)
    one = world.opinion(State.MERGED)
    himself = world.member
    into = world.opinion()
    world.make.save(MatterLink(from_id=one.id, to_id=into.id, kind=LinkKind.MERGED))
    into, lead = world.alone(into)

    replying.reply(world.session, world.at_lead, lead.id, ANSWER)

    assert len(of(world, himself, one)) == 1
    assert of(world, himself, into) == []


def test_without_the_state_unread_news_of_an_answer_are_not_told_twice(world: World) -> None:
    switch_off(world)
    matter, lead = world.alone(world.opinion())
    replying.reply(world.session, world.at_lead, lead.id, ANSWER)
    more = AssignDraft((Share(world.co.id, HandlingRole.CO),))
    (late,) = assigning.add(world.session, world.clerk, matter.id, more, matter.version)

    assigning.drop(world.session, world.clerk, late.id, "不再需要。")

    assert len(of(world, world.member, matter)) == 1


def test_without_the_state_the_answer_of_a_second_round_is_told_again(world: World) -> None:
    switch_off(world)
    matter, lead = world.alone(world.opinion())
    replying.reply(world.session, world.at_lead, lead.id, ANSWER)
    for one in of(world, world.member, matter):
        one.read_at = one.made_at
    unhappy = FeedbackDraft(Satisfaction.DISSATISFIED, words="还缺一半。")
    feedback.give(world.session, world.member, matter.id, unhappy)

    again = rounds.rows(world.session, matter.id)[0]
    replying.reply(world.session, world.at_lead, again.id, ANSWER)

    assert len(of(world, world.member, matter)) == 2


@pytest.mark.parametrize("off", [False, True])
def test_the_studio_and_the_group_hear_of_the_answer_once(world: World, off: bool) -> None:
    if off:
        switch_off(world)
    studio, group = world.make.studio(), world.make.group()
    lead, other = world.make.actor(Role.STUDIO_LEAD, studio), world.make.actor(Role.STUDIO_LEAD)
    convener = world.make.actor(Role.CONVENER, group)
    matter = world.make.matter(
        state=State.SIGNED, source=Source.STUDIO, studio_id=studio.id, sector_group_id=group.id
    )
    matter, part = world.alone(matter)

    replying.reply(world.session, world.at_lead, part.id, ANSWER)

    assert [len(of(world, one, matter)) for one in (lead, convener, other)] == [1, 1, 0]


def test_a_lead_who_wrote_it_down_is_told_of_the_answer_by_its_step_alone(world: World) -> None:
    studio = world.make.studio()
    lead = world.make.actor(Role.STUDIO_LEAD, studio)
    matter = world.make.matter(
        state=State.SIGNED,
        source=Source.STUDIO,
        studio_id=studio.id,
        account_id=lead.account_id,
    )
    matter, part = world.alone(matter)

    replying.reply(world.session, world.at_lead, part.id, ANSWER)

    assert of(world, lead, matter) == []
    steps = [one.words for one in world.told(lead, NoticeKind.STEP)]
    assert steps.count(State.REPLIED.value) == 1
