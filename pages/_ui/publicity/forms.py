"""The form of a press report, for recording and for correcting."""

from datetime import date

import streamlit as st

from core import clock
from core.handling.models import AuthorityLevel
from core.permissions import Actor
from core.publicity import rules, subjects
from core.publicity.drafts import ReportDraft
from core.publicity.models import PressReport
from pages._ui import days, lists
from pages._ui.edge import fresh, input_key, problem, reading
from pages._ui.words import _, word


def ask(
    actor: Actor, form: str, committee_id: int, row: PressReport | None, sent: str
) -> ReportDraft | None:
    """The form; its draft in the run in which it is sent. `sent` is what the button says."""
    search = lists.sought(
        st.text_input(
            _("Find what it tells of"),
            key=f"{fresh(form)}.find",
            type="search",
            placeholder=_("Words of the title or name"),
            help=_("Narrows the three boxes at the end of the form."),
        )
    )
    with st.form(fresh(form), border=row is None):
        title, author, written_on = _written(form, row)
        medium, level, printed_on, address = _printed(form, row)
        told = _subjects(actor, form, (committee_id, search), row)
        problem(form)
        pressed = st.form_submit_button(sent, type="primary")
    if not pressed or written_on is None:
        return None
    return ReportDraft(title, written_on, author, medium, level, printed_on, address, *told)


def _written(form: str, row: PressReport | None) -> tuple[str, str, date | None]:
    title = _text(form, "title", _("Title"), row.title if row else "", rules.TITLE)
    left, right = st.columns(2)
    with left:
        author = _text(form, "author", _("Written by"), row.author if row else "", rules.AUTHOR)
    with right:
        usual = row.written_on if row else clock.today()
        written_on = days.ask(_("Written on"), usual, form, "written_on", required=True)
    return title, author, written_on


def _printed(
    form: str, row: PressReport | None
) -> tuple[str, AuthorityLevel | None, date | None, str]:
    st.caption(_("Where it was printed, once it is. Leave all three empty until then."))
    columns = st.columns(3)
    with columns[0]:
        medium = _text(form, "medium", _("Medium"), row.medium if row else "", rules.MEDIUM)
    with columns[1]:
        levels = list(AuthorityLevel)
        level: AuthorityLevel | None = st.selectbox(
            _("Level of the medium"),
            levels,
            levels.index(row.level) if row and row.level else None,
            format_func=word,
            key=input_key(form, "level"),
            placeholder=_("Choose"),
        )
        problem(form, "level")
    with columns[2]:
        printed_on = days.ask(_("Printed on"), row.printed_on if row else None, form, "printed_on")
    kept = row.address if row else ""
    address = _text(form, "address", _("Address on the web"), kept, rules.ADDRESS)
    return medium, level, printed_on, address


def _subjects(
    actor: Actor, form: str, of: tuple[int, str], row: PressReport | None
) -> list[int | None]:
    """What it tells of: the studio, the activity, the matter."""
    committee_id, search = of
    labels = {
        "studio_id": _("Studio"),
        "activity_id": _("Activity"),
        "matter_id": _("Opinion item or proposal"),
    }
    chosen = []
    for column, (field, label) in zip(st.columns(3), labels.items(), strict=True):
        with column, reading() as session:
            names = subjects.options(session, actor, committee_id, field, search)
            kept: int | None = getattr(row, field) if row else None
            if kept and kept not in names:
                every = subjects.options(session, actor, committee_id, field)
                names = {kept: every.get(kept, _("As before"))} | names
            chosen.append(_choose(form, field, label, (names, kept)))
    return chosen


def _choose(form: str, field: str, label: str, of: tuple[dict[int, str], int | None]) -> int | None:
    names, kept = of
    chosen: int | None = st.selectbox(
        label,
        list(names),
        list(names).index(kept) if kept else None,
        format_func=names.__getitem__,
        key=input_key(form, field),
        placeholder=_("Choose") if names else _("Nothing found"),
    )
    problem(form, field)
    return chosen


def _text(form: str, field: str, label: str, kept: str, most: int) -> str:
    typed = st.text_input(
        label, kept, max_chars=most, key=input_key(form, field), required=field == "title"
    )
    problem(form, field)
    return typed or ""
