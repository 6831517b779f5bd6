"""Numbers of matters: given once, at the first submission, and never again."""

from sqlalchemy import func
from sqlmodel import Session, col, select

from core.committees.models import Committee
from core.matters.models import Matter, MatterKind


def give(session: Session, matter: Matter, series: int) -> None:
    """Number a matter within its committee, kind and series. One that has a number keeps it.

    `series` is the year of an opinion item, the id of the session of a proposal.
    """
    if matter.number is not None:
        return
    lock(session, matter.committee_id)
    asked = select(func.max(Matter.number)).where(
        Matter.committee_id == matter.committee_id,
        Matter.kind == matter.kind,
        Matter.series == series,
    )
    matter.series, matter.number = series, (session.exec(asked).one() or 0) + 1


def next_issue(session: Session, committee_id: int, year: int) -> int:
    """The number of a committee's next issue of opinion items in a year: 第 n 期.

    The committee stays locked until the change ends, so that no number is given twice.
    """
    lock(session, committee_id)
    asked = select(func.max(Matter.issue_number)).where(
        Matter.committee_id == committee_id,
        Matter.kind == MatterKind.OPINION,
        Matter.issue_year == year,
    )
    return (session.exec(asked).one() or 0) + 1


def lock(session: Session, committee_id: int) -> None:
    """Wait for others who are numbering something of the same committee."""
    session.flush()
    own = select(Committee.id).where(col(Committee.id) == committee_id)
    session.exec(own.with_for_update()).one()
