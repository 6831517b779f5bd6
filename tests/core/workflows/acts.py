"""What people do with matters. Whether they may is not asked here: the services say so."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from sqlmodel import col, select

from core import clock
from core.handling import accepting, assigning, extensions, feedback, replying, urging
from core.handling.drafts import (
    AssignDraft,
    DecisionDraft,
    ExtensionDraft,
    FeedbackDraft,
    InstructionDraft,
    ReplyDraft,
    Share,
    UrgeDraft,
)
from core.handling.models import (
    Assignment,
    AuthorityLevel,
    Extension,
    HandlingRole,
    Result,
    Satisfaction,
)
from core.matters import co_signing as opinion_signing
from core.matters import inquiries
from core.matters.models import (
    Inquiry,
    LinkKind,
    MatterKind,
    Organisation,
    Source,
    Submitter,
    Verb,
)
from core.matters.writing import MatterDraft
from core.opinions import adoptions, instructing, service
from core.opinions.adoptions import AdoptionDraft
from core.opinions.models import AdoptionKind
from core.opinions.service import Move
from core.permissions import Actor
from core.proposals import co_signing, outcome, review, revisits
from core.proposals import service as proposals
from core.proposals.drafts import AskDraft, FlagDraft, ProposalDraft, RefusalDraft
from core.proposals.models import Nature, Proposal
from core.proposals.revisits import RevisitDraft
from tests.core.workflows.house import House

WORDS = "示例理由"


@dataclass(frozen=True)
class Turn:
    """Who acts on which matter. `pick` decides what is left open, `other` is a second matter."""

    by: Actor
    matter: int
    other: int = 0
    pick: int = 0


Act = Callable[[House, Turn], object]


def write_opinion(house: House, turn: Turn) -> object:
    """Raise an opinion item: a member, a studio's lead, or the office for anybody."""
    write = service.take_up if turn.pick % 3 else service.draft
    return write(house.session, turn.by, _opinion(house, turn), house.place.committee)


def write_proposal(house: House, turn: Turn) -> object:
    """Raise a proposal, alone, with a co-signer, or for an organisation."""
    nature = Nature.COLLECTIVE if _body(house, turn) else list(Nature)[turn.pick % 3]
    draft = ProposalDraft(nature, _proposal(house, turn, nature))
    return proposals.write(house.session, turn.by, house.place.committee, draft)


def edit(house: House, turn: Turn) -> object:
    """Change the words."""
    row = house.matter(turn.matter)
    if row.kind is MatterKind.OPINION:
        draft = _opinion(house, turn)
        return service.edit(house.session, turn.by, row.id, draft, row.version)
    nature = house.session.get_one(Proposal, row.id).nature
    typed = ProposalDraft(nature, _proposal(house, turn, nature))
    return proposals.edit(house.session, turn.by, row.id, typed, row.version)


def plain(verb: Verb) -> Act:
    """A step with an opinion item that needs no more than words."""
    return lambda house, turn: service.take(house.session, turn.by, turn.matter, Move(verb, WORDS))


def batch(house: House, turn: Turn) -> object:
    """One step with two items."""
    verb = (Verb.SCREEN, Verb.KEEP, Verb.EDIT, Verb.CHECK, Verb.SIGN)[turn.pick % 5]
    return service.batch(house.session, turn.by, [turn.matter, turn.other], verb, WORDS)


def issue(house: House, turn: Turn) -> object:
    """Give an item the number of an issue."""
    return service.issue(house.session, turn.by, turn.matter, None, None)


def merge(house: House, turn: Turn) -> object:
    """Let a matter go up into another."""
    if house.matter(turn.matter).kind is MatterKind.PROPOSAL:
        return review.merge(house.session, turn.by, turn.matter, turn.other)
    link = LinkKind.MERGED if turn.pick % 2 else LinkKind.DUPLICATE
    return service.merge(house.session, turn.by, (turn.matter, turn.other), link)


