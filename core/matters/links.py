"""Matters that belong together. A link is kept for good and shown on both sides."""

from sqlmodel import Session, col, or_, select

from core.audit.service import Entry
from core.committees import trail
from core.errors import NotFound, RuleBroken
from core.i18n import CHINESE, N_, translate
from core.matters import finding, flow, joined, openness, steps
from core.matters.models import LinkKind, Matter, MatterLink, State
from core.notices import service as notices
from core.notices.models import NoticeKind
from core.notices.service import Told
from core.permissions import Actor
from core.text import clean

SHARED = joined.SHARED
# These lie with their writers, who may never hand them in: nothing is merged into them.
_UNSAID = (State.DRAFT, State.GATHERING, State.RETURNED, State.WITHDRAWN)


def join(
    session: Session, actor: Actor | None, matter: Matter, into: Matter, link: MatterLink
) -> MatterLink:
    """Keep that a matter went up into another; who raised that one is told.

    Both were fetched for the actor. What went up into the first before goes along, so that
    credit is asked of one link only. The step of the first is the caller's.
    """
    before = select(MatterLink).where(
        MatterLink.to_id == matter.id, col(MatterLink.kind).in_(SHARED)
    )
    earlier = session.exec(before).all() if link.kind in SHARED else []
    _keep(session, actor, link)
    for one in earlier:
        if one.from_id != into.id:
            further = MatterLink(from_id=one.from_id, to_id=into.id, kind=one.kind, note=one.note)
            _keep(session, actor, further)
    _tell(session, matter, into, link)
    trail.record(session, actor, _entry(into, "linked", matter, link))
    return link


def merge(
    session: Session, actor: Actor, pair: tuple[int, int], link: LinkKind, words: str
) -> tuple[Matter, Matter, MatterLink]:
    """Fetch two matters of one kind, locked, and say how the first goes up into the second.

    The caller joins them and takes the step.
    """
    if pair[0] == pair[1]:
        raise RuleBroken(N_("Choose another matter than this one."), field="into_id")
    found = {one: finding.desk(session, actor, one) for one in sorted(pair)}
    matter, into = found[pair[0]], found[pair[1]]
    if matter.kind is not into.kind:
        raise RuleBroken(
            N_("Only matters of one kind are merged. Link them instead."), field="into_id"
        )
    if into.state in (*flow.ENDS, *_UNSAID):
        raise RuleBroken(
            N_("The other one is {state}: choose one that goes on."),
            field="into_id",
            state=into.state,
        )
    note = clean(words, 400, "words")
    return matter, into, MatterLink(from_id=matter.id, to_id=into.id, kind=link, note=note)


def check_alone(session: Session, matter: Matter) -> None:
    """What others' matters were merged into is not withdrawn: theirs would be lost with it."""
    asked = select(MatterLink.id).where(
        MatterLink.to_id == matter.id, col(MatterLink.kind).in_(SHARED)
    )
    if session.exec(asked).first() is not None:
        raise RuleBroken(
            N_("Others raised the same, and theirs was merged into this: it cannot be withdrawn.")
        )


def relate(
    session: Session, actor: Actor, matter_id: int, other_id: int, note: str = ""
) -> MatterLink:
    """Say that two matters belong together, whichever kind they are."""
    matter = finding.desk(session, actor, matter_id)
    other = finding.read(session, actor, other_id)
    if matter.id == other.id:
        raise RuleBroken(N_("Choose another matter than this one."), field="other_id")
    link = MatterLink(from_id=matter.id, to_id=other.id, kind=LinkKind.RELATED)
    link.note = clean(note, 400, "note")
    _keep(session, actor, link)
    trail.record(session, actor, _entry(matter, "linked", other, link))
    return link


def loosen(session: Session, actor: Actor, matter_id: int, link_id: int) -> None:
    """Take back that two matters are related. What was merged stays linked."""
    matter = finding.desk(session, actor, matter_id)
    link = session.get(MatterLink, link_id)
    if link is None or matter.id not in (link.from_id, link.to_id):
        raise NotFound
    if link.kind is not LinkKind.RELATED:
        raise RuleBroken(N_("What was merged or converted stays linked."))
    other_id = link.to_id if link.from_id == matter.id else link.from_id
    session.delete(link)
    other = session.get_one(Matter, other_id)
    trail.record(session, actor, _entry(matter, "unlinked", other, link))


def of(session: Session, matter_id: int) -> list[MatterLink]:
    """The links of a matter that was fetched within scope, both ways."""
    asked = (
        select(MatterLink)
        .where(or_(col(MatterLink.from_id) == matter_id, col(MatterLink.to_id) == matter_id))
        .order_by(col(MatterLink.id))
    )
    return list(session.exec(asked))


def _keep(session: Session, actor: Actor | None, link: MatterLink) -> None:
    """Add a link, or let one that is there say the stronger thing."""
    ends = {link.from_id, link.to_id}
    asked = select(MatterLink).where(
        col(MatterLink.from_id).in_(ends), col(MatterLink.to_id).in_(ends)
    )
    for known in session.exec(asked).all():
        if known.kind is not LinkKind.RELATED:
            raise RuleBroken(N_("These two are linked already."), field="other_id")
        if link.kind is LinkKind.RELATED:
            raise RuleBroken(N_("These two are linked already."), field="other_id")
        session.delete(known)
    session.flush()
    link.account_id = actor.account_id if actor else None
    session.add(link)
    session.flush()


def _tell(session: Session, matter: Matter, into: Matter, link: MatterLink) -> None:
    said = openness.title(matter) or translate(matter.kind.label, CHINESE)
    told = Told(NoticeKind.MERGED, matter.kind.value, into.id, into.title, said)
    if link.kind not in SHARED:
        return
    rings = steps.moment(session, into).rings
    notices.tell(session, steps.accounts_behind(session, into), told, rings)


def _entry(matter: Matter, verb: str, other: Matter, link: MatterLink) -> Entry:
    kind = matter.kind.value
    after = {"link": link.kind, "other": other.title, "note": link.note}
    return Entry(f"{kind}:{verb}", kind, matter.id, matter.title, matter.committee_id, after=after)
