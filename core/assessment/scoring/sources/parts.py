"""Parts that the sources share: held activities, credited members, the root of an affair."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

from sqlalchemy import (
    CTE,
    ColumnElement,
    FromClause,
    Select,
    Subquery,
    and_,
    exists,
    func,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import aliased
from sqlmodel import col

from core.activities.models import Activity, ActivityState, Stage
from core.assessment.scoring.facts import Asked, Column
from core.assessment.scoring.parameters import FIRST, FIRST_YEAR, LAST, LAST_YEAR
from core.commendations.models import Commendation
from core.handling.models import Instruction
from core.matters.links import SHARED
from core.matters.models import (
    Author,
    AuthorRole,
    Consent,
    LinkKind,
    Matter,
    MatterKind,
    MatterLink,
    State,
)
from core.members.models import Member, Post, PostKind
from core.opinions.models import Adoption
from core.proposals.models import Proposal
from core.studios.models import Studio, StudioStep
from db.base import Table

# Not said, taken back, or gone up into another that its authors are credited with.
_NO_FACT = (State.DRAFT, State.GATHERING, State.WITHDRAWN, State.MERGED)
_SIGNED, _OTHER = aliased(Author), aliased(Matter)
Has: TypeAlias = Callable[[Column], ColumnElement[bool]]
_BEFORE_SCREENING = (*_NO_FACT, State.SUBMITTED, State.RETURNED)


def table(model: type[Table]) -> FromClause:
    """The table of a model, to join others to."""
    found: FromClause = model.__table__  # type: ignore[attr-defined]  # each Table has one
    return found


def held(asked: Asked) -> tuple[ColumnElement[bool], ...]:
    """Activities that count: held and not in the bin, if asked only those confirmed."""
    counts: tuple[ColumnElement[bool], ...] = (
        col(Activity.stage) == Stage.DONE,
        col(Activity.binned_at).is_(None),
    )
    confirmed = col(Activity.state) == ActivityState.CONFIRMED
    return (*counts, confirmed) if asked.confirmed else counts


def not_held() -> Select[int]:
    """The activities of the span that do not count: few, as a rule."""
    return select(col(Activity.id)).where(
        col(Activity.held_on).between(FIRST, LAST),
        or_(col(Activity.stage) != Stage.DONE, col(Activity.binned_at).is_not(None)),
    )


def standing(member_id: Column) -> ColumnElement[bool]:
    """Whether a member sits on the standing committee on some day of the span, by their posts.

    Of whom no such post is known from the span on, what the roster says today is taken.
    """
    return member_id.in_(select(_SITTING.c.member_id))


def _sitting() -> CTE:
    """Found once for a statement, and beside it: within it would lie too deep for SQLite."""
    post, ends = col(Post.member_id), col(Post.ends_on)
    asked: Select[*tuple[Any, ...]] = select(post, col(Post.starts_on)).where(
        col(Post.kind) == PostKind.STANDING_MEMBER, or_(ends.is_(None), ends >= FIRST)
    )
    known = asked.cte("standing_posts")
    then = select(known.c.member_id).where(known.c.starts_on <= LAST)
    today = select(col(Member.id)).where(
        col(Member.standing), col(Member.id).not_in(select(known.c.member_id))
    )
    return union_all(then, today).cte("standing_members")


_SITTING = _sitting()


def studio_state() -> ColumnElement[Any]:
    """The state of a studio on the last day of the span, by its steps; without any, today's."""
    steps = select(col(StudioStep.after)).where(col(StudioStep.studio_id) == col(Studio.id))
    reached = steps.where(col(StudioStep.taken_on) <= LAST).order_by(col(StudioStep.id).desc())
    first = steps.with_only_columns(col(StudioStep.before)).order_by(col(StudioStep.id))
    ways = (way.limit(1).correlate_except(StudioStep).scalar_subquery() for way in (reached, first))
    return func.coalesce(*ways, col(Studio.state))


@dataclass(frozen=True, slots=True)
class Looked:
    """Rows that a matter is asked to have, by the column that names the matter."""

    rows: FromClause
    matter_id: Column
    fits: tuple[ColumnElement[bool], ...]


def credited(members: Select[Any], looked: Looked) -> Subquery:
    """Each matter looked for with those of some members who are credited with it, each once.

    The authors of what was merged into it are; who was first there is first here.
    """
    agreed = (col(Author.consent) == Consent.AGREED, col(Author.member_id).in_(members))
    named: tuple[Column, ...] = (
        col(Author.member_id).label("member_id"),
        col(Author.role).label("role"),
    )
    own: Select[*tuple[Any, ...]] = (
        select(col(Author.matter_id).label("matter_id"), *named)
        .join(looked.rows, looked.matter_id == col(Author.matter_id))
        .where(*agreed, *looked.fits)
    )
    shared: Select[*tuple[Any, ...]] = (
        select(col(MatterLink.to_id).label("matter_id"), *named)
        .join(Author, col(Author.matter_id) == col(MatterLink.from_id))
        .join(looked.rows, looked.matter_id == col(MatterLink.to_id))
        .where(*agreed, *looked.fits, col(MatterLink.kind).in_(SHARED))
    )
    both = union_all(own, shared).subquery("credit")
    return (
        select(both.c.matter_id, both.c.member_id, func.max(both.c.role).label("role"))
        .group_by(both.c.matter_id, both.c.member_id)
        .subquery("credited")
    )


def is_first(role: Column) -> ColumnElement[bool]:
    """Whether a role is that of the first author."""
    return role == AuthorRole.FIRST.value


