"""What the office decides of a proposal that was handed in."""

from collections.abc import Callable

import streamlit as st

from core.i18n import N_
from core.matters.detail import MatterDetail
from core.matters.models import Verb
from core.permissions import Actor
from core.proposals import queries, reasons, review
from core.proposals.drafts import RefusalDraft
from pages._ui import lists
from pages._ui.edge import action, fresh, input_key, problem, reading, version_of_all
from pages._ui.words import _, word

DECISIONS = (Verb.REGISTER, Verb.RETURN, Verb.REFUSE, Verb.MERGE, Verb.CONVERT, Verb.CLOSE)


def show(actor: Actor, matter: MatterDetail) -> None:
    """The decisions that can be taken now, and the form of the one chosen."""
    offered = [verb for verb in DECISIONS if verb in matter.steps]
    if not matter.desk or not offered:
        return
    with st.container(border=True):
        chosen = st.segmented_control(
            _("Review"),
            offered,
            default=offered[0],
            format_func=word,
            key=f"{fresh('proposals.review')}.{matter.id}",
            required=True,
        )
        _FORMS[chosen or offered[0]](actor, matter)


def _name(verb: Verb, matter: MatterDetail) -> str:
    return f"proposals.{verb.value}.{matter.id}"


def _version(matter: MatterDetail) -> int:
    """The version of the text that the person sees."""
    return version_of_all((_name(verb, matter) for verb in DECISIONS), matter.version)


def _plain(verb: Verb, done: str, label: str) -> Callable[[Actor, MatterDetail], None]:
    """A decision that needs no more than words."""

    def form(actor: Actor, matter: MatterDetail) -> None:
        name, version = _name(verb, matter), _version(matter)
        with st.form(fresh(name), border=False):
            words = _words(name, _(label))
            problem(name)
            sent = st.form_submit_button(word(verb), type="primary")
        if sent:
            with action(_(done), name) as session:
                _TAKE[verb](session, actor, matter.id, words, version)

    return form


def _refuse(actor: Actor, matter: MatterDetail) -> None:
    name, version = _name(Verb.REFUSE, matter), _version(matter)
    with reading() as session:
        rows = reasons.listing(session, actor, matter.committee_id)
    names = {row.id: row.name for row in rows}
    if not names:
        st.info(
            _("There is no list of reasons yet. It is kept under “Reasons not to register”."),
            icon=":material/info:",
        )
    with st.form(fresh(name), border=False):
        reason_id = st.selectbox(
            _("Reason not to register"),
            list(names),
            None,
            format_func=names.__getitem__,
            key=input_key(name, "reason_id"),
            placeholder=_("Choose"),
        )
        problem(name, "reason_id")
        words = _words(name, _("What is to be added"))
        problem(name)
        sent = st.form_submit_button(word(Verb.REFUSE), type="primary")
    if sent:
        with action(_("Not registered. The proposer was told why."), name) as session:
            review.refuse(session, actor, matter.id, RefusalDraft(reason_id, words), version)


def _merge(actor: Actor, matter: MatterDetail) -> None:
    name = _name(Verb.MERGE, matter)
    typed = st.text_input(
        _("Find the other proposal"),
        key=f"{fresh(name)}.find",
        type="search",
        placeholder=_("Part of its subject"),
    )
    with reading() as session:
        names = queries.mergeable(session, actor, matter.id, lists.sought(typed))
    with st.form(fresh(name), border=False):
        into_id = st.selectbox(
            _("Merge it into"),
            list(names),
            None,
            format_func=names.__getitem__,
            key=input_key(name, "into_id"),
            placeholder=_("Choose") if names else _("Nothing found"),
        )
        problem(name, "into_id")
        words = _words(name, _("Why they belong together"))
        st.caption(_("Both keep the link, and the credit is shared by all proposers."))
        problem(name)
        sent = st.form_submit_button(word(Verb.MERGE), type="primary")
    if sent and into_id:
        with action(_("Merged. All proposers were told."), name) as session:
            review.merge(session, actor, matter.id, into_id, words)


def _words(form: str, label: str) -> str:
    words = st.text_area(label, key=input_key(form, "words"), height=80)
    problem(form, "words")
    return words


_TAKE: dict[Verb, Callable[..., object]] = {
    Verb.REGISTER: review.register,
    Verb.RETURN: review.return_,
    Verb.CONVERT: review.convert,
    Verb.CLOSE: review.close,
}
_FORMS: dict[Verb, Callable[[Actor, MatterDetail], None]] = {
    Verb.REGISTER: _plain(
        Verb.REGISTER, N_("Registered. It can be assigned now."), N_("Note, if any")
    ),
    Verb.RETURN: _plain(Verb.RETURN, N_("Returned to the proposer."), N_("What is to be improved")),
    Verb.CONVERT: _plain(
        Verb.CONVERT, N_("Converted to an opinion item. Both are linked."), N_("Note, if any")
    ),
    Verb.CLOSE: _plain(Verb.CLOSE, N_("Proposal closed."), N_("Note, if any")),
    Verb.REFUSE: _refuse,
    Verb.MERGE: _merge,
}
