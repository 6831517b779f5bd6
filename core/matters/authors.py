"""Who raised a matter: the first author, and those who sign it too."""

from collections.abc import Collection, Mapping
from datetime import date

from sqlalchemy import func, or_
from sqlmodel import Session, col, select

from core import clock
from core.audit.service import Changes
from core.committees import scope
from core.errors import RuleBroken
from core.i18n import N_
from core.informants.models import Informant
from core.matters.models import Author, AuthorRole, Consent, Matter, MatterKind
from core.matters.reach import WRITE
from core.members.models import Member
from core.permissions import Actor
from core.studios.reach import eligible

MOST = 200
_NO_FIRST: Mapping[MatterKind, str] = {
    MatterKind.OPINION: N_("Choose the first author too."),
    MatterKind.PROPOSAL: N_("Choose the first proposer too."),
}


def check(
    session: Session,
    signed: tuple[int | None, Collection[int]],
    at: tuple[int, MatterKind],
    day: date,
    old: Matter | None = None,
) -> None:
    """Authors are members of the committee on the day, each named once.

    They are the first one and the co-signers; the matter is of a committee and a kind.
    Who stands in an old matter may stay, whatever became of them since.
    """
    (first, co_signers), (committee_id, kind) = signed, at
    wanted = set(co_signers) | ({first} if first else set())
    if len(wanted) < len(co_signers) + bool(first):
        raise RuleBroken(N_("Name each author once."), field="co_signers")
    if len(wanted) > MOST:
        raise RuleBroken(N_("{n} authors at most sign one matter."), field="co_signers", n=MOST)
    if co_signers and not first:
        raise RuleBroken(_NO_FIRST[kind], field="member_id")
    new = wanted - {row.member_id for row in of(session, old.id)} if old else wanted
    if not new:
        return
    there = select(func.count(col(Member.id))).where(
        col(Member.id).in_(new),
        eligible(committee_id),
        or_(col(Member.left_on).is_(None), col(Member.left_on) >= day),
    )
    if session.exec(there).one() < len(new):
        raise RuleBroken(N_("Choose members of the same committee."), field="member_id")


def check_informant(
    session: Session,
    informant_id: int | None,
    committee_id: int,
    day: date,
    old: Matter | None = None,
) -> None:
    """An informant of the committee or one below it, whose time had not ended by the day.

    Who stands in an old matter may stay, whatever became of them since.
    """
    if informant_id and old is not None and old.informant_id == informant_id:
        return
    asked = select(col(Informant.ends_on)).where(
        Informant.id == informant_id,
        col(Informant.binned_at).is_(None),
        col(Informant.committee_id).in_(scope.below([committee_id])),
    )
    found = session.exec(asked).all()
    if not found:
        raise RuleBroken(N_("Choose the informant who raised it."), field="informant_id")
    if found[0] and found[0] < day:
        raise RuleBroken(
            N_("The time of this informant ended on {day}."), field="informant_id", day=found[0]
        )


def keep(
    session: Session,
    actor: Actor,
    matter: Matter,
    wanted: Mapping[int, AuthorRole],
    changes: Changes | None = None,
) -> None:
    """Make the authors of a matter those that are wanted. What one of them said stays said.

    Who was asked before and kept silent said nothing, and is asked like anybody new.
    The office writes down who signed on paper; others ask, see `core.matters.co_signing`.
    """
    known = {row.member_id: row for row in of(session, matter.id)}
    before = _told(known.values())
    for member_id, row in list(known.items()):
        said = row.consent is Consent.DECLINED
        if _was_silent(row) if member_id in wanted else not said:
            session.delete(known.pop(member_id))
    session.flush()
    on_paper = scope.covers(session, actor, WRITE[matter.kind], matter.committee_id)
    for member_id, role in wanted.items():
        row = known.get(member_id) or _new(matter, member_id, role, on_paper)
        row.role = role
        if role is AuthorRole.FIRST:
            row.consent = Consent.AGREED
        session.add(row)
    session.flush()
    after = _told(of(session, matter.id))
    if changes is not None and before != after:
        changes.before["authors"], changes.after["authors"] = before, after


def named(first: int | None, co_signers: Collection[int]) -> dict[int, AuthorRole]:
    """Members by what they are to a matter."""
    role = {first: AuthorRole.FIRST} if first else {}
    return role | dict.fromkeys(co_signers, AuthorRole.CO_SIGNER)


def of(session: Session, matter_id: int) -> list[Author]:
    """The authors of a matter that was fetched within scope, the first one first."""
    asked = select(Author).where(Author.matter_id == matter_id).order_by(col(Author.id))
    return sorted(session.exec(asked), key=lambda one: one.role is not AuthorRole.FIRST)


def _new(matter: Matter, member_id: int, role: AuthorRole, on_paper: bool) -> Author:
    signed = role is AuthorRole.FIRST or on_paper
    return Author(
        matter_id=matter.id,
        member_id=member_id,
        role=role,
        consent=Consent.AGREED if signed else Consent.ASKED,
        answered_at=clock.now() if signed else None,
    )


def _was_silent(row: Author) -> bool:
    return row.consent is Consent.DECLINED and row.answered_at is None


def _told(rows: Collection[Author]) -> list[int]:
    """The members, the first author first; the trail calls them by name."""
    first = sorted(rows, key=lambda row: (row.role is not AuthorRole.FIRST, row.id))
    return [row.member_id for row in first]
