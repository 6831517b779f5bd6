"""Bayingolin, 2023: 164 stations and studios, 21 sectors in eight groups."""

from datetime import date
from itertools import cycle

from core.committees.models import Committee, Level
from core.handling.models import AuthorityLevel, Result
from core.informants.models import Informant
from core.matters.models import Matter, MatterKind, Submitter
from core.opinions.models import Adoption, AdoptionKind
from core.studios.models import StudioKind
from core.transfer.examples import voices
from core.transfer.examples.builder import Builder
from core.transfer.examples.spreading import shares, spread
from core.transfer.examples.voices import TO_CLOSED, TO_ISSUED, Heard

COUNTIES = 9
STATIONS = 164
INFORMATION_POINTS = 10
SECTORS, GROUPS = 21, 8
INFORMANTS, COLLECTED, ADOPTED, MICRO = 520, 273, 62, 100
COURSES, TRAINED, LECTURERS = 19, 1_740, 6
KINDS = (
    (StudioKind.LIAISON_STATION, "委员联络站"),
    (StudioKind.LIAISON_STATION, "政协工作站"),
    (StudioKind.AREA, "委员工作室"),
)


def build(builder: Builder) -> None:
    """The prefecture and its counties."""
    builder.add_sectors(SECTORS)
    builder.add_members(210, builder.term.starts_on, standing=36)
    builder.add_groups([f"第{n}界别活动组" for n in range(1, GROUPS + 1)])
    counties = builder.below(
        Level.COUNTY,
        [(f"示例{n}县（市）政协", f"Example county {n} CPPCC") for n in range(1, COUNTIES + 1)],
    )
    _stations(builder, [builder.committee, *counties])
    _training(builder)
    _voices(builder, counties)


def _stations(builder: Builder, homes: list[Committee]) -> None:
    for home, number in zip(homes, shares(STATIONS, len(homes)), strict=True):
        place = home.name.removesuffix("政协")
        for n in range(number):
            kind, name = KINDS[n % len(KINDS)]
            builder.add_studios(
                kind,
                [f"{place}第{n + 1:02}{name}"],
                committee_id=home.id,
                level=home.level,
                code=home.code,
            )
    for home, number in zip(homes, shares(INFORMATION_POINTS, len(homes)), strict=True):
        place = home.name.removesuffix("政协")
        builder.add_studios(
            StudioKind.INFORMATION_POINT,
            [f"{place}社情民意信息联系点{n + 1}" for n in range(number)],
            committee_id=home.id,
            level=home.level,
            code=home.code,
        )


def _training(builder: Builder) -> None:
    days = spread(builder.year, COURSES)
    lecturers = shares(LECTURERS, COURSES)
    for n, (day, trained) in enumerate(zip(days, shares(TRAINED, COURSES), strict=True)):
        (held,) = builder.activities(
            "training_course",
            [day],
            f"委员履职培训班（第{n + 1}期）",
            served=trained,
            lecturers=lecturers[n],
        )
        builder.attend(held, builder.members[n * 10 : n * 10 + 40])


def _voices(builder: Builder, counties: list[Committee]) -> None:
    """Informants of all counties report; each item is signed and sent on the day it comes in."""
    informants = builder.add(
        [
            Informant(
                committee_id=county.id,
                number=f"{n + 1:03}",
                name=f"信息员{n + 1:03}",
                employer="示例单位",
                starts_on=date(builder.year, 1, 1),
            )
            for n, county in zip(range(INFORMANTS), cycle(counties), strict=False)
        ]
    )
    heard = [
        Heard(f"示例社情民意信息{n + 1:03}", day, TO_CLOSED if n < ADOPTED else TO_ISSUED)
        for n, day in enumerate(spread(builder.year, COLLECTED, 1, 11))
    ]
    heard = sorted(heard, key=lambda one: one.day)
    rows = voices.add_matters(
        builder,
        MatterKind.OPINION,
        builder.year,
        heard,
        submitter=Submitter.INFORMANT,
        informant_id=informants[0].id,
    )
    for n, row in enumerate(rows):
        row.informant_id, row.is_micro = informants[n % 140].id, n >= COLLECTED - MICRO
    taken_up = [row for row in rows if row.assigned_on]
    voices.answer(builder, taken_up, (Result.A, Result.B))
    for row in taken_up:
        _adopt(builder, row)
    builder.session.flush()


def _adopt(builder: Builder, row: Matter) -> None:
    row.adopted_on = row.replied_on
    builder.session.add(
        Adoption(
            matter_id=row.id,
            committee_id=builder.id,
            level=AuthorityLevel.PREFECTURE,
            kind=AdoptionKind.ADOPTED,
            adopted_on=voices.known(row.replied_on),
            product="示例部门采纳",
        )
    )
