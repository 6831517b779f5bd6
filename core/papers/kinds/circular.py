"""The circular (通报) of opinion items handed in and adopted, unit by unit, over a period."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from sqlmodel import Session

from core import clock
from core.committees import queries as committees
from core.handling.models import AuthorityLevel
from core.i18n import N_
from core.papers.fields import Told
from core.papers.kinds import offices, stretches
from core.papers.models import PaperKind
from core.papers.paper import Content, Paper, Subject
from core.papers.sheet import Column, Sheet
from core.papers.words import Words
from core.permissions import Actor, Permission
from core.reports.queries import submitting
from core.reports.queries.submitting import Submitted

MOST_NAMED = 5
_KINDS = (
    (N_("Special committees"), submitting.special_committees),
    (N_("Sector groups"), submitting.groups),
    (N_("Studios"), submitting.studios),
    (N_("Committees below"), submitting.committees),
    (N_("Information points"), submitting.points),
)


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit's line in the table."""

    kind: Annotated[str, Told(N_("Kind of unit"), N_("Special committees"))]
    name: Annotated[str, Told(N_("Unit"), N_("Committee for the economy"))]
    submitted: Annotated[str, Told(N_("Items handed in"), 21)]
    adopted: Annotated[str, Told(N_("Items adopted"), 9)]
    county: Annotated[str, Told(N_("Adopted at county level"), 6)]
    prefecture: Annotated[str, Told(N_("Adopted at prefecture level"), 4)]
    province: Annotated[str, Told(N_("Adopted at province level"), 2)]
    nation: Annotated[str, Told(N_("Adopted at national level"), 1)]
    instructed: Annotated[str, Told(N_("Of them instructed"), 3)]
    rate: Annotated[str, Told(N_("Adoption rate"), "42.9%")]
    rank: Annotated[str, Told(N_("Place among its kind, by what was adopted"), 1)]


@dataclass(frozen=True, slots=True)
class Facts:
    """What the circular tells."""

    office: Annotated[str, Told(N_("Office that prints it"), N_("Example County CPPCC Office"))]
    number: Annotated[str, Told(N_("Number of the circular"), N_("No. 3 of 2026"))]
    period: Annotated[str, Told(N_("Period"), N_("March 2026"))]
    day: Annotated[str, Told(N_("Day on which it was made"), date(2026, 4, 2))]
    summary: Annotated[
        str,
        Told(
            N_("Sentences with the totals"),
            N_("In March 2026, 84 opinion items came in and 31 were adopted, 36.9% of them."),
            prose=True,
        ),
    ]
    best: Annotated[
        str,
        Told(N_("Who was adopted most"), N_("Committee for the economy (9), Example studio (6)")),
    ]
    silent: Annotated[
        str,
        Told(N_("Units that handed in nothing"), N_("Committee for culture, Example group")),
    ]
    units: Annotated[tuple[Unit, ...], Told(N_("Lines of the units, all of them in the end"))]


def facts(session: Session, actor: Actor, subject: Subject, _: Words) -> Content:
    """The figures of a committee for the days that the address names."""
    period = stretches.asked(subject.query)
    of = (session, actor, subject.id, period)
    found = committees.find(session, actor, subject.id, Permission.BOARD_READ)
    [whole] = submitting.all_units(*of)
    kinds = [(label, ask(*of)) for label, ask in _KINDS]
    units = [unit for _label, rows in kinds for unit in rows]
    told = stretches.told(period, _)
    said = Facts(
        office=offices.office(_, found.name, found.name_en),
        number=subject.query.get("no", ""),
        period=told,
        day=_.day(clock.today()),
        summary=_summary(whole, told, _),
        best=_.list(
            [f"{name}（{n}）" if _.is_chinese else f"{name} ({n})" for name, n in _best(units, _)]
        ),
        silent=_silent(units, _),
        units=tuple(_lines(kinds, submitting.others(*of), whole, _)),
    )
    return Content(
        subject.id, _(N_("Circular on opinion items, {period}"), period=told), said, told
    )


def _summary(whole: Submitted, period: str, _: Words) -> str:
    """What came in, what of it was adopted and at which levels, and how often leaders wrote."""
    if not whole.submitted:
        return _(N_("In {period}, no opinion items came in."), period=period)
    levels = [
        _(N_("{n} at {level}"), n=getattr(whole, level.value), level=_.word(level))
        for level in AuthorityLevel
        if getattr(whole, level.value)
    ]
    sentence = N_(
        "In {period}, {submitted} opinion items came in and {adopted} were adopted so far,"
        " {rate} of them"
    )
    counted = {
        "submitted": _.count(whole.submitted),
        "adopted": _.count(whole.adopted),
        "rate": _.rate(whole.rate),
    }
    parts = [_(sentence, period=period, **counted)]
    if levels:
        parts.append(_(N_("adopted at the levels: {levels}"), levels=_.list(levels)))
    parts.append(_(N_("leaders gave instructions on {n} of them"), n=_.count(whole.instructed)))
    return ("；" if _.is_chinese else "; ").join(parts) + ("。" if _.is_chinese else ".")


