"""The papers of a record, offered where it is shown: Word, PDF, and a reason where one is due."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urlencode

import streamlit as st

from core import clock
from core.i18n import CHINESE, LANGUAGES
from core.papers import passes, pdf
from core.papers.models import PaperKind
from core.papers.registry import PAPERS
from core.permissions import Actor, Permission
from pages._ui.edge import action, fresh, problem
from pages._ui.words import _, language, word

_SHORT = {CHINESE: "zh"}


@dataclass(frozen=True, slots=True)
class Offered:
    """A paper to fetch: its kind, what it is about, and what its address says besides.

    `ids`: several records, which come as one zip.
    """

    kind: PaperKind
    subject_id: int = 0
    query: Mapping[str, str] = field(default_factory=dict)
    ids: tuple[int, ...] = ()

    def address(self, spoken: str, form: str, token: str = "") -> str:
        """Where the paper is fetched."""
        told = {"as": form, "lang": _SHORT.get(spoken, "en"), **self.query}
        told |= {"t": token} if token else {}
        if self.ids:
            told |= {"ids": ",".join(map(str, self.ids))}
            return f"/papers/{self.kind.value}?{urlencode(told, safe=',')}"
        return f"/paper/{self.kind.value}/{self.subject_id}?{urlencode(told)}"


def offer(actor: Actor, kind: PaperKind, subject_id: int) -> None:
    """One paper of a record, for who may make it."""
    offers(actor, [Offered(kind, subject_id)])


def offers(actor: Actor, papers: Sequence[Offered], *, inside: bool = False) -> None:
    """The papers of a record behind one button; nothing where the actor may make none.

    `inside` of what opens by a button already they stand as they are.
    """
    mine = [one for one in papers if may(actor, one.kind)]
    if not mine:
        return
    key = f"papers.{mine[0].kind.value}.{mine[0].subject_id}"
    if inside:
        _all(actor, mine, key)
        return
    with st.popover(_("Papers"), icon=":material/print:", type="tertiary", key=key):
        _all(actor, mine, key)


def _all(actor: Actor, papers: Sequence[Offered], key: str) -> None:
    spoken = _spoken(key)
    for one in papers:
        _one(actor, one, spoken, key)


def may(actor: Actor, kind: PaperKind) -> bool:
    """Whether an actor's role makes papers of a kind."""
    paper = PAPERS.get(kind)
    if paper is None or not actor.may(paper.permission):
        return False
    return actor.may(Permission.EXPORT) or not paper.personal


def _spoken(key: str) -> str:
    chosen: str = st.segmented_control(
        _("Language of the paper"),
        list(LANGUAGES),
        format_func=LANGUAGES.__getitem__,
        default=language(),
        required=True,
        key=f"{key}.language",
    )
    return chosen


def _one(actor: Actor, one: Offered, spoken: str, key: str) -> None:
    with st.container(border=True, gap="small"):
        st.markdown(f"**{word(one.kind)}**")
        if not PAPERS[one.kind].personal:
            _links(one, spoken)
            return
        given = f"{key}.{one.kind.value}.pass"
        if token := _token(given):
            st.caption(_("Fetch it within ten minutes."))
            _links(one, spoken, token)
        else:
            _ask(actor, one.kind, given)


def _token(given: str) -> str:
    """The leave that was given for a reason, "" once its time is over: then it is asked again."""
    kept: tuple[str, datetime] = st.session_state.get(given, ("", clock.now()))
    return kept[0] if clock.now() < kept[1] else ""


def _links(one: Offered, spoken: str, token: str = "") -> None:
    with st.container(horizontal=True):
        st.link_button("Word", one.address(spoken, "docx", token), icon=":material/description:")
        if pdf.program():
            at = one.address(spoken, "pdf", token)
            st.link_button("PDF", at, icon=":material/picture_as_pdf:")


def _ask(actor: Actor, kind: PaperKind, given: str) -> None:
    """It holds personal data: for what it is needed is kept in the trail."""
    form = f"papers.reason.{given}"
    with st.form(fresh(form), border=False):
        said = st.text_input(
            _("For what is it needed?"),
            max_chars=passes.LONGEST_REASON,
            required=True,
            help=_("The paper holds personal data. The reason is kept in the audit trail."),
        )
        problem(form, "reason")
        problem(form)
        sent = st.form_submit_button(_("Go on"))
    if sent:
        with action(_("The paper can be fetched now."), form) as session:
            token = passes.give(session, actor, kind, said)
            st.session_state[given] = (token, clock.now() + passes.LASTS)
