"""Standards of the example committees: a preset adopted, assigned and met."""

from collections.abc import Sequence
from datetime import date

from sqlmodel import col, select

from core.committees.scope import below
from core.studios.models import (
    StandardAssignment,
    StandardItem,
    StandardSet,
    Studio,
    StudioCheck,
    StudioKind,
    Verdict,
)
from core.studios.presets import PRESETS
from core.transfer.examples.builder import Builder


def adopt(builder: Builder, code: str, kinds: Sequence[StudioKind]) -> None:
    """Take a preset over and assign it to kinds of studios."""
    preset = next(one for one in PRESETS if one.code == code)
    (standard,) = builder.add(
        [StandardSet(committee_id=builder.id, code=code, name=preset.name, name_en=preset.name_en)]
    )
    builder.add(
        [
            StandardItem(
                standard_set_id=standard.id, position=n, name=item.name, name_en=item.name_en
            )
            for n, item in enumerate(preset.items, start=1)
        ]
    )
    builder.add([StandardAssignment(standard_set_id=standard.id, kind=kind) for kind in kinds])


def meet_all(builder: Builder, every: int = 0) -> None:
    """Check each studio against its kind's standards; each `every`-th meets one item partly."""
    for number, (studio, items) in enumerate(_asked(builder), start=1):
        partly = bool(every) and number % every == 0
        builder.session.add_all(
            [
                StudioCheck(
                    studio_id=studio.id,
                    standard_item_id=item,
                    verdict=Verdict.PARTLY if partly and item == items[-1] else Verdict.MET,
                    checked_on=date(builder.year, 11, 20),
                )
                for item in items
            ]
        )
        studio.standard_items = len(items)
        studio.standard_met = len(items) - partly
    builder.session.flush()


def _asked(builder: Builder) -> list[tuple[Studio, list[int]]]:
    statement = (
        select(StandardAssignment.kind, StandardItem.id)
        .join(StandardSet, col(StandardSet.id) == col(StandardAssignment.standard_set_id))
        .join(StandardItem, col(StandardItem.standard_set_id) == col(StandardSet.id))
        .where(StandardSet.committee_id == builder.id)
        .order_by(col(StandardItem.id))
    )
    by_kind: dict[StudioKind, list[int]] = {}
    for kind, item in builder.session.exec(statement):
        by_kind.setdefault(StudioKind(kind), []).append(item)
    studios = select(Studio).where(col(Studio.committee_id).in_(below([builder.id])))
    return [
        (studio, by_kind[studio.kind])
        for studio in builder.session.exec(studios).all()
        if studio.kind in by_kind
    ]
