"""What a rule book can count: measures, their attributes with the values known, their units.

This is the one list. `core.assessment.scoring` offers exactly these from the records, the
checker measures books by it, the editor fills its menus from it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from core.activities.models import AttendanceRole, LeaveKind, OwnerKind, Presence
from core.assessment.models import Scores
from core.commendations.models import Honour, HonourLevel
from core.committees.models import Level
from core.contributions.models import ContributionKind
from core.handling.models import AuthorityLevel, Result, Satisfaction
from core.i18n import N_
from core.matters.models import AuthorRole, Urgency
from core.members.models import AppointmentKind, PostKind
from core.opinions.models import AdoptionKind
from core.proposals.models import Nature
from core.studios.models import StudioKind, Verdict
from db.base import Choice


class Unit(Choice):
    """In what an item is counted."""

    TIME = "time", N_("Each time")
    HALF_DAY = "half_day", N_("Half-days")
    PERSON = "person", N_("People served")
    OPINION = "opinion", N_("Opinions heard")
    PROBLEM_SOLVED = "problem_solved", N_("Problems solved")
    PIECE = "piece", N_("Pieces")
    MONTH = "month", N_("Months with at least one")
    QUARTER = "quarter", N_("Quarters with at least one")
    YEAR = "year", N_("Years with at least one")


# Of a stretch of time only the best paid fact pays; how many there were does not matter.
STRETCHES = (Unit.MONTH, Unit.QUARTER, Unit.YEAR)


class MemberKind(Choice):
    """The kinds of members that a book may be for."""

    STANDING = "standing", N_("Standing members")
    OTHER = "other", N_("Other members")


class ContributionRole(Choice):
    """What a member was to a contribution: the first named leads."""

    LEAD = "lead", N_("Lead writer")
    PARTICIPANT = "participant", N_("Participant")


class Answer(Enum):
    """What the value of an attribute looks like."""

    CHOICE = "choice"
    YES_NO = "yes_no"
    NUMBER = "number"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Attribute:
    """Something that a fact can be told apart by. OPEN: the office's own list has the values."""

    name: str
    label: str
    answer: Answer = Answer.YES_NO
    values: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class Measure:
    """Something that is recorded, and can be counted."""

    name: str
    label: str
    attributes: tuple[Attribute, ...] = ()
    units: tuple[Unit, ...] = (Unit.TIME, *STRETCHES)

    def attribute(self, name: str) -> Attribute | None:
        """The attribute of that name, if there is one."""
        return next((each for each in self.attributes if each.name == name), None)


def _choice(name: str, label: str, values: Iterable[Choice]) -> Attribute:
    return Attribute(name, label, Answer.CHOICE, tuple(values))


ACTIVITY = Attribute("activity", N_("Kind of activity (code)"), Answer.OPEN)
STANDING = Attribute("standing", N_("Standing member"))
ROLE = _choice("role", N_("Role"), AuthorRole)
CO_SIGNED = Attribute("co_signed", N_("With co-signers"))
LEVEL = _choice("level", N_("Level"), AuthorityLevel)

_OPINION = (
    Attribute("screened", N_("Screened in, kept or further")),
    Attribute("signed", N_("Signed")),
    Attribute("issued", N_("Issued")),
    Attribute("reported", N_("Reported up")),
    Attribute("adopted", N_("Adopted")),
    Attribute("instructed", N_("Instructed")),
    Attribute("micro", N_("Micro-suggestion")),
    _choice("urgency", N_("Urgency"), Urgency),
)
_PROPOSAL = (
    _choice("nature", N_("Nature"), Nature),
    Attribute("registered", N_("Put on the register")),
    Attribute("merged", N_("Merged")),
    Attribute("converted", N_("Converted to an opinion item")),
    Attribute("key", N_("Key proposal")),
    Attribute("excellent", N_("Excellent proposal")),
    Attribute("number_one", N_("No. 1 proposal")),
    _choice("result", N_("Result"), Result),
    _choice("satisfaction", N_("Satisfaction"), Satisfaction),
    Attribute("replied", N_("Replied")),
)
_ADOPTION = (
    LEVEL,
    _choice("kind", N_("Kind"), AdoptionKind),
    Attribute("main_leader", N_("Instruction by the main leader")),
)
_HONOUR = (
    _choice("honour", N_("Honour"), Honour),
    _choice("level", N_("Level"), HonourLevel),
)
_BY_AUTHOR = (ROLE, CO_SIGNED, STANDING)

