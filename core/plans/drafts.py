"""What people hand in about targets."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from core.i18n import N_
from core.plans.models import Every, Measure
from core.studios.models import STUDIOS_PROPER, StudioKind
from db.base import Choice


class SubjectKind(Choice):
    """Whose targets they are."""

    STUDIO = "studio", N_("Studio")
    GROUP = "group", N_("Sector group")
    MEMBER = "member", N_("Member")


@dataclass(frozen=True, slots=True)
class Subject:
    """One studio, group or member."""

    kind: SubjectKind
    id: int


@dataclass(frozen=True, slots=True)
class Line:
    """A target as typed: so many of a measure in every year or quarter."""

    measure: Measure
    every: Every
    target: int


@dataclass(frozen=True, slots=True)
class Preset:
    """Targets that go together. `name` is said to people, `key` is kept with the target."""

    key: str
    name: str
    kinds: tuple[SubjectKind, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Many:
    """All subjects of a kind in a committee and those below it, for a year."""

    committee_id: int
    kind: SubjectKind
    year: int
    studio_kinds: tuple[StudioKind, ...] = STUDIOS_PROPER


@dataclass(frozen=True, slots=True)
class Applied:
    """What became of targets for many subjects. `kept` were set by hand, or were the same."""

    added: int
    changed: int
    kept: int


@dataclass(frozen=True, slots=True)
class Plan:
    """All targets that one subject is to have in a year.

    `seen` is the version of each target as the person saw it; one that is neither seen
    nor among the lines stays as it is.
    """

    year: int
    lines: tuple[Line, ...]
    seen: Mapping[Measure, int] = field(default_factory=dict)
