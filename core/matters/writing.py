"""Writing a matter down: what people type, and the columns that come of it.

No step is taken and nothing enters the trail here: who calls does both.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from core import clock
from core.audit import service as audit
from core.audit.service import Changes
from core.committees import scope
from core.committees.models import Committee
from core.errors import EditConflict, RuleBroken
from core.i18n import N_
from core.matters import authors, categories, likeness, places, speaking
from core.matters.models import (
    Matter,
    MatterKind,
    Organisation,
    Sensitivity,
    Source,
    Submitter,
    Urgency,
)
from core.matters.reach import WRITE
from core.permissions import Actor, ScopeKind, require
from core.text import clean, clean_block

# Situation, analysis and suggestion together: more is warned of, never cut.
NORM = 1_500
PART = 4_000
TITLE = 120
# Columns that say nothing which others do not say.
_DERIVED = {"changed_at", "received_month"}


@dataclass(frozen=True, slots=True)
class MatterDraft:
    """A matter as typed. `member_id` is the first author; an organisation may name one too.

    `received_on` is today unless the office writes down what came earlier.
    """

    title: str
    situation: str = ""
    analysis: str = ""
    suggestion: str = ""
    category_id: int | None = None
    submitter: Submitter = Submitter.MEMBER
    organisation_kind: Organisation | None = None
    organisation: str = ""
    special_committee_id: int | None = None
    raising_group_id: int | None = None
    informant_id: int | None = None
    member_id: int | None = None
    co_signers: tuple[int, ...] = ()
    source: Source = Source.DIRECT
    studio_id: int | None = None
    sector_group_id: int | None = None
    activity_id: int | None = None
    is_micro: bool = False
    urgency: Urgency = Urgency.NORMAL
    is_open: bool = True
    closed_reason: str = ""
    sensitivity: Sensitivity = Sensitivity.ORDINARY
    received_on: date | None = None

    @property
    def raised_by_committee_id(self) -> int | None:
        """The special committee that raises it, and that no other body does."""
        return self.special_committee_id if self._is(Organisation.SPECIAL_COMMITTEE) else None

    @property
    def raised_by_group_id(self) -> int | None:
        """The sector group that raises it, wherever it was heard."""
        return self.raising_group_id if self._is(Organisation.GROUP) else None

    @property
    def raised_by(self) -> tuple[ScopeKind, int | None] | None:
        """The body or the informant that speaks; None where members or others do."""
        if self.submitter is Submitter.INFORMANT:
            # Who speaks for no member.
            return ScopeKind.INFORMANT, None if self.member_id else self.informant_id
        if self.raised_by_committee_id:
            return ScopeKind.SPECIAL_COMMITTEE, self.raised_by_committee_id
        if self.raised_by_group_id:
            return ScopeKind.GROUP, self.raised_by_group_id
        return None

    def _is(self, kind: Organisation) -> bool:
        return (self.submitter, self.organisation_kind) == (Submitter.ORGANISATION, kind)


def write(
    session: Session, actor: Actor, draft: MatterDraft, committee_id: int, kind: MatterKind
) -> Matter:
    """Write a matter down as a draft, with its authors and what it is compared by."""
    require(actor, WRITE[kind])
    speaking.check(session, actor, draft, (committee_id, kind))
    return _add(session, actor, draft, columns(session, draft, committee_id, kind))


def write_from(
    session: Session, actor: Actor, draft: MatterDraft, old: Matter, kind: MatterKind
) -> Matter:
    """Write a matter down that is made of another, which was fetched for the actor.

    It is of the same committee, and what stands in the other may stay.
    """
    require(actor, WRITE[kind])
    speaking.check(session, actor, draft, (old.committee_id, kind))
    return _add(session, actor, draft, columns(session, draft, old.committee_id, kind, old))


def _add(session: Session, actor: Actor, draft: MatterDraft, new: dict[str, Any]) -> Matter:
    row = Matter(**new, account_id=actor.account_id)
    session.add(row)
    session.flush()  # authors name the new id
    authors.keep(session, actor, row, authors.named(draft.member_id, draft.co_signers))
    likeness.keep(session, row)
    return row


def edit(
    session: Session, actor: Actor, matter: Matter, draft: MatterDraft, version: int
) -> Changes:
    """Change a matter that was fetched for the actor, locked. Returns what is to be told."""
    require(actor, WRITE[matter.kind])
    speaking.check(session, actor, draft, (matter.committee_id, matter.kind), matter)
    new = columns(session, draft, matter.committee_id, matter.kind, matter)
    changes = _apply(matter, new | {"changed_at": clock.now()}, version)
    session.flush()
    wanted = authors.named(draft.member_id, draft.co_signers)
    authors.keep(session, actor, matter, wanted, changes)
    likeness.keep(session, matter)
    return changes


def _apply(matter: Matter, new: dict[str, Any], version: int) -> Changes:
    """Set the columns. What is told of them, in a conflict too, bears the names people know."""
    try:
        changes = audit.apply(matter, new, version)
    except EditConflict as conflict:
        told = [
            replace(one, field=_told_as(one.field))
            for one in conflict.differences
            if one.field not in _DERIVED
        ]
        raise EditConflict(told, conflict.version) from None
    return Changes(_told(changes.before), _told(changes.after))


def _told(columns_: dict[str, Any]) -> dict[str, Any]:
    return {_told_as(key): value for key, value in columns_.items() if key not in _DERIVED}


def _told_as(column: str) -> str:
    """The trail knows the category of an activity by that name, and a matter's by its own."""
    return "matter_category_id" if column == "category_id" else column


