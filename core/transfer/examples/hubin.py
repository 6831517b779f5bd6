"""Hubin District, Sanmenxia, 2021: each member tied to a village or community."""

from core.activities.models import OwnerKind
from core.committees.models import Committee, Community, CommunityKind
from core.funds.models import Budget
from core.members.models import Liaison
from core.plans.models import Every, Measure, PlanTarget
from core.studios.models import StudioKind
from core.transfer.examples.builder import Builder
from core.transfer.examples.spreading import spread
from core.transfer.examples.standards import adopt, meet_all

TOWNSHIPS = 10
MEMBERS = 148
VILLAGES = COMMUNITIES = 47
SILENT = 6  # villages without a visit in a quarter, so that the board has something to ask


def build(builder: Builder) -> None:
    """The whole committee."""
    builder.add_sectors(15)
    builder.add_members(MEMBERS, builder.term.starts_on, standing=22)
    townships = builder.townships(TOWNSHIPS)
    places = builder.communities(townships, CommunityKind.VILLAGE, VILLAGES)
    places += builder.communities(townships, CommunityKind.URBAN, COMMUNITIES)
    _liaison(builder, places)
    _offices(builder, townships)
    _listening(builder, places)


def _liaison(builder: Builder, places: list[Community]) -> None:
    builder.add(
        [
            Liaison(
                member_id=member.id,
                community_id=places[n % len(places)].id,
                starts_on=builder.term.starts_on,
            )
            for n, member in enumerate(builder.members)
        ]
    )
    builder.add(
        [
            PlanTarget(
                committee_id=builder.id,
                member_id=member.id,
                year=builder.year,
                measure=Measure.LISTENING_VISIT,
                every=Every.QUARTER,
                target=1,
            )
            for member in builder.members
        ]
    )


def _offices(builder: Builder, townships: list[Committee]) -> None:
    """In each township a member home up to 六有, and a work office with money in its budget."""
    for township in townships:
        builder.add_studios(
            StudioKind.MEMBER_HOME, [f"{township.name}委员之家"], township_id=township.id
        )
        (office,) = builder.add_studios(
            StudioKind.TOWNSHIP_OFFICE, [f"{township.name}政协工作办公室"], township_id=township.id
        )
        builder.add(
            [
                Budget(
                    committee_id=builder.id,
                    studio_id=office.id,
                    year=builder.year,
                    amount_fen=3_000_000,
                    source="乡镇（街道）年度预算",
                )
            ]
        )
    adopt(builder, "six_haves", (StudioKind.MEMBER_HOME,))
    meet_all(builder)


def _listening(builder: Builder, places: list[Community]) -> None:
    """One visit a quarter to nearly each village and community, by the members tied to it."""
    for quarter in range(4):
        days = spread(builder.year, len(places), 3 * quarter + 1, 3 * quarter + 3)
        for n, (day, place) in enumerate(zip(days, places, strict=True)):
            if n % (len(places) // SILENT) == quarter:
                continue
            (held,) = builder.activities(
                "listening_visit",
                [day],
                f"走访{place.name}听民意（第{quarter + 1}季度）",
                owner_kind=OwnerKind.COMMITTEE,
                community_id=place.id,
                served=12,
                opinions_heard=2,
                problems_raised=1,
            )
            builder.attend(held, builder.members[n :: len(places)])
