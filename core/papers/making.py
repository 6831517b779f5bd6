"""Making papers: the facts are read and the trail written first, then the files are drawn.

What is read is read within one transaction; drawing takes its time outside of it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

from core import clock
from core.audit import service as audit
from core.audit.service import Entry
from core.committees import scope
from core.errors import NotFound, RuleBroken
from core.i18n import N_
from core.papers import checking, fields, templates
from core.papers.models import PaperKind
from core.papers.paper import Content, Paper, Subject
from core.papers.registry import PAPERS
from core.papers.render import Filling, Template
from core.papers.templates import Place
from core.papers.words import Words
from core.permissions import Actor, Permission, require

MOST = 400
_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|]')


@dataclass(frozen=True, slots=True)
class Asked:
    """Which papers somebody wants: of one kind, in one language. `reason` was typed."""

    kind: PaperKind
    subjects: tuple[Subject, ...]
    language: str
    form: str = "docx"
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Named:
    """A paper ready to be filled, and what its file is called (without an ending)."""

    name: str
    filling: Filling


def gather(session: Session, actor: Actor, asked: Asked) -> list[Named]:
    """The papers with all that they say. Each leaves its entry in the trail."""
    paper = PAPERS.get(asked.kind)
    if paper is None:
        raise NotFound
    require(actor, paper.permission)
    if paper.personal:
        require(actor, Permission.EXPORT)
        if not asked.reason:
            raise RuleBroken(N_("Say for what the paper is needed."), field="reason")
    if len(asked.subjects) > MOST:
        raise RuleBroken(N_("So many papers at once are {most} at most."), most=MOST)
    words = Words(asked.language)
    contents = [paper.facts(session, actor, subject, words) for subject in asked.subjects]
    made = _filled(session, actor, (paper, words), contents)
    for subject, content in zip(asked.subjects, contents, strict=True):
        audit.record(session, actor, _entry(paper, asked, subject, content))
    return made


def example(session: Session, actor: Actor, place: Place) -> Named:
    """A paper from the template in use, filled with made-up facts."""
    require(actor, templates.READ)
    paper = PAPERS.get(place.kind)
    if paper is None or not scope.covers(session, actor, templates.READ, place.committee_id):
        raise NotFound
    words = Words(place.language)
    told = checking.example(paper, words)
    name = words(N_("{paper}, sample"), paper=words.word(paper.kind))
    return Named(name, Filling(templates.template(session, place, paper), told, "", name))


def _filled(
    session: Session, actor: Actor, how: tuple[Paper, Words], contents: Sequence[Content]
) -> list[Named]:
    paper, words = how
    found: dict[int, Template] = {}
    made = []
    for content in contents:
        of = content.committee_id
        if of not in found:
            place = Place(of, paper.kind, words.language)
            found[of] = templates.template(session, place, paper)
        told = fields.context(content.facts) | _common(actor, words, content)
        name = _file_name(content.name)
        made.append(Named(name, Filling(found[of], told, fields.cleaned(actor.name), name)))
    return made


def _common(actor: Actor, words: Words, content: Content) -> dict[str, Any]:
    """Who made it, when, and from which filter."""
    parts = {"name": fields.cleaned(actor.name), "when": words.moment(clock.now())}
    made = words(N_("Made by {name} on {when} with Lianxin"), **parts)
    if content.source:
        made = words(N_("{made}, from: {source}"), made=made, source=fields.cleaned(content.source))
    return {"made": made, "made_by": parts["name"], "made_on": words.day(clock.today())}


def _entry(paper: Paper, asked: Asked, subject: Subject, content: Content) -> Entry:
    after: dict[str, Any] = {"paper": paper.kind, "language": asked.language, "form": asked.form}
    if asked.reason:
        after["reason"] = asked.reason
    if content.source:
        after["filter"] = content.source[:400]
    whose = (paper.about, subject.id, content.name[:200], content.committee_id)
    return Entry("export:made", *whose, after=after)


def _file_name(name: str) -> str:
    """A name that any disk takes."""
    plain = _NOT_IN_NAMES.sub(" ", fields.cleaned(name))
    return " ".join(plain.split())[:80].strip(" .") or "paper"
