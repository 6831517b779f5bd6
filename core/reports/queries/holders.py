"""What each holder of activities came to: studios, groups, special committees, committees."""

from dataclasses import dataclass

from sqlalchemy import SelectBase, func
from sqlalchemy import select as columns
from sqlmodel import col

from core.activities.models import Activity, OwnerKind
from core.reports.queries import parts
from core.reports.queries.branches import Joined


@dataclass(frozen=True, slots=True)
class HolderFigures:
    """The figures of one studio, one group, or of all else of one kind in a committee.

    The special committees of a committee come in one row: the index that is read does not
    tell them apart.
    """

    owner: OwnerKind
    committee_id: int
    studio_id: int | None
    sector_group_id: int | None
    activities: int
    served: int
    opinions_heard: int
    problems_solved: int
    money_fen: int
    goods_fen: int


SUMMED = ("served", "opinions_heard", "problems_solved", "money_fen", "goods_fen")


@parts.answers(
    HolderFigures,
    Joined(
        key=lambda owner, committee_id, studio_id, group_id, *_: (
            (owner, committee_id, studio_id, group_id)
        ),
        sums=("activities", *SUMMED),
        order=lambda row: (row.owner, row.committee_id, row.studio_id or row.sector_group_id or 0),
    ),
)
def by_holder() -> SelectBase:
    """The figures of each holder of the period's activities."""
    told = (
        col(Activity.owner_kind),
        col(Activity.committee_id),
        col(Activity.studio_id),
        col(Activity.sector_group_id),
    )
    return (
        columns(*told, func.count(), *[parts.total(getattr(Activity, name)) for name in SUMMED])
        .where(parts.held())
        .group_by(*told)
        .order_by(
            col(Activity.owner_kind),
            col(Activity.committee_id),
            func.coalesce(col(Activity.studio_id), col(Activity.sector_group_id), 0),
        )
    )
