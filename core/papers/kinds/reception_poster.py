"""The poster of receptions (委员接待日公示): who receives when, where, and the box to write to."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby
from typing import Annotated

from sqlmodel import Session

from core import clock
from core.box import posters
from core.errors import NotFound, NotPermitted
from core.i18n import N_
from core.papers.fields import Picture, Told
from core.papers.kinds import offices
from core.papers.models import PaperKind
from core.papers.paper import Content, Paper, Subject
from core.papers.sheet import Column, Sheet
from core.papers.words import Words
from core.permissions import Actor, Permission
from core.studios import reception_queries, record, saying
from core.studios.reception_queries import ReceptionRow
from core.text import clean

AHEAD = timedelta(days=92)
MOST = 7  # days that fit on one page
_QR_MM = 32


@dataclass(frozen=True, slots=True)
class Day:
    """A day of reception with who receives."""

    day: Annotated[str, Told(N_("Day of reception"), N_("4 March 2026"))]
    weekday: Annotated[str, Told(N_("Weekday"), N_("Wednesday"))]
    members: Annotated[str, Told(N_("Members who receive"), N_("Member 001, Member 002"))]


@dataclass(frozen=True, slots=True)
class Facts:
    """What the poster tells."""

    name: Annotated[str, Told(N_("Name of the studio"), N_("Example education studio"))]
    body: Annotated[str, Told(N_("Committee in full"), N_("Example County Committee of the CPPCC"))]
    lead: Annotated[str, Told(N_("Member in charge"), N_("Member 001"))]
    when: Annotated[str, Told(N_("When it receives"), N_("Every Wednesday, 09:00–11:00"))]
    address: Annotated[str, Told(N_("Address"), N_("1 Example Road"))]
    phone: Annotated[str, Told(N_("Phone"), "0000-0000000")]
    days: Annotated[tuple[Day, ...], Told(N_("Days of reception to come"))]
    has_days: Annotated[bool, Told(N_("Whether days are planned"), True)]
    qr: Annotated[Picture, Told(N_("QR code that opens the box of the studio"))]


def facts(session: Session, actor: Actor, subject: Subject, _: Words) -> Content:
    """A studio with its receptions of the next three months. `phone` comes with the address."""
    row = record.detail(session, actor, subject.id)
    today = clock.today()
    planned = reception_queries.receptions(session, actor, row.id, today, today + AHEAD)
    days = tuple(_days(planned, _))[:MOST]
    told = Facts(
        name=row.name,
        body=offices.body(_, row.committee, row.committee_en),
        lead=row.lead or "",
        when=saying.when(reception_queries.rota(session, actor, row.id), _.language),
        address=row.address,
        phone=clean(subject.query.get("phone", ""), 40, "phone"),
        days=days,
        has_days=bool(days),
        qr=Picture(_qr(session, actor, subject), _QR_MM),
    )
    return Content(row.committee_id, f"{row.name} {_.word(PaperKind.RECEPTION_POSTER)}", told)


def _days(planned: list[ReceptionRow], _: Words) -> Iterator[Day]:
    for day, rows in groupby(planned, key=lambda row: row.held_on):
        members = _.list([row.member for row in rows])
        yield Day(_.day(day), saying.weekday(day.weekday(), _.language), members)


def _qr(session: Session, actor: Actor, subject: Subject) -> bytes:
    """The code that opens the studio's box; none where no box is open or it is others' to see."""
    server = subject.query.get("server", "")
    try:
        found = posters.poster(session, actor, subject.id)
    except (NotFound, NotPermitted):
        return b""
    if not server:
        return b""
    import segno  # drawn now and then: not loaded until then

    out = io.BytesIO()
    code = segno.make(f"{server}/b/{found.code}", error="q", micro=False, boost_error=False)
    code.save(out, kind="png", scale=8, border=1)
    return out.getvalue()


def layout(sheet: Sheet, _: Words) -> None:
    """Large type to be read from afar: what, where and when; then the days and the code."""
    sheet.frame("B02418")
    sheet.large(_("Members Receive the Public"), 44 if _.is_chinese else 34, red=True, after=4)
    sheet.large("{{ name }}", 28, font="hei", bold=not _.is_chinese, after=8)
    with sheet.when("when"):
        sheet.large("{{ when }}", 24, font="fang", after=4)
    with sheet.when("has_days"):
        sheet.rows(
            "days",
            [
                Column(_("Day of reception"), "{{ row.day }}", 1.5, "large"),
                Column(_("Weekday"), "{{ row.weekday }}", 1.15, "large"),
                Column(_("Members who receive"), "{{ row.members }}", 2.4, "large"),
            ],
            tall=9,
        )
        sheet.space(12)
    for name, text in (
        ("lead", _("Member in charge: {name}", name="{{ lead }}")),
        ("address", _("Address: {address}", address="{{ address }}")),
        ("phone", _("Phone: {phone}", phone="{{ phone }}")),
    ):
        with sheet.when(name):
            sheet.large(text, 18, font="fang", align="left")
    with sheet.when("qr"):
        sheet.picture("qr")
        sheet.large(_("Scan to tell what concerns you"), 16, font="kai")
    sheet.large("{{ body }}", 20, font="fang", before=8)


PAPER = Paper(PaperKind.RECEPTION_POSTER, "studio", Permission.STUDIO_WRITE, Facts, facts, layout)
