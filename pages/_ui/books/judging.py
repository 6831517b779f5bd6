"""Adding a condition, a veto or a limit over several years to a book, or taking one out."""

import streamlit as st

from core.assessment.book import judging
from core.assessment.book.judging import Bound, Compared, Judgement, Judges
from core.assessment.book.shape import About, Book
from core.assessment.shelf import BookDetail
from core.i18n import N_
from core.permissions import Actor
from pages._ui.books import inputs, keeping
from pages._ui.edge import fresh, problem
from pages._ui.words import _, name_of, plain, word

NEW = ""


def show(actor: Actor, found: BookDetail, book: Book) -> None:
    """What judges the results as it stands, and the ways to change it."""
    with st.expander(_("Add a condition, veto or limit"), icon=":material/add:"):
        _add(actor, found, book)
    if told := _all(book):
        with st.expander(_("Take a condition, veto or limit out"), icon=":material/remove:"):
            _take_out(actor, found, book, told)


def _add(actor: Actor, found: BookDetail, book: Book) -> None:
    form = keeping.form_of(found, "judging")
    judges = st.segmented_control(
        _("What it does"),
        [one for one in Judges if one is Judges.LIMIT or book.grades],
        format_func=word,
        default=Judges.MINIMUM if book.grades else Judges.LIMIT,
        required=True,
        key=f"{fresh(form)}.judges",
    )
    name = st.text_input(_("Name"), max_chars=120, key=f"{fresh(form)}.name")
    problem(form, "name")
    test = _test(form, book)
    new = (
        _limit(form, book, name, test)
        if judges is Judges.LIMIT
        else _held(form, book, name, test, judges)
    )
    problem(form)
    if st.button(_("Add"), type="primary", key=f"{fresh(form)}.add"):
        keeping.reword(
            actor,
            found,
            (form, N_("Added in a new version.")),
            lambda text: judging.added(text, book, new),
        )


def _test(form: str, book: Book) -> Compared:
    """What is looked at, and how it is compared."""
    key = fresh(form)
    columns = st.columns(4)
    abouts = {one.value: word(one) for one in About}
    about = columns[0].selectbox(
        _("What is looked at"), list(abouts), format_func=abouts.__getitem__, key=f"{key}.about"
    )
    names = {one.key: name_of(one) for one in book.items}
    if about == About.SECTION:
        names = {one.key: name_of(one) for one in book.sections}
    whose = ""
    if about in (About.AMOUNT, About.ITEM, About.SECTION):
        whose = columns[1].selectbox(
            _("Of which item or section"),
            list(names),
            format_func=names.__getitem__,
            key=f"{key}.of.{about}",
        )
    bounds = {one.value: word(one) for one in Bound}
    bound = columns[2].selectbox(
        _("How it is compared"), list(bounds), format_func=bounds.__getitem__, key=f"{key}.bound"
    )
    number = columns[3].number_input(
        _("The number"), -100_000.0, 100_000.0, 1.0, 1.0, "%g", key=f"{key}.number"
    )
    return Compared(About(about), whose, Bound(bound), inputs.exact(number))


def _held(form: str, book: Book, name: str, test: Compared, judges: Judges) -> Judgement:
    grades = {one.key: name_of(one) for one in book.grades}
    grade = st.selectbox(
        _("The best grade that is left"),
        list(grades),
        len(grades) - 1,
        format_func=grades.__getitem__,
        key=f"{fresh(form)}.grade",
    )
    return Judgement(judges, name, test, grade)


def _limit(form: str, book: Book, name: str, test: Compared) -> Judgement:
    key = fresh(form)
    columns = st.columns(3)
    years = columns[0].number_input(
        _("Years in a row"),
        1,
        10,
        None,
        placeholder=_("The term so far"),
        help=_("Left open: from the beginning of the term."),
        key=f"{key}.years",
    )
    known = {one.key: name_of(one) for one in book.consequences} | {NEW: _("Something else")}
    follows = columns[1].selectbox(
        _("What follows"), list(known), format_func=known.__getitem__, key=f"{key}.follows"
    )
    if follows == NEW:
        follows = columns[2].text_input(
            _("What follows, in words"), max_chars=120, key=f"{key}.words"
        )
    problem(form, "follows")
    return Judgement(Judges.LIMIT, name, test, years=years, follows=follows)


def _all(book: Book) -> list[tuple[Judges, int, str]]:
    named = {one.key: name_of(one) for one in book.conditions}
    told = [
        (Judges.MINIMUM, n, named.get(one.condition, "")) for n, one in enumerate(book.minimums)
    ]
    told += [(Judges.VETO, n, named.get(one.condition, "")) for n, one in enumerate(book.vetoes)]
    return told + [(Judges.LIMIT, n, name_of(one)) for n, one in enumerate(book.limits)]


def _take_out(
    actor: Actor, found: BookDetail, book: Book, told: list[tuple[Judges, int, str]]
) -> None:
    form = keeping.form_of(found, "judging.out")
    with st.form(fresh(form), border=False):
        chosen = st.selectbox(
            _("What is taken out"),
            range(len(told)),
            format_func=lambda n: plain(f"{told[n][2]} · {word(told[n][0])}"),
        )
        problem(form)
        sent = st.form_submit_button(_("Delete from the book"))
    if sent:
        judges, place, _name = told[chosen]
        keeping.reword(
            actor,
            found,
            (form, N_("Deleted from the new version.")),
            lambda text: judging.removed(text, book, judges, place),
        )