def instruct(house: House, turn: Turn) -> object:
    """Copy out what a leader wrote today."""
    level = list(AuthorityLevel)[turn.pick % 4]
    draft = InstructionDraft("示例领导", clock.today(), "请研究办理。", "主席", level)
    return instructing.record(house.session, turn.by, turn.matter, draft)


def adopt(house: House, turn: Turn) -> object:
    """Record a rung of the ladder, or take the last one back."""
    level, kind = list(AuthorityLevel)[turn.pick % 4], list(AdoptionKind)[turn.pick % 5]
    draft = AdoptionDraft(level, kind, clock.today(), "示例专报", str(turn.pick))
    if turn.pick % 7:
        return adoptions.record(house.session, turn.by, turn.matter, draft)
    rungs = adoptions.of(house.session, turn.by, turn.matter)
    adoptions.remove(house.session, turn.by, rungs[-1].id if rungs else 0)
    return None


def ask_colleague(house: House, turn: Turn) -> object:
    """Ask the signer, or answer what one was asked."""
    asked = select(Inquiry.id).where(Inquiry.matter_id == turn.matter)
    if turn.pick % 2:
        known = house.session.exec(asked.order_by(col(Inquiry.id).desc())).first() or 0
        return inquiries.answer(house.session, turn.by, known, "示例答复")
    signer = house.people["signer"].account_id
    return inquiries.ask(house.session, turn.by, turn.matter, signer, "请看一看。")


def assign(house: House, turn: Turn) -> object:
    """Give a matter to a lead, and every other time to a co-handling unit too."""
    version = house.matter(turn.matter).version
    return assigning.assign(
        house.session, turn.by, turn.matter, AssignDraft(_shares(house, turn)), version
    )


def add(house: House, turn: Turn) -> object:
    """Give it to one more unit, as lead or beside the lead."""
    role = HandlingRole.LEAD if turn.pick % 2 else HandlingRole.CO
    draft = AssignDraft((Share(house.place.units[turn.pick % 3], role, workdays=9),))
    version = house.matter(turn.matter).version
    return assigning.add(house.session, turn.by, turn.matter, draft, version)


def reassign(house: House, turn: Turn) -> object:
    """Give one unit's part to another."""
    share = Share(house.place.units[turn.pick % 3], workdays=9)
    return assigning.reassign(house.session, turn.by, _part(house, turn), share, "")


def drop(house: House, turn: Turn) -> object:
    """Go on without a unit."""
    return assigning.drop(house.session, turn.by, _part(house, turn), WORDS)


def take_back(house: House, turn: Turn) -> object:
    """Take a matter back from its units."""
    version = house.matter(turn.matter).version
    return assigning.take_back(house.session, turn.by, turn.matter, WORDS, version)


def accept(house: House, turn: Turn) -> object:
    """Take on what was assigned."""
    return accepting.accept(house.session, turn.by, _part(house, turn))


def hand_back(house: House, turn: Turn) -> object:
    """Say that it is not one's own."""
    return accepting.hand_back(house.session, turn.by, _part(house, turn), WORDS)


def reply(house: House, turn: Turn) -> object:
    """Answer: a lead every other time for the others too. The office writes it down on paper."""
    part = _part(house, turn)
    own = house.session.get(Assignment, part)
    joined = _others(house, own) if own and turn.pick % 2 else ()
    result = list(Result)[turn.pick % 3]
    answer = replying.record if turn.by == house.clerk else replying.reply
    draft = ReplyDraft(result, "示例答复。", joined=joined)
    return answer(house.session, turn.by, part, draft)


def ask_time(house: House, turn: Turn) -> object:
    """Ask for more time."""
    part = house.session.get(Assignment, _part(house, turn))
    until = (part.due_on if part else clock.today()) + timedelta(days=turn.pick % 20)
    draft = ExtensionDraft(until, WORDS)
    return extensions.ask(house.session, turn.by, part.id if part else 0, draft)


