"""What of a matter may be told to whoever holds its receipt code.

Reads no more columns than it tells: pages for citizens may have a role that sees no others.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select as select_columns
from sqlalchemy.orm import load_only
from sqlalchemy.sql.base import ExecutableOption
from sqlmodel import Session, col

from core.handling.models import HandlingUnit, Reply
from core.matters import joined, nodes, openness, steps
from core.matters.models import Matter, State, Step, Verb

ANSWERED = (State.REPLIED, State.FED_BACK, State.CLOSED)
# Where no unit is asked, the office says itself why, or what came of it.
TOLD = (State.KEPT, State.FED_BACK, State.CLOSED)
_SAYS = (Verb.KEEP, Verb.FEED_BACK)
_AFTER_UNITS = (State.ASSIGNED, State.HANDLING, State.REPLIED)  # what is said there is the author's
# Where who raised a matter is told why: they are to answer it, or it ends there.
_WHY = {State.RETURNED: Verb.RETURN, State.REFUSED: Verb.REFUSE}
# What is read of a matter; `deploy/public-role.sql` grants these columns.
_OF_MATTERS = (
    *("committee_id", "kind", "state", "is_open", "sensitivity", "submitter", "source"),
    *("received_on", "replied_on"),
)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a unit replied."""

    unit: str
    words: str
    replied_on: date


@dataclass(frozen=True, slots=True)
class Said:
    """What the office says to who raised a matter: why it is kept on file, what came of it."""

    words: str
    on: date


@dataclass(frozen=True, slots=True)
class Told:
    """How a matter stands, and what was answered.

    `called` is the office's own name of its state; `in_person`: it was answered, and the
    answer is not for a page that opens to whoever holds the code.
    """

    state: State
    called: str
    said: tuple[Said, ...]
    replies: tuple[Answer, ...]
    in_person: bool


def columns() -> ExecutableOption:
    """The columns of a matter that are read here."""
    return load_only(*(getattr(Matter, name) for name in _OF_MATTERS), raiseload=True)


def of(session: Session, matter: Matter, *, raiser: bool = False) -> Told:
    """How a matter stands; that into which it was merged, where it was.

    A `raiser` is told too why it was returned, or not registered.
    """
    last = joined.became(session, matter, columns())
    public = openness.is_public(last)
    why = _why(session, last) if raiser and last is matter else ()
    over = last.state in TOLD or is_answered(session, last)
    return Told(
        last.state,
        nodes.names_of(session, [last.id]).get(last.id, {}).get(last.state, ""),
        (why or _said(session, last)) if public else (),
        _replies(session, last) if public else (),
        not public and (over or bool(why)),
    )


def is_answered(session: Session, matter: Matter) -> bool:
    """Whether all replies are in. An office may do without the state that says so."""
    if matter.state in ANSWERED:
        return True
    off = steps.off(session, matter.committee_id, matter.kind)
    return State.REPLIED in off and matter.replied_on is not None


def _why(session: Session, matter: Matter) -> tuple[Said, ...]:
    verb = _WHY.get(matter.state)
    if verb is None:
        return ()
    asked = (
        select_columns(col(Step.words), col(Step.taken_on))
        .where(col(Step.matter_id) == matter.id, col(Step.verb) == verb)
        .order_by(col(Step.id).desc())
        .limit(1)
    )
    return tuple(Said(*row) for row in session.execute(asked))


def _said(session: Session, matter: Matter) -> tuple[Said, ...]:
    """What the office said to who raised it, since it was last taken up."""
    if matter.state not in TOLD:
        return ()
    asked = (
        select_columns(col(Step.verb), col(Step.from_state), col(Step.words), col(Step.taken_on))
        .where(col(Step.matter_id) == matter.id, col(Step.verb).in_((*_SAYS, Verb.SCREEN)))
        .order_by(col(Step.id))
    )
    said: list[Said] = []
    for verb, stood, words, on in session.execute(asked):
        if verb is Verb.SCREEN:
            said.clear()
        elif words and stood not in _AFTER_UNITS:
            said.append(Said(words, on))
    return tuple(said)


def _replies(session: Session, matter: Matter) -> tuple[Answer, ...]:
    """The words of the replies, once all are in."""
    if not is_answered(session, matter):
        return ()
    asked = (
        select_columns(col(HandlingUnit.name), col(Reply.words), col(Reply.replied_on))
        .join(HandlingUnit, col(HandlingUnit.id) == col(Reply.unit_id))
        .where(col(Reply.matter_id) == matter.id)
        .order_by(col(Reply.id))
    )
    return tuple(Answer(*row) for row in session.execute(asked))
