"""Jincheng, 2024: a prefecture with its counties, 116 studios, twelve groups, theme days."""

from datetime import date

from core.committees.models import Level
from core.groups.models import SectorGroup, ThemeDay
from core.studios.models import StudioKind
from core.transfer.examples.builder import Builder
from core.transfer.examples.spreading import shares, spread
from core.transfer.examples.standards import adopt, meet_all

GROUPS = 12
STUDIOS = 116
READING_EVENTS = 43
TOWNSHIPS_PER_COUNTY = 4
KINDS = (StudioKind.SECTOR, StudioKind.AREA, StudioKind.INDIVIDUAL)


def build(builder: Builder) -> None:
    """The prefecture, its counties and their townships."""
    builder.add_sectors(24)
    builder.add_members(240, builder.term.starts_on, standing=40)
    groups = builder.add_groups([f"第{n}委员活动组" for n in range(1, GROUPS + 1)])
    _theme_days(builder, groups)
    _studios(builder)
    adopt(builder, "five_haves", KINDS)
    meet_all(builder, every=9)
    _reading(builder, groups)


def _theme_days(builder: Builder, groups: list[SectorGroup]) -> None:
    days = (
        ("委员阅读日", "Reading day", "每月第一个周六"),
        ("委员建言日", "Advice day", "每月第三个周六"),
    )
    builder.add(
        [
            ThemeDay(sector_group_id=group.id, name=name, name_en=name_en, rule=rule)
            for group in groups
            for name, name_en, rule in days
        ]
    )


def _studios(builder: Builder) -> None:
    """A share of the studios for the city and for each county; a station in each township."""
    counties = builder.below(
        Level.COUNTY, [(f"示例{n}县（区）政协", f"Example county {n} CPPCC") for n in range(1, 7)]
    )
    homes = [builder.committee, *counties]
    for home, number in zip(homes, shares(STUDIOS, len(homes)), strict=True):
        for n in range(number):
            kind = KINDS[n % len(KINDS)]
            builder.add_studios(
                kind,
                [f"{home.name.removesuffix('政协')}第{n + 1:02}委员工作室"],
                committee_id=home.id,
                level=home.level,
                code=home.code,
                opened_on=date(builder.year, 1 + n % 9, 15),
            )
    for county in counties:
        inner = Builder(builder.session, county, builder.year, builder.term)
        for township in inner.townships(TOWNSHIPS_PER_COUNTY):
            inner.add_studios(
                StudioKind.LIAISON_STATION,
                [f"{township.name}委员联络站"],
                township_id=township.id,
                level=Level.TOWNSHIP,
                code=township.code,
            )


def _reading(builder: Builder, groups: list[SectorGroup]) -> None:
    for n, day in enumerate(spread(builder.year, READING_EVENTS)):
        group = groups[n % GROUPS]
        (held,) = builder.activities(
            "reading_event",
            [day],
            f"{group.name}委员读书活动（{n + 1:02}）",
            owner_kind="group",
            sector_group_id=group.id,
            served=15,
        )
        builder.attend(held, builder.members[n % GROUPS :: GROUPS])
