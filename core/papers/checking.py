"""Whether a Word file can serve as a template, told in sentences and not in tracebacks."""

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from core.errors import RuleBroken
from core.i18n import N_
from core.papers import fields, render
from core.papers.fields import COMMON, FieldRow
from core.papers.paper import Paper
from core.papers.words import Words

MOST_BYTES = 2 * 1024 * 1024
REFUSED = {
    "no_word": N_("This is no Word file (.docx). Save it in Word as a Word document."),
    "too_large": N_("There is too much in this file. Take pictures out of it, or make them small."),
    "active": N_("This file holds macros or embedded objects. Save it without them."),
    "outside": N_(
        "A part of this file lies elsewhere, on a disk or a server. Put it into the file."
    ),
}
TROUBLE = {
    "syntax": N_(
        "A field or tag is not written right here: look at its braces and quotes, and at the word"
        " that ends it."
    ),
    "forbidden": N_("This template asks for more than fields, conditions and rows of a table."),
    "no_run": N_("It reads well but cannot be filled. Look at what it compares and repeats."),
}


@dataclass(frozen=True, slots=True)
class Unknown:
    """A name that no field has: where it stands, and the field most like it."""

    name: str
    near: str
    meant: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found out about a template; `data` are its bytes.

    `trouble` is a sentence about what cannot be read in it, and `near` the words where it is.
    """

    data: bytes
    used: tuple[str, ...] = ()
    unknown: tuple[Unknown, ...] = ()
    unused: tuple[str, ...] = ()
    trouble: str = ""
    near: str = ""

    @property
    def may_be_used(self) -> bool:
        """Whether papers can be made from it."""
        return not self.unknown and not self.trouble


def check(paper: Paper, data: bytes) -> Verdict:
    """Look through a template by a process of its own. Refuses what is no template at all."""
    if not data:
        raise RuleBroken(REFUSED["no_word"], field="file")
    if len(data) > MOST_BYTES:
        raise RuleBroken(N_("A template can have 2 MB at most."), field="file")
    return judged(paper, data, render.checked(data, example(paper), tuple(known(paper))))


def known(paper: Paper) -> dict[str, FieldRow]:
    """The fields that a template of a paper may use, by the way it reaches them."""
    return fields.paths((*fields.described(paper.facts_type), *COMMON))


def example(paper: Paper, words: Words | None = None) -> dict[str, object]:
    """Made-up facts to fill a template of a paper with."""
    said = words or Words()
    return fields.context(fields.sample(paper.facts_type, said)) | common_sample(said)


def judged(paper: Paper, data: bytes, found: Mapping[str, Any]) -> Verdict:
    """What was found out, in the names of the paper's fields."""
    if why := found.get("refused"):
        raise RuleBroken(REFUSED[why], field="file")
    used, names = dict(reversed(found["used"])), known(paper)
    return Verdict(
        data,
        tuple(path for path in names if path in used),
        tuple(
            Unknown(path, near, _meant(path, tuple(names)))
            for path, near in reversed(used.items())
            if path not in names
        ),
        tuple(path for path in names if path not in used),
        TROUBLE[found["trouble"]] if found.get("trouble") else "",
        found.get("near", ""),
    )


def common_sample(words: Words | None = None) -> dict[str, object]:
    """An example of what every paper knows."""
    said = words or Words()
    told: dict[str, object] = {row.name: fields.shown(row.sample, said) for row in COMMON}
    return told | {"made": said(N_("Sample: nobody's data"))}


def _meant(path: str, known: tuple[str, ...]) -> str:
    """The field whose name is most like a name, "" where none is."""
    by_last = {one.rpartition(".")[2]: one for one in reversed(known)}
    last = get_close_matches(path.rpartition(".")[2], list(by_last), n=1, cutoff=0.66)
    whole = get_close_matches(path, known, n=1, cutoff=0.75)
    return whole[0] if whole else by_last[last[0]] if last else ""
