"""Bayingolin, 2023: 164 stations and studios, 21 sectors in eight groups."""

from core.committees.models import Committee, Level
from core.studios.models import StudioKind
from core.transfer.examples.builder import Builder, shares, spread

COUNTIES = 9
STATIONS = 164
INFORMATION_POINTS = 10
SECTORS, GROUPS = 21, 8
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
