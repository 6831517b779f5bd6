"""Entering items, correcting them, and deciding on them. Never commits."""

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from core import clock
from core.assessment import keeping, reach
from core.assessment.book.shape import Item
from core.assessment.claims import queries, rules, whom
from core.assessment.claims.drafts import ClaimDraft, Decision
from core.assessment.models import Assessment, Claim, ClaimState
from core.audit import service as audit
from core.audit.service import Changes, Entry
from core.committees import trail
from core.committees.models import Committee
from core.errors import RuleBroken
from core.files import queries as file_queries
from core.files import service as files
from core.files.models import Attachment, FileOwner
from core.files.service import Owner
from core.i18n import N_
from core.notices import service as notices
from core.notices.models import NoticeKind
from core.notices.service import Told
from core.permissions import Actor, Permission, require
from core.text import clean, clean_block

RECORD, APPROVE = Permission.ASSESSMENT_RECORD, Permission.ASSESSMENT_APPROVE
KIND = "claim"
TITLE, WORDS, REASON = 120, 1000, 400
_UNDECIDED = {"decided_by": "", "decided_at": None, "decision": ""}


def record(session: Session, actor: Actor, assessment_id: int, draft: ClaimDraft) -> list[Claim]:
    """Enter an item for one or several within the actor's scope; their evidence is shared."""
    require(actor, RECORD)
    assessment = reach.find(session, actor, assessment_id)
    typed = _columns(session, assessment, draft)
    rules.check_entered(_item(session, assessment, draft), draft)
    names = _names(session, actor, assessment, draft.subject_ids)
    rules.check_unique(_same(session, assessment, typed, names))
    rows = _keep(session, actor, assessment, typed, names)
    for one in draft.files:
        files.add(session, actor, _owner(rows[0]), one.name, one.data)
    told = typed | {"subjects": list(names.values())}
    _tell(session, actor, "recorded", rows[0], Changes({}, told))
    return rows


def edit(session: Session, actor: Actor, claim_id: int, draft: ClaimDraft, version: int) -> Claim:
    """Correct what waits for approval. What was not approved waits again."""
    row, assessment = _waiting(session, actor, claim_id)
    columns = _columns(session, assessment, draft)
    again: dict[str, Any] = {"state": ClaimState.CLAIMED, **_UNDECIDED}
    names = whom.names(session, row.subject_kind, [row.subject_id])
    rules.check_unique(_same(session, assessment, columns, names, row.id))
    _tell(session, actor, "edited", row, audit.apply(row, columns | again, version))
    return row


def decide(
    session: Session, actor: Actor, claim_ids: Collection[int], decision: Decision
) -> list[Claim]:
    """Approve entered items, or refuse them and say why: whoever entered them is told."""
    rows = queries.find_all(session, actor, claim_ids, APPROVE)
    words = clean_block(decision.words, REASON, "words")
    rules.check_decision(Decision(decision.approved, words))
    _check_decidable(session, rows, approved=decision.approved)
    state = ClaimState.APPROVED if decision.approved else ClaimState.REFUSED
    columns = {"state": state, "decided_by": actor.name, "decided_at": clock.now()}
    for row in rows:
        changes = audit.apply(row, columns | {"decision": words}, row.version)
        if not decision.approved:
            _tell_refused(session, actor, row)
        _tell(session, actor, "approved" if decision.approved else "refused", row, changes)
    return rows


def reopen(session: Session, actor: Actor, claim_id: int) -> Claim:
    """Take a decision back: the item waits again, and pays nothing meanwhile."""
    (row,) = queries.find_all(session, actor, [claim_id], APPROVE)
    rules.check_running(session.get_one(Assessment, row.assessment_id))
    if row.state is ClaimState.CLAIMED:
        raise RuleBroken(N_("Nothing was decided on it yet."))
    columns = {"state": ClaimState.CLAIMED, **_UNDECIDED}
    _tell(session, actor, "reopened", row, audit.apply(row, columns, row.version))
    return row


def bin_(session: Session, actor: Actor, claim_id: int) -> Claim:
    """Put an item that was not approved into the bin."""
    row, _assessment = _waiting(session, actor, claim_id)
    _tell(session, actor, "binned", row, audit.apply(row, {"binned_at": clock.now()}, row.version))
    return row


def restore(session: Session, actor: Actor, claim_id: int) -> Claim:
    """Take an item out of the bin, unless it was entered again meanwhile."""
    row = queries.find_binned(session, actor, claim_id)
    assessment = session.get_one(Assessment, row.assessment_id)
    rules.check_running(assessment)
    names = whom.names(session, row.subject_kind, [row.subject_id])
    rules.check_unique(_same(session, assessment, row.model_dump(), names, row.id))
    _tell(session, actor, "restored", row, audit.apply(row, {"binned_at": None}, row.version))
    return row


