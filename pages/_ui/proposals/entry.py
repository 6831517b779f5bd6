"""The inputs of a proposal. What is typed is counted, and compared with what was raised before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import streamlit as st

from core.matters import category_list, choices
from core.matters.choices import Place
from core.matters.detail import MatterDetail
from core.matters.models import (
    AuthorRole,
    Consent,
    MatterKind,
    Sensitivity,
    Urgency,
)
from core.matters.writing import MatterDraft
from core.permissions import Actor, Permission, ScopeKind
from core.proposals import rules
from core.proposals.detail import ProposalPart
from core.proposals.drafts import ProposalDraft
from core.proposals.models import Nature
from pages._ui import plenaries
from pages._ui.edge import input_key, persist, problem, reading
from pages._ui.matters import bodies, likeness, naming, weight
from pages._ui.matters.bodies import Body
from pages._ui.proposals import proposer
from pages._ui.words import _, word

KIND, WRITE = MatterKind.PROPOSAL, Permission.PROPOSAL_WRITE


@dataclass(frozen=True, slots=True)
class Start:
    """What the inputs of a known proposal begin with."""

    matter: MatterDetail
    part: ProposalPart

    @property
    def first(self) -> int | None:
        """The first author."""
        named = (a.member_id for a in self.matter.authors if a.role is AuthorRole.FIRST)
        return next(named, None)

    @property
    def co_signers(self) -> list[int]:
        """Those who signed, or are asked to."""
        return [
            one.member_id
            for one in self.matter.authors
            if one.role is AuthorRole.CO_SIGNER and one.consent is not Consent.DECLINED
        ]


def ask(actor: Actor, form: str, committee_id: int, start: Start | None = None) -> ProposalDraft:
    """All inputs of a proposal; their refusals stand below them."""
    with reading() as session:
        names = choices.members(session, actor, committee_id, KIND)
        tree = category_list.used(session, committee_id, KIND)
    was, own = start.matter if start else None, proposer.places(actor, committee_id)
    nature = _ask_nature(actor, form, own, start)
    body = Body()
    if nature is Nature.COLLECTIVE:
        body = proposer.ask(actor, form, committee_id, own, was)
    if own and body.special_committee_id:
        kept = start.first if start else None
        of = (KIND, committee_id)
        names = bodies.nameable(actor, of, body.special_committee_id, names, kept)
    member_id, co_signers = _ask_who(actor, form, nature, names, start)
    title = _ask_title(form, start)
    term_session_id, category_id = _ask_place(
        actor, form, committee_id, naming.category_labels(tree), start
    )
    place = proposer.heard_at(actor, form, committee_id, body, was)
    parts = _ask_parts(form, start)
    urgency, sensitivity = _ask_weight(form, was)
    is_open, reason = _ask_open(form, start)
    _compare(actor, (title, *parts), start)
    matter = MatterDraft(
        title,
        *parts,
        category_id,
        member_id=member_id,
        co_signers=tuple(co_signers),
        is_open=is_open,
        closed_reason=reason,
        received_on=was.received_on if was else None,
        urgency=urgency,
        sensitivity=sensitivity,
    )
    matter = replace(matter, **body.columns, **place.columns)
    return ProposalDraft(nature, matter, term_session_id)


def _ask_nature(actor: Actor, form: str, own: Sequence[Place], start: Start | None) -> Nature:
    """Who writes for a body, and is no member, makes collective proposals."""
    if own and not actor.reach(WRITE, ScopeKind.MEMBER):
        return Nature.COLLECTIVE
    kinds = list(Nature)
    chosen = st.segmented_control(
        _("Nature"),
        kinds,
        default=start.part.nature if start else kinds[0],
        format_func=word,
        key=input_key(form, "nature"),
        persist_state=persist(form),
        required=True,
    )
    return chosen or kinds[0]


def _ask_who(
    actor: Actor, form: str, nature: Nature, names: Mapping[int, str], start: Start | None
) -> tuple[int | None, list[int]]:
    first = _ask_first(actor, form, nature, names, start)
    if nature is not Nature.CO_SIGNED:
        return first, []
    known = _with_known(names, start)
    co_signers = st.multiselect(
        _("Co-signers"),
        [one for one in known if one != first],
        [one for one in (start.co_signers if start else []) if one != first],
        format_func=known.__getitem__,
        key=input_key(form, f"co_signers.{first}"),
        persist_state=persist(form),
        placeholder=_("Type a name or number"),
        help=_("They are asked, and answer by a deadline. Who is silent does not count."),
    )
    problem(form, "co_signers")
    return first, co_signers


def _ask_first(
    actor: Actor, form: str, nature: Nature, names: Mapping[int, str], start: Start | None
) -> int | None:
    """The first author: whom the office names; a member is that itself."""
    own = actor.reach(WRITE, ScopeKind.MEMBER)
    offices = actor.reach(WRITE, ScopeKind.COMMITTEE)
    if own and not offices:
        return own[0]
    known = _with_known(names, start)
    label = _("Member who wrote it, if one is named") if nature is Nature.COLLECTIVE else None
    usual = start.first if start else None
    chosen = st.selectbox(
        label or _("First proposer"),
        list(known),
        list(known).index(usual) if usual and usual in known else None,
        format_func=known.__getitem__,
        key=input_key(form, "member_id"),
        persist_state=persist(form),
        placeholder=_("Type a name or number"),
    )
    problem(form, "member_id")
    return chosen


def _with_known(names: Mapping[int, str], start: Start | None) -> dict[int, str]:
    """The members offered, and those that an old proposal names though they have left."""
    kept = {a.member_id: f"{a.name} {a.number}" for a in start.matter.authors} if start else {}
    return kept | dict(names)


def _ask_title(form: str, start: Start | None) -> str:
    title = st.text_input(
        _("Subject of the proposal"),
        start.matter.title if start else "",
        key=input_key(form, "title"),
        persist_state=persist(form),
        placeholder=_("Such as: On improving the care of the elderly in old quarters"),
        help=_("One proposal, one matter."),
    )
    _count(title, rules.SUBJECT)
    problem(form, "title")
    return title


def _ask_place(
    actor: Actor, form: str, committee_id: int, labels: Mapping[int, str], start: Start | None
) -> tuple[int | None, int | None]:
    sessions = plenaries.names(actor, committee_id)
    left, right = st.columns(2)
    with left:
        usual = start.part.term_session_id if start else next(iter(sessions), None)
        chosen = st.selectbox(
            _("Session"),
            list(sessions),
            list(sessions).index(usual) if usual and usual in sessions else None,
            format_func=sessions.__getitem__,
            key=input_key(form, "term_session_id"),
            persist_state=persist(form),
            placeholder=_("No session yet"),
        )
        problem(form, "term_session_id")
    with right:
        kept = start.matter.category_id if start else None
        if start and kept and kept not in labels:
            labels = {kept: start.matter.category, **labels}
        category = st.selectbox(
            _("Category"),
            list(labels),
            list(labels).index(kept) if kept and kept in labels else None,
            format_func=labels.__getitem__,
            key=input_key(form, "category_id"),
            persist_state=persist(form),
            placeholder=_("Choose"),
        )
        problem(form, "category_id")
    return chosen, category


def _ask_parts(form: str, start: Start | None) -> tuple[str, str, str]:
    labels = {
        "situation": (_("Situation"), _("What is the matter, with facts and figures")),
        "analysis": (_("Analysis"), _("Why it is so")),
        "suggestion": (_("Suggestions in the matter"), _("What should be done, and by whom")),
    }
    typed = []
    for name, (label, placeholder) in labels.items():
        text = st.text_area(
            label,
            getattr(start.matter, name) if start else "",
            height=160,
            key=input_key(form, name),
            persist_state=persist(form),
            placeholder=placeholder,
        )
        _count(text, rules.PART)
        problem(form, name)
        typed.append(text)
    return typed[0], typed[1], typed[2]


def _ask_weight(form: str, was: MatterDetail | None) -> tuple[Urgency, Sensitivity]:
    left, right = st.columns(2)
    with left:
        urgency = weight.urgency(form, was)
    with right:
        return urgency, weight.sensitivity(form, was)


def _ask_open(form: str, start: Start | None) -> tuple[bool, str]:
    is_open = st.toggle(
        _("May be made public"),
        start.matter.is_open if start else True,
        key=input_key(form, "is_open"),
        persist_state=persist(form),
    )
    if is_open:
        return True, ""
    reason = st.text_input(
        _("Why it may not be made public"),
        start.matter.closed_reason if start else "",
        key=input_key(form, "closed_reason"),
        persist_state=persist(form),
    )
    problem(form, "closed_reason")
    return False, reason


def _count(text: str, most: int) -> None:
    """How long a text is, in red where it is too long. Nothing is ever cut."""
    told = _("{number} of {norm} characters", number=f"{len(text.strip()):,}", norm=f"{most:,}")
    st.caption(f":red[{told}]" if len(text.strip()) > most else told)


def _compare(actor: Actor, texts: tuple[str, ...], start: Start | None) -> None:
    """What says much the same, as soon as enough is typed to compare."""
    text = "\n".join(texts).strip()
    if len(text) < 10 or not actor.may(Permission.OPINION_READ):
        return
    label = _("Similar proposals and opinion items of the last two years")
    with st.expander(label, icon=":material/radar:"):
        likeness.show(actor, text, start.matter.id if start else None)
