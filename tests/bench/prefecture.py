"""A prefecture of usual size, for measuring: made in bulk, the same at every run."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlmodel import Session

from core.activities.catalogue import service as catalogue
from core.activities.models import Activity, Attendance, Category
from core.committees.models import Committee, Level, Term
from core.committees.models import Sector as SectorRow
from core.groups.models import GroupSector, SectorGroup
from core.members.models import Member
from core.studios.models import Studio
from core.transfer.examples.tree import add_committee
from tests.bench import FIRST_YEAR, YEAR, YEARS, records
from tests.bench.bulk import Home, bulk, ids

COUNTIES = 10
CHUNK = 20_000
MEETINGS, CALLED = 24, 100  # of the prefecture itself


@dataclass(frozen=True, slots=True)
class Size:
    """How much is made: the totals over the prefecture and its counties."""

    members: int = 3_000
    studios: int = 400
    activities: int = 125_000
    attendance_each: int = 4


def build(session: Session, size: Size | None = None) -> Committee:
    """Make the prefecture; returns it. Nothing is committed."""
    size = size or Size()
    chance = random.Random(7)
    root = add_committee(
        session, None, Committee(level=Level.PREFECTURE, code="bench", name="示例市政协")
    )
    homes = [_home(session, root, n, size) for n in range(COUNTIES)]
    _activities(session, homes, size, chance)
    _meetings(session, root, size, homes)
    items = records.standards(session, root.id)
    for home in homes:
        records.fill(session, home, items)
    return root


def _home(session: Session, root: Committee, n: int, size: Size) -> Home:
    county = add_committee(
        session,
        root,
        Committee(level=Level.COUNTY, code=f"bench-{n}", name=f"示例{n}县政协"),
    )
    catalogue.adopt_presets(session, None, county.id)
    session.flush()
    categories = ids(session, Category, county.id, "parent_id IS NOT NULL")
    term = Term(committee_id=county.id, number=15, starts_on=date(FIRST_YEAR, 1, 1))
    session.add(term)
    session.flush()
    townships = [
        add_committee(
            session,
            county,
            Committee(level=Level.TOWNSHIP, code=f"bench-{n}-{t}", name=f"示例{n}-{t}镇"),
        ).id
        for t in range(12)
    ]
    sectors, groups = _groups(session, county.id, term.id)
    members = _members(session, county.id, sectors, size.members // COUNTIES)
    studios = _studios(session, county, townships, size.studios // COUNTIES)
    return Home(county.id, term.id, townships, categories, studios, groups, members)


def _groups(session: Session, county: int, term: int) -> tuple[list[int], list[int]]:
    sectors = [
        SectorRow(committee_id=county, term_id=term, name=f"界别{n:02}", position=n)
        for n in range(21)
    ]
    groups = [
        SectorGroup(committee_id=county, term_id=term, name=f"第{n}活动组", position=n)
        for n in range(1, 9)
    ]
    session.add_all([*sectors, *groups])
    session.flush()
    session.add_all(
        [
            GroupSector(sector_group_id=groups[n % len(groups)].id, sector_id=sector.id)
            for n, sector in enumerate(sectors)
        ]
    )
    session.flush()
    return [sector.id for sector in sectors], [group.id for group in groups]


def _members(session: Session, county: int, sectors: list[int], number: int) -> list[int]:
    rows = [
        {
            "committee_id": county,
            "number": f"{n:04}",
            "name": f"委员{n:03}",
            "name_pinyin": f"weiyuan{n:03}",
            "sector_id": sectors[n % len(sectors)],
            "joined_on": date(FIRST_YEAR, 1, 1),
        }
        for n in range(number)
    ]
    bulk(session, Member, rows)
    return ids(session, Member, county)


def _studios(session: Session, county: Committee, townships: list[int], number: int) -> list[int]:
    kinds = ("sector", "area", "industry", "individual", "member_home", "liaison_station")
    rows = [
        {
            "committee_id": county.id,
            "kind": kinds[n % len(kinds)],
            "level": "county",
            "code": f"{county.code}-S{n:03}",
            "name": f"{county.name}第{n:02}工作室",
            "state": "opened",
            "township_id": townships[n % len(townships)],
            "opened_on": date(FIRST_YEAR + n % 4, 6, 1),
            "standard_items": 5,
            "standard_met": 5 if n % 7 else 4,
        }
        for n in range(number)
    ]
    bulk(session, Studio, rows)
    return ids(session, Studio, county.id)


def _activities(session: Session, homes: list[Home], size: Size, chance: random.Random) -> None:
    rows: list[dict[str, Any]] = []
    attendance: list[dict[str, Any]] = []
    for number in range(1, size.activities + 1):
        home = homes[number % COUNTIES]
        row = _activity(number, home, chance)
        rows.append(row)
        attendance.extend(_attendance(row, home, size.attendance_each, chance))
        if len(rows) == CHUNK:
            _keep(session, rows, attendance)
    _keep(session, rows, attendance)


def _meetings(session: Session, root: Committee, size: Size, homes: list[Home]) -> None:
    """The prefecture's own meetings of the year, to which the members of a county are called."""
    catalogue.adopt_presets(session, None, root.id)
    session.flush()
    [category] = ids(session, Category, root.id, "code = 'standing_meeting'")
    chance, home = random.Random(3), homes[0]
    own = replace(home, committee_id=root.id, categories=[category])
    called_to = min(CALLED, len(home.members))
    rows = [_activity(5 * (size.activities + n) + 4, own, chance) for n in range(1, MEETINGS + 1)]
    for n, row in enumerate(rows):
        held_on = date(YEAR, 1, 1) + timedelta(days=12 * n)
        row |= {"held_on": held_on, "held_month": held_on.year * 100 + held_on.month}
    called = [one for row in rows for one in _attendance(row, own, called_to, chance)]
    _keep(session, rows, called)


def _keep(session: Session, rows: list[dict[str, Any]], attendance: list[dict[str, Any]]) -> None:
    bulk(session, Activity, rows)
    bulk(session, Attendance, attendance)
    rows.clear()
    attendance.clear()


def _activity(number: int, home: Home, chance: random.Random) -> dict[str, Any]:
    held_on = date(FIRST_YEAR, 1, 1) + timedelta(days=chance.randrange(365 * YEARS))
    starts_at = datetime(held_on.year, held_on.month, held_on.day, 1, tzinfo=UTC)
    kind = ("studio", "studio", "studio", "group", "committee")[number % 5]
    return {
        "id": number,
        "committee_id": home.committee_id,
        "owner_kind": kind,
        "studio_id": chance.choice(home.studios) if kind == "studio" else None,
        "sector_group_id": chance.choice(home.groups) if kind == "group" else None,
        "category_id": chance.choice(home.categories),
        "title": f"示例活动{number:06}",
        "starts_at": starts_at,
        "ends_at": starts_at + timedelta(hours=2),
        "held_on": held_on,
        "held_month": held_on.year * 100 + held_on.month,
        "served": chance.randrange(60),
        "opinions_heard": chance.randrange(4),
        "stage": "done",
        "state": "confirmed",
    }


def _attendance(
    row: dict[str, Any], home: Home, each: int, chance: random.Random
) -> Iterator[dict[str, Any]]:
    for member_id in chance.sample(home.members, each):
        presence = chance.choices(("present", "absent"), (9, 1))[0]
        yield {
            "activity_id": row["id"],
            "committee_id": home.committee_id,
            "member_id": member_id,
            "category_id": row["category_id"],
            "held_on": row["held_on"],
            "presence": presence,
            "counted": presence,
        }
