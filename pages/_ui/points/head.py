"""What is read at once: the total, place and grade, each section, and what is missing."""

from html import escape
from typing import Literal

import streamlit as st

from core.assessment.book.faults import shown
from core.assessment.book.shape import Colour, Grade, Section
from core.assessment.points import Points
from pages._ui.charts import palette
from pages._ui.pickers import name_in_language
from pages._ui.points import saying, standing
from pages._ui.words import _, plain

_BAR = "height:10px;border-radius:5px;background:#8883;overflow:hidden"
_LINE = "display:flex;justify-content:space-between;gap:12px;margin:10px 0 4px"
Badge = Literal["green", "blue", "yellow", "red", "orange", "violet", "gray"]
# The colours that badges have; those they lack are shown by the nearest one.
_BADGES: dict[Colour, Badge] = {
    Colour.GREEN: "green",
    Colour.YELLOW: "yellow",
    Colour.RED: "red",
    Colour.ORANGE: "orange",
    Colour.BROWN: "orange",
    Colour.PURPLE: "violet",
    Colour.GREY: "gray",
}
_TOTAL = "font-size:2.6rem;font-weight:700;line-height:1.1"


def show(found: Points) -> None:
    """The card at the top, and the list of what is missing."""
    with st.container(border=True, gap="small"):
        st.markdown(f"**{_name(found)}**")
        st.caption(_standing(found))
        _total(found)
        st.html(_base(found) + "".join(_section(found, one) for one in _telling(found)))
        if found.corrections:
            st.caption(_corrections(found))
    standing.show(found)
    _missing(found)


def grade_of(found: Points) -> Grade | None:
    """The grade as it stands."""
    return next((one for one in found.book.grades if one.key == found.placed.grade), None)


def _name(found: Points) -> str:
    book = name_in_language(found.book.name, found.book.name_en)
    return plain(f"{found.assessment.year} {book}")


def _standing(found: Points) -> str:
    if found.is_closed:
        return _("Closed: these points stand.")
    return _("As recorded so far. Points change until the assessment is closed.")


def _total(found: Points) -> None:
    cap = f" / {shown(found.book.cap)}" if found.book.cap is not None else ""
    rated = shown(found.kept.rated)
    label = escape(_("Total points"))
    st.html(
        f'<div><span style="{_TOTAL}">{rated}</span>'
        f'<span style="opacity:.7"> {escape(cap)} {label}</span></div>'
    )
    if found.kept.rated != found.kept.total:
        st.caption(
            _(
                "{n} points in {months} months, made up for the months not served.",
                n=shown(found.kept.total),
                months=found.kept.months,
            )
        )
    with st.container(horizontal=True, vertical_alignment="center"):
        if grade := grade_of(found):
            st.badge(saying.name(grade), color=_colour(grade))
        if found.placed.place is not None:
            st.badge(_("Place {n} of {all}", n=found.placed.place, all=found.among), color="gray")
        else:
            st.badge(_("Not graded: too few months"), color="gray")


def _colour(grade: Grade) -> Badge:
    return _BADGES.get(grade.colour, "blue") if grade.colour else "blue"


def _telling(found: Points) -> list[Section]:
    """The sections that can pay: some only count for conditions."""
    return [one for one in found.book.sections if one.cap or one.start or found.of_section(one)]


def _base(found: Points) -> str:
    """The points that everybody has from the start, where the book gives some."""
    if not found.book.base:
        return ""
    name, base = escape(_("Base points")), shown(found.book.base)
    return f'<div style="{_LINE}"><span>{name}</span><b>{base}</b></div>'


def _section(found: Points, section: Section) -> str:
    """A bar against the section's cap; without a cap only the number."""
    has = found.of_section(section)
    cap = section.cap if section.cap is not None else section.start
    of = f" / {shown(cap)}" if cap else ""
    name = escape(saying.in_language(section))
    line = f'<div style="{_LINE}"><span>{name}</span><b>{shown(has)}{escape(of)}</b></div>'
    if not cap:
        return line
    part = max(min(has * 100 // cap, 100), 0)
    colour = palette.RED if has < 0 else palette.TEAL if has >= cap else palette.BLUE
    filled = f"width:{part}%;height:100%;background:{colour}"
    return f'{line}<div style="{_BAR}"><div style="{filled}"></div></div>'


def _corrections(found: Points) -> str:
    """What people gave or took, and when the cap is asked."""
    by = saying.signed(sum(one.hundredths for one in found.corrections))
    if found.book.cap is None:
        return _("Corrected by {n} points.", n=by)
    return _(
        "Corrected by {n} points, counted after the cap; the total is never above the cap.", n=by
    )


def _missing(found: Points) -> None:
    """What keeps from the next grade: points, and conditions that are not met."""
    lines = _lines(found)
    if found.is_closed or not lines:
        return
    st.subheader(_("Still missing"), anchor=False)
    st.markdown("\n".join(f"- {line}" for line in lines))


def _lines(found: Points) -> list[str]:
    told = found.explanation
    if told is None:
        return []
    lines = []
    if told.next_grade:
        grade, off = told.next_grade
        to = _("**{n}** points to “{grade}”", n=shown(off), grade=saying.name(grade))
        lines.append(to)
    for one in told.wanting:
        parts = [saying.lacking(each, found.book) for each in one.lacking]
        title = plain(saying.in_language(one.condition))
        lines.append(f"**{title}**" + _(": ") + _("; ").join(parts))
    for item in told.items:
        if item.next_step:
            step, off = item.next_step
            lines.append(
                _(
                    "{item}: {n} more bring {points} points",
                    item=saying.name(item.item),
                    n=saying.amount(item.item, off),
                    points=shown(step.points),
                )
            )
    return lines
