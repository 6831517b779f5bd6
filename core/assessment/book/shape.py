"""What a rule book is once it has been read. No text, no lines, no records.

Points, amounts, percentages and multipliers are all integers in hundredths: 500 is five
points, three times or three half-days are 300, two thirds are 6667 percent, half is 50.
What a book leaves out is filled in here, so that nobody else needs to know the defaults.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

from core.assessment.book.choices import About as About
from core.assessment.book.choices import Colour as Colour
from core.assessment.book.choices import Joint as Joint
from core.assessment.book.choices import ProRataBy as ProRataBy
from core.assessment.book.choices import Records as Records
from core.assessment.book.choices import Span as Span
from core.assessment.models import Scores as Scores

Value: TypeAlias = str | bool | int
HUNDREDTHS = 100


@dataclass(frozen=True, slots=True)
class Match:
    """An attribute that has one of the values, or, negated, none of them (nothing fits too)."""

    attribute: str
    values: tuple[Value, ...]
    negated: bool = False


# Fits a fact when each of them does. The empty one fits every fact.
Where: TypeAlias = tuple[Match, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """What a fact pays that fits. Of several cases the first that fits pays."""

    when: Where
    points: int


@dataclass(frozen=True, slots=True)
class Multiplier:
    """What the points of a fact that fits are multiplied by, in hundredths."""

    when: Where
    by: int


@dataclass(frozen=True, slots=True)
class Share:
    """Percentages in hundredths. `others` None: the rest, evenly among the co-signers.

    Without a co-signer the first author takes all.
    """

    first: int
    others: int | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """From an amount on, the points that the item pays as a whole. The highest reached pays."""

    from_amount: int
    points: int


@dataclass(frozen=True, slots=True)
class Choosable:
    """What an entered item can be claimed as, and what that pays."""

    name: str
    points: int


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that pays or costs. `counts` is its measure, "" when it is entered by hand.

    A fact that fits `where` pays by the first of `cases` that fits it, else `points`
    (`cases` holding none that fits: nothing). `steps` pay instead, by the whole amount;
    with `out_of` that amount is a percentage. `start`: the item is a pool, and the reader
    has set `floor` (0) and `cap` (the start) where the book does not.
    """

    key: str
    name: str
    name_en: str = ""
    note: str = ""
    counts: str = ""
    where: Where = ()
    unit: str = "time"
    points: int = 0
    cases: tuple[Case, ...] = ()
    share: Share | None = None
    times: tuple[Multiplier, ...] = ()
    best: bool = False
    from_nth: int = 1
    at_most: int | None = None
    steps: tuple[Step, ...] = ()
    out_of: Where | None = None
    start: int | None = None
    cap: int | None = None
    floor: int | None = None
    evidence: bool = False
    choices: tuple[Choosable, ...] = ()

    @property
    def entered(self) -> bool:
        """Whether no record can know it, so that somebody claims it."""
        return not self.counts


@dataclass(frozen=True, slots=True)
class Section:
    """Items under one heading. `start`, `cap`, `floor` as those of an item."""

    key: str
    name: str
    name_en: str = ""
    items: tuple[Item, ...] = ()
    start: int | None = None
    cap: int | None = None
    floor: int | None = None


@dataclass(frozen=True, slots=True)
class Once:
    """Items (by key) of which one affair pays only the highest; the first named wins a tie."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Test:
    """Something that can be compared. `key` names the item or section, "" for the others."""

    about: About
    key: str = ""
    at_least: int | None = None
    at_most: int | None = None
    below: int | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    """Another condition, by its key."""

    condition: str


@dataclass(frozen=True, slots=True)
class Joined:
    """Parts joined by "and" or "or"."""

    by: Joint
    parts: "tuple[Part, ...]"


Part: TypeAlias = Test | Reference | Joined


@dataclass(frozen=True, slots=True)
class Condition:
    """A named condition."""

    key: str
    name: str
    part: Part
    name_en: str = ""


@dataclass(frozen=True, slots=True)
class Minimum:
    """Whoever does not meet the condition gets the grade `otherwise` at best."""

    condition: str
    otherwise: str


@dataclass(frozen=True, slots=True)
class Veto:
    """Whoever meets the condition gets the grade at best."""

    condition: str
    grade: str


@dataclass(frozen=True, slots=True)
class Limit:
    """Something that must not happen over several years.

    `years` counts the year assessed and those just before it; None is the term up to its
    end. A test of a total or of months must hold in each of the years (a year without a
    score breaks it); an amount or points are added up over them, then tested.
    """

    name: str
    test: Test
    consequence: str
    years: int | None = None
    name_en: str = ""


@dataclass(frozen=True, slots=True)
class Grade:
    """A grade, the best first. One that asks for nothing takes all who are left.

    `top_percent` is in hundredths of a percent, of all who are graded, rounded down. A quota
    is of those who have no better grade and may have this one; ties with its last place are in
    and are taken off the next quota.
    """

    key: str
    name: str
    name_en: str = ""
    from_points: int | None = None
    top_count: int | None = None
    top_percent: int | None = None
    colour: Colour | None = None
    consequence: str = ""


@dataclass(frozen=True, slots=True)
class Consequence:
    """What follows from a grade or limit, in words. Nothing is done by itself."""

    key: str
    name: str
    name_en: str = ""


@dataclass(frozen=True, slots=True)
class Approval:
    """One link of the chain of approval; `role` is the role of the account that may take it."""

    key: str
    name: str
    role: str
    name_en: str = ""


@dataclass(frozen=True, slots=True)
class ProRata:
    """Those who joined or left: what each item earned is divided by the share of months they
    served, at most up to what the item and its section allow. Base, pools, rates and what was
    lost stay. Below `at_least_months` they are scored but not graded.
    """

    by: ProRataBy = ProRataBy.NONE
    at_least_months: int = 0


@dataclass(frozen=True)
class Book:
    """A rule book. `kinds` empty: all kinds of those whom it scores."""

    name: str
    scores: Scores
    sections: tuple[Section, ...]
    name_en: str = ""
    note: str = ""
    kinds: tuple[str, ...] = ()
    span: Span = Span.YEAR
    records: Records = Records.ALL
    base: int = 0
    cap: int | None = None
    floor: int | None = None
    pro_rata: ProRata = ProRata()
    onces: tuple[Once, ...] = ()
    conditions: tuple[Condition, ...] = ()
    minimums: tuple[Minimum, ...] = ()
    vetoes: tuple[Veto, ...] = ()
    limits: tuple[Limit, ...] = ()
    grades: tuple[Grade, ...] = ()
    consequences: tuple[Consequence, ...] = ()
    approvals: tuple[Approval, ...] = ()

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """All items, in the order of the book."""
        return tuple(item for section in self.sections for item in section.items)

    @cached_property
    def by_key(self) -> dict[str, Item]:
        """Each item by its key, which is its own throughout the book."""
        return {item.key: item for item in self.items}
