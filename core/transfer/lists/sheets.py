"""What each list tells: its filters, its rows page by page, and its columns."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from pydantic import TypeAdapter
from sqlmodel import Session

from core.activities import queries as activities
from core.activities.queries import ActivityFilter
from core.exports.models import ExportKind
from core.i18n import ENGLISH, N_, translate
from core.matters import queries as matters
from core.matters.models import MatterKind
from core.matters.queries import MatterFilter
from core.members import queries as members
from core.members.queries import Behind, Filters
from core.permissions import Actor
from core.proposals import queries as proposals
from core.proposals.queries import ProposalFilter
from db.base import Choice

Cell = str | int | float | date | None
Row = Any


@dataclass(frozen=True, slots=True)
class Words:
    """Words in the language of the file."""

    language: str

    def __call__(self, message: str) -> str:
        """A message of the catalogue."""
        return translate(message, self.language)

    def word(self, choice: Choice | None) -> str:
        """What a choice is called."""
        return self(choice.label) if choice else ""

    def either(self, name: str | None, name_en: str | None) -> str:
        """The name in the language of the file."""
        return (name_en if self.language == ENGLISH and name_en else name) or ""


@dataclass(frozen=True, slots=True)
class Column:
    """A heading, how wide, and what a row has there."""

    heading: str
    width: int
    cell: Callable[[Row, Words], Cell]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One list. `after` gives the next rows behind an id; `total` how many there are in all."""

    filters: TypeAdapter[Any]
    total: Callable[[Session, Actor, int, Any], int]
    after: Callable[[Session, Actor, int, Any, int, int], Sequence[Row]]
    columns: tuple[Column, ...]


def usual(kind: ExportKind, committee_id: int) -> Any:  # noqa: ANN401  the filter of the kind
    """The filters of a list that was narrowed by nothing."""
    return _USUAL[kind](committee_id)


def _count_matters(session: Session, actor: Actor, _home: int, filters: MatterFilter) -> int:
    found = matters.counts(session, actor, filters)
    return found.get(filters.state, 0) if filters.state else sum(found.values())


def _mark(row: Row, _: Words) -> str:
    return "、".join(_.word(mark) for mark in row.marks)


_PLACE = Column(N_("Held at"), 24, lambda row, _: row.place)
_COMMITTEE = Column(N_("Committee"), 22, lambda row, _: _.either(row.committee, row.committee_en))
_CATEGORY = Column(N_("Category"), 18, lambda row, _: _.either(row.category, row.category_en))
_TITLE = Column(N_("Title"), 44, lambda row, _: row.title)
_STATE = Column(N_("State"), 12, lambda row, _: _.word(row.state))
_RECEIVED = Column(N_("Received on"), 12, lambda row, _: row.received_on)

