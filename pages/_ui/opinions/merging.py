"""Merging an item into another, marking it as a duplicate, or linking the two."""

import streamlit as st

from core.matters import likeness, links
from core.matters.detail import MatterDetail
from core.matters.flow import ENDS
from core.matters.models import LinkKind, MatterKind, Verb
from core.opinions import rules, service
from core.permissions import Actor
from pages._ui.edge import action, fresh, problem, reading
from pages._ui.words import _, word

_KINDS = (LinkKind.MERGED, LinkKind.DUPLICATE, LinkKind.RELATED)


def show(actor: Actor, record: MatterDetail) -> None:
    """The form: another matter, found by its title or among those that are most alike."""
    form = f"opinions.merge.{record.id}"
    with st.expander(_("Merge, mark as duplicate, or link"), icon=":material/merge:"):
        other, names = _choose(actor, record, form)
        with st.form(fresh(form), border=False):
            kinds = _kinds(record)
            kind: LinkKind = st.segmented_control(
                _("What this one is to it"),
                kinds,
                default=kinds[0],
                format_func=_names().__getitem__,
                required=True,
            )
            words = st.text_input(_("Note"))
            problem(form, "link")
            problem(form, "into_id")
            problem(form, "other_id")
            problem(form)
            st.caption(_("Both sides keep the link. What is merged shares its credit."))
            sent = st.form_submit_button(_("Link the two"), type="primary", disabled=not names)
    if not sent or other is None:
        return
    with action(_("Linked on both sides."), form) as session:
        if kind is LinkKind.RELATED:
            links.relate(session, actor, record.id, other, words)
        else:
            service.merge(session, actor, (record.id, other), kind, words)


def _kinds(record: MatterDetail) -> tuple[LinkKind, ...]:
    """What it can be to another one where it stands: signed, it is a duplicate at most."""
    if Verb.MERGE not in record.steps:
        return (LinkKind.RELATED,)
    return _KINDS[1:] if record.state in rules.OUT else _KINDS


def _choose(actor: Actor, record: MatterDetail, form: str) -> tuple[int | None, dict[int, str]]:
    typed = st.text_input(
        _("Words of the other one"),
        key=f"{fresh(form)}.find",
        type="search",
        placeholder=_("Empty: those most like this one"),
    )
    text = typed or "\n".join((record.title, record.situation, record.suggestion))
    with reading() as session:
        found = likeness.similar(session, actor, text, record.id, 12)
    names = {
        one.matter_id: _named(one.kind, one.title, one.percent)
        for one in found
        if one.state not in ENDS
    }
    other: int | None = st.selectbox(
        _("The other matter"),
        list(names),
        None,
        format_func=names.__getitem__,
        key=f"{fresh(form)}.other",
        placeholder=_("Choose") if names else _("Nothing found"),
    )
    return other, names


def _names() -> dict[LinkKind, str]:
    return {
        LinkKind.MERGED: _("Merged into it"),
        LinkKind.DUPLICATE: _("A duplicate of it"),
        LinkKind.RELATED: word(LinkKind.RELATED),
    }


def _named(kind: MatterKind, title: str, percent: int) -> str:
    return f"{word(kind)}｜{title}（{percent} %）"
