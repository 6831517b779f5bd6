"""The inputs of an opinion item, for a new one and to change one.

They stand outside a form: characters are counted and the radar looks while one types.
"""

from dataclasses import replace

import streamlit as st

from core.matters import choices
from core.matters.choices import Place
from core.matters.detail import MatterDetail
from core.matters.models import (
    AuthorRole,
    Consent,
    MatterKind,
    Submitter,
)
from core.matters.writing import MatterDraft
from core.permissions import Actor, ScopeKind
from pages._ui.edge import input_key, persist, problem, reading
from pages._ui.matters import bodies, text
from pages._ui.matters.bodies import Body
from pages._ui.matters.rows import one
from pages._ui.opinions import about, heard
from pages._ui.opinions.start import Start
from pages._ui.words import _, word

KIND = MatterKind.OPINION


def ask(actor: Actor, form: str, place: Place, start: Start) -> MatterDraft:
    """The draft as it is typed."""
    was = start.record
    draft = _words(form, was)
    draft = _raised(actor, form, place, (draft, was))
    draft = heard.ask(actor, form, place, (draft, start))
    return about.ask(form, place, (draft, was))


def _words(form: str, was: MatterDetail | None) -> MatterDraft:
    title = st.text_input(
        _("Title"),
        was.title if was else "",
        key=input_key(form, "title"),
        persist_state=persist(form),
        required=True,
        placeholder=_("What is it about, in one line"),
    )
    problem(form, "title")
    parts: dict[str, str] = {}
    for field, label, height, holder in (
        ("situation", _("Situation"), 160, _("What is the matter, where, since when")),
        ("analysis", _("Analysis"), 110, _("Why it is so")),
        ("suggestion", _("Suggestions in the matter"), 160, _("What should be done, by whom")),
    ):
        parts[field] = st.text_area(
            label,
            getattr(was, field) if was else "",
            height=height,
            key=input_key(form, field),
            persist_state=persist(form),
            placeholder=holder,
        )
        problem(form, field)
    text.count(*parts.values())
    return MatterDraft(title, parts["situation"], parts["analysis"], parts["suggestion"])


def _raised(
    actor: Actor, form: str, place: Place, so_far: tuple[MatterDraft, MatterDetail | None]
) -> MatterDraft:
    """Who raised it. Members and informants write for themselves; members name co-signers."""
    draft, was = so_far
    if place.kind is ScopeKind.INFORMANT:
        problem(form, "informant_id")
        return replace(draft, submitter=Submitter.INFORMANT, informant_id=place.id)
    with reading() as session:
        members = choices.members(session, actor, place.committee_id, KIND)
    for known in was.authors if was else ():
        members.setdefault(known.member_id, f"{known.name} {known.number}")
    first = _first(was)
    if place.kind is ScopeKind.MEMBER:
        draft = replace(_as_kept(draft, was), member_id=place.id)
    else:
        draft = _submitter(actor, form, place, (draft, was))
        if draft.submitter in (Submitter.MEMBER, Submitter.ORGANISATION):
            label = (
                _("Member who raised it")
                if draft.submitter is Submitter.MEMBER
                else _("First member named, if any")
            )
            named = members
            if place.kind is ScopeKind.SPECIAL_COMMITTEE:
                named = bodies.nameable(actor, (KIND, place.committee_id), place.id, members, first)
            draft = replace(draft, member_id=one(form, "member_id", label, named, first))
    if draft.member_id is None:
        return draft
    return replace(draft, co_signers=_co_signers(form, members, was, draft.member_id))


def _submitter(
    actor: Actor, form: str, place: Place, so_far: tuple[MatterDraft, MatterDetail | None]
) -> MatterDraft:
    draft, was = so_far
    if place.kind is ScopeKind.SPECIAL_COMMITTEE:
        return _of_body(draft, bodies.own(place))
    kinds = list(Submitter)
    if place.kind is not ScopeKind.COMMITTEE:
        kinds.remove(Submitter.INFORMANT)
    chosen: Submitter = st.segmented_control(
        _("Raised by"),
        kinds,
        default=was.submitter if was and was.submitter in kinds else kinds[0],
        format_func=word,
        key=input_key(form, "submitter"),
        persist_state=persist(form),
        required=True,
    )
    draft = replace(draft, submitter=chosen)
    if chosen is Submitter.ORGANISATION:
        at = (KIND, place.committee_id, place)
        labels = (_("Kind of organisation"), _("Organisation"))
        return replace(draft, **bodies.ask(actor, form, at, was, labels).columns)
    if chosen is Submitter.INFORMANT:
        with reading() as session:
            found = choices.informants(session, actor, place.committee_id, KIND)
        if was and was.informant_id:
            found.setdefault(was.informant_id, was.informant)
        first = was.informant_id if was else None
        return replace(draft, informant_id=one(form, "informant_id", _("Informant"), found, first))
    return draft


def _as_kept(draft: MatterDraft, was: MatterDetail | None) -> MatterDraft:
    """A member writes alone; whom an organisation named first leaves it as it is."""
    if was is None or was.submitter is not Submitter.ORGANISATION:
        return draft
    return _of_body(draft, bodies.of(was))


def _of_body(draft: MatterDraft, body: Body) -> MatterDraft:
    bodies.say(body)
    return replace(draft, submitter=Submitter.ORGANISATION, **body.columns)


def _first(was: MatterDetail | None) -> int | None:
    authors = was.authors if was else ()
    return next((one.member_id for one in authors if one.role is AuthorRole.FIRST), None)


def _co_signers(
    form: str, members: dict[int, str], was: MatterDetail | None, first: int
) -> tuple[int, ...]:
    kept = [
        one.member_id
        for one in (was.authors if was else ())
        if one.role is AuthorRole.CO_SIGNER and one.consent is not Consent.DECLINED
    ]
    others = [one for one in members if one != first]
    chosen = st.multiselect(
        _("Co-signers"),
        others,
        [one for one in kept if one in others],
        format_func=members.__getitem__,
        key=input_key(form, "co_signers"),
        persist_state=persist(form),
        placeholder=_("Nobody else"),
    )
    problem(form, "co_signers")
    return tuple(chosen)
