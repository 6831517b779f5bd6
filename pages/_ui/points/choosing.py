"""Whose points are looked at, kept in the address: `?a=3&id=12`."""

from dataclasses import dataclass

import streamlit as st

from core.assessment import points, queries
from core.assessment.claims import whom
from core.assessment.models import AssessmentState, Scores
from core.assessment.points import OwnScore
from core.assessment.queries import AssessmentFilter, AssessmentRow
from core.permissions import Actor, Permission, ScopeKind
from pages._ui import lists, pickers
from pages._ui.edge import reading
from pages._ui.words import _, word

ASSESSMENT, SUBJECT, OTHERS = "a", "id", "others"
MOST = 100
READ = Permission.ASSESSMENT_READ


@dataclass(frozen=True, slots=True)
class Chosen:
    """An assessment, and the subject in it that is looked at; None as long as none is chosen."""

    assessment_id: int
    subject_id: int | None
    scores: Scores
    running: bool = False
    own: bool = False


def ask(actor: Actor) -> Chosen | None:
    """One's own points at first; whoever reaches others may look at theirs."""
    with reading() as session:
        mine = points.own(session, actor)
    if not _reaches_others(actor):
        return _own(mine)
    if mine and not _others():
        return _own(mine)
    return _anybody(actor)


def assessment(actor: Actor) -> AssessmentRow | None:
    """An assessment of the committee chosen, the latest one at first."""
    committee = pickers.committee(actor, READ)
    if committee is None:
        return None
    with reading() as session:
        rows = queries.listing(session, actor, AssessmentFilter(committee.id), limit=MOST)
    by_id = {str(row.id): row for row in rows}
    if not by_id:
        return None
    names = {key: named(row.year, row.book, row.book_en) for key, row in by_id.items()}
    first = next(iter(names))
    rest = {key: name for key, name in names.items() if key != first}
    chosen = lists.choose(_("Assessment"), rest, ASSESSMENT, first=names[first])
    return by_id[chosen or first]


def named(year: int, book: str, book_en: str) -> str:
    """What an assessment is called: its year and its book."""
    return f"{year} {pickers.name_in_language(book, book_en)}"


def _reaches_others(actor: Actor) -> bool:
    return any(grant.scope is not ScopeKind.MEMBER for grant in actor.grants)


def _others() -> bool:
    sides = {"": _("My own"), OTHERS: _("Of others")}
    chosen = st.segmented_control(
        _("Whose points"),
        list(sides),
        default=OTHERS if st.query_params.get(SUBJECT) else "",
        format_func=sides.__getitem__,
        key="mine.side",
        required=True,
        label_visibility="collapsed",
    )
    return chosen == OTHERS


def _own(mine: list[OwnScore]) -> Chosen | None:
    if not mine:
        return None
    by_key = {f"{one.assessment_id}.{one.subject_id}": one for one in mine}
    names = {key: _called(one, mine) for key, one in by_key.items()}
    first = next(iter(names))
    rest = {key: name for key, name in names.items() if key != first}
    chosen = lists.choose(_("Assessment"), rest, "mine", first=names[first]) if rest else first
    one = by_key[chosen or first]
    return Chosen(one.assessment_id, one.subject_id, one.kind, own=True)


def _called(one: OwnScore, mine: list[OwnScore]) -> str:
    name = named(one.year, one.book, one.book_en)
    several = len({each.kind for each in mine}) > 1
    return f"{name} · {word(one.kind)}" if several else name


def _anybody(actor: Actor) -> Chosen | None:
    row = assessment(actor)
    if row is None:
        return None
    with reading() as session:
        entering = whom.entering(session, actor, row.id)
        found = whom.scored(session, actor, entering.assessment, permission=READ)
    names = {str(one.id): f"{one.number} {one.name}".strip() for one in found}
    chosen = lists.choose(word(row.scores), names, SUBJECT, first=_("Choose one"))
    running = row.state is not AssessmentState.CLOSED
    return Chosen(row.id, int(chosen) if chosen else None, row.scores, running)