def receive(session: Session, actor: Actor, matter: Matter) -> None:
    """What its writer hands in came in today; the office may write down what came earlier.

    The matter was fetched for the actor. Part of handing it in for the first time, which an
    informant whose time has ended does no more, whenever it was written.
    """
    if not scope.covers(session, actor, WRITE[matter.kind], matter.committee_id):
        today = clock.today(session.get_one(Committee, matter.committee_id).time_zone)
        matter.received_on, matter.received_month = today, today.year * 100 + today.month
    if matter.submitter is Submitter.INFORMANT:
        known = (matter.informant_id, matter.committee_id, matter.received_on)
        authors.check_informant(session, *known)


def columns(
    session: Session,
    draft: MatterDraft,
    committee_id: int,
    kind: MatterKind,
    old: Matter | None = None,
) -> dict[str, Any]:
    """The columns of a draft, cleaned and checked; `old` is what is edited, or made into this."""
    received_on = _received_on(session, draft, committee_id, old)
    categories.check(session, draft.category_id, committee_id, kind, old)
    places.check(session, draft, committee_id, old)
    return {
        "committee_id": committee_id,
        "kind": kind,
        "category_id": draft.category_id,
        **_words(draft, kind),
        **_submitter(session, draft, (committee_id, kind), received_on, old),
        "source": draft.source,
        "studio_id": draft.studio_id,
        "sector_group_id": draft.sector_group_id,
        "activity_id": draft.activity_id,
        "is_micro": draft.is_micro,
        "urgency": draft.urgency,
        **_openness(draft),
        "sensitivity": draft.sensitivity,
        "received_on": received_on,
        "received_month": received_on.year * 100 + received_on.month,
    }


def length(*parts: str) -> int:
    """How many characters texts have together, spaces and line breaks left out."""
    return sum(not one.isspace() for part in parts for one in part)


_UNTITLED: Mapping[MatterKind, str] = {
    MatterKind.OPINION: N_("Give it a title: what is it about?"),
    MatterKind.PROPOSAL: N_("Give the proposal a subject: what is it about?"),
}
_UNSIGNED: Mapping[MatterKind, str] = {
    MatterKind.OPINION: N_("Choose the member who raised it."),
    MatterKind.PROPOSAL: N_("Choose the first proposer."),
}


def _words(draft: MatterDraft, kind: MatterKind) -> dict[str, str]:
    title = clean(draft.title, TITLE, "title")
    if not title:
        raise RuleBroken(_UNTITLED[kind], field="title")
    return {
        "title": title,
        "situation": clean_block(draft.situation, PART, "situation"),
        "analysis": clean_block(draft.analysis, PART, "analysis"),
        "suggestion": clean_block(draft.suggestion, PART, "suggestion"),
    }


def _submitter(
    session: Session,
    draft: MatterDraft,
    of: tuple[int, MatterKind],
    day: date,
    old: Matter | None,
) -> dict[str, Any]:
    """Who raised it: one of four, with what belongs to it and nothing else."""
    committee_id, kind = of
    authors.check(session, (draft.member_id, draft.co_signers), of, day, old)
    body = places.body(session, draft, committee_id, old)
    organisation = body or clean(draft.organisation, 120, "organisation")
    of_organisation = draft.submitter is Submitter.ORGANISATION
    of_informant = draft.submitter is Submitter.INFORMANT
    if draft.submitter is Submitter.MEMBER and draft.member_id is None:
        raise RuleBroken(_UNSIGNED[kind], field="member_id")
    if of_organisation and not (organisation and draft.organisation_kind):
        raise RuleBroken(N_("Enter the organisation and its kind."), field="organisation")
    if of_informant:
        authors.check_informant(session, draft.informant_id, committee_id, day, old)
    return {
        "submitter": draft.submitter,
        "organisation_kind": draft.organisation_kind if of_organisation else None,
        "organisation": organisation if of_organisation else "",
        "special_committee_id": draft.raised_by_committee_id,
        "raising_group_id": draft.raised_by_group_id,
        "informant_id": draft.informant_id if of_informant else None,
    }


def _openness(draft: MatterDraft) -> dict[str, Any]:
    reason = clean(draft.closed_reason, 200, "closed_reason")
    if not draft.is_open and not reason:
        raise RuleBroken(N_("Say why it is not open."), field="closed_reason")
    return {"is_open": draft.is_open, "closed_reason": "" if draft.is_open else reason}


def _received_on(
    session: Session, draft: MatterDraft, committee_id: int, old: Matter | None
) -> date:
    asked = select(Committee.time_zone).where(col(Committee.id) == committee_id)
    today = clock.today(session.exec(asked).one())
    day = draft.received_on or (old.received_on if old else today)
    if day > today:
        raise RuleBroken(N_("The day it came in is still to come."), field="received_on")
    if day.year < 1990:
        raise RuleBroken(N_("Check the year of the day."), field="received_on")
    return day
