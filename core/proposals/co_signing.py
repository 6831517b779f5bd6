"""Co-signers of a proposal: asked by a deadline, reminded, and what their answers count."""

from datetime import datetime

from sqlmodel import Session, col, func, select

from core import clock
from core.audit.service import Changes, Entry
from core.committees import calendar, trail
from core.committees.models import Committee
from core.errors import RuleBroken
from core.i18n import N_
from core.matters import co_signing, steps
from core.matters.models import Author, AuthorRole, Consent, Matter, State, Verb
from core.members.models import Member
from core.notices import service as notices
from core.notices.models import Notice, NoticeKind
from core.notices.service import Told
from core.permissions import Actor
from core.proposals import finding, rules
from core.proposals.drafts import AskDraft
from core.proposals.finding import KIND, Held
from core.proposals.models import Nature
from core.text import clean

ASKING = (NoticeKind.CO_SIGN, NoticeKind.CO_SIGN_DUE)
ALL = (*ASKING, NoticeKind.CO_SIGN_LAPSED, NoticeKind.CO_SIGN_OVER)
_TO_CO_SIGNERS = (*ASKING, NoticeKind.CO_SIGN_LAPSED)
_TOO_LATE = N_("The office is closed until the deadline. Give them more time, then remind them.")
_AHEAD = (NoticeKind.CO_SIGN_DUE, NoticeKind.CO_SIGN_OVER)
WORDS = 200
LATEST_REMINDER = 0.75  # of the time they have: then those who are silent are reminded


def ask(
    session: Session,
    actor: Actor,
    matter_id: int,
    draft: AskDraft,
    version: int | None = None,
) -> Matter:
    """Ask the co-signers that were chosen, who answer until a moment.

    Also those who had signed what was reworded since, see `lapse`.
    """
    held = finding.own(session, actor, matter_id, version)
    if held.proposal.nature is not Nature.CO_SIGNED:
        raise RuleBroken(N_("Only a co-signed proposal asks co-signers."))
    rules.check_deadline(draft.until, clock.now())
    silent = _co_signers(session, held.matter, Consent.ASKED)
    if not silent:
        raise RuleBroken(N_("All have answered already. Submit it."), "co_signers")
    for row in silent:
        row.asked_at = None  # who was asked before is asked once more
    notices.hush(session, KIND.value, [held.matter.id], (NoticeKind.CO_SIGN_LAPSED,))
    held.proposal.co_sign_until = draft.until
    said = clean(draft.words, WORDS, "words")
    steps.move(session, actor, held.matter, Verb.GATHER, said)
    _ask(session, held, said)
    return held.matter


def change_deadline(session: Session, actor: Actor, matter_id: int, until: datetime) -> Matter:
    """Give the co-signers more time, or less."""
    held = finding.own(session, actor, matter_id)
    _check_gathering(held.matter)
    rules.check_deadline(until, clock.now())
    before, held.proposal.co_sign_until = held.proposal.co_sign_until, until
    held.matter.version += 1
    notices.hush(session, KIND.value, [held.matter.id], (NoticeKind.CO_SIGN_OVER,))
    _set_bells(session, held)
    changes = Changes({"co_sign_until": before}, {"co_sign_until": until})
    _record(session, actor, held.matter, "deadline changed", changes)
    return held.matter


def remind(session: Session, actor: Actor, matter_id: int) -> int:
    """Remind those who have not answered, and nobody else; how many there are."""
    held = finding.own(session, actor, matter_id)
    _check_gathering(held.matter)
    silent = _silent(session, held.matter)
    rules.check_reminded(_last_reminder(session, held.matter), clock.now())
    if not _remind(session, held, silent, clock.now()):
        raise RuleBroken(_TOO_LATE)
    _record(session, actor, held.matter, "co-signers reminded", Changes({}, {"n": len(silent)}))
    return len(silent)


