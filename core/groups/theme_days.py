"""The days that a group keeps regularly. Never commits."""

from dataclasses import asdict

from sqlalchemy import select
from sqlmodel import Session, col

from core.audit.service import Changes
from core.errors import NotFound, RuleBroken
from core.groups import queries, rules
from core.groups.drafts import ThemeDayDraft
from core.groups.models import ThemeDay
from core.groups.telling import tell
from core.i18n import N_
from core.permissions import Actor, Permission


def add(session: Session, actor: Actor, group_id: int, draft: ThemeDayDraft) -> ThemeDay:
    """Write down a day that a group keeps."""
    group = queries.find(session, actor, group_id, Permission.GROUP_WRITE, lock=True)
    cleaned = rules.cleaned_theme_day(draft)
    if _named(session, group_id, cleaned.name):
        raise RuleBroken(N_("The group already keeps a day of this name."), "name")
    day = ThemeDay(sector_group_id=group_id, **asdict(cleaned))
    session.add(day)
    tell(session, actor, group, "theme_day_added", Changes({}, asdict(cleaned)))
    return day


def drop(session: Session, actor: Actor, theme_day_id: int) -> None:
    """Keep a theme day no longer."""
    day = session.get(ThemeDay, theme_day_id)
    if day is None:
        raise NotFound
    group = queries.find(session, actor, day.sector_group_id, Permission.GROUP_WRITE, lock=True)
    before = {"name": day.name, "name_en": day.name_en, "rule": day.rule}
    session.delete(day)
    tell(session, actor, group, "theme_day_dropped", Changes(before, {}))


def _named(session: Session, group_id: int, name: str) -> bool:
    asked = select(col(ThemeDay.id)).where(
        col(ThemeDay.sector_group_id) == group_id, col(ThemeDay.name) == name
    )
    return session.scalar(asked) is not None