_ATTENDANCE = Measure(
    "attendance",
    N_("Attendance"),
    (
        ACTIVITY,
        _choice("presence", N_("Presence"), Presence),
        _choice("role", N_("Role"), AttendanceRole),
        _choice("leave", N_("Kind of leave"), LeaveKind),
        STANDING,
        _choice("owner", N_("Organised by"), OwnerKind),
    ),
    (Unit.TIME, Unit.HALF_DAY, *STRETCHES),
)
_HELD = Measure(
    "activity",
    N_("Activities held"),
    (ACTIVITY,),
    (
        *(Unit.TIME, Unit.HALF_DAY, Unit.PERSON, Unit.OPINION, Unit.PROBLEM_SOLVED),
        *STRETCHES,
    ),
)
_CONTRIBUTION = Measure(
    "contribution",
    N_("Speeches and reports"),
    (
        _choice("kind", N_("Kind"), ContributionKind),
        _choice("role", N_("Role"), ContributionRole),
        STANDING,
    ),
)
_AUTHORED_PROPOSAL = Measure("proposal", N_("Proposals"), (*_PROPOSAL, *_BY_AUTHOR))
_AUTHORED_OPINION = Measure("opinion", N_("Opinion items"), (*_OPINION, *_BY_AUTHOR))
_PLAIN_PROPOSAL = Measure("proposal", N_("Proposals"), (*_PROPOSAL, CO_SIGNED))
_PLAIN_OPINION = Measure("opinion", N_("Opinion items"), _OPINION)
_PLAIN_ADOPTION = Measure("adoption", N_("Adoption of opinion items"), _ADOPTION)
_COMMENDED = Measure("honour", N_("Commendations"), _HONOUR)
_PRESS = Measure("press", N_("Press reports"), (LEVEL,))

_MEMBERS = (
    _ATTENDANCE,
    _AUTHORED_PROPOSAL,
    _AUTHORED_OPINION,
    Measure("adoption", N_("Adoption of opinion items"), (*_ADOPTION, *_BY_AUTHOR)),
    _CONTRIBUTION,
    Measure("honour", N_("Commendations"), (*_HONOUR, STANDING)),
    Measure(
        "appointment",
        N_("Appointments in force"),
        (_choice("kind", N_("Kind"), AppointmentKind), STANDING),
        (Unit.TIME,),
    ),
    Measure("liaison", N_("Villages and communities tied to"), (STANDING,), (Unit.TIME,)),
    Measure(
        "post", N_("Posts held"), (_choice("kind", N_("Kind"), PostKind), STANDING), (Unit.TIME,)
    ),
    Measure(
        "member",
        N_("Each member"),
        (STANDING, Attribute("terms", N_("Terms served"), Answer.NUMBER)),
        (Unit.TIME,),
    ),
)
_STUDIOS = (
    _HELD,
    Measure(
        "standard",
        N_("Items of standards as they stand"),
        (
            Attribute("set", N_("Standard (code)"), Answer.OPEN),
            Attribute("item", N_("Item of the standard (name)"), Answer.OPEN),
            _choice("verdict", N_("Verdict"), Verdict),
        ),
        (Unit.TIME,),
    ),
    _PLAIN_OPINION,
    _PLAIN_PROPOSAL,
    _PLAIN_ADOPTION,
    _COMMENDED,
    _PRESS,
)
_GROUPS = (
    _HELD,
    _ATTENDANCE,
    _AUTHORED_OPINION,
    _AUTHORED_PROPOSAL,
    _CONTRIBUTION,
    _COMMENDED,
    _PRESS,
)
_COMMITTEES = (
    _HELD,
    _PLAIN_OPINION,
    _PLAIN_PROPOSAL,
    _PLAIN_ADOPTION,
    _COMMENDED,
    Measure(
        "studio",
        N_("Studios"),
        (
            _choice("kind", N_("Kind"), StudioKind),
            Attribute("opened", N_("Opened within the span")),
            Attribute("demonstration", N_("Demonstration studio")),
        ),
        (Unit.TIME,),
    ),
)


def _named(measures: Iterable[Measure]) -> dict[str, Measure]:
    return {measure.name: measure for measure in measures}


MEASURES: dict[Scores, dict[str, Measure]] = {
    Scores.MEMBERS: _named(_MEMBERS),
    Scores.GROUPS: _named(_GROUPS),
    Scores.STUDIOS: _named(_STUDIOS),
    Scores.COMMITTEES: _named(_COMMITTEES),
}

# What an item that is entered by hand can be counted in.
ENTERED_UNITS = (Unit.TIME, Unit.PIECE, *STRETCHES)

# The kinds that a book may be narrowed to.
KINDS: dict[Scores, tuple[Choice, ...]] = {
    Scores.MEMBERS: tuple(MemberKind),
    Scores.GROUPS: (),
    Scores.STUDIOS: tuple(StudioKind),
    Scores.COMMITTEES: tuple(Level),
}
