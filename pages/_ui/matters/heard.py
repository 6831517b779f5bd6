"""Where a voice was heard: the inputs of opinion items and proposals alike."""

from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

from core.matters import choices
from core.matters.detail import MatterDetail
from core.matters.models import MatterKind, Source
from core.permissions import Actor
from pages._ui.edge import reading
from pages._ui.matters import bodies, rows
from pages._ui.words import _

_NAMES = {"studio_id": "studio", "sector_group_id": "group", "activity_id": "activity"}


@dataclass(frozen=True, slots=True)
class Heard:
    """A source with its place, as the columns of a matter."""

    source: Source = Source.DIRECT
    studio_id: int | None = None
    sector_group_id: int | None = None
    activity_id: int | None = None

    @property
    def columns(self) -> dict[str, Any]:
        """By the names of a draft's fields."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__}


def of(was: MatterDetail | None) -> Heard:
    """Where a known matter was heard."""
    if was is None:
        return Heard()
    return Heard(was.source, was.studio_id, was.sector_group_id, was.activity_id)


def in_body(was: MatterDetail | None, raising_group_id: int | None) -> Heard | None:
    """What a sector group raises was heard in it, unless it is known to come from elsewhere."""
    if raising_group_id is None:
        return None
    kept = of(was)
    with_it = was and kept.sector_group_id in (was.raising_group_id, raising_group_id)
    if was and not (with_it and kept.source is Source.GROUP):
        return None
    return Heard(Source.GROUP, sector_group_id=raising_group_id)


def ask(
    actor: Actor,
    form: str,
    at: tuple[MatterKind, int],
    was: MatterDetail | None,
    sources: tuple[Source, ...] = tuple(Source),
) -> Heard:
    """The source, and beside it the studio, the group or the activity that it names.

    `at` is the kind of matter and the committee that it is written for.
    """
    kept = of(was)
    offered = sources if kept.source in sources else (*sources, kept.source)
    left, right = st.columns([2, 3])
    with left:
        source = rows.choice(form, "source", _("Heard where"), offered, kept.source)
    with right:
        return _place(actor, form, at, (source, was))


def _place(
    actor: Actor, form: str, at: tuple[MatterKind, int], typed: tuple[Source, MatterDetail | None]
) -> Heard:
    (kind, committee_id), (source, was) = at, typed
    wanted = {
        Source.STUDIO: ("studio_id", _("Studio"), choices.studios),
        Source.BOX: ("studio_id", _("Studio"), choices.studios),
        Source.GROUP: ("sector_group_id", _("Sector group"), choices.groups),
        Source.ACTIVITY: ("activity_id", _("Activity"), choices.activities),
    }.get(source)
    if wanted is None:
        return of(was) if was and was.source is source else Heard(source)
    field, label, find = wanted
    with reading() as session:
        found = find(session, actor, committee_id, kind)
    kept: int | None = getattr(was, field) if was else None
    if was and kept:
        found.setdefault(kept, getattr(was, _NAMES[field]))
    chosen = rows.one(form, field, label, _unlike(found, kept), kept)
    # An activity is a studio's or a group's: with it these stay.
    around = of(was) if field == "activity_id" else Heard()
    columns = around.columns | {"source": source, field: chosen}
    return replace(around, **columns)


def _unlike(found: dict[int, str], kept: int | None) -> dict[int, str]:
    """Rows as a box can tell them apart: by their words alone."""
    named = bodies.by_name(found, found[kept] if kept else "", kept)
    return {row_id: name for name, row_id in named.items() if row_id}
