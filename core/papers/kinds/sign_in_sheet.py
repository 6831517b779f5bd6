"""The sheet to sign at an activity (签到表): who is called, in order of strokes, with a QR code."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from sqlmodel import Session

from core import clock
from core.activities import detail, sign_in
from core.activities.detail import ActivityDetail
from core.activities.models import Presence
from core.activities.sign_in import Called
from core.i18n import N_
from core.papers.fields import Picture, Told
from core.papers.kinds import offices
from core.papers.models import PaperKind
from core.papers.paper import Content, Paper, Subject
from core.papers.sheet import Column, Pair, Sheet
from core.papers.words import Words
from core.permissions import Actor, Permission
from core.text.order import Order, in_order
from db.settings import settings

FEW = 24
_QR_MM = 24
# What is known before or after is told where the signature would stand.
_MARKED = (Presence.ON_LEAVE, Presence.LATE, Presence.LEFT_EARLY, Presence.ABSENT)


@dataclass(frozen=True, slots=True)
class Signs:
    """One who signs, on a line of their own."""

    no: Annotated[str, Told(N_("Line"), 1)]
    name: Annotated[str, Told(N_("Full name"), N_("Member 001"))]
    sector: Annotated[str, Told(N_("Sector"), N_("Education"))]
    group: Annotated[str, Told(N_("Sector group"), N_("Group 3"))]
    employer: Annotated[str, Told(N_("Employer"), N_("Example County No. 1 School"))]
    mark: Annotated[str, Told(N_("On leave, late or left early"), Presence.ON_LEAVE.label)]


@dataclass(frozen=True, slots=True)
class TwoSign:
    """Two who sign beside each other, where there are many."""

    no: Annotated[str, Told(N_("Line"), 1)]
    name: Annotated[str, Told(N_("Full name"), N_("Member 001"))]
    sector: Annotated[str, Told(N_("Sector"), N_("Education"))]
    mark: Annotated[str, Told(N_("On leave, late or left early"), Presence.ON_LEAVE.label)]
    no2: Annotated[str, Told(N_("Line, of the second"), 2)]
    name2: Annotated[str, Told(N_("Full name, of the second"), N_("Member 002"))]
    sector2: Annotated[str, Told(N_("Sector, of the second"), N_("Education"))]
    mark2: Annotated[str, Told(N_("The mark of the second"), Presence.LATE.label)]


@dataclass(frozen=True, slots=True)
class Facts:
    """What a sheet tells. Of `few` and `many` one has lines."""

    body: Annotated[str, Told(N_("Committee in full"), N_("Example County Committee of the CPPCC"))]
    title: Annotated[str, Told(N_("Activity"), N_("Plenary session, opening"))]
    when: Annotated[str, Told(N_("Time"), N_("9 February 2026, 09:00"))]
    place: Annotated[str, Told(N_("Held at"), N_("Example County Hall"))]
    organiser: Annotated[str, Told(N_("Organised by"), N_("Example County CPPCC Office"))]
    number: Annotated[str, Told(N_("How many are called"), 42)]
    order: Annotated[str, Told(N_("Sorted by"), Order.STROKE.label)]
    qr: Annotated[Picture, Told(N_("QR code that opens the activity"))]
    few: Annotated[tuple[Signs, ...], Told(N_("Those who sign, a line each"))]
    many: Annotated[tuple[TwoSign, ...], Told(N_("Those who sign, two on a line"))]


def facts(session: Session, actor: Actor, subject: Subject, _: Words) -> Content:
    """Those called to an activity, for who writes it. `order`: strokes, or pinyin."""
    order = _order(subject)
    people = sign_in.called(session, actor, subject.id)
    record = detail.detail(session, actor, subject.id)
    rows = in_order(people, order, lambda one: one.name)
    told = Facts(
        body=offices.body(_, record.committee, record.committee_en),
        title=record.title,
        when=_time(record, _),
        place=record.place,
        organiser=_.either(record.owner_name, record.owner_name_en),
        number=str(len(rows)),
        order=_.word(order),
        qr=Picture(_qr(subject), _QR_MM),
        few=_few(rows, _) if len(rows) <= FEW else (),
        many=_many(rows, _) if len(rows) > FEW else (),
    )
    name = f"{_.word(PaperKind.SIGN_IN_SHEET)} {record.title}"
    return Content(record.committee_id, name, told, source=_.word(order))


def layout(sheet: Sheet, _: Words) -> None:
    """What it is above, the code beside it, then the lines; their head is on each page."""
    sheet.title(_("{title}: Sign-in Sheet", title="{{ title }}"))
    sheet.fields(
        [
            Pair(_("Time"), "{{ when }}"),
            Pair(_("How many are called"), "{{ number }}"),
            Pair(_("Held at"), "{{ place }}"),
            Pair(_("Sorted by"), "{{ order }}"),
            Pair(_("Organised by"), "{{ organiser }}", wide=True),
        ]
    )
    sheet.space(8)
    with sheet.when("qr"):
        sheet.paragraph(_("Scan to open this activity") + "　{{ qr }}", style="picture-right")
    with sheet.when("few"):
        sheet.rows("few", _single(_), tall=11)
    with sheet.when("many"):
        sheet.rows("many", _double(_), tall=10)


def _single(_: Words) -> list[Column]:
    return [
        Column(_("No."), "{{ row.no }}", 0.8),
        Column(_("Full name"), "{{ row.name }}", 1.2),
        Column(_("Sector"), "{{ row.sector }}", 1.4),
        Column(_("Sector group"), "{{ row.group }}", 1.5),
        Column(_("Employer"), "{{ row.employer }}", 2.2),
        Column(_("Signature"), "{{ row.mark }}", 1.8),
    ]


def _double(_: Words) -> list[Column]:
    return [
        Column(heading, "{{ row." + name + second + " }}", share)
        for second in ("", "2")
        for heading, name, share in (
            (_("No."), "no", 0.8),
            (_("Full name"), "name", 1.25),
            (_("Sector"), "sector", 1.3),
            (_("Signature"), "mark", 1.45),
        )
    ]


def _order(subject: Subject) -> Order:
    named = {one.value: one for one in Order}
    return named.get(subject.query.get("order", ""), Order.STROKE)


def _time(record: ActivityDetail, _: Words) -> str:
    starts = clock.local(record.starts_at, record.time_zone)
    return f"{_.day(starts.date())} {starts:%H:%M}"


def _qr(subject: Subject) -> bytes:
    """The code of the activity's address; none where nobody knows what the server is called."""
    base = settings().public_url.strip().rstrip("/") or subject.query.get("server", "")
    if not base:
        return b""
    import segno  # drawn now and then: not loaded until then

    out = io.BytesIO()
    code = segno.make(f"{base}/activities?id={subject.id}", error="m", micro=False)
    code.save(out, kind="png", scale=6, border=2)
    return out.getvalue()


def _few(rows: Sequence[Called], _: Words) -> tuple[Signs, ...]:
    return tuple(
        Signs(
            str(no),
            one.name,
            _.either(one.sector, one.sector_en),
            _.either(one.group, one.group_en),
            one.employer,
            _mark(one, _),
        )
        for no, one in enumerate(rows, start=1)
    )


def _many(rows: Sequence[Called], _: Words) -> tuple[TwoSign, ...]:
    """The first half down the left, the second down the right would part pages: so across."""
    told = [
        (str(no), one.name, _.either(one.sector, one.sector_en), _mark(one, _))
        for no, one in enumerate(rows, start=1)
    ]
    told += [("", "", "", "")] * (len(told) % 2)
    return tuple(
        TwoSign(*first, *second) for first, second in zip(told[::2], told[1::2], strict=True)
    )


def _mark(one: Called, _: Words) -> str:
    return _.word(one.presence) if one.presence in _MARKED else ""


PAPER = Paper(PaperKind.SIGN_IN_SHEET, "activity", Permission.ACTIVITY_WRITE, Facts, facts, layout)