def answer(
    session: Session, actor: Actor, matter_id: int, agrees: bool, version: int | None = None
) -> Author:
    """Say whether one signs a proposal too, until the deadline; it is as it was seen."""
    held = finding.asked(session, actor, matter_id, version)
    rules.check_answerable(held.matter.state, held.proposal.co_sign_until, clock.now())
    row = co_signing.answer(session, actor, matter_id, agrees)
    notices.hush(session, KIND.value, [matter_id], ASKING, [actor.account_id])
    said = NoticeKind.CO_SIGN_AGREED if agrees else NoticeKind.CO_SIGN_DECLINED
    name = session.get_one(Member, row.member_id).name
    _tell(session, held, _first(session, held.matter), (said, name), clock.now())
    return row


def ask_afresh(session: Session, held: Held, *, reworded: bool) -> None:
    """Ask those who are new; once the text was changed, also those who had signed the old one.

    The proposal was fetched for the actor. Who signed on paper was never asked.
    """
    if reworded:
        for row in _co_signers(session, held.matter, Consent.AGREED):
            if row.asked_at is not None:
                row.consent, row.asked_at, row.answered_at = Consent.ASKED, None, None
    session.flush()
    _ask(session, held, "")


def lapse(session: Session, held: Held) -> None:
    """What was signed reads differently now: who signed it is told, and is to be asked again.

    The proposal came back to its writer, who asks them before handing it in once more. Who
    signed on paper was never asked.
    """
    signed = [
        row for row in _co_signers(session, held.matter, Consent.AGREED) if row.asked_at is not None
    ]
    for row in signed:
        row.consent, row.answered_at = Consent.ASKED, None
    if signed:
        lost = (NoticeKind.CO_SIGN_LAPSED, "")
        _tell(session, held, [row.member_id for row in signed], lost, clock.now())


def settle(session: Session, by: Actor, held: Held) -> None:
    """End the asking: who is silent by the deadline does not count. Part of submitting.

    Where nobody signs it too, the proposal is its first author's alone.
    """
    silent = _co_signers(session, held.matter, Consent.ASKED)
    if held.matter.state is not State.GATHERING:
        rules.check_asked(len(silent))
    rules.check_gathered(len(silent), held.proposal.co_sign_until, clock.now())
    for row in silent:
        row.consent = Consent.DECLINED  # without a moment of answering: they said nothing
    stop(session, held.matter)
    session.flush()
    if held.proposal.nature is Nature.CO_SIGNED and not _co_signers(
        session, held.matter, Consent.AGREED
    ):
        held.proposal.nature = Nature.INDIVIDUAL
        changes = Changes({"nature": Nature.CO_SIGNED}, {"nature": Nature.INDIVIDUAL})
        _record(session, by, held.matter, "nature changed", changes)


def stop(session: Session, matter: Matter) -> None:
    """Take back all bells that ask for an answer. Part of submitting and of withdrawing."""
    notices.hush(session, KIND.value, [matter.id], ALL)


def _ask(session: Session, held: Held, words: str) -> None:
    told = " · ".join(filter(None, [_until(session, held), words]))
    if co_signing.ask(session, held.matter, told):
        _ring_in_time(session, held)
        _set_bells(session, held)


def _ring_in_time(session: Session, held: Held) -> None:
    """Who is asked until tonight sees it now, though the office is closed: it sits on Sundays.

    What they are asked lies before them then. No alarm rings: those keep to working hours.
    """
    session.flush()
    late = select(Notice).where(
        Notice.subject_kind == KIND.value,
        Notice.subject_id == held.matter.id,
        Notice.kind == NoticeKind.CO_SIGN,
        col(Notice.rings_at) >= held.proposal.co_sign_until,
    )
    for bell in session.exec(late):
        bell.rings_at = clock.now()


