"""From what was typed to the columns of an activity."""

from dataclasses import asdict, replace
from typing import Any

from sqlmodel import Session, col, select

from core import clock
from core.activities import rules
from core.activities.catalogue import queries as catalogue
from core.activities.drafts import ActivityDraft, Figures, Media
from core.activities.models import Activity, Category
from core.activities.owners import OwnerRow
from core.committees import scope
from core.committees.models import Community, Term, TermSession
from core.errors import RuleBroken
from core.i18n import N_
from core.text import clean, clean_block, digits, read_money


def cleaned(draft: ActivityDraft) -> ActivityDraft:
    """The draft with every text as it is kept."""
    return replace(
        draft,
        title=clean(draft.title, 120, "title"),
        place=clean(draft.place, 120, "place"),
        topic=clean(draft.topic, 200, "topic"),
        summary=clean_block(draft.summary, 4000, "summary"),
        outcome=clean_block(draft.outcome, 4000, "outcome"),
        media=tuple(
            Media(clean(link.title, 120, "media"), digits(link.address, 400, "media"))
            for link in draft.media
            if link.title.strip() or link.address.strip()
        ),
    )


def checked(
    session: Session, draft: ActivityDraft, owner: OwnerRow, old: Activity | None = None
) -> dict[str, Any]:
    """The columns of a cleaned draft. Refuses what breaks a rule; `old` is what is edited."""
    rules.check_title(draft.title)
    rules.check_times(draft.starts, draft.ends)
    held_on = draft.starts.date()
    rules.check_stage(draft.stage, held_on, clock.today(owner.time_zone))
    rules.check_figures(draft.figures)
    rules.check_media(draft.media)
    _check_category(session, draft, owner, old)
    _check_community(session, draft, owner)
    _check_term_session(session, draft, owner)
    return {
        **owner.as_columns(),
        "category_id": draft.category_id,
        "term_session_id": draft.term_session_id,
        "community_id": draft.community_id,
        "title": draft.title,
        "starts_at": clock.moment(draft.starts, owner.time_zone),
        "ends_at": clock.moment(draft.ends, owner.time_zone),
        "held_on": held_on,
        "held_month": held_on.year * 100 + held_on.month,
        "half_days": rules.half_days(draft.starts, draft.ends),
        "place": draft.place,
        "topic": draft.topic,
        "summary": draft.summary,
        "outcome": draft.outcome,
        "stage": draft.stage,
        **_figures(draft.figures),
    }


def _figures(figures: Figures) -> dict[str, int]:
    told = asdict(figures)
    money, goods = told.pop("money"), told.pop("goods")
    return {
        **told,
        "money_fen": read_money(money, "money") if money.strip() else 0,
        "goods_fen": read_money(goods, "goods") if goods.strip() else 0,
    }


def _check_category(
    session: Session, draft: ActivityDraft, owner: OwnerRow, old: Activity | None
) -> None:
    unchanged = old is not None and (old.category_id, old.committee_id) == (
        draft.category_id,
        owner.committee_id,
    )
    category = session.get(Category, draft.category_id)
    kept_by = catalogue.keeper(session, owner.committee_id)
    if unchanged and category is not None:
        kept_by = category.committee_id  # the committee may keep its own catalogue since
    rules.check_category(category, kept_by, unchanged=unchanged)


def _check_community(session: Session, draft: ActivityDraft, owner: OwnerRow) -> None:
    if draft.community_id is None:
        return
    asked = select(Community.id).where(
        Community.id == draft.community_id,
        col(Community.township_id).in_(scope.below([owner.committee_id])),
    )
    if session.exec(asked).first() is None:
        raise RuleBroken(
            N_("Choose a village or community of the same committee."), field="community_id"
        )


def _check_term_session(session: Session, draft: ActivityDraft, owner: OwnerRow) -> None:
    if draft.term_session_id is None:
        return
    asked = (
        select(TermSession.id)
        .join(Term, col(Term.id) == col(TermSession.term_id))
        .where(TermSession.id == draft.term_session_id, Term.committee_id == owner.committee_id)
    )
    if session.exec(asked).first() is None:
        raise RuleBroken(
            N_("Choose a plenary session of the same committee."), field="term_session_id"
        )