def _best(units: Iterable[Submitted], _: Words) -> list[tuple[str, int]]:
    adopted = sorted((one for one in units if one.adopted), key=lambda one: -one.adopted)
    return [(_.either(one.name, one.name_en), one.adopted) for one in adopted[:MOST_NAMED]]


def _silent(units: Sequence[Submitted], _: Words) -> str:
    """Who handed in nothing; where they are many, how many they are."""
    names = [_.either(one.name, one.name_en) for one in units if not one.submitted]
    if len(names) <= MOST_NAMED:
        return _.list(names)
    told = _(N_("{names} and others, {n} units in all"), names="{names}", n=len(names))
    return told.replace("{names}", _.list(names[:MOST_NAMED]))


def _lines(
    kinds: Sequence[tuple[str, Sequence[Submitted]]],
    others: Sequence[Submitted],
    whole: Submitted,
    _: Words,
) -> Iterable[Unit]:
    """Units kind by kind in their places, what came from none of them, and all together."""
    for label, rows in kinds:
        places = _places(rows)
        ordered = sorted(rows, key=lambda row: places.get(row.id, len(rows) + 1))
        for row in ordered:
            place = str(places.get(row.id, "—"))
            yield _line((_(label), _.either(row.name, row.name_en)), row, place, _)
    direct = _(N_("Handed in directly"))
    for row in others:
        if row.submitted:
            yield _line((direct, _(N_("Members and others"))), row, "—", _)
    yield _line((_(N_("All together")), ""), whole, "", _)


def _places(rows: Sequence[Submitted]) -> dict[int, int]:
    """The place of each that handed something in: by what was adopted, then by the rate."""
    ranked = [row for row in rows if row.submitted]
    worth = {row.id: (row.adopted, row.rate) for row in ranked}
    return {row.id: 1 + sum(one > worth[row.id] for one in worth.values()) for row in ranked}


def _line(whose: tuple[str, str], row: Submitted, place: str, _: Words) -> Unit:
    kind, name = whose
    return Unit(
        kind=kind,
        name=name,
        submitted=_.count(row.submitted),
        adopted=_.count(row.adopted),
        **{level.value: _.count(getattr(row, level.value)) for level in AuthorityLevel},
        instructed=_.count(row.instructed),
        rate=_.rate(row.rate) if row.submitted else "—",
        rank=place,
    )


def layout(sheet: Sheet, _: Words) -> None:
    """The letter with the totals first; the table of units on the next page, as its attachment."""
    sheet.header("{{ office }}", left=_("Circular"), right="{{ number }}")
    sheet.title(
        _("Circular on opinion items handed in and adopted in {period}", period="{{ period }}")
    )
    sheet.addressee(_("To all special committees, sector groups, studios and information points"))
    sheet.paragraph(_("How opinion items were handed in and adopted is made known as follows."))
    sheet.paragraph("{{ summary }}")
    with sheet.when("best"):
        sheet.paragraph(_("Adopted most: {names}.", names="{{ best }}"))
    with sheet.when("silent"):
        sheet.paragraph(_("Nothing was handed in by: {names}.", names="{{ silent }}"))
    sheet.paragraph(_("The figures of each unit are in the attachment."))
    sheet.signature("{{ office }}", "{{ day }}")
    sheet.turn()
    sheet.paragraph(_("Attachment"), style="flush")
    sheet.paragraph(
        _("Opinion items handed in and adopted in {period}", period="{{ period }}"),
        style="subtitle",
    )
    sheet.rows("units", _columns(_))
    sheet.paragraph(_(_NOTE), style="small")


def _columns(_: Words) -> list[Column]:
    return [
        Column(_("Kind of unit"), "{{ row.kind }}", 2.1),
        Column(_("Unit"), "{{ row.name }}", 2.9, "left"),
        Column(_("Items handed in"), "{{ row.submitted }}", 1.6),
        Column(_("Items adopted"), "{{ row.adopted }}", 1.6),
        *(Column(_.word(level), "{{ row." + level.value + " }}", 1.6) for level in AuthorityLevel),
        Column(_("Of them instructed"), "{{ row.instructed }}", 1.6),
        Column(_("Adoption rate"), "{{ row.rate }}", 1.6),
        Column(_("Rank"), "{{ row.rank }}", 1.2),
    ]


_NOTE = N_(
    "Counted is what came in in the period, and what of it was adopted up to the day of this"
    " circular. An item that several units took part in counts for each of them, and once in the"
    " last line; one adopted at several levels counts at each. Places are by what was adopted,"
    " then by the rate, within a kind of unit."
)

PAPER = Paper(
    PaperKind.CIRCULAR,
    "committee",
    Permission.EXPORT,
    Facts,
    facts,
    layout,
    red=True,
    headed=True,
)
