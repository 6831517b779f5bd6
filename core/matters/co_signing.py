"""Asking members to sign a matter too, and what they say."""

from sqlmodel import Session, col, select

from core import clock
from core.audit.service import Entry
from core.committees import calendar, trail
from core.committees.models import Committee
from core.errors import NotFound, RuleBroken
from core.i18n import N_
from core.matters import finding, flow
from core.matters.models import Author, AuthorRole, Consent, Matter
from core.matters.reach import READ
from core.notices import service as notices
from core.notices.models import NoticeKind
from core.notices.service import Told
from core.permissions import Actor, ScopeKind


def ask(session: Session, matter: Matter, words: str = "") -> int:
    """Tell the co-signers of a matter who were not asked yet; how many there were.

    The caller fetched the matter, and takes the step that this belongs to.
    """
    asked = select(Author).where(
        Author.matter_id == matter.id,
        Author.consent == Consent.ASKED,
        col(Author.asked_at).is_(None),
    )
    rows = session.exec(asked).all()
    for row in rows:
        row.asked_at = clock.now()
    zone = session.get_one(Committee, matter.committee_id).time_zone
    told = Told(NoticeKind.CO_SIGN, matter.kind.value, matter.id, matter.title, words)
    notices.tell(
        session,
        notices.accounts_of(session, member_id=[row.member_id for row in rows]),
        told,
        calendar.load(session).working_moment(clock.now(), zone),
    )
    return len(rows)


def answer(
    session: Session, actor: Actor, matter_id: int, agrees: bool, version: int | None = None
) -> Author:
    """Say whether one signs a matter too, as it was seen.

    The last word counts while the matter goes on.
    """
    matter = finding.read(session, actor, matter_id, lock=True)
    finding.check_version(matter, version)
    if matter.state in flow.ENDS:
        raise RuleBroken(N_("This matter is closed: nobody is asked any more."))
    own = actor.reach(READ[matter.kind], ScopeKind.MEMBER)
    asked = select(Author).where(
        Author.matter_id == matter.id,
        Author.role == AuthorRole.CO_SIGNER,
        col(Author.member_id).in_(own),
    )
    row = session.exec(asked.with_for_update()).first()
    if row is None:
        raise NotFound
    row.consent = Consent.AGREED if agrees else Consent.DECLINED
    row.answered_at = clock.now()
    after = {"consent": row.consent}
    kind = matter.kind.value
    trail.record(
        session,
        actor,
        Entry(f"{kind}:answered", kind, matter.id, matter.title, matter.committee_id, after=after),
    )
    return row
