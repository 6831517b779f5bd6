"""The sectors of a term with their mapping to the national list."""

from collections.abc import Sequence

import streamlit as st

from core import clock
from core.committees import queries
from core.committees import sectors as service
from core.committees.drafts import SectorDraft
from core.committees.national import BY_CODE, NATIONAL_SECTORS
from core.committees.queries import SectorRow, TermRow
from core.i18n import ENGLISH
from core.permissions import Actor
from pages._ui.committees import editing
from pages._ui.committees.sessions import term_name
from pages._ui.edge import action, fresh, input_key, problem, reading, version_of
from pages._ui.words import _, language

ADD, EDIT = "committees.sector.add", "committees.sector.edit"
NATIONAL, COPY = "committees.sector.national", "committees.sector.copy"


def show(actor: Actor, committee_id: int, *, writes: bool) -> None:
    """The sectors of the term chosen, and the ways to add some."""
    with reading() as session:
        terms = queries.terms(session, actor, committee_id)
        current = queries.current_term(session, committee_id, clock.today())
    if not terms:
        st.info(_("Sectors belong to a term. Add the term first."))
        return
    term = _choose_term(terms, current)
    with reading() as session:
        sectors = queries.sectors(session, actor, term.id)
    _show_table(actor, sectors, writes=writes)
    if writes:
        _show_ways_to_add(actor, term, terms, sectors)


def national_name(code: str) -> str:
    """What a national sector is called; "" for none."""
    one = BY_CODE.get(code)
    if one is None:
        return ""
    return one.name_en if language() == ENGLISH else one.name


def _choose_term(terms: Sequence[TermRow], current: TermRow | None) -> TermRow:
    by_id = {term.id: term for term in terms}
    first = list(by_id).index(current.id) if current else 0
    chosen = st.selectbox(
        _("Term"),
        list(by_id),
        first,
        format_func=lambda term_id: term_name(by_id[term_id].number),
        key=f"committees.sector.term.{terms[0].committee_id}",
    )
    return by_id[chosen]


def _show_table(actor: Actor, sectors: Sequence[SectorRow], *, writes: bool) -> None:
    if not sectors:
        st.info(_("This term has no sectors yet. Choose them from the national list below."))
        return
    unmapped = sum(not one.national_code for one in sectors)
    st.caption(
        _("{n} sectors, {unmapped} without a national one.", n=len(sectors), unmapped=unmapped)
    )
    shown = [
        {
            _("No."): one.position,
            _("Sector"): one.name,
            _("English name"): one.name_en,
            _("National sector"): national_name(one.national_code),
        }
        for one in sectors
    ]
    if chosen := editing.table("sector", sectors, shown, writes=writes):
        _edit(actor, chosen)


def _show_ways_to_add(
    actor: Actor, term: TermRow, terms: Sequence[TermRow], sectors: Sequence[SectorRow]
) -> None:
    earlier = any(other.starts_on < term.starts_on for other in terms)
    if earlier and st.button(_("Copy from the term before"), icon=":material/content_copy:"):
        with action(_("Sectors copied.")) as session:
            service.copy_from_before(session, actor, term.id)
    with st.expander(_("Choose from the national list"), icon=":material/checklist:"):
        _add_national(actor, term, {one.national_code for one in sectors})
    with st.expander(_("Add a sector of another name"), icon=":material/add:"):
        draft = _ask(ADD, None, _("Add"))
    if draft:
        with action(_("Sector added."), ADD) as session:
            service.add(session, actor, term.id, draft)


def _add_national(actor: Actor, term: TermRow, there: set[str]) -> None:
    left = {one.code: one for one in NATIONAL_SECTORS if one.code not in there}
    with st.form(fresh(NATIONAL)):
        codes = st.multiselect(
            _("National sectors"),
            list(left),
            format_func=lambda code: (
                left[code].name_en if language() == ENGLISH else left[code].local
            ),
            placeholder=_("Choose one or several"),
        )
        problem(NATIONAL, "codes")
        problem(NATIONAL)
        sent = st.form_submit_button(_("Add"), type="primary")
    if sent:
        with action(_("Sectors added."), NATIONAL) as session:
            service.add_national(session, actor, term.id, codes)


def _edit(actor: Actor, row: SectorRow) -> None:
    form = f"{EDIT}.{row.id}"
    version = version_of(form, row.version)
    draft = _ask(form, row, _("Save"))
    editing.close_button("sector")
    if draft:
        with action(_("Sector saved."), form) as session:
            service.edit(session, actor, row.id, draft, version)


def _ask(form: str, row: SectorRow | None, sent: str) -> SectorDraft | None:
    codes = ["", *BY_CODE]
    with st.form(fresh(form)):
        columns = st.columns(2)
        with columns[0]:
            name = st.text_input(
                _("Name"),
                row.name if row else "",
                key=input_key(form, "name"),
                required=True,
            )
            problem(form, "name")
            name_en = st.text_input(
                _("English name"),
                row.name_en if row else "",
                key=input_key(form, "name_en"),
            )
            problem(form, "name_en")
        with columns[1]:
            code = st.selectbox(
                _("National sector"),
                codes,
                codes.index(row.national_code) if row else 0,
                format_func=lambda one: national_name(one) or _("None of the 34"),
                key=input_key(form, "code"),
            )
            problem(form, "national_code")
            position = st.number_input(
                _("Place in the list"),
                0,
                999,
                row.position if row else 0,
                step=1,
                key=input_key(form, "position"),
            )
        problem(form)
        if not st.form_submit_button(sent, type="primary"):
            return None
    return SectorDraft(name, name_en, code, position)
