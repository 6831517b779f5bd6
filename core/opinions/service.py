"""Opinion items: writing them, and the steps that they take from the voice to the answer."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Any

from sqlmodel import Session, col, select

from core import clock
from core.activities import finding as activities
from core.audit import service as audit
from core.audit.service import Changes, Entry
from core.committees import trail
from core.committees.models import Committee
from core.errors import NotFound, RuleBroken
from core.handling import rounds
from core.i18n import N_
from core.matters import (
    co_signing,
    editing,
    exchanging,
    finding,
    links,
    numbers,
    openness,
    steps,
    writing,
)
from core.matters.models import LinkKind, Matter, MatterKind, Source, State, Step, Submitter, Verb
from core.matters.writing import MatterDraft
from core.opinions import rules
from core.permissions import Actor, Permission, require
from core.text import clean_block

KIND = MatterKind.OPINION
WRITE, SCREEN = Permission.OPINION_WRITE, Permission.OPINION_SCREEN
WORDS = 4_000
MOST_AT_ONCE = 200
WORDS_OF = {"situation", "analysis", "suggestion"}
UNTOLD = "***"


@dataclass(frozen=True, slots=True)
class Move:
    """A step to be taken; `version` is that of the item as it was seen, None asks for no check."""

    verb: Verb
    words: str = ""
    version: int | None = None


def draft(session: Session, actor: Actor, typed: MatterDraft, committee_id: int) -> Matter:
    """Write an opinion item down; it stays the writer's own until it is submitted."""
    require(actor, WRITE)
    row = writing.write(session, actor, typed, committee_id, KIND)
    _tell(session, actor, "drafted", row, Changes({}, {"title": row.title}))
    return row


def edit(
    session: Session, actor: Actor, matter_id: int, typed: MatterDraft, version: int
) -> Matter:
    """Change the words of an item: its writer while it is written, then the desk."""
    row = _changeable(session, actor, matter_id)
    was = exchanging.before(session, row)
    changes = writing.edit(session, actor, row, typed, version)
    exchanging.tell(session, actor, row, was)
    if row.number is not None:
        rules.check_says_something(row)
    _tell(session, actor, "edited", row, _without_words(row, changes))
    return row


def _without_words(row: Matter, changes: Changes) -> Changes:
    """What citizens wrote can be deleted, and the trail cannot: it keeps that it was changed."""
    told_by = (row.source, row.submitter, *map(changes.before.get, ("source", "submitter")))
    if not {Source.BOX, Submitter.CITIZEN} & set(told_by):
        return changes
    return Changes(_untold(changes.before), _untold(changes.after))


def _untold(columns: dict[str, Any]) -> dict[str, Any]:
    return {key: UNTOLD if key in WORDS_OF else value for key, value in columns.items()}


def submit(
    session: Session, actor: Actor, matter_id: int, words: str = "", version: int | None = None
) -> Matter:
    """Hand an item in; it is numbered the first time. Sent again, its history stays."""
    row = steps.find(session, actor, matter_id, WRITE, KIND)
    finding.check_version(row, version)
    _submit(session, actor, row, clean_block(words, WORDS, "words"))
    return row


def take_up(session: Session, actor: Actor, typed: MatterDraft, committee_id: int) -> Matter:
    """Write an item down and hand it in, in one step."""
    require(actor, WRITE)
    row = writing.write(session, actor, typed, committee_id, KIND)
    _submit(session, actor, row, "")
    return row


def take_over(session: Session, actor: Actor, typed: MatterDraft, old: Matter) -> Matter:
    """Make an item of another matter, which was fetched for the actor, and hand it in."""
    require(actor, WRITE)
    row = writing.write_from(session, actor, typed, old, KIND)
    _submit(session, actor, row, "")
    return row


def from_activity(session: Session, actor: Actor, activity_id: int, typed: MatterDraft) -> Matter:
    """Make an item of what an activity heard, or could not agree on; both stay linked."""
    require(actor, WRITE)
    activity = activities.find(session, actor, activity_id)
    heard = replace(
        typed,
        source=Source.ACTIVITY,
        activity_id=activity.id,
        studio_id=activity.studio_id,
        sector_group_id=activity.sector_group_id,
    )
    return take_up(session, actor, heard, activity.committee_id)


def take(session: Session, actor: Actor, matter_id: int, move: Move) -> Step:
    """Take a step that needs no more than words. Steps with more have functions of their own."""
    way = rules.plain(move.verb)
    row = steps.find(session, actor, matter_id, way.permission, KIND)
    finding.check_version(row, move.version)
    return _take(session, actor, row, move.verb, clean_block(move.words, WORDS, "words"))


