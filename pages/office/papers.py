"""The templates of papers: what each may say, which is in use, and how to bring an own one."""

import streamlit as st

from core.i18n import LANGUAGES
from core.papers import templates
from core.papers.models import PaperKind
from core.papers.registry import PAPERS
from core.papers.templates import Place
from core.permissions import Permission
from pages._ui import lists, pickers
from pages._ui.edge import reading
from pages._ui.login import require_actor
from pages._ui.papers import fields, own
from pages._ui.words import _, language, word


def choose(committee_id: int) -> Place:
    """The kind and language of paper, kept in the address."""
    left, right = st.columns([3, 2])
    with left:
        kinds = {kind.value: word(kind) for kind in PAPERS}
        first = next(iter(kinds))
        rest = {value: name for value, name in kinds.items() if value != first}
        kind = lists.choose(_("Kind of paper"), rest, "kind", first=kinds[first]) or first
    with right:
        usual = language()
        others = {code: name for code, name in LANGUAGES.items() if code != usual}
        spoken = lists.choose(_("Language of the paper"), others, "in", first=LANGUAGES[usual])
    return Place(committee_id, PaperKind(kind), spoken or usual)


actor = require_actor(Permission.COMMITTEE_READ)
writes = actor.may(Permission.COMMITTEE_WRITE)
st.title(_("Templates of papers"))
if committee := pickers.committee(actor, Permission.COMMITTEE_READ):
    place = choose(committee.id)
    with reading() as session:
        every = templates.of_committee(session, actor, committee.id)
    rows = [row for row in every if (row.kind, row.language) == (place.kind, place.language)]
    own.in_use(place, rows)
    named, upload, used = st.tabs([_("Fields"), _("Own template"), _("Earlier ones")])
    with named:
        fields.show(PAPERS[place.kind], place.language)
    with upload:
        own.bring(actor, place, writes=writes)
    with used:
        own.earlier(actor, rows, writes=writes)
