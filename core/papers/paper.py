"""What one kind of paper is made of."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlmodel import Session

from core.papers.models import PaperKind
from core.papers.sheet import Sheet
from core.papers.words import Words
from core.permissions import Actor, Permission


@dataclass(frozen=True, slots=True)
class Subject:
    """What a paper is about: the id of a row, and what else the address asks for.

    `brought` is what is made outside of the core and told on the paper, such as charts.
    """

    id: int
    query: Mapping[str, str] = field(default_factory=dict)
    brought: object = None


@dataclass(frozen=True, slots=True)
class Content:
    """What a paper says. `name` is that of its file; `source` the filter it was made from.

    The template is that of the committee.
    """

    committee_id: int
    name: str
    facts: Any
    source: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """One kind of paper.

    `about` names the kind of row that it tells of, as the trail does. `personal`: it holds
    personal data, so the right to export and a reason are asked for. `red`: its preset has a red
    header unless the office says otherwise; `headed`: it has a header at all.
    """

    kind: PaperKind
    about: str
    permission: Permission
    facts_type: type
    facts: Callable[[Session, Actor, Subject, Words], Content]
    layout: Callable[[Sheet, Words], None]
    red: bool = False
    headed: bool = False
    personal: bool = False

    def preset(self, words: Words, *, red: bool | None = None) -> Sheet:
        """The preset layout in a language."""
        sheet = Sheet(words, self.red if red is None else red)
        self.layout(sheet, words)
        return sheet
