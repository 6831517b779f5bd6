"""What a county keeps besides its activities: standards, plans, money, liaison and honours."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlmodel import Session

from core.activities.models import Activity, ActivityState, Attendance, Category, OwnerKind
from core.commendations.models import Commendation
from core.committees.models import Community, CommunityKind, TermSession
from core.funds.models import Budget, Expense
from core.groups.models import ThemeDay
from core.members.models import Appointment, Liaison
from core.plans.models import PlanTarget
from core.studios.models import (
    StandardAssignment,
    StandardItem,
    StandardSet,
    StudioCheck,
    StudioStep,
)
from tests.bench import FIRST_YEAR, YEARS
from tests.bench.bulk import Home, Rows, bulk, ids

ITEMS = 5
COMMUNITIES, APPOINTMENTS, COMMENDATIONS = 30, 40, 30  # of each county
YEARS_KEPT = range(FIRST_YEAR, FIRST_YEAR + YEARS)
STANDARDS = {
    "five": ("sector", "area", "industry", "individual"),
    "six": ("member_home", "liaison_station"),
}


def standards(session: Session, committee_id: int) -> list[list[int]]:
    """Two standards of five items; the ids of the items of each."""
    return [_standard(session, committee_id, code, kinds) for code, kinds in STANDARDS.items()]


def fill(session: Session, home: Home, items: list[list[int]]) -> None:
    """All that a county keeps, five years long. The activities stand already."""
    _lives(session, home, items)
    _liaison(session, home)
    _plans(session, home)
    _money(session, home)
    _honours(session, home)
    _plenaries(session, home)


def _standard(session: Session, committee_id: int, code: str, kinds: tuple[str, ...]) -> list[int]:
    kept = StandardSet(committee_id=committee_id, code=code, name=f"标准{code}")
    session.add(kept)
    session.flush()
    rows = [
        StandardItem(standard_set_id=kept.id, position=n, name=f"第{n}项") for n in range(ITEMS)
    ]
    session.add_all(rows)
    session.flush()
    bulk(session, StandardAssignment, [{"standard_set_id": kept.id, "kind": one} for one in kinds])
    return [row.id for row in rows]


def _lives(session: Session, home: Home, items: list[list[int]]) -> None:
    steps: Rows = []
    checks: Rows = []
    for number, studio_id in enumerate(home.studios):
        opened = date(FIRST_YEAR + number % 4, 6, 1)
        moves = [("draft", "applied"), ("applied", "approved"), ("approved", "opened")]
        steps += [
            {"studio_id": studio_id, "before": before, "after": after, "taken_on": opened}
            for before, after in moves
        ]
        checks += [
            {
                "studio_id": studio_id,
                "standard_item_id": item_id,
                "verdict": "met" if number % 7 or n else "partly",
                "checked_on": opened,
            }
            for n, item_id in enumerate(items[number % 6 > 3])
        ]
    bulk(session, StudioStep, steps)
    bulk(session, StudioCheck, checks)


def _liaison(session: Session, home: Home) -> None:
    rows = [
        Community(
            township_id=home.townships[n % len(home.townships)],
            kind=CommunityKind.VILLAGE if n % 3 else CommunityKind.URBAN,
            name=f"示例{n:02}村",
        )
        for n in range(COMMUNITIES)
    ]
    session.add_all(rows)
    session.flush()
    tied = [
        {
            "member_id": member_id,
            "community_id": rows[n % (COMMUNITIES - 4)].id,
            "starts_on": date(FIRST_YEAR, 3, 1),
        }
        for n, member_id in enumerate(home.members)
    ]
    bulk(session, Liaison, tied)


def _plans(session: Session, home: Home) -> None:
    measures = {"activity": 12, "service_event": 1, "consultation": 2, "opinion": 3}
    subjects = [("sector_group_id", home.groups), ("studio_id", home.studios)]
    rows = [
        {
            "committee_id": home.committee_id,
            "studio_id": None,
            "sector_group_id": None,
            "member_id": None,
            "year": year,
            "measure": measure,
            "every": "year",
            "target": target,
        }
        | {column: subject_id}
        for column, subject_ids in (*subjects, ("member_id", home.members))
        for subject_id in subject_ids
        for year in YEARS_KEPT
        for measure, target in measures.items()
    ]
    bulk(session, PlanTarget, rows)
    days = [{"sector_group_id": group_id, "name": "委员接待日"} for group_id in home.groups]
    bulk(session, ThemeDay, days)


def _money(session: Session, home: Home) -> None:
    owners = [("studio_id", one) for one in home.studios]
    owners += [("sector_group_id", one) for one in home.groups]
    rows: Rows = [
        {"committee_id": home.committee_id, "studio_id": None, "sector_group_id": None}
        | {column: owner_id, "year": year, "amount_fen": 500_000}
        for column, owner_id in owners
        for year in YEARS_KEPT
    ]
    bulk(session, Budget, rows)
    activity_id = ids(session, Activity, home.committee_id, "stage = 'done'")[0]
    spent = [
        {
            "committee_id": home.committee_id,
            "budget_id": budget_id,
            "activity_id": activity_id,
            "spent_on": date(FIRST_YEAR + n % YEARS, month, 10),
            "amount_fen": 40_000,
            "purpose": "场地",
        }
        for n, budget_id in enumerate(ids(session, Budget, home.committee_id))
        for month in (3, 6, 9, 12)
    ]
    bulk(session, Expense, spent)


def _honours(session: Session, home: Home) -> None:
    kinds = ("supervisor", "hearing", "appraisal", "project")
    sent: Rows = [
        {
            "committee_id": home.committee_id,
            "member_id": home.members[n],
            "kind": kinds[n % len(kinds)],
            "unit": f"示例单位{n % 15}",
            "starts_on": date(FIRST_YEAR + n % YEARS, 4, 1),
        }
        for n in range(APPOINTMENTS)
    ]
    bulk(session, Appointment, sent)
    given: Rows = [
        {
            "committee_id": home.committee_id,
            "subject_kind": "member",
            "member_id": home.members[n],
            "honour": ("excellent_member", "advanced_individual")[n % 2],
            "level": ("county", "prefecture", "province")[n % 3],
            "year": FIRST_YEAR + n % YEARS,
        }
        for n in range(COMMENDATIONS)
    ]
    bulk(session, Commendation, given)


def _plenaries(session: Session, home: Home) -> None:
    """A plenary each year, with all the members."""
    category_id = ids(session, Category, home.committee_id, "code = 'plenary'")[0]
    for number, year in enumerate(YEARS_KEPT, 1):
        held_on = date(year, 12, 20)
        meeting = TermSession(
            term_id=home.term_id,
            number=number,
            starts_on=held_on,
            ends_on=held_on,
            reviews_year=year,
        )
        session.add(meeting)
        session.flush()
        plenary = _plenary(home, category_id, meeting)
        session.add(plenary)
        session.flush()
        bulk(session, Attendance, [_came(plenary, member_id) for member_id in home.members])


def _plenary(home: Home, category_id: int, meeting: TermSession) -> Activity:
    day = meeting.starts_on
    starts_at = datetime(day.year, day.month, day.day, 1, tzinfo=UTC)
    return Activity(
        committee_id=home.committee_id,
        owner_kind=OwnerKind.COMMITTEE,
        category_id=category_id,
        term_session_id=meeting.id,
        title="全体会议",
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=3),
        held_on=day,
        held_month=day.year * 100 + day.month,
        state=ActivityState.CONFIRMED,
    )


def _came(plenary: Activity, member_id: int) -> dict[str, Any]:
    return {
        "activity_id": plenary.id,
        "committee_id": plenary.committee_id,
        "member_id": member_id,
        "category_id": plenary.category_id,
        "held_on": plenary.held_on,
        "presence": "present",
        "counted": "present",
    }
