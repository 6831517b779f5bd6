"""The tables of a member's papers: what was attended, raised, given, held and received."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from core.activities.models import AttendanceRole, Presence
from core.activities.record import Called
from core.assessment.book.faults import shown
from core.contributions.record import Given
from core.i18n import N_
from core.matters.models import AuthorRole
from core.matters.record import Raised
from core.members.files import LiaisonRow
from core.opinions.record import Used
from core.papers.fields import Told
from core.papers.kinds.spans import held, short
from core.papers.words import Words
from core.proposals.record import Proposed
from core.reports import record as records
from core.reports.record import Record

No = Annotated[str, Told(N_("Line"), 1)]
FIRST_PROPOSER = N_("First proposer")
Day = Annotated[str, Told(N_("Day"), "2026.03.05")]


@dataclass(frozen=True, slots=True)
class Total:
    """A line of the summary."""

    what: Annotated[str, Told(N_("Kind of duty"), N_("Meetings"))]
    number: Annotated[str, Told(N_("How many"), 12)]
    note: Annotated[str, Told(N_("Of which"), N_("attended 11, on leave 1, absent 0"))]


@dataclass(frozen=True, slots=True)
class Attended:
    """An activity."""

    no: No
    day: Day
    title: Annotated[str, Told(N_("Activity"), N_("Survey of the old town's stairs"))]
    category: Annotated[str, Told(N_("Category"), N_("Survey"))]
    role: Annotated[str, Told(N_("Role"), AttendanceRole.PARTICIPANT.label)]
    presence: Annotated[str, Told(N_("Presence"), Presence.PRESENT.label)]


@dataclass(frozen=True, slots=True)
class ProposalLine:
    """A proposal."""

    no: No
    day: Day
    session: Annotated[str, Told(N_("Term and session"), "15-5")]
    number: Annotated[str, Told(N_("Number of the proposal"), 47)]
    title: Annotated[
        str, Told(N_("Subject of the proposal"), N_("More night buses for the Example Road works"))
    ]
    role: Annotated[str, Told(N_("Role"), FIRST_PROPOSER)]
    state: Annotated[str, Told(N_("State"), N_("Closed"))]
    result: Annotated[str, Told(N_("Result and satisfaction"), N_("Solved; satisfied"))]


@dataclass(frozen=True, slots=True)
class OpinionLine:
    """An opinion item."""

    no: No
    day: Day
    title: Annotated[str, Told(N_("Title"), N_("Lamps are out along Example Street"))]
    role: Annotated[str, Told(N_("Role"), AuthorRole.FIRST.label)]
    state: Annotated[str, Told(N_("State"), N_("Reported up"))]
    used: Annotated[str, Told(N_("Where it was adopted"), N_("Provincial, single piece"))]


@dataclass(frozen=True, slots=True)
class GivenLine:
    """A speech or report."""

    no: No
    day: Day
    kind: Annotated[str, Told(N_("Kind"), N_("Plenary speech"))]
    title: Annotated[str, Told(N_("Title"), N_("On schools in the new town"))]
    occasion: Annotated[str, Told(N_("Occasion"), N_("Plenary session"))]


@dataclass(frozen=True, slots=True)
class HeldLine:
    """A post, an appointment, or a village or community in liaison."""

    kind: Annotated[str, Told(N_("Kind"), N_("Convener"))]
    what: Annotated[str, Told(N_("Where, or what"), N_("Group 3"))]
    days: Annotated[str, Told(N_("From and until"), "2022.01.05–2026.12.31")]


@dataclass(frozen=True, slots=True)
class Honoured:
    """A commendation."""

    year: Annotated[str, Told(N_("Year"), "2025")]
    honour: Annotated[str, Told(N_("Honour"), N_("Excellent member"))]
    level: Annotated[str, Told(N_("Level of the honour"), N_("County level"))]
    given_by: Annotated[str, Told(N_("Given by"), N_("Example County CPPCC"))]


@dataclass(frozen=True, slots=True)
class Result:
    """The result of a year's assessment."""

    year: Annotated[str, Told(N_("Year"), "2025")]
    book: Annotated[str, Told(N_("Rule book"), N_("Rules of the Example County"))]
    points: Annotated[str, Told(N_("Points"), "86.5")]
    grade: Annotated[str, Told(N_("Grade"), N_("Excellent"))]
    rank: Annotated[str, Told(N_("Rank"), 12)]


