"""A unit that handed a matter back, or lost it, reads no more of it than its own part."""

import pytest
from sqlmodel import Session
from time_machine import Traveller

from core.errors import NotFound
from core.files.models import Attachment
from core.handling import accepting, assigning, feedback, listing, queries, replying
from core.handling.drafts import AssignDraft, FeedbackDraft, Share
from core.handling.listing import Desk, Filters
from core.handling.models import AssignmentState, HandlingRole, Satisfaction
from core.matters.models import Matter
from core.notices.models import NoticeKind
from core.permissions import Actor
from pages._ui.desk.notices import SCREENS
from pages._web.files import open_file
from tests.core.files import samples
from tests.core.handling.world import ANSWER, World

BACK = "不属本单位职责。"


def hand_back(world: World) -> tuple[Matter, int]:
    """The lead handed it back, the other unit has answered since; the matter was reworded."""
    matter, lead, co = world.assigned()
    accepting.hand_back(world.session, world.at_lead, lead.id, BACK)
    replying.reply(world.session, world.at_co, co.id, ANSWER)
    matter.situation = "后来改写的情况。"
    world.session.flush()
    return matter, lead.id


def lose(world: World) -> tuple[Matter, int]:
    """The office gave the lead's part to another unit, which has answered since."""
    matter, lead = world.alone()
    assigning.reassign(world.session, world.clerk, lead.id, Share(world.co.id), "请办理。")
    newest = listing.listing(world.session, world.at_co, Filters(Desk.NEW))[0]
    replying.reply(world.session, world.at_co, newest.id, ANSWER)
    return matter, lead.id


def letter(session: Session, actor: Actor, reply_id: int) -> Attachment:
    return replying.attach(session, actor, reply_id, "a.pdf", samples.PDF)


@pytest.mark.parametrize("gone", [hand_back, lose])
def test_later_text_and_replies_are_not_its_own(world: World, gone: object) -> None:
    matter, own = gone(world)  # type: ignore[operator]  # one of the two above

    seen = queries.detail(world.session, world.at_lead, own)

    assert seen.gone
    assert seen.text.title == matter.title
    assert (seen.text.situation, seen.text.suggestion, seen.text.raised_by) == ("", "", "")
    assert [one.unit_id for one in seen.whole.parts] == [world.lead.id]
    assert (seen.whole.replies, seen.whole.instructions, seen.whole.feedback) == ([], [], [])
    with pytest.raises(NotFound):
        queries.of_matter(world.session, world.at_lead, matter.id)


@pytest.mark.parametrize("gone", [hand_back, lose])
def test_the_files_of_the_others_are_not_its_own(world: World, gone: object) -> None:
    matter, _own = gone(world)  # type: ignore[operator]  # one of the two above
    theirs = queries.of_matter(world.session, world.clerk, matter.id).replies[0]

    kept = letter(world.session, world.at_co, theirs.id)

    assert open_file(world.session, world.at_co, kept.id)
    assert open_file(world.session, world.at_lead, kept.id) is None


def test_it_keeps_its_own_reply_of_an_earlier_round(world: World) -> None:
    matter, lead, co = world.assigned()
    mine = replying.reply(world.session, world.at_lead, lead.id, ANSWER)
    theirs = replying.reply(world.session, world.at_co, co.id, ANSWER)
    kept = [
        letter(world.session, actor, one.id)
        for actor, one in ((world.at_lead, mine), (world.at_co, theirs))
    ]
    said = FeedbackDraft(Satisfaction.DISSATISFIED, words="没有解决。")
    feedback.give(world.session, world.member, matter.id, said)
    again = listing.listing(world.session, world.at_lead, Filters(Desk.NEW))[0]
    assert [bool(open_file(world.session, world.at_lead, one.id)) for one in kept] == [True, True]

    accepting.hand_back(world.session, world.at_lead, again.id, BACK)

    seen = queries.detail(world.session, world.at_lead, lead.id)
    assert [one.id for one in seen.whole.replies] == [mine.id]
    assert [bool(open_file(world.session, world.at_lead, one.id)) for one in kept] == [True, False]