def decide_time(house: House, turn: Turn) -> object:
    """Grant more time, or refuse it."""
    asked = (
        select(Extension.id)
        .join(Assignment, col(Assignment.id) == col(Extension.assignment_id))
        .where(col(Assignment.matter_id) == turn.matter)
        .order_by(col(Extension.id).desc())
    )
    known = house.session.exec(asked).first() or 0
    return extensions.decide(house.session, turn.by, known, DecisionDraft(turn.pick % 3 > 0))


def urge(house: House, turn: Turn) -> object:
    """Urge a unit."""
    return urging.urge(house.session, turn.by, _part(house, turn), UrgeDraft(words=WORDS))


def feed_back(house: House, turn: Turn) -> object:
    """Say what one thinks of the reply."""
    draft = FeedbackDraft(list(Satisfaction)[turn.pick % 3], words=WORDS)
    if house.matter(turn.matter).kind is MatterKind.PROPOSAL:
        return outcome.give(house.session, turn.by, turn.matter, draft)
    return feedback.give(house.session, turn.by, turn.matter, draft)


def put_in_bin(house: House, turn: Turn) -> object:
    """Put a matter into the bin."""
    if house.matter(turn.matter).kind is MatterKind.PROPOSAL:
        return proposals.bin_(house.session, turn.by, turn.matter)
    return service.bin_(house.session, turn.by, turn.matter)


def restore(house: House, turn: Turn) -> object:
    """Take a matter out of the bin."""
    if house.matter(turn.matter).kind is MatterKind.PROPOSAL:
        return proposals.restore(house.session, turn.by, turn.matter)
    return service.restore(house.session, turn.by, turn.matter)


def submit(house: House, turn: Turn) -> object:
    """Hand a matter in."""
    if house.matter(turn.matter).kind is MatterKind.PROPOSAL:
        return proposals.submit(house.session, turn.by, turn.matter)
    return service.submit(house.session, turn.by, turn.matter)


def withdraw(house: House, turn: Turn) -> object:
    """Take back what one handed in."""
    if house.matter(turn.matter).kind is MatterKind.PROPOSAL:
        return proposals.withdraw(house.session, turn.by, turn.matter, WORDS)
    return plain(Verb.WITHDRAW)(house, turn)


def return_(house: House, turn: Turn) -> object:
    """Send a matter back to who raised it."""
    if house.matter(turn.matter).kind is MatterKind.PROPOSAL:
        return review.return_(house.session, turn.by, turn.matter, WORDS)
    return plain(Verb.RETURN)(house, turn)


def close(house: House, turn: Turn) -> object:
    """Close a matter."""
    if house.matter(turn.matter).kind is MatterKind.PROPOSAL:
        return review.close(house.session, turn.by, turn.matter)
    return plain(Verb.CLOSE)(house, turn)


def gather(house: House, turn: Turn) -> object:
    """Ask the co-signers of a proposal."""
    until = clock.now() + timedelta(hours=3 + turn.pick)
    return co_signing.ask(house.session, turn.by, turn.matter, AskDraft(until))


def sign_too(house: House, turn: Turn) -> object:
    """Say whether one signs too; every third says no."""
    answer = (
        co_signing.answer
        if house.matter(turn.matter).kind is MatterKind.PROPOSAL
        else opinion_signing.answer
    )
    return answer(house.session, turn.by, turn.matter, bool(turn.pick % 3))


def remind(house: House, turn: Turn) -> object:
    """Remind co-signers, or give them more time."""
    if turn.pick % 2:
        return co_signing.remind(house.session, turn.by, turn.matter)
    until = clock.now() + timedelta(hours=turn.pick)
    return co_signing.change_deadline(house.session, turn.by, turn.matter, until)


def register(house: House, turn: Turn) -> object:
    """Let a proposal in."""
    return review.register(house.session, turn.by, turn.matter)