def co_signers() -> Column:
    """How many others signed a matter."""
    return (
        select(func.count())
        .where(
            col(Author.matter_id) == col(Matter.id),
            col(Author.role) == AuthorRole.CO_SIGNER,
            col(Author.consent) == Consent.AGREED,
        )
        .correlate(Matter)
        .scalar_subquery()
    )


def root(has: Has) -> Column:
    """The matter that an affair began with, as the subject of a fact has it.

    What was converted and what became of it are one, also where that went up into another. Of
    several that went up into it, the one counts that the subject has itself, asked of by id.
    """
    before, within = aliased(MatterLink), aliased(MatterLink)
    origin = (
        select(func.min(col(before.from_id)))
        .where(col(before.kind) == LinkKind.CONVERTED)
        .correlate_except(before, within)
    )
    here = origin.where(col(before.to_id) == col(Matter.id))
    gone_up = origin.join(within, col(within.from_id) == col(before.to_id)).where(
        col(within.to_id) == col(Matter.id), col(within.kind).in_(SHARED)
    )
    own = has(col(before.from_id))
    ways = (here.where(own), gone_up.where(own), here)
    return func.coalesce(*(way.scalar_subquery() for way in ways), col(Matter.id))


def signed_by(member_id: Column) -> Has:
    """Whether a member signed a matter."""
    return lambda matter_id: _signs(matter_id).where(col(_SIGNED.member_id) == member_id).exists()


def signed_within(members: FromClause, whose: ColumnElement[bool]) -> Has:
    """Whether one of those signed a matter whom a condition picks among some members."""
    return lambda matter_id: (
        _signs(matter_id)
        .join(members, members.c.member_id == col(_SIGNED.member_id))
        .where(whose)
        .correlate_except(_SIGNED, members)
        .exists()
    )


def in_the_same_studio(matter_id: Column) -> ColumnElement[bool]:
    """Whether a matter came from the studio of the one asked about."""
    return (
        select(col(_OTHER.id))
        .where(col(_OTHER.id) == matter_id, col(_OTHER.studio_id) == col(Matter.studio_id))
        .correlate_except(_OTHER)
        .exists()
    )


def _signs(matter_id: Column) -> Select[Any]:
    return (
        select(col(_SIGNED.id))
        .where(col(_SIGNED.matter_id) == matter_id, col(_SIGNED.consent) == Consent.AGREED)
        .correlate_except(_SIGNED)
    )


def raised(kind: MatterKind) -> tuple[ColumnElement[bool], ...]:
    """Matters of a kind that were raised within the span, each voice once."""
    return (
        col(Matter.kind) == kind,
        col(Matter.received_on).between(FIRST, LAST),
        col(Matter.binned_at).is_(None),
        col(Matter.state).not_in(_NO_FACT),
    )


def looked_for(kind: MatterKind) -> Looked:
    """Matters of a kind raised within the span."""
    return Looked(table(Matter), col(Matter.id), raised(kind))


def adopted() -> Looked:
    """Matters with a rung of the ladder within the span."""
    within = col(Adoption.adopted_on).between(FIRST, LAST)
    return Looked(table(Adoption), col(Adoption.matter_id), (within,))


def opinion_attributes() -> dict[str, Column]:
    """What an opinion item can be told apart by."""
    return {
        "screened": col(Matter.state).not_in(_BEFORE_SCREENING),
        "signed": col(Matter.signed_on).is_not(None),
        "issued": col(Matter.issued_on).is_not(None),
        "reported": col(Matter.reported_on).is_not(None),
        "adopted": col(Matter.adopted_on).is_not(None),
        "instructed": col(Matter.instructed_on).is_not(None),
        "micro": col(Matter.is_micro),
        "urgency": col(Matter.urgency),
        "co_signed": _co_signed(),
    }


def proposal_attributes() -> dict[str, Column]:
    """What a proposal can be told apart by."""
    return {
        "nature": col(Proposal.nature),
        "registered": col(Matter.screened_on).is_not(None),
        "merged": _took_others_in(),
        "converted": col(Matter.state) == State.CONVERTED,
        "key": col(Proposal.is_key),
        "excellent": col(Proposal.is_excellent),
        "number_one": col(Proposal.is_number_one),
        "result": col(Proposal.result),
        "satisfaction": col(Proposal.satisfaction),
        "replied": col(Matter.replied_on).is_not(None),
        "co_signed": _co_signed(),
    }


def adoption_attributes() -> dict[str, Column]:
    """What a rung of the ladder can be told apart by."""
    by_main = select(col(Instruction.id)).where(col(Instruction.is_main_leader))
    return {
        "level": col(Adoption.level),
        "kind": col(Adoption.kind),
        "main_leader": func.coalesce(col(Adoption.instruction_id), 0).in_(by_main),
        "co_signed": _co_signed(),
    }


def honoured() -> ColumnElement[bool]:
    """Commendations of the span; one without a day is of the last day of its year."""
    given = col(Commendation.given_on)
    return and_(
        or_(
            given.between(FIRST, LAST),
            and_(given.is_(None), col(Commendation.year).between(FIRST_YEAR, LAST_YEAR)),
        ),
        col(Commendation.binned_at).is_(None),
    )


def _co_signed() -> Column:
    other = aliased(Author)
    return (
        exists()
        .where(
            col(other.matter_id) == col(Matter.id),
            col(other.role) == AuthorRole.CO_SIGNER,
            col(other.consent) == Consent.AGREED,
        )
        .correlate(Matter)
    )


def _took_others_in() -> Column:
    return (
        exists()
        .where(col(MatterLink.to_id) == col(Matter.id), col(MatterLink.kind).in_(SHARED))
        .correlate(Matter)
    )
