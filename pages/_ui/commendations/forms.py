"""The form of a commendation, for recording and for correcting."""

import streamlit as st

from core import clock
from core.commendations import rules, subjects
from core.commendations.drafts import CommendationDraft, Subject
from core.commendations.models import Commendation, HonourLevel, SubjectKind
from core.permissions import Actor
from pages._ui import days, lists
from pages._ui.edge import fresh, input_key, problem, reading
from pages._ui.words import _, word


def ask(
    actor: Actor, form: str, committee_id: int, row: Commendation | None, sent: str
) -> CommendationDraft | None:
    """The form; its draft in the run in which it is sent. `sent` is what the button says."""
    kind = _ask_kind(form, row)
    search = "" if kind is SubjectKind.PROPOSAL else _ask_search(form, kind)
    with st.form(fresh(f"{form}.{kind.value}")):
        subject = _ask_subject(actor, form, Subject(kind, committee_id=committee_id), row, search)
        draft = _ask_honour(form, subject, row)
        problem(form)
        pressed = st.form_submit_button(sent, type="primary")
    return draft if pressed else None


def _ask_kind(form: str, row: Commendation | None) -> SubjectKind:
    kinds = list(SubjectKind)
    chosen = st.segmented_control(
        _("Given to"),
        kinds,
        default=row.subject_kind if row else kinds[0],
        format_func=word,
        key=f"{form}.kind",
        required=True,
    )
    return chosen or kinds[0]


def _ask_search(form: str, kind: SubjectKind) -> str:
    typed = st.text_input(
        _("Find by name or number"),
        key=f"{fresh(form)}.{kind.value}.find",
        type="search",
        placeholder=_("Such as Zhang or 0012"),
        help=_("Narrows the box below."),
    )
    return lists.sought(typed)


def _ask_subject(
    actor: Actor, form: str, subject: Subject, row: Commendation | None, search: str
) -> Subject:
    same = row if row and row.subject_kind is subject.kind else None
    if subject.kind is SubjectKind.PROPOSAL:
        title = st.text_input(
            _("Title of the proposal"),
            same.subject if same else "",
            key=input_key(form, "title"),
            required=True,
        )
        problem(form, "subject")
        committee_id = same.committee_id if same else subject.committee_id
        return Subject(subject.kind, None, title, committee_id)
    with reading() as session:
        found = subjects.options(session, actor, subject.kind, subject.committee_id, search)
    names: dict[int, str] = {one.id: f"{one.name} {one.number}".strip() for one in found}
    kept: int | None = getattr(same, subjects.COLUMN[subject.kind]) if same else None
    if same and kept and kept not in names:
        names = {kept: same.subject} | names
    chosen = st.selectbox(
        word(subject.kind),
        list(names),
        list(names).index(kept) if kept else None,
        format_func=names.__getitem__,
        key=input_key(form, subject.kind.value),
        placeholder=_("Choose") if names else _("Nothing found"),
        required=True,
    )
    problem(form, "subject")
    return Subject(subject.kind, chosen)


def _ask_honour(form: str, subject: Subject, row: Commendation | None) -> CommendationDraft:
    honours, levels = rules.honours(subject.kind), list(HonourLevel)
    today = clock.today()
    columns = st.columns(3)
    with columns[0]:
        place = honours.index(row.honour) if row and row.honour in honours else 0
        honour = st.selectbox(
            _("Honour"),
            honours,
            place,
            format_func=word,
            key=input_key(form, f"honour.{subject.kind.value}"),
        )
        problem(form, "honour")
        given_by = st.text_input(
            _("Given by"),
            row.given_by if row else "",
            key=input_key(form, "given_by"),
            placeholder=_("The committee or department"),
        )
        problem(form, "given_by")
    with columns[1]:
        usual = levels.index(row.level if row else HonourLevel.COUNTY)
        level = st.selectbox(
            _("Level of the honour"), levels, usual, format_func=word, key=input_key(form, "level")
        )
        given_on = days.ask(
            _("Given on, if it is known"), row.given_on if row else None, form, "given_on"
        )
    with columns[2]:
        year = st.number_input(
            _("For the year"),
            rules.FIRST_YEAR,
            today.year,
            row.year if row else today.year - 1,
            step=1,
            key=input_key(form, "year"),
        )
        problem(form, "year")
    return CommendationDraft(subject, honour, level, year, given_by, given_on)
