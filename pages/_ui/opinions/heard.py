"""Where an opinion item was heard."""

from dataclasses import replace

from core.matters.choices import Place
from core.matters.models import MatterKind, Source
from core.matters.writing import MatterDraft
from core.permissions import Actor, ScopeKind
from pages._ui.matters import heard
from pages._ui.matters.heard import Heard
from pages._ui.opinions.start import Start

KIND = MatterKind.OPINION


def ask(actor: Actor, form: str, place: Place, so_far: tuple[MatterDraft, Start]) -> MatterDraft:
    """Where it was heard. A studio's lead and a convener write down what was heard there."""
    draft, start = so_far
    if place.kind is not ScopeKind.COMMITTEE:
        draft = replace(draft, **_own_place(place, start).columns)
    if start.activity_id is not None:
        return replace(draft, source=Source.ACTIVITY, activity_id=start.activity_id)
    if place.kind is not ScopeKind.COMMITTEE:
        return draft
    told = heard.in_body(start.record, draft.raising_group_id)
    told = told or heard.ask(actor, form, (KIND, place.committee_id), start.record)
    return replace(draft, **told.columns)


def _own_place(place: Place, start: Start) -> Heard:
    if start.record:
        return heard.of(start.record)
    if place.kind is ScopeKind.STUDIO:
        return Heard(Source.STUDIO, studio_id=place.id)
    if place.kind is ScopeKind.GROUP:
        return Heard(Source.GROUP, sector_group_id=place.id)
    return Heard()
