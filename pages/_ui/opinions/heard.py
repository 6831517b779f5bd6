"""Where an opinion item was heard."""

from dataclasses import replace

import streamlit as st

from core.matters import choices
from core.matters.choices import Place
from core.matters.detail import MatterDetail
from core.matters.models import MatterKind, Source
from core.matters.writing import MatterDraft
from core.permissions import Actor, ScopeKind
from pages._ui.edge import input_key, reading
from pages._ui.opinions.start import Start, one
from pages._ui.words import _, word

KIND = MatterKind.OPINION


def ask(actor: Actor, form: str, place: Place, so_far: tuple[MatterDraft, Start]) -> MatterDraft:
    """Where it was heard. A studio's lead and a convener write down what was heard there."""
    draft, start = so_far
    was = start.record
    if place.kind is not ScopeKind.COMMITTEE:
        draft = _own_place(draft, place, was)
    if start.activity_id is not None:
        return replace(draft, source=Source.ACTIVITY, activity_id=start.activity_id)
    if place.kind is not ScopeKind.COMMITTEE:
        return draft
    left, right = st.columns([2, 3])
    sources = list(Source)
    with left:
        source = st.selectbox(
            _("Heard where"),
            sources,
            sources.index(was.source) if was else 0,
            format_func=word,
            key=input_key(form, "source"),
        )
    with right:
        return _place(actor, form, place, (replace(draft, source=source), was))


def _own_place(draft: MatterDraft, place: Place, was: MatterDetail | None) -> MatterDraft:
    if was:
        draft = replace(
            draft,
            source=was.source,
            studio_id=was.studio_id,
            sector_group_id=was.sector_group_id,
            activity_id=was.activity_id,
        )
    elif place.kind is ScopeKind.STUDIO:
        draft = replace(draft, source=Source.STUDIO, studio_id=place.id)
    elif place.kind is ScopeKind.GROUP:
        draft = replace(draft, source=Source.GROUP, sector_group_id=place.id)
    return draft


def _place(
    actor: Actor, form: str, place: Place, so_far: tuple[MatterDraft, MatterDetail | None]
) -> MatterDraft:
    draft, was = so_far
    wanted = {
        Source.STUDIO: ("studio_id", _("Studio"), choices.studios),
        Source.BOX: ("studio_id", _("Studio"), choices.studios),
        Source.GROUP: ("sector_group_id", _("Sector group"), choices.groups),
        Source.ACTIVITY: ("activity_id", _("Activity"), choices.activities),
    }.get(draft.source)
    if wanted is None:
        return draft
    field, label, find = wanted
    with reading() as session:
        found = find(session, actor, place.committee_id, KIND)
    kept: int | None = getattr(was, field) if was else None
    names = {"studio_id": "studio", "sector_group_id": "group", "activity_id": "activity"}
    if was and kept:
        found.setdefault(kept, getattr(was, names[field]))
    chosen = one(form, field, label, found, kept)
    if field == "activity_id" and was:
        draft = replace(draft, studio_id=was.studio_id, sector_group_id=was.sector_group_id)
    ids = {name: chosen if name == field else getattr(draft, name) for name in names}
    return replace(
        draft,
        studio_id=ids["studio_id"],
        sector_group_id=ids["sector_group_id"],
        activity_id=ids["activity_id"],
    )