def refuse(house: House, turn: Turn) -> object:
    """Leave a proposal unregistered."""
    reason = house.place.reasons[turn.pick % len(house.place.reasons)]
    return review.refuse(house.session, turn.by, turn.matter, RefusalDraft(reason))


def convert(house: House, turn: Turn) -> object:
    """Make an opinion item of a proposal."""
    return review.convert(house.session, turn.by, turn.matter)


def flag(house: House, turn: Turn) -> object:
    """Mark a proposal."""
    draft = FlagDraft(is_key=True, is_number_one=bool(turn.pick % 2))
    version = house.matter(turn.matter).version
    return review.flag(house.session, turn.by, turn.matter, draft, version)


def revisit(house: House, turn: Turn) -> object:
    """Write down what became of a promise."""
    draft = RevisitDraft(clock.today(), "示例回访。")
    version = house.matter(turn.matter).version
    return revisits.record(house.session, turn.by, turn.matter, draft, version)


def _opinion(house: House, turn: Turn) -> MatterDraft:
    usual = MatterDraft("关于示例的建议", "示例情况。", suggestion="示例建议。")
    for name, member in house.place.members.items():
        if turn.by == house.people[name]:
            others = set(house.place.members.values()) - {member} if turn.pick % 2 else ()
            return replace(usual, member_id=member, co_signers=tuple(others))
    if body := _body(house, turn):
        return replace(usual, submitter=Submitter.ORGANISATION, **body)
    if turn.by == house.people["informant"]:
        return _of_informant(house, usual)
    if turn.by == house.people["lead"] or turn.pick % 4 == 0:
        heard = replace(usual, source=Source.STUDIO, studio_id=house.place.studio)
        return replace(heard, submitter=Submitter.CITIZEN, is_micro=True)
    if turn.pick % 4 == 1:
        return replace(usual, member_id=house.place.members["author"])
    if turn.pick % 4 == 2:
        return _of_informant(house, usual)
    return replace(
        usual,
        submitter=Submitter.ORGANISATION,
        organisation="示例支部",
        organisation_kind=Organisation.PARTY,
    )


def _of_informant(house: House, usual: MatterDraft) -> MatterDraft:
    return replace(usual, submitter=Submitter.INFORMANT, informant_id=house.place.informant)


def _body(house: House, turn: Turn) -> dict[str, Any]:
    """The body that somebody speaks for. The office writes down what one said, every third time."""
    bodies: dict[str, dict[str, Any]] = {
        "convener": {
            "organisation_kind": Organisation.GROUP,
            "raising_group_id": house.place.group,
        },
        "committee's clerk": {
            "organisation_kind": Organisation.SPECIAL_COMMITTEE,
            "special_committee_id": house.place.special,
        },
    }
    if turn.by == house.clerk and turn.pick % 3 == 0:
        return bodies["convener" if turn.pick % 2 else "committee's clerk"]
    return next((body for name, body in bodies.items() if turn.by == house.people[name]), {})


def _proposal(house: House, turn: Turn, nature: Nature) -> MatterDraft:
    author, partner = (house.place.members[name] for name in ("author", "partner"))
    first = partner if turn.by == house.people["partner"] else author
    other = {author, partner} - {first}
    collective = nature is Nature.COLLECTIVE
    title, words = "关于示例的提案", f"示例建议{turn.pick}。"
    if body := _body(house, turn):
        return MatterDraft(title, "示例情况。", suggestion=words, **body)
    return MatterDraft(
        title,
        "示例情况。",
        suggestion=words,
        member_id=first,
        co_signers=tuple(other) if nature is Nature.CO_SIGNED else (),
        organisation="示例专委会" if collective else "",
        organisation_kind=Organisation.SPECIAL_COMMITTEE if collective else None,
    )


def _shares(house: House, turn: Turn) -> tuple[Share, ...]:
    units = house.place.units
    lead = Share(units[turn.pick % 3], workdays=5 + turn.pick)
    if turn.pick % 2:
        return (lead,)
    return lead, Share(units[(turn.pick + 1) % 3], HandlingRole.CO, workdays=4 + turn.pick)


