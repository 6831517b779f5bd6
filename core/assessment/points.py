"""The points of one subject: what is kept, the records behind it, and what is still missing."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from sqlalchemy import and_, or_, select
from sqlmodel import Session, col

from core.assessment import consequences, entries, explaining, keeping, objections, queries, reach
from core.assessment.archive import explained
from core.assessment.book.shape import Book, Consequence, Section
from core.assessment.claims import whom
from core.assessment.consequences import Reached
from core.assessment.entries import CorrectionRow
from core.assessment.explaining import Explanation, Told
from core.assessment.keeping.stored import corrections
from core.assessment.models import Assessment, AssessmentState, RuleBook, Score, Scores
from core.assessment.queries import Placed
from core.assessment.scoring.scoring import Case
from core.errors import NotFound
from core.permissions import Actor, Permission, ScopeKind, require

READ = Permission.ASSESSMENT_READ
MOST = 50
_OWN = {
    Scores.MEMBERS: ScopeKind.MEMBER,
    Scores.GROUPS: ScopeKind.GROUP,
    Scores.STUDIOS: ScopeKind.STUDIO,
}


@dataclass(frozen=True, slots=True)
class OwnScore:
    """A score of one's own, as a picker offers it."""

    assessment_id: int
    subject_id: int
    kind: Scores
    year: int
    book: str
    book_en: str
    state: AssessmentState


@dataclass(frozen=True)
class Points:
    """All that one subject is told: by the records as they are, or as they were at the closing."""

    assessment: Assessment
    book: Book
    name: str
    number: str
    kept: keeping.Kept
    placed: Placed
    among: int
    explanation: Explanation | None
    corrections: tuple[CorrectionRow, ...]
    objects: bool
    reached: tuple[Reached, ...] = ()

    @property
    def follows(self) -> tuple[Consequence, ...]:
        """What follows from the grade and the limits reached."""
        return consequences.following(self.book, self.placed.grade, self.reached)

    @property
    def is_closed(self) -> bool:
        """Whether the points stand, whatever is recorded from now on."""
        return self.assessment.state is AssessmentState.CLOSED

    @cached_property
    def told(self) -> Mapping[str, Told]:
        """Each item with its records, by its key."""
        found = self.explanation.items if self.explanation else ()
        return {one.item.key: one for one in found}

    def of_item(self, key: str) -> int:
        """The points of an item, in hundredths."""
        return self.kept.items.get(key, (0, 0))[1]

    def of_section(self, section: Section) -> int:
        """The points of a section, in hundredths."""
        return self.kept.sections.get(section.key, 0)


def points(session: Session, actor: Actor, assessment_id: int, subject_id: int) -> Points:
    """The points of a subject within the actor's scope."""
    assessment = reach.find(session, actor, assessment_id)
    book = _book(session, assessment)
    found = whom.scored(session, actor, assessment, [subject_id], READ)
    kept = keeping.read(session, assessment.id, [subject_id])
    if not found or not kept:
        raise NotFound
    told = entries.corrections(session, actor, assessment.id)
    places = queries.places(session, actor, assessment.id)
    return Points(
        assessment=assessment,
        book=book,
        name=found[0].name,
        number=found[0].number,
        kept=kept[0],
        placed=places[subject_id],
        among=sum(one.place is not None for one in places.values()),
        explanation=_explained(session, assessment, book, subject_id),
        corrections=tuple(one for one in told if one.subject_id == subject_id),
        objects=objections.may_object(session, actor, assessment.id, subject_id),
        reached=consequences.of(session, assessment, book, [subject_id]).get(subject_id, ()),
    )


def _book(session: Session, assessment: Assessment) -> Book:
    if assessment.state is AssessmentState.CLOSED:
        return explained.book(session, assessment)
    return keeping.book(session, assessment)


def _explained(
    session: Session, assessment: Assessment, book: Book, subject_id: int
) -> Explanation | None:
    """By the records as they are; once closed, by those that were frozen."""
    if assessment.state is AssessmentState.CLOSED:
        return explained.explain(session, assessment, subject_id)
    given = corrections(session, assessment.id)
    case = Case(assessment.committee_id, assessment.first_on, assessment.last_on, None, given)
    return explaining.explain(session, book, case, subject_id)


def own(session: Session, actor: Actor) -> list[OwnScore]:
    """The scores that are the actor's own, as member, convener or studio lead: the latest first."""
    require(actor, READ)
    kind, of = col(Score.subject_kind), col(Score.subject_id)
    mine = [and_(kind == one, of.in_(actor.reach(READ, place))) for one, place in _OWN.items()]
    asked = (
        select(
            *(col(Assessment.id), of, kind, col(Assessment.year)),
            *(col(RuleBook.name), col(RuleBook.name_en), col(Assessment.state)),
        )
        .join(Assessment, col(Assessment.id) == col(Score.assessment_id))
        .join(RuleBook, col(RuleBook.id) == col(Assessment.book_id))
        .where(or_(*mine))
        .order_by(col(Assessment.last_on).desc(), kind, col(Assessment.id).desc(), of)
        .limit(MOST)
    )
    return [OwnScore(*row) for row in session.execute(asked)]
