"""Writing a new opinion item: its inputs, the radar beside them, and the two ways to keep it."""

import streamlit as st

from core.activities import finding as activities
from core.activities.models import Activity
from core.errors import DomainError
from core.matters import attachments, choices
from core.matters.choices import Place
from core.matters.models import MatterKind
from core.matters.writing import MatterDraft
from core.opinions import service
from core.permissions import Actor, ScopeKind
from pages._ui import pickers
from pages._ui.edge import action, discard, fresh, problem, reading
from pages._ui.matters import likeness
from pages._ui.opinions import entry
from pages._ui.opinions.start import Start
from pages._ui.photos import TYPES
from pages._ui.words import _, plain, refusal, word

FORM = "opinions.record"
NEW, ACTIVITY = "new", "activity"


def button() -> None:
    """Opens the form; its address can be linked to (`?new=1`)."""
    st.button(
        _("Write an opinion item"),
        type="primary",
        icon=":material/add:",
        on_click=_open,
        width="content",
    )


def asked() -> bool:
    """Whether the address asks for the form."""
    return bool(st.query_params.get(NEW))


def show(actor: Actor) -> None:
    """The form, and what was raised before."""
    st.button(_("Back to the list"), icon=":material/arrow_back:", type="tertiary", on_click=_close)
    st.subheader(_("Write an opinion item"), anchor=False)
    with reading() as session:
        places = choices.places(session, actor, MatterKind.OPINION)
    if not places:
        st.info(_("There is nothing here that you write for. Ask the office for a role."))
        return
    activity = _activity(actor)
    if activity:
        places = [one for one in places if one.committee_id == activity.committee_id] or places
    _inputs(actor, _choose(places), activity.id if activity else None)


@st.fragment
def _inputs(actor: Actor, place: Place, activity_id: int | None) -> None:
    """A fragment: what is typed counts characters and asks the radar, and draws nothing else."""
    left, right = st.columns([3, 2], gap="large")
    with left:
        draft = entry.ask(actor, FORM, place, Start(activity_id=activity_id))
        files = st.file_uploader(
            _("Photos and documents"),
            TYPES,
            accept_multiple_files=True,
            max_upload_size=20,
            key=fresh(f"{FORM}.files"),
        )
        problem(FORM, "file")
        problem(FORM)
        how = _buttons()
    with right:
        st.subheader(_("Raised before"), anchor=False)
        st.caption(_("Looks again when you leave a box."))
        likeness.show(actor, _text(draft))
    if how:
        kept = [(one.name, one.getvalue()) for one in files]
        _keep(actor, (draft, place, activity_id), how, kept)


def _buttons() -> str:
    with st.container(horizontal=True):
        submit = st.button(_("Submit"), type="primary", icon=":material/send:", key=f"{FORM}.send")
        draft = st.button(_("Save as draft"), icon=":material/save:", key=f"{FORM}.draft")
        st.button(
            _("Empty the form"), type="tertiary", key=f"{FORM}.empty", on_click=discard, args=[FORM]
        )
    return "submit" if submit else "draft" if draft else ""


def _keep(
    actor: Actor,
    typed: tuple[MatterDraft, Place, int | None],
    how: str,
    files: list[tuple[str, bytes]],
) -> None:
    draft, place, activity_id = typed
    done = _("Opinion item submitted.") if how == "submit" else _("Saved as a draft.")
    with action(done, FORM) as session:
        if how == "draft":
            row = service.draft(session, actor, draft, place.committee_id)
        elif activity_id is not None:
            row = service.from_activity(session, actor, activity_id, draft)
        else:
            row = service.take_up(session, actor, draft, place.committee_id)
        for name, data in files:
            attachments.attach(session, actor, row.id, name, data)
        _close()
        st.query_params["id"] = str(row.id)


def _text(draft: MatterDraft) -> str:
    return "\n".join((draft.title, draft.situation, draft.analysis, draft.suggestion))


def _choose(places: list[Place]) -> Place:
    """Where one writes; no box where there is only one place."""
    if len(places) == 1:
        return places[0]
    labels = {f"{one.kind.value}/{one.id}": _label(one) for one in places}
    by_key = {f"{one.kind.value}/{one.id}": one for one in places}
    last = st.query_params.get(pickers.COMMITTEE, "")
    seen = f"{ScopeKind.COMMITTEE.value}/{last}"
    chosen = st.selectbox(
        _("Write for"),
        list(by_key),
        list(by_key).index(seen) if seen in by_key else 0,
        format_func=labels.__getitem__,
        key="opinions.place",
    )
    return by_key[chosen]


def _label(place: Place) -> str:
    name = pickers.name_in_language(place.name, place.name_en)
    return name if place.kind is ScopeKind.COMMITTEE else f"{word(place.kind)}｜{name}"


def _activity(actor: Actor) -> Activity | None:
    """The activity that the address names, where an item is made of what was heard there."""
    asked = st.query_params.get(ACTIVITY, "")
    if not (asked.isdecimal() and len(asked) < 10):
        return None
    try:
        with reading() as session:
            row = activities.find(session, actor, int(asked))
    except DomainError as error:
        st.error(refusal(error), icon=":material/error:")
        return None
    st.info(_("Heard at “{title}”. Both stay linked.", title=plain(row.title)))
    return row


def _open() -> None:
    st.query_params[NEW] = "1"


def _close() -> None:
    for key in (NEW, ACTIVITY):
        st.query_params.pop(key, None)
