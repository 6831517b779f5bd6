"""Recording speeches, reports and suggestions."""

from typing import Any

from sqlmodel import Session, col, select

from core import clock
from core.audit import service as audit
from core.audit.service import Changes, Entry
from core.committees import scope, trail
from core.committees.models import Committee, Term, TermSession
from core.contributions import queries, rules
from core.contributions.drafts import ContributionDraft
from core.contributions.models import Contribution, Contributor
from core.errors import NotFound
from core.i18n import N_
from core.members.models import Member
from core.permissions import Actor, Permission, require
from core.text import clean, clean_block, required

TITLE, LINE, OUTCOME = 120, 120, 1000
WRITE = Permission.PROPOSAL_REVIEW


def register(
    session: Session, actor: Actor, committee_id: int, draft: ContributionDraft
) -> Contribution:
    """Record a contribution to a committee within the actor's scope."""
    require(actor, WRITE)
    if not scope.covers(session, actor, WRITE, committee_id):
        raise NotFound
    columns = _columns(session, committee_id, draft)
    names = _names(session, committee_id, draft.member_ids)
    rules.check_unique(_same(session, committee_id, columns))
    row = Contribution(committee_id=committee_id, **columns)
    session.add(row)
    session.flush()  # authors and the trail name the new id
    _give(session, row.id, draft.member_ids)
    _tell(session, actor, "registered", row, Changes({}, columns | {"members": names}))
    return row


def edit(
    session: Session, actor: Actor, contribution_id: int, draft: ContributionDraft, version: int
) -> Contribution:
    """Correct a contribution, its authors and what came of it."""
    require(actor, WRITE)
    row = queries.find(session, actor, contribution_id, WRITE, lock=True)
    columns = _columns(session, row.committee_id, draft)
    kept = queries.members_of(session, row.id)
    names = _names(session, row.committee_id, draft.member_ids, kept)
    rules.check_unique(_same(session, row.committee_id, columns, row.id))
    changes = audit.apply(row, columns, version)
    if kept != list(draft.member_ids):
        changes.before["members"] = list(_named(session, kept).values())
        changes.after["members"] = names
        _give(session, row.id, draft.member_ids)
    _tell(session, actor, "edited", row, changes)
    return row


def bin_contribution(session: Session, actor: Actor, contribution_id: int) -> Contribution:
    """Put a contribution into the bin: it counts no more, and can be restored."""
    require(actor, WRITE)
    row = queries.find(session, actor, contribution_id, WRITE, lock=True)
    row.binned_at = clock.now()
    row.version += 1
    _tell(session, actor, "binned", row, Changes({}, {}))
    return row


def restore(session: Session, actor: Actor, contribution_id: int) -> Contribution:
    """Take a contribution out of the bin, unless it was recorded again meanwhile."""
    require(actor, WRITE)
    row = queries.find_binned(session, actor, contribution_id)
    rules.check_unique(_same(session, row.committee_id, row.model_dump(), row.id))
    row.binned_at = None
    row.version += 1
    _tell(session, actor, "restored", row, Changes({}, {}))
    return row


def _columns(session: Session, committee_id: int, draft: ContributionDraft) -> dict[str, Any]:
    zone = session.get_one(Committee, committee_id).time_zone
    rules.check(draft, clock.today(zone))
    if draft.term_session_id is not None:
        _check_session(session, committee_id, draft.term_session_id)
    return {
        "kind": draft.kind,
        "title": required(draft.title, TITLE, "title", N_("Type the title.")),
        "given_on": draft.given_on,
        "term_session_id": draft.term_session_id,
        "occasion": clean(draft.occasion, LINE, "occasion"),
        "organisation": clean(draft.organisation, LINE, "organisation"),
        "pieces": draft.pieces,
        "points": draft.points,
        "outcome": clean_block(draft.outcome, OUTCOME, "outcome"),
    }


def _check_session(session: Session, committee_id: int, term_session_id: int) -> None:
    """The plenary session is one of the committee's."""
    asked = (
        select(TermSession.id)
        .join(Term, col(Term.id) == col(TermSession.term_id))
        .where(TermSession.id == term_session_id, Term.committee_id == committee_id)
    )
    if session.exec(asked).first() is None:
        raise NotFound


def _names(
    session: Session,
    committee_id: int,
    member_ids: tuple[int, ...],
    kept: list[int] | None = None,
) -> list[str]:
    """The names of members of the committee, in the order given; those kept may have gone."""
    asked = select(Member.id, Member.name).where(
        col(Member.id).in_(member_ids),
        (col(Member.committee_id) == committee_id) & col(Member.binned_at).is_(None)
        | col(Member.id).in_(kept or []),
    )
    found = dict(session.exec(asked).all())
    if len(set(member_ids)) != len(member_ids) or found.keys() != set(member_ids):
        raise NotFound
    return [found[one] for one in member_ids]


def _named(session: Session, member_ids: list[int]) -> dict[int, str]:
    asked = select(Member.id, Member.name).where(col(Member.id).in_(member_ids))
    found = dict(session.exec(asked).all())
    return {one: found[one] for one in member_ids}


def _give(session: Session, contribution_id: int, member_ids: tuple[int, ...]) -> None:
    """Keep exactly these authors, in this order."""
    asked = select(Contributor).where(Contributor.contribution_id == contribution_id)
    rows = {row.member_id: row for row in session.exec(asked)}
    for gone in rows.keys() - set(member_ids):
        session.delete(rows[gone])
    for position, member_id in enumerate(member_ids):
        row = rows.get(member_id) or Contributor(
            contribution_id=contribution_id, member_id=member_id
        )
        row.position = position
        session.add(row)


def _same(
    session: Session, committee_id: int, columns: dict[str, Any], own_id: int = 0
) -> int | None:
    """The id of another record of the same title, day and kind."""
    asked = select(Contribution.id).where(
        Contribution.committee_id == committee_id,
        *(getattr(Contribution, key) == columns[key] for key in ("kind", "title", "given_on")),
        Contribution.id != own_id,
        col(Contribution.binned_at).is_(None),
    )
    return session.exec(asked).first()


def _tell(session: Session, actor: Actor, done: str, row: Contribution, told: Changes) -> None:
    trail.record(
        session,
        actor,
        Entry(
            f"contribution:{done}",
            "contribution",
            row.id,
            row.title,
            row.committee_id,
            told.before,
            told.after,
        ),
    )
