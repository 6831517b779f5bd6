"""Hengshan District, Yulin, 2023: eleven studios by sector and industry under a 1+123 plan."""

from core.plans.models import Every, Measure, PlanTarget
from core.studios.models import StudioKind
from core.transfer.examples.builder import Builder
from core.transfer.examples.spreading import spread
from core.transfer.examples.standards import adopt, meet_all

SECTOR_STUDIOS = (
    "教育界",
    "农业界",
    "医卫界",
    "经济界",
    "科技界",
    "文艺界",
    "社会福利界",
    "工会界",
)
INDUSTRY_STUDIOS = ("法律行业", "煤炭行业", "商会行业")
PLAN = {
    Measure.SERVICE_EVENT: 1,
    Measure.PROPOSAL: 1,
    Measure.CONSULTATION: 2,
    Measure.OPINION: 3,
}


def build(builder: Builder) -> None:
    """The whole committee."""
    builder.add_sectors(16)
    builder.add_members(160, builder.term.starts_on, standing=24)
    studios = builder.add_studios(
        StudioKind.SECTOR, [f"{name}委员工作室" for name in SECTOR_STUDIOS]
    )
    studios += builder.add_studios(
        StudioKind.INDUSTRY, [f"{name}委员工作室" for name in INDUSTRY_STUDIOS]
    )
    adopt(builder, "five_norms", (StudioKind.SECTOR, StudioKind.INDUSTRY))
    adopt(builder, "four_mechanisms", (StudioKind.SECTOR, StudioKind.INDUSTRY))
    meet_all(builder)
    builder.add(
        [
            PlanTarget(
                committee_id=builder.id,
                studio_id=studio.id,
                year=builder.year,
                measure=measure,
                every=Every.YEAR,
                target=target,
            )
            for studio in studios
            for measure, target in PLAN.items()
        ]
    )
    for number, studio in enumerate(studios):
        owned = {"owner_kind": "studio", "studio_id": studio.id}
        builder.activities(
            "public_service",
            spread(builder.year, 1, 3 + number % 8, 12),
            f"{studio.name}便民服务活动",
            served=60 + 10 * number,
            **owned,
        )
        for held in builder.activities(
            "sector_consultation",
            spread(builder.year, 1 + number % 2, 2 + number % 6, 11),
            f"{studio.name}协商议事会",
            opinions_heard=2,
            suggestions=3,
            **owned,
        ):
            builder.attend(held, builder.members[number * 8 : number * 8 + 10])