def _set_bells(session: Session, held: Held) -> None:
    """The silent are reminded when most of the time is over, the first author at its end."""
    until, now = held.proposal.co_sign_until, clock.now()
    if until is None:
        return
    session.flush()
    later = (Notice.subject_kind == KIND.value, Notice.subject_id == held.matter.id)
    ahead = select(Notice).where(*later, col(Notice.kind).in_(_AHEAD), col(Notice.rings_at) > now)
    for bell in session.exec(ahead):
        session.delete(bell)
    _remind(session, held, _silent(session, held.matter), now + (until - now) * LATEST_REMINDER)
    _tell(session, held, _first(session, held.matter), (NoticeKind.CO_SIGN_OVER, ""), until)


def _remind(session: Session, held: Held, member_ids: list[int], at: datetime) -> bool:
    """Let the deadline's alarm ring: in working hours, and while there is time to answer.

    At the last working moment before the deadline, if the office opens only after it. Nobody
    is told, and this is False, where no working time is left.
    """
    rings, until = _working(session, held, at), held.proposal.co_sign_until
    if until and rings >= until:
        zone = session.get_one(Committee, held.matter.committee_id).time_zone
        last = calendar.load(session).last_working_moment(until, zone)
        rings = _working(session, held, max(last, clock.now()))
    if until and rings >= until:
        return False
    _tell(session, held, member_ids, (NoticeKind.CO_SIGN_DUE, _until(session, held)), rings)
    return True


def _working(session: Session, held: Held, at: datetime) -> datetime:
    zone = session.get_one(Committee, held.matter.committee_id).time_zone
    return calendar.load(session).working_moment(at, zone)


def _tell(
    session: Session,
    held: Held,
    member_ids: list[int],
    said: tuple[NoticeKind, str],
    at: datetime,
) -> None:
    matter = held.matter
    accounts = notices.accounts_of(session, member_id=member_ids)
    if said[0] not in _TO_CO_SIGNERS and matter.account_id:
        accounts.add(matter.account_id)
    told = Told(said[0], KIND.value, matter.id, matter.title, said[1])
    notices.tell(session, accounts, told, _working(session, held, at))


def _until(session: Session, held: Held) -> str:
    until = held.proposal.co_sign_until
    zone = session.get_one(Committee, held.matter.committee_id).time_zone
    return f"{clock.local(until, zone):%Y-%m-%d %H:%M}" if until else ""


def _co_signers(session: Session, matter: Matter, consent: Consent) -> list[Author]:
    asked = select(Author).where(
        Author.matter_id == matter.id,
        Author.role == AuthorRole.CO_SIGNER,
        Author.consent == consent,
    )
    return list(session.exec(asked.order_by(col(Author.id))))


def _silent(session: Session, matter: Matter) -> list[int]:
    return [row.member_id for row in _co_signers(session, matter, Consent.ASKED)]


def _first(session: Session, matter: Matter) -> list[int]:
    asked = select(Author.member_id).where(
        Author.matter_id == matter.id, Author.role == AuthorRole.FIRST
    )
    return list(session.exec(asked))


def _last_reminder(session: Session, matter: Matter) -> datetime | None:
    """When somebody was reminded last; bells that are still to ring do not count."""
    asked = select(func.max(Notice.rings_at)).where(
        Notice.subject_kind == KIND.value,
        Notice.subject_id == matter.id,
        Notice.kind == NoticeKind.CO_SIGN_DUE,
        col(Notice.made_at) <= clock.now(),
        col(Notice.rings_at) <= clock.now(),
    )
    return session.exec(asked).one()


def _check_gathering(matter: Matter) -> None:
    if matter.state is not State.GATHERING:
        raise RuleBroken(
            N_("Co-signers are not asked any more: it is {state}."), state=matter.state
        )


def _record(session: Session, actor: Actor, matter: Matter, done: str, changes: Changes) -> None:
    told = (matter.title, matter.committee_id, changes.before, changes.after)
    trail.record(session, actor, Entry(f"{KIND.value}:{done}", KIND.value, matter.id, *told))