def batch(
    session: Session, actor: Actor, matter_ids: Collection[int], verb: Verb, words: str = ""
) -> int:
    """Take one step with several items, each as if it were taken alone; all of them or none."""
    way = rules.plain(verb)
    require(actor, way.permission)
    rules.check_number(len(set(matter_ids)), MOST_AT_ONCE)
    said = clean_block(words, WORDS, "words")
    # All are locked before the first step, in one order, so that two batches cannot block.
    rows = [
        steps.find(session, actor, one, way.permission, KIND) for one in sorted(set(matter_ids))
    ]
    for row in rows:
        rules.check_step(row, verb, steps.off(session, row.committee_id, KIND))
        _take(session, actor, row, verb, said)
    return len(rows)


def issue(
    session: Session, actor: Actor, matter_id: int, number: int | None, version: int | None
) -> Matter:
    """Issue an item: 第 n 期 of its committee's year, the next one unless one is given."""
    row = steps.find(session, actor, matter_id, SCREEN, KIND)
    finding.check_version(row, version)
    year = clock.today(session.get_one(Committee, row.committee_id).time_zone).year
    following = numbers.next_issue(session, row.committee_id, year)
    if number is not None:
        _check_issue(session, row, year, number)
    row.issue_year, row.issue_number = year, number or following
    steps.move(session, actor, row, Verb.ISSUE)
    return row


def merge(
    session: Session, actor: Actor, pair: tuple[int, int], link: LinkKind, words: str = ""
) -> Matter:
    """Merge the first item into the second, or mark it as its duplicate: credit is shared."""
    require(actor, SCREEN)
    said = clean_block(words, WORDS, "words")
    row, into, kept = links.merge(session, actor, pair, rules.merging(link), said)
    if row.kind is not KIND:
        raise NotFound
    rules.check_merged(row.state, link)
    links.join(session, actor, row, into, kept)
    steps.move(session, actor, row, Verb.MERGE, said or openness.title(into))
    return row


def bin_(session: Session, actor: Actor, matter_id: int) -> Matter:
    """Put an item into the bin: the writer a draft, the desk also what was handed in."""
    row = steps.find(session, actor, matter_id, WRITE, KIND)
    if row.state not in (State.DRAFT, State.WITHDRAWN) and not editing.desks(session, actor, row):
        raise RuleBroken(N_("The opinion item was handed in. Withdraw it first, and say why."))
    rounds.pause(session, row)
    _tell(session, actor, "binned", row, audit.apply(row, {"binned_at": clock.now()}, row.version))
    return row


def restore(session: Session, actor: Actor, matter_id: int) -> Matter:
    """Take an item out of the bin, with all that belongs to it."""
    require(actor, WRITE)
    row = finding.binned(session, actor, matter_id)
    if row.kind is not KIND:
        raise NotFound
    rounds.resume(session, row)
    _tell(session, actor, "restored", row, audit.apply(row, {"binned_at": None}, row.version))
    return row


def _take(session: Session, actor: Actor, row: Matter, verb: Verb, words: str) -> Step:
    if verb is Verb.SUBMIT:
        return _submit(session, actor, row, words)
    rules.check_answered(row, verb)
    if verb is Verb.WITHDRAW:
        links.check_alone(session, row)
    if verb is Verb.CLOSE and rounds.waits(session, row):
        raise RuleBroken(N_("It lies with its units. Take it back from them first."))
    return steps.move(session, actor, row, verb, words)


def _submit(session: Session, actor: Actor, row: Matter, words: str) -> Step:
    rules.check_says_something(row)
    if row.number is None:
        writing.receive(session, actor, row)
        numbers.give(session, row, row.received_on.year)
    step = steps.move(session, actor, row, Verb.SUBMIT, words)
    co_signing.ask(session, row)
    return step


def _changeable(session: Session, actor: Actor, matter_id: int) -> Matter:
    require(actor, WRITE)
    row = editing.changeable(session, actor, matter_id)
    if row.kind is not KIND:
        raise NotFound
    return row


def _check_issue(session: Session, row: Matter, year: int, number: int) -> None:
    """One item per issue."""
    if not 1 <= number <= 9_999:
        raise RuleBroken(N_("Enter the number of the issue."), field="number")
    asked = select(Matter.id).where(
        Matter.committee_id == row.committee_id,
        Matter.kind == KIND,
        Matter.issue_year == year,
        Matter.issue_number == number,
        col(Matter.id) != row.id,
    )
    if session.exec(asked).first() is not None:
        raise RuleBroken(N_("Issue {n} is given already."), field="number", n=number)


def _tell(session: Session, actor: Actor, verb: str, row: Matter, changes: Changes) -> None:
    kind = KIND.value
    entry = Entry(
        f"{kind}:{verb}",
        kind,
        row.id,
        row.title,
        row.committee_id,
        changes.before,
        changes.after,
    )
    trail.record(session, actor, entry)
