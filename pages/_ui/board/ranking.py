"""The list of all who are scored, as a table that is read on screen and printed as it stands."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from html import escape

import streamlit as st

from core.permissions import Actor, Permission
from core.reports.assessed import lists, look
from core.reports.assessed.lists import Listed, Wanted
from core.reports.assessed.look import Look
from core.reports.assessed.subjects import By
from pages._ui import lists as boxes
from pages._ui.board import cards, narrowing
from pages._ui.charts import roll, scored
from pages._ui.charts.panel import View
from pages._ui.edge import reading
from pages._ui.words import _, name_of, plain, word

MOST = 1_000  # rows on one screen; all of them are in the download

STYLE = """<style>
.roll{overflow:auto;max-height:75vh;border:1px solid rgba(128,128,128,.3);border-radius:6px}
.roll table{width:100%;border-collapse:collapse;font-size:.9rem;font-variant-numeric:tabular-nums}
.roll caption{text-align:left;padding:.3rem .6rem;font-weight:600}
.roll th,.roll td{padding:.35rem .6rem;text-align:left;white-space:nowrap}
.roll th{position:sticky;top:0;font-weight:600;background:Canvas;
background:light-dark(#f4f2ee,#20242b)}
.roll tbody tr+tr td{border-top:1px solid rgba(128,128,128,.2)}
.roll .number{text-align:right}
.roll a{color:inherit;text-decoration-color:rgba(128,128,128,.6)}
.roll .grade{border-left:.9em solid;padding-left:.5em;color:var(--grade)}
.roll .grade span{color:initial;color:light-dark(#1c1c1c,#ececec)}
.loads a{margin-right:.9em;color:inherit}
@page{size:A4;margin:12mm}
@media print{.roll{max-height:none;overflow:visible;border:0}
.roll table{font-size:9pt}.roll th{position:static;background:none}
.roll thead{display:table-header-group}.roll tr{break-inside:avoid}
.roll .grade{print-color-adjust:exact;-webkit-print-color-adjust:exact}
.roll .grade span{color:#000}
[data-testid=stSidebar],[data-testid=stHeader],[data-testid=stToolbar],.loads,
[data-testid=stSelectbox],[data-testid=stCheckbox],[data-testid=stButtonGroup],
[data-testid=stElementContainer]:has(.loads){display:none!important}}
</style>"""


def show(actor: Actor, view: View) -> None:
    """Choose whom to list, and the list."""
    with reading() as session:
        found = look.look(session, actor, view.assessment_id)
        with st.container(horizontal=True, vertical_alignment="bottom"):
            wanted = _choose(found)
        rows = lists.everybody(session, actor, view.assessment_id, wanted)
    _between(wanted, found)
    if not rows:
        st.info(_("Nobody fits. Take a filter away."), icon=":material/filter_alt:")
        return
    export = _loads(view, wanted) if actor.may(Permission.EXPORT) else ""
    told = _("{n} in order of their points.", n=f"{len(rows):,}")
    st.html(f"{STYLE}{export}")
    st.html(table(rows[:MOST], view, f"{name_of(found.option)} {found.option.year} · {told}"))
    if len(rows) > MOST:
        st.caption(_("The first {n} are shown; the download has all of them.", n=f"{MOST:,}"))


def table(rows: Sequence[Listed], view: View, caption: str) -> str:
    """The list as HTML: whatever is said is escaped."""
    cells = roll.table_all(rows, view)
    heads = list(cells[0])
    numbers = {head for head in heads if not isinstance(cells[0][head], str)}
    head = "".join(f'<th scope="col"{_kind(one, numbers)}>{escape(one)}</th>' for one in heads)
    colours = scored.colours([row.one.grade for row in rows], view)
    body = "".join(
        f"<tr>{_row(row, each, numbers, view, colours)}</tr>"
        for row, each in zip(rows, cells, strict=True)
    )
    told = f"<caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead>"
    label = f'role="region" aria-label="{escape(caption)}" tabindex="0"'
    return f'<div class="roll" {label}><table>{told}<tbody>{body}</tbody></table></div>'


def _row(
    row: Listed,
    cells: Mapping[str, object],
    numbers: set[str],
    view: View,
    colours: Mapping[str, str],
) -> str:
    grade, name = view.say("Grade"), view.say("Who is scored")
    told = []
    for head, cell in cells.items():
        text = escape(f"{cell:g}" if isinstance(cell, float) else str(cell))
        if head == grade:
            shade = colours[str(cell)]
            told.append(
                f'<td><span class="grade" style="--grade:{shade}"><span>{text}</span></span></td>'
            )
        elif head == name and not view.hidden:
            address = escape(view.subject(row.one.subject.id))
            told.append(f'<td><a href="{address}">{text}</a></td>')
        else:
            told.append(f"<td{_kind(head, numbers)}>{text}</td>")
    return "".join(told)


def _kind(head: str, numbers: set[str]) -> str:
    return ' class="number"' if head in numbers else ""


def _choose(found: Look) -> Wanted:
    """The filters, kept in the address."""
    by = _by(found)
    key = ""
    if by:
        known = {one.subject.places[by] for one in found.ones if by in one.subject.places}
        ordered = sorted(known, key=lambda place: (place.name, place.key))
        key = boxes.choose(word(by), {place.key: name_of(place) for place in ordered}, "of")
    grades = {grade.key: name_of(grade) for grade in found.book.grades}
    grade = boxes.choose(_("Grade"), grades | {lists.NO_GRADE: _("Not graded")}, "grade")
    asked = narrowing.read(st.query_params)
    return replace(asked, by=by if key else None, key=key, grade=grade)


def _by(found: Look) -> By | None:
    """What the list is narrowed by: only what those who are scored belong to."""
    known = [by for by in By if any(by in one.subject.places for one in found.ones)]
    return boxes.pick(_("Order list of"), known, "by") if known else None


def _between(wanted: Wanted, found: Look) -> None:
    """Where only some points or one part of the book are listed, say so, and offer all."""
    told = []
    if wanted.low is not None or wanted.high is not None:
        low, high = (scored.points(one or 0) for one in (wanted.low, wanted.high))
        told.append(_("Only points from {low} to {high}.", low=low, high=high))
    if wanted.part:
        book = found.book
        names = {one.key: name_of(one) for one in book.sections}
        names |= {one.key: name_of(one) for one in book.items}
        name = names.get(wanted.part, wanted.part)
        told.append(_("Only those with something of “{name}”, the most first.", name=name))
    if told:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.caption(plain(" ".join(told)))
            st.button(_("Show all"), on_click=_all, type="tertiary")


def _all() -> None:
    for key in ("low", "high", "with"):
        st.query_params.pop(key, None)


def _loads(view: View, wanted: Wanted) -> str:
    """Downloads of what is listed, narrowed as it is."""
    narrowed = narrowing.written(wanted)
    links = "".join(
        f'<a href="{escape(cards.address(roll.ALL.key, view, kind, narrowed))}" download>'
        f"{escape(said)}</a>"
        for name, kind in cards.DOWNLOADS.items()
        if (said := _("Download {kind}", kind=name))
    )
    told = escape(_("To print it, use the print command of the browser."))
    return f'<p class="loads">{links}<small>{told}</small></p>'