def attended(rows: Sequence[Called], _: Words) -> tuple[Attended, ...]:
    """Activities as lines."""
    return tuple(
        Attended(
            str(no),
            short(row.held_on, _),
            row.title,
            _.either(row.category, row.category_en),
            _.word(row.role),
            _.word(row.counted),
        )
        for no, row in enumerate(rows, start=1)
    )


def proposals(rows: Sequence[Proposed], _: Words) -> tuple[ProposalLine, ...]:
    """Proposals as lines."""
    return tuple(
        ProposalLine(
            str(no),
            short(row.matter.received_on, _),
            f"{row.term}-{row.session}",
            str(row.matter.number or ""),
            row.matter.title,
            proposer(row.matter.role, _),
            _.word(row.matter.state),
            _outcome(row, _),
        )
        for no, row in enumerate(rows, start=1)
    )


def opinions(rows: Sequence[Raised], used: Sequence[Used], _: Words) -> tuple[OpinionLine, ...]:
    """Opinion items as lines, each with the rungs that it reached on these days."""
    return tuple(
        OpinionLine(
            str(no),
            short(row.received_on, _),
            row.title,
            _.word(row.role),
            _.word(row.state),
            _reached([one for one in used if one.matter_id == row.id], _),
        )
        for no, row in enumerate(rows, start=1)
    )


def given(rows: Sequence[Given], _: Words) -> tuple[GivenLine, ...]:
    """Speeches and reports as lines."""
    return tuple(
        GivenLine(str(no), short(row.given_on, _), _.word(row.kind), row.title, row.occasion)
        for no, row in enumerate(rows, start=1)
    )


def held_lines(found: Record, _: Words) -> tuple[HeldLine, ...]:
    """Posts, appointments and liaison as lines."""
    lines = [
        *((_.word(one.kind), one.title, one.starts_on, one.ends_on) for one in found.posts),
        *((_.word(one.kind), one.unit, one.starts_on, one.ends_on) for one in found.appointments),
        *((_(N_("Liaison")), _where(one, _), one.starts_on, one.ends_on) for one in found.liaisons),
    ]
    return tuple(
        HeldLine(kind, what, held(starts_on, ends_on, _))
        for kind, what, starts_on, ends_on in lines
    )


def honours(found: Record, _: Words) -> tuple[Honoured, ...]:
    """Commendations as lines."""
    return tuple(
        Honoured(str(one.year), _.word(one.honour), _.word(one.level), one.given_by)
        for one in found.honours
    )


def results(found: Record, _: Words) -> tuple[Result, ...]:
    """Results of assessments as lines; what is not closed has no grade yet."""
    return tuple(
        Result(
            str(one.year),
            _.either(one.book, one.book_en),
            shown(one.points),
            _.either(one.grade.name, one.grade.name_en) if one.grade else _.word(one.state),
            str(one.place or "—"),
        )
        for one in found.results
    )


def presence(rows: Sequence[Called], _: Words) -> str:
    """How many were attended, on leave and missed."""
    told = {
        "attended": records.attended(rows),
        "leave": records.count(rows, Presence.ON_LEAVE),
        "absent": records.count(rows, Presence.ABSENT),
    }
    return _(N_("attended {attended}, on leave {leave}, absent {absent}"), **told)


def proposer(role: AuthorRole, _: Words) -> str:
    """What a member is to a proposal."""
    return _(FIRST_PROPOSER) if role is AuthorRole.FIRST else _.word(role)


def _where(row: LiaisonRow, _: Words) -> str:
    names = (_.either(row.township, row.township_en), _.either(row.community, row.community_en))
    return ("" if _.is_chinese else " ").join(names)


def _outcome(row: Proposed, _: Words) -> str:
    told = [_.word(row.result), _.word(row.satisfaction)]
    told += [_(N_("Key proposal"))] if row.is_key else []
    told += [_(N_("Excellent proposal"))] if row.is_excellent else []
    return ("；" if _.is_chinese else "; ").join(part for part in told if part)


def _reached(rungs: Sequence[Used], _: Words) -> str:
    gap = "" if _.is_chinese else ", "
    said = [f"{_.word(one.level)}{gap}{_.word(one.kind)}" for one in rungs]
    return ("；" if _.is_chinese else "; ").join(dict.fromkeys(said))
