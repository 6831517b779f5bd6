"""A decision is taken on the text that was seen: rewritten meanwhile, it is shown first."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlmodel import Session

from core import clock
from core.activities.models import ActivityState
from core.matters import authors
from core.matters.models import Consent, Matter, State, Verb
from core.matters.writing import MatterDraft
from core.opinions import service as opinions
from core.permissions import Actor, Role
from core.proposals import co_signing
from core.proposals import service as proposals
from core.proposals.drafts import AskDraft
from core.proposals.models import Nature
from tests.core.proposals.drafting import House, typed
from tests.factories import Make
from tests.pages.conftest import Browser, OpenScreen

TOLD = "这条记录刚被他人修改过。"
NEW = "完全不同的题目"


class Desk:
    """Two clerks; one has a matter open while the other rewrites it."""

    def __init__(self, session: Session, make: Make, open_screen: OpenScreen) -> None:
        self.session, self.open_screen = session, open_screen
        self.house = House(session, make)
        self.clerk, self.other = self.house.clerk, make.actor(Role.CLERK)

    def item(self, *verbs: Verb) -> Matter:
        """An opinion item that took some steps."""
        draft = MatterDraft("停车难", suggestion="示例建议。", member_id=self.house.member.id)
        row = opinions.take_up(self.session, self.other, draft, self.house.of)
        for verb in verbs:
            opinions.take(self.session, self.other, row.id, opinions.Move(verb))
        return row

    def opened(self, row: Matter, screen: str, actor: Actor | None = None) -> Browser:
        self.session.commit()
        return self.open_screen(actor or self.clerk, screen, id=str(row.id))

    def rewritten(self, row: Matter) -> None:
        """The other clerk saves another text."""
        member = self.house.member
        if row.kind is opinions.KIND:
            draft = MatterDraft(NEW, suggestion="别的建议。", member_id=member.id)
            opinions.edit(self.session, self.other, row.id, draft, row.version)
        else:
            draft = typed(member, title=NEW)
            proposals.edit(self.session, self.other, row.id, draft, row.version)
        self.session.commit()


@pytest.fixture
def desk(session: Session, make: Make, open_screen: OpenScreen) -> Desk:
    return Desk(session, make, open_screen)


def step(at: Browser, row: Matter) -> None:
    at.button(key=f"opinions.step.{row.id}.screen").click().run()


def send(label: str) -> Callable[..., None]:
    def press(at: Browser, _row: Matter | None = None) -> None:
        [one for one in at.button if one.label == label][-1].click().run()

    return press


def told(at: Browser) -> bool:
    """Whether the conflict is told once, beside the text as it is now."""
    assert not at.exception
    said = [one.value for one in at.error if one.value.startswith(TOLD)]
    return len(said) == 1 and NEW in at.header[0].value


@pytest.mark.parametrize("press", [step, send("办理")])
def test_an_item_rewritten_meanwhile_is_screened_once_it_was_seen(
    desk: Desk, press: Callable[..., None]
) -> None:
    row = desk.item()
    at = desk.opened(row, "work/opinions")
    desk.rewritten(row)

    press(at, row)
    refused = told(at), row.state
    step(at, row)

    desk.session.refresh(row)
    assert refused == (True, State.SUBMITTED)
    assert row.state is State.SCREENED


def test_an_item_changed_meanwhile_is_issued_once_it_was_seen(desk: Desk, make: Make) -> None:
    row = desk.item(Verb.SCREEN, Verb.EDIT, Verb.CHECK)
    opinions.take(desk.session, make.actor(Role.SIGNER), row.id, opinions.Move(Verb.SIGN))
    at = desk.opened(row, "work/opinions")
    row.title, row.version = NEW, row.version + 1
    desk.session.commit()

    send("编印")(at, row)
    refused = told(at), row.issue_number
    send("编印")(at, row)

    desk.session.refresh(row)
    assert refused == (True, None)
    assert row.issue_number == 1


@pytest.mark.parametrize("label", ["确认", "退回"])
def test_an_activity_rewritten_meanwhile_is_confirmed_once_it_was_seen(
    desk: Desk, make: Make, label: str
) -> None:
    row = make.activity(title="读书会", place="示例馆", state=ActivityState.SUBMITTED)
    at = desk.open_screen(desk.clerk, "work/activities", id=str(row.id))
    row.title, row.version = NEW, row.version + 1
    desk.session.commit()

    at.text_area[0].set_value("请补充。")
    send(label)(at)
    refused = told(at)
    send("确认")(at)

    desk.session.refresh(row)
    assert refused
    assert row.state is ActivityState.CONFIRMED


def test_a_proposal_rewritten_meanwhile_is_co_signed_once_it_was_seen(desk: Desk) -> None:
    house = desk.house
    member, reader = house.co_signer()
    row = house.co_signed(member)
    until = clock.now() + timedelta(days=3)
    co_signing.ask(desk.session, house.author, row.id, AskDraft(until), row.version)
    at = desk.opened(row, "work/proposals", reader)
    draft = typed(house.member, Nature.CO_SIGNED, title=NEW, co_signers=(member.id,))
    proposals.edit(desk.session, house.author, row.id, draft, row.version)
    desk.session.commit()

    send("同意联名")(at, row)
    refused = told(at), consent(desk, row)
    send("同意联名")(at, row)

    assert refused == (True, Consent.ASKED)
    assert consent(desk, row) is Consent.AGREED


def test_an_item_rewritten_meanwhile_is_signed_too_once_it_was_seen(desk: Desk) -> None:
    house = desk.house
    member, reader = house.co_signer()
    draft = MatterDraft(
        "停车难", suggestion="示例建议。", member_id=house.member.id, co_signers=(member.id,)
    )
    row = opinions.take_up(desk.session, house.author, draft, house.of)
    at = desk.opened(row, "work/opinions", reader)
    row.title, row.version = NEW, row.version + 1
    desk.session.commit()

    send("同意联名")(at, row)
    refused = told(at), consent(desk, row)
    send("同意联名")(at, row)

    assert refused == (True, Consent.ASKED)
    assert consent(desk, row) is Consent.AGREED


def consent(desk: Desk, row: Matter) -> Consent:
    """What the co-signer said."""
    desk.session.expire_all()
    said = authors.of(desk.session, row.id)[-1].consent
    desk.session.commit()
    return said


@pytest.mark.parametrize("asks", [False, True])
def test_a_draft_rewritten_meanwhile_is_handed_in_or_shown_to_others_once_it_was_seen(
    desk: Desk, asks: bool
) -> None:
    house = desk.house
    member, _reader = house.co_signer()
    row = house.co_signed(member) if asks else house.written()
    label = "征集联名" if asks else "提交"
    at = desk.opened(row, "work/proposals", house.author)
    row.title, row.version = NEW, row.version + 1
    desk.session.commit()

    send(label)(at, row)
    refused = told(at)
    send(label)(at, row)

    desk.session.refresh(row)
    assert refused
    assert row.state is (State.GATHERING if asks else State.SUBMITTED)


def decide(at: Browser, row: Matter, verb: Verb) -> None:
    """Choose a decision on a proposal, and send its form."""
    at.session_state[f"proposals.review.0.{row.id}"] = verb
    at.run()
    for words in at.text_area:
        if words.key == f"proposals.{verb.value}.{row.id}.0.words":
            words.set_value("示例理由。")
    form = f"proposals.{verb.value}.{row.id}"
    next(one for one in at.button if form in (one.key or "")).click().run()


@pytest.mark.parametrize(
    ("first", "then", "state"),
    [
        (Verb.REGISTER, Verb.REGISTER, State.REGISTERED),
        (Verb.CONVERT, Verb.CONVERT, State.CONVERTED),
        (Verb.RETURN, Verb.RETURN, State.RETURNED),
        (Verb.REGISTER, Verb.RETURN, State.RETURNED),
    ],
)
def test_a_proposal_rewritten_meanwhile_is_decided_once_it_was_seen(
    desk: Desk, first: Verb, then: Verb, state: State
) -> None:
    row = desk.house.submitted()
    at = desk.opened(row, "work/proposals")
    desk.rewritten(row)

    decide(at, row, first)
    refused = told(at), row.state
    decide(at, row, then)

    desk.session.refresh(row)
    assert refused == (True, State.SUBMITTED)
    assert row.state is state