SHEETS: dict[ExportKind, Sheet] = {
    ExportKind.ACTIVITIES: Sheet(
        TypeAdapter(ActivityFilter),
        lambda session, actor, _home, wanted: activities.total(session, actor, wanted),
        lambda session, actor, _home, wanted, last, most: activities.after(
            session, actor, wanted, last, most
        ),
        (
            Column(N_("Held on"), 12, lambda row, _: row.held_on),
            _TITLE,
            _CATEGORY,
            Column(N_("Organised by"), 24, lambda row, _: _.either(row.owner, row.owner_en)),
            _COMMITTEE,
            _PLACE,
            Column(N_("People served"), 10, lambda row, _: row.served),
            Column(N_("Attended"), 10, lambda row, _: row.attendees),
            Column(N_("Stage"), 10, lambda row, _: _.word(row.stage)),
            _STATE,
        ),
    ),
    ExportKind.ATTENDANCE: Sheet(
        TypeAdapter(ActivityFilter),
        lambda session, actor, _home, wanted: activities.total_attended(session, actor, wanted),
        lambda session, actor, _home, wanted, last, most: activities.attended_after(
            session, actor, wanted, last, most
        ),
        (
            Column(N_("Held on"), 12, lambda row, _: row.held_on),
            _TITLE,
            _CATEGORY,
            Column(N_("Number"), 12, lambda row, _: row.number),
            Column(N_("Full name"), 12, lambda row, _: row.name),
            Column(N_("Employer"), 28, lambda row, _: row.employer),
            Column(N_("Role"), 12, lambda row, _: _.word(row.role)),
            Column(N_("Presence"), 10, lambda row, _: _.word(row.presence)),
            Column(N_("Counted as"), 10, lambda row, _: _.word(row.counted)),
            Column(N_("Reason for leave"), 24, lambda row, _: row.leave_reason),
        ),
    ),
    ExportKind.MEMBERS: Sheet(
        TypeAdapter(Filters),
        members.total,
        lambda session, actor, home, wanted, last, most: members.after(
            session, actor, home, wanted, Behind(last, most)
        ),
        (
            Column(N_("Number"), 12, lambda row, _: row.number),
            Column(N_("Full name"), 12, lambda row, _: row.name),
            Column(N_("Sex"), 6, lambda row, _: _.word(row.sex)),
            Column(N_("Party"), 14, lambda row, _: row.party),
            Column(N_("Sector"), 16, lambda row, _: _.either(row.sector, row.sector_en)),
            Column(
                N_("Special committee"),
                24,
                lambda row, _: _.either(row.special_committee, row.special_committee_en),
            ),
            Column(N_("Employer"), 30, lambda row, _: row.employer),
            Column(N_("Occupation"), 18, lambda row, _: row.occupation),
            Column(N_("Terms served"), 8, lambda row, _: row.terms_served),
            Column(N_("Joined on"), 12, lambda row, _: row.joined_on),
            Column(N_("Left on"), 12, lambda row, _: row.left_on),
        ),
    ),
    ExportKind.OPINIONS: Sheet(
        TypeAdapter(MatterFilter),
        _count_matters,
        lambda session, actor, _home, wanted, last, most: matters.after(
            session, actor, wanted, last, most
        ),
        (
            Column(N_("Number"), 8, lambda row, _: row.number),
            _RECEIVED,
            _TITLE,
            Column(N_("Kind of author"), 14, lambda row, _: _.word(row.submitter)),
            Column(N_("Raised by"), 16, lambda row, _: row.author),
            _CATEGORY,
            Column(N_("Urgency"), 8, lambda row, _: _.word(row.urgency)),
            _STATE,
            Column(N_("Adopted on"), 12, lambda row, _: row.adopted_on),
            _COMMITTEE,
        ),
    ),
    ExportKind.PROPOSALS: Sheet(
        TypeAdapter(ProposalFilter),
        lambda session, actor, _home, wanted: proposals.total(session, actor, wanted),
        lambda session, actor, _home, wanted, last, most: proposals.after(
            session, actor, wanted, last, most
        ),
        (
            Column(N_("Number"), 8, lambda row, _: row.number),
            _RECEIVED,
            _TITLE,
            Column(N_("Nature"), 12, lambda row, _: _.word(row.nature)),
            Column(N_("Raised by"), 18, lambda row, _: row.author),
            Column(N_("Co-signers"), 8, lambda row, _: row.signed),
            _CATEGORY,
            _STATE,
            Column(N_("Handling unit"), 20, lambda row, _: row.unit),
            Column(N_("Due on"), 12, lambda row, _: row.due_on),
            Column(N_("Result"), 10, lambda row, _: _.word(row.result)),
            Column(N_("Satisfaction"), 12, lambda row, _: _.word(row.satisfaction)),
            Column(N_("Stands out as"), 16, _mark),
        ),
    ),
}
_USUAL: dict[ExportKind, Callable[[int], Any]] = {
    ExportKind.ACTIVITIES: lambda home: ActivityFilter(committee_id=home),
    ExportKind.ATTENDANCE: lambda home: ActivityFilter(committee_id=home),
    ExportKind.MEMBERS: lambda _home: Filters(),
    ExportKind.OPINIONS: lambda home: MatterFilter(MatterKind.OPINION, committee_id=home),
    ExportKind.PROPOSALS: ProposalFilter,
}


def read(kind: ExportKind, asked: str, committee_id: int) -> Any:  # noqa: ANN401  as above
    """Filters as they were kept with an export, without the window of the screen."""
    if asked == "{}":
        return usual(kind, committee_id)
    return SHEETS[kind].filters.validate_json(asked)


def written(kind: ExportKind, filters: Any) -> str:  # noqa: ANN401  as above
    """Filters as they are kept with an export."""
    windowed = replace(filters, offset=0) if hasattr(filters, "offset") else filters
    text: str = SHEETS[kind].filters.dump_json(windowed, exclude_defaults=True).decode()
    return text


_FILTERS = {
    "search": N_("Search"),
    "owner_kind": N_("Organised by"),
    "heading": N_("Category"),
    "category": N_("Category"),
    "category_id": N_("Category"),
    "state": N_("State"),
    "stage": N_("Stage"),
    "since": N_("From"),
    "until": N_("To"),
    "source": N_("Source"),
    "submitter": N_("Raised by"),
    "urgency": N_("Urgency"),
    "standing": N_("Standing"),
    "nature": N_("Nature"),
    "result": N_("Result"),
    "satisfaction": N_("Satisfaction"),
    "mark": N_("Stands out as"),
    "concern": N_("Concerns me"),
}


def narrowed(filters: Any, say: Words) -> str:  # noqa: ANN401  as above
    """What a list was narrowed to, in words; what is named by a number only is left out."""
    given = {name: getattr(filters, name, None) for name in _FILTERS}
    told = [
        f"{say(_FILTERS[name])} {say.word(value) if isinstance(value, Choice) else value}"
        for name, value in given.items()
        if value and not isinstance(value, int)
    ]
    return "；".join(told)
