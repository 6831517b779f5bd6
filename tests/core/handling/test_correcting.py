"""A reply that is corrected: who hears of it, and what is left of the earlier words."""

from dataclasses import replace

import pytest
from time_machine import Traveller

from core.handling import queries, replying
from core.handling.models import Reply, Result
from core.matters.models import Matter, MatterKind, Source, State
from core.notices.models import NoticeKind
from core.permissions import Role
from tests.core.handling.world import ANSWER, World

BETTER = replace(ANSWER, result=Result.B, words="正在办理，年底前完成。")
KIND = NoticeKind.CORRECTED


def answered(world: World, matter: Matter | None = None) -> tuple[Matter, Reply]:
    matter, lead, co = world.assigned(matter)
    joined = replace(ANSWER, joined=(co.id,))
    return matter, replying.reply(world.session, world.at_lead, lead.id, joined)


def test_who_reads_the_reply_is_told_once(world: World) -> None:
    matter, reply = answered(world)

    replying.correct(world.session, world.at_lead, reply.id, BETTER, 1)

    readers = (world.clerk, world.member, world.at_co)
    told = [world.told(one, KIND) for one in readers]
    assert [[(row.subject_kind, row.words) for row in rows] for rows in told] == [
        [("proposal", BETTER.words)],
        [("proposal", BETTER.words)],
        [("assignment", BETTER.words)],
    ]
    assert {row.title for rows in told for row in rows} == {matter.title}
    assert world.told(world.at_lead, KIND) == []


def test_the_studio_and_the_group_hear_of_it(world: World) -> None:
    studio, group = world.make.studio(), world.make.group()
    lead, other = world.make.actor(Role.STUDIO_LEAD, studio), world.make.actor(Role.STUDIO_LEAD)
    convener = world.make.actor(Role.CONVENER, group)
    matter = world.make.matter(
        state=State.SIGNED, source=Source.STUDIO, studio_id=studio.id, sector_group_id=group.id
    )
    _matter, reply = answered(world, matter)

    replying.correct(world.session, world.at_lead, reply.id, BETTER, 1)

    told = [len(world.told(one, KIND)) for one in (lead, convener, other)]
    assert told == [1, 1, 0]


def test_who_wrote_the_matter_down_in_the_office_is_told_once(world: World) -> None:
    matter = world.make.matter(
        kind=MatterKind.OPINION, state=State.SIGNED, account_id=world.clerk.account_id
    )
    _matter, reply = answered(world, matter)

    replying.correct(world.session, world.at_lead, reply.id, BETTER, 1)

    assert len(world.told(world.clerk, KIND)) == 1


def test_a_second_correction_takes_the_place_of_news_not_yet_read(world: World) -> None:
    _matter, reply = answered(world)
    replying.correct(world.session, world.at_lead, reply.id, BETTER, 1)

    replying.correct(world.session, world.at_lead, reply.id, replace(BETTER, words="已办结。"), 2)

    for reader in (world.clerk, world.member, world.at_co):
        assert [row.words for row in world.told(reader, KIND)] == ["已办结。"]


def test_who_corrects_it_is_not_told(world: World) -> None:
    matter, lead = world.alone()
    colleague = world.make.actor(Role.CLERK)
    reply = replying.record(world.session, world.clerk, lead.id, ANSWER)

    replying.correct(world.session, world.clerk, reply.id, BETTER, 1)

    assert world.told(world.clerk, KIND) == []
    assert len(world.told(colleague, KIND)) == 1
    assert matter.state is State.REPLIED


def test_nothing_changed_is_no_correction(world: World) -> None:
    matter, reply = answered(world)

    replying.correct(world.session, world.at_lead, reply.id, ANSWER, 1)

    assert world.told(world.clerk, KIND) == []
    shown = queries.of_matter(world.session, world.member, matter.id).replies[0]
    assert shown.corrected_at is None


def test_the_reply_tells_that_it_was_corrected_when_and_by_whom(
    world: World, clock: Traveller
) -> None:
    matter, reply = answered(world)
    clock.move_to("2026-05-22T10:00:00+08:00")

    replying.correct(world.session, world.at_lead, reply.id, BETTER, 1)

    for reader in (world.member, world.at_co, world.clerk):
        shown = queries.of_matter(world.session, reader, matter.id).replies[0]
        assert (shown.words, shown.corrected_by) == (BETTER.words, world.at_lead.name)
        assert shown.corrected_at
        assert shown.corrected_at.day == 22


def test_the_office_alone_reads_every_earlier_wording(world: World) -> None:
    matter, reply = answered(world)
    replying.correct(world.session, world.at_lead, reply.id, BETTER, 1)
    replying.correct(world.session, world.at_lead, reply.id, replace(BETTER, words="已办结。"), 2)

    before = queries.earlier_replies(world.session, world.clerk, matter.id)

    assert [(row.words, row.result) for row in before] == [
        (ANSWER.words, Result.A),
        (BETTER.words, Result.B),
    ]
    away = world.make.committee()
    stranger = world.make.actor(Role.CLERK, away, away)
    assert queries.earlier_replies(world.session, stranger, matter.id) == []


@pytest.mark.parametrize("kind", list(MatterKind))
def test_it_is_in_the_trail(world: World, kind: MatterKind) -> None:
    matter = world.opinion() if kind is MatterKind.OPINION else world.proposal()
    _matter, reply = answered(world, matter)

    replying.correct(world.session, world.at_lead, reply.id, BETTER, 1)

    assert world.trail()[-1] == "handling:reply corrected"