def test_a_unit_that_gets_it_once_more_reads_it_again(world: World) -> None:
    matter, own = hand_back(world)

    assigning.reassign(world.session, world.clerk, own, Share(world.lead.id), "仍请办理。")

    seen = queries.detail(world.session, world.at_lead, own)
    assert (seen.gone, seen.text.situation) == (False, matter.situation)
    assert len(seen.whole.replies) == 1


def test_the_office_and_the_other_units_go_on_reading_it(world: World) -> None:
    _matter, own = hand_back(world)

    office = queries.detail(world.session, world.clerk, own)
    parts = office.whole.parts

    assert not office.gone
    assert len(parts) == 2
    theirs = next(one.id for one in parts if one.id != own)
    assert not queries.detail(world.session, world.at_co, theirs).gone


def test_what_lies_in_the_bin_is_nobodys(world: World) -> None:
    matter, lead = world.alone()
    matter.binned_at = lead.assigned_at
    world.session.flush()

    with pytest.raises(NotFound):
        queries.detail(world.session, world.at_lead, lead.id)


def test_the_notice_leads_to_what_is_left(world: World) -> None:
    _matter, own = lose(world)

    told = world.told(world.at_lead, NoticeKind.TAKEN_BACK)[0]

    assert SCREENS[told.subject_kind] == "pages/desk/handling.py"
    assert queries.detail(world.session, world.at_lead, told.subject_id).id == own
    assert [one.reason for one in queries.detail(world.session, world.at_lead, own).part.gone] == [
        told.words
    ]


def test_it_lies_on_a_pile_of_its_own(world: World) -> None:
    _matter, own = lose(world)

    counts = listing.counts(world.session, world.at_lead, Filters())

    assert counts == {Desk.GONE: 1}
    rows = listing.listing(world.session, world.at_lead, Filters(Desk.GONE))
    assert [row.id for row in rows] == [own]


def test_every_hand_back_is_kept_with_who_and_when(world: World, clock: Traveller) -> None:
    _matter, lead = world.alone()
    accepting.hand_back(world.session, world.at_lead, lead.id, BACK)
    assigning.reassign(world.session, world.clerk, lead.id, Share(world.lead.id), "仍请办理。")
    clock.move_to("2026-05-21T10:00:00+08:00")
    accepting.hand_back(world.session, world.at_lead, lead.id, "应由城管部门办理。")

    gone = queries.detail(world.session, world.clerk, lead.id).part.gone

    assert [(one.reason, one.by, one.at.day) for one in gone] == [
        (BACK, world.at_lead.name, 20),
        ("应由城管部门办理。", world.at_lead.name, 21),
    ]
    assert {one.state for one in gone} == {AssignmentState.HANDED_BACK}


def test_what_the_office_takes_back_is_kept_too(world: World) -> None:
    matter, lead, _co = world.assigned()

    assigning.take_back(world.session, world.clerk, matter.id, "交办有误。", matter.version)

    gone = queries.detail(world.session, world.at_lead, lead.id).part.gone
    assert [(one.state, one.reason, one.by) for one in gone] == [
        (AssignmentState.TAKEN_BACK, "交办有误。", world.clerk.name)
    ]


def test_words_to_the_next_unit_are_not_told_to_the_last(world: World) -> None:
    _matter, lead = world.alone()

    assigning.reassign(world.session, world.clerk, lead.id, Share(world.co.id), "内部意见。")

    told = world.told(world.at_lead, NoticeKind.TAKEN_BACK)
    assert [one.words for one in told] == ["已改由其他单位办理。"]


def test_a_unit_of_two_matters_keeps_the_other(world: World) -> None:
    hand_back(world)
    kept, lead = world.alone()

    assert not queries.detail(world.session, world.at_lead, lead.id).gone
    assert queries.of_matter(world.session, world.at_lead, kept.id).parts


def test_a_co_unit_that_is_dropped_reads_no_more(world: World) -> None:
    matter = world.proposal()
    draft = AssignDraft((Share(world.lead.id), Share(world.co.id, HandlingRole.CO)))
    _lead, co = assigning.assign(world.session, world.clerk, matter.id, draft, matter.version)

    assigning.drop(world.session, world.clerk, co.id, "不再需要会办。")

    assert queries.detail(world.session, world.at_co, co.id).gone
    assert not queries.has_part(world.session, world.at_co, matter.id)