def _part(house: House, turn: Turn) -> int:
    """An assignment of the newest round: a unit's own, for others one of them; 0 without any."""
    asked = select(Assignment).where(Assignment.matter_id == turn.matter)
    house.session.flush()
    rows = list(house.session.exec(asked.order_by(col(Assignment.id))))
    newest = [row for row in rows if row.round == max(one.round for one in rows)]
    if turn.by in house.units():
        unit = house.place.units[house.units().index(turn.by)]
        newest = [row for row in newest if row.unit_id == unit]
    return newest[turn.pick // 2 % len(newest)].id if newest else 0


def _others(house: House, own: Assignment) -> tuple[int, ...]:
    asked = select(Assignment.id).where(
        Assignment.matter_id == own.matter_id,
        Assignment.round == own.round,
        Assignment.role == HandlingRole.CO,
        Assignment.id != own.id,
    )
    return tuple(house.session.exec(asked))


OFFICE = ("clerk",)
RAISERS = (
    *("author", "partner", "lead", "clerk"),
    *("informant", "convener", "committee's clerk"),
)
UNITS = ("unit 0", "unit 1", "unit 2")
# What the steps of the tables are taken by, and the people who take them.
STEPS: Mapping[Verb, tuple[Act, tuple[str, ...]]] = {
    Verb.GATHER: (gather, RAISERS),
    Verb.SUBMIT: (submit, RAISERS),
    Verb.RETURN: (return_, OFFICE),
    Verb.SCREEN: (plain(Verb.SCREEN), OFFICE),
    Verb.KEEP: (plain(Verb.KEEP), OFFICE),
    Verb.EDIT: (plain(Verb.EDIT), OFFICE),
    Verb.CHECK: (plain(Verb.CHECK), OFFICE),
    Verb.SIGN: (plain(Verb.SIGN), ("signer",)),
    Verb.ISSUE: (issue, OFFICE),
    Verb.REPORT: (plain(Verb.REPORT), OFFICE),
    Verb.INSTRUCT: (instruct, OFFICE),
    Verb.REGISTER: (register, OFFICE),
    Verb.REFUSE: (refuse, OFFICE),
    Verb.CONVERT: (convert, OFFICE),
    Verb.MERGE: (merge, OFFICE),
    Verb.ASSIGN: (assign, OFFICE),
    Verb.UNASSIGN: (take_back, OFFICE),
    Verb.HANDLE: (accept, UNITS),
    Verb.REPLY: (reply, UNITS),
    Verb.FEED_BACK: (feed_back, RAISERS),
    Verb.REOPEN: (feed_back, RAISERS),
    Verb.CLOSE: (close, OFFICE),
    Verb.WITHDRAW: (withdraw, RAISERS),
}
# What else may happen to a matter in between.
BESIDES: tuple[tuple[Act, tuple[str, ...]], ...] = (
    (edit, (*RAISERS, "signer")),
    (batch, ("clerk", "signer")),
    (adopt, OFFICE),
    (ask_colleague, ("clerk", "signer")),
    (add, OFFICE),
    (reassign, OFFICE),
    (drop, OFFICE),
    (accept, UNITS),
    (hand_back, UNITS),
    (reply, ("clerk", *UNITS)),
    (ask_time, UNITS),
    (decide_time, OFFICE),
    (urge, OFFICE),
    (plain(Verb.FEED_BACK), OFFICE),
    (put_in_bin, RAISERS),
    (restore, RAISERS),
    (sign_too, ("author", "partner")),
    (remind, ("author", "partner")),
    (flag, OFFICE),
    (revisit, OFFICE),
)
ACTS: tuple[Act, ...] = (
    write_opinion,
    write_proposal,
    *(act for act, _people in STEPS.values()),
    *(act for act, _people in BESIDES),
)