def attach(session: Session, actor: Actor, claim_id: int, name: str, data: bytes) -> Attachment:
    """Add evidence to what waits for approval, and to those entered together with it."""
    row, _assessment = _waiting(session, actor, claim_id)
    owner = _owner(row)
    if len(file_queries.of(session, owner.kind, owner.id)) >= rules.MOST_FILES:
        raise RuleBroken(N_("One item keeps {n} files at most."), "files", n=rules.MOST_FILES)
    return files.add(session, actor, owner, name, data)


def detach(session: Session, actor: Actor, claim_id: int, attachment_id: int) -> Attachment:
    """Put a file of what waits for approval into the bin."""
    row, _assessment = _waiting(session, actor, claim_id)
    return files.bin_(session, actor, _owner(row), attachment_id)


def bring_back(session: Session, actor: Actor, claim_id: int, attachment_id: int) -> Attachment:
    """Take a file of what waits for approval out of the bin."""
    row, _assessment = _waiting(session, actor, claim_id)
    return files.restore(session, actor, _owner(row), attachment_id)


def _waiting(session: Session, actor: Actor, claim_id: int) -> tuple[Claim, Assessment]:
    """An item that may still be changed by those who enter it, locked."""
    row = queries.find(session, actor, claim_id, RECORD, lock=True)
    assessment = session.get_one(Assessment, row.assessment_id)
    rules.check_running(assessment)
    rules.check_waiting(row)
    return row, assessment


def _owner(row: Claim) -> Owner:
    return Owner(FileOwner.CLAIM, row.evidence_of or row.id, row.committee_id)


def _keep(
    session: Session,
    actor: Actor,
    assessment: Assessment,
    typed: Mapping[str, Any],
    ids: Collection[int],
) -> list[Claim]:
    """Keep an item for each subject: the first keeps the evidence of all."""
    of = {"committee_id": assessment.committee_id, "assessment_id": assessment.id}
    kind = keeping.book(session, assessment).scores
    by = {"subject_kind": kind, "account_id": actor.account_id}
    rows = [Claim(**{**typed, **of, **by, "subject_id": one}) for one in ids]
    session.add(rows[0])
    session.flush()  # the others name it
    for row in rows[1:]:
        row.evidence_of = rows[0].id
    session.add_all(rows[1:])
    return rows


def _item(session: Session, assessment: Assessment, draft: ClaimDraft) -> Item:
    return rules.item_of(keeping.book(session, assessment), draft.item_key)


def _columns(session: Session, assessment: Assessment, draft: ClaimDraft) -> dict[str, Any]:
    rules.check_running(assessment)
    item = _item(session, assessment, draft)
    zone = session.get_one(Committee, assessment.committee_id).time_zone
    rules.check(item, draft, assessment, clock.today(zone))
    return {
        "item_key": item.key,
        "choice": draft.choice if item.choices else "",
        "quantity": draft.quantity if rules.asks_quantity(item) else 1,
        "title": clean(draft.title, TITLE, "title") or item.name[:TITLE],
        "done_on": draft.done_on,
        "words": clean_block(draft.words, WORDS, "words"),
    }


def _names(
    session: Session, actor: Actor, assessment: Assessment, ids: Collection[int]
) -> dict[int, str]:
    """The names of subjects that are scored and within the actor's scope, in order of ids."""
    found = {one.id: one.name for one in whom.scored(session, actor, assessment, ids)}
    if found.keys() != set(ids):
        raise RuleBroken(
            N_("One of these is not scored by this assessment, or not yours."), "subject_ids"
        )
    return found


def _same(
    session: Session,
    assessment: Assessment,
    columns: Mapping[str, Any],
    names: Mapping[int, str],
    own_id: int = 0,
) -> list[str]:
    """The names of those for whom the same was entered before."""
    asked = select(col(Claim.subject_id)).where(
        col(Claim.assessment_id) == assessment.id,
        col(Claim.subject_id).in_(list(names)),
        *(col(getattr(Claim, key)) == columns[key] for key in ("item_key", "title", "done_on")),
        col(Claim.id) != own_id,
        col(Claim.binned_at).is_(None),
    )
    return [names[one] for one in session.execute(asked).scalars()]


def _check_decidable(session: Session, rows: Collection[Claim], *, approved: bool) -> None:
    evident = {row.evidence_of or row.id for row in rows}
    kept = {one.owner_id for one in file_queries.of_all(session, FileOwner.CLAIM, evident)}
    for row in rows:
        assessment = session.get_one(Assessment, row.assessment_id)
        rules.check_running(assessment)
        rules.check_undecided(row)
        if approved:
            rules.check_evidence(keeping.book(session, assessment), row, kept)


def _tell_refused(session: Session, actor: Actor, row: Claim) -> None:
    if row.account_id is not None and row.account_id != actor.account_id:
        told = Told(NoticeKind.CLAIM_REFUSED, KIND, row.id, row.title, row.decision)
        notices.tell(session, [row.account_id], told)


def _tell(session: Session, actor: Actor, done: str, row: Claim, told: Changes) -> None:
    entry = Entry(
        f"{KIND}:{done}", KIND, row.id, row.title, row.committee_id, told.before, told.after
    )
    trail.record(session, actor, entry)
