"""What was recorded of a member, as the duty form tells it before anything is typed.

It is read through the same sources as points are, by a book of its own that pays nothing.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlmodel import Session, col

from core.assessment import explaining
from core.assessment.book.reading import read
from core.assessment.explaining import Told
from core.assessment.models import Assessment, Claim, ClaimState, Scores
from core.assessment.scoring.scoring import Case
from core.i18n import N_

MOST = 100  # records told of each part
_THERE = 'presence = ["present", "late", "left_early"]'
_CONSULTING = '"consultation", "inspection_survey", "supervision"'
_SERVICE = '"service", "contact", "donation"'
# The parts of the form in their order: what they are called, and what they are read from.
_PARTS = {
    "meetings": (N_("Meetings"), "attendance", f'activity = "meeting", {_THERE}'),
    "study": (N_("Study"), "attendance", f'activity = "study", {_THERE}'),
    "consulting": (
        N_("Consultation, inspection, survey and supervision"),
        "attendance",
        f"activity = [{_CONSULTING}], {_THERE}",
    ),
    "service": (
        N_("Service and contact with the people"),
        "attendance",
        f"activity = [{_SERVICE}], {_THERE}",
    ),
    "others": (
        N_("Other activities"),
        "attendance",
        f'activity = {{ not = ["meeting", "study", {_CONSULTING}, {_SERVICE}] }}, {_THERE}',
    ),
    "absent": (N_("Absent without leave"), "attendance", 'presence = "absent"'),
    "proposals": (N_("Proposals as first proposer"), "proposal", 'role = "first"'),
    "signed": (N_("Proposals co-signed"), "proposal", 'role = "co_signer"'),
    "opinions": (N_("Opinion items"), "opinion", ""),
    "adopted": (N_("Adoptions of opinion items"), "adoption", ""),
    "speeches": (N_("Speeches and reports"), "contribution", ""),
    "honours": (N_("Honours"), "honour", ""),
    "liaison": (N_("Villages and communities in liaison"), "liaison", ""),
    "posts": (N_("Appointments"), "appointment", ""),
}
ENTERED = "entered"
LABELS = {key: label for key, (label, _counts, _where) in _PARTS.items()}
LABELS[ENTERED] = N_("Entered items")
_HEAD = 'format = 1\nname = "form"\nscores = "members"\n[[section]]\nkey = "form"\nname = "form"\n'
_BOOK = read(
    _HEAD
    + "".join(
        f'[[section.item]]\nkey = "{key}"\nname = "{key}"\ncounts = "{counts}"\n'
        f"where = {{ {where} }}\npoints = 0\n"
        for key, (_label, counts, where) in _PARTS.items()
    )
)


@dataclass(frozen=True, slots=True)
class Line:
    """One record of a part. `link` and `link_id` say what to open."""

    day: date | None
    title: str
    link: str
    link_id: int


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the form: how many there were, and the records of it."""

    number: int
    lines: tuple[Line, ...]


Facts = Mapping[str, Part]


def of(session: Session, assessment: Assessment, member_id: int) -> Facts:
    """What is recorded now of a member who was fetched within scope."""
    case = Case(assessment.committee_id, assessment.first_on, assessment.last_on)
    told = explaining.explain(session, _BOOK, case, member_id)
    if told is None:
        return {}
    found = {one.item.key: _part(one) for one in told.items}
    return found | {ENTERED: _entered(session, assessment, member_id)}


def kept(facts: Facts) -> str:
    """The facts as they are kept with a form that is handed in."""
    told = {
        key: [part.number, [[_day(one), one.title, one.link, one.link_id] for one in part.lines]]
        for key, part in facts.items()
    }
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def read_kept(text: str) -> Facts:
    """The facts that were kept with a form."""
    return {
        key: Part(
            number,
            tuple(
                Line(date.fromisoformat(day) if day else None, title, link, link_id)
                for day, title, link, link_id in lines
            ),
        )
        for key, (number, lines) in json.loads(text or "{}").items()
    }


def _part(told: Told) -> Part:
    lines = (Line(one.day, one.title, one.link, one.link_id) for one in told.facts[-MOST:])
    return Part(len(told.facts), tuple(lines))


def _entered(session: Session, assessment: Assessment, member_id: int) -> Part:
    """What no record could know: entered for the member, and approved."""
    asked = (
        select(col(Claim.done_on), col(Claim.title), col(Claim.id))
        .where(
            col(Claim.committee_id) == assessment.committee_id,
            col(Claim.subject_kind) == Scores.MEMBERS,
            col(Claim.subject_id) == member_id,
            col(Claim.done_on).between(assessment.first_on, assessment.last_on),
            col(Claim.state) == ClaimState.APPROVED,
            col(Claim.binned_at).is_(None),
        )
        .order_by(col(Claim.done_on), col(Claim.id))
    )
    lines = [Line(day, title, "claim", of) for day, title, of in session.execute(asked)]
    return Part(len(lines), tuple(lines[-MOST:]))


def _day(line: Line) -> str:
    return line.day.isoformat() if line.day else ""
