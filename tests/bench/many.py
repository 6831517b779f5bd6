"""A province: 40,000 members with two million rows of attendance, scored in a process of its own.

`python -m tests.bench.many FOLDER` scores what `build` made there, and prints what it took.
"""

import json
import resource
import subprocess
import sys
import time
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from sqlalchemy import text
from sqlmodel import Session, col, select

from core.activities.catalogue import service as catalogue
from core.activities.models import Activity, Category
from core.assessment import keeping
from core.assessment.book import presets
from core.assessment.scoring.scoring import Case, graded, score
from core.committees.models import Committee, Level
from core.members.models import Member
from core.transfer.examples.tree import add_committee
from db.session import reading, transaction
from tests.bench import YEAR
from tests.bench.bulk import bulk, ids
from tests.databases import migrate, used_by_the_app

MEMBERS, ACTIVITIES, EACH = 40_000, 50_000, 40
BOOK = "five_colours"


@dataclass(frozen=True, slots=True)
class Taken:
    """Processor seconds, and the most memory that the process held, in MB of 2**20 bytes."""

    seconds: float
    megabytes: float


def measure(folder: Path) -> Taken:
    """Build it, and score it in another process."""
    folder.mkdir()
    url = f"sqlite:///{folder / 'lianxin.db'}"
    migrate(url)
    with used_by_the_app(url, folder), transaction() as session:
        _build(session)
    asked = [sys.executable, "-m", "tests.bench.many", str(folder)]
    told = subprocess.run(asked, check=True, capture_output=True, text=True).stdout
    return Taken(**json.loads(told))


def _build(session: Session) -> None:
    root = add_committee(
        session, None, Committee(level=Level.PROVINCE, code="many", name="示例省政协")
    )
    catalogue.adopt_presets(session, None, root.id)
    bulk(session, Member, [_member(root.id, number) for number in range(MEMBERS)])
    given = {
        "c": root.id,
        "activities": ACTIVITIES,
        "each": EACH,
        "members": MEMBERS,
        "first": ids(session, Member, root.id)[0],
        "category": ids(session, Category, root.id, "code = 'volunteering'")[0],
    }
    category_id = given["category"]
    bulk(session, Activity, [_activity(root.id, category_id, n) for n in range(1, ACTIVITIES + 1)])
    session.execute(text(_ATTENDANCE), given)
    session.execute(text("ANALYZE"))


def _member(committee_id: int, number: int) -> dict[str, object]:
    return {
        "committee_id": committee_id,
        "number": f"{number:05}",
        "name": f"委员{number:05}",
        "joined_on": date(YEAR - 3, 1, 1),
    }


def _activity(committee_id: int, category_id: int, number: int) -> dict[str, object]:
    held_on = date(YEAR, 1, 1) + timedelta(days=number % 365)
    starts_at = datetime(held_on.year, held_on.month, held_on.day, 1, tzinfo=UTC)
    return {
        "id": number,
        "committee_id": committee_id,
        "owner_kind": "committee",
        "category_id": category_id,
        "title": "示例活动",
        "starts_at": starts_at,
        "ends_at": starts_at + timedelta(hours=2),
        "held_on": held_on,
        "held_month": held_on.year * 100 + held_on.month,
        "stage": "done",
        "state": "confirmed",
    }


_ATTENDANCE = f"""
INSERT INTO attendance (activity_id, committee_id, member_id, category_id, held_on, role,
  presence, counted, half_days, share_percent, leave_reason, leave_approved_by)
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :activities),
k(j) AS (SELECT 0 UNION ALL SELECT j + 1 FROM k WHERE j < :each - 1)
SELECT i, :c, :first + (i * 7919 + j * 997) % :members, :category,
  date('{YEAR}-01-01', '+' || (i % 365) || ' days'), 'participant',
  CASE WHEN (i + j) % 9 THEN 'present' ELSE 'absent' END,
  CASE WHEN (i + j) % 9 THEN 'present' ELSE 'absent' END, 1, 100, '', ''
FROM n, k
"""


def _score() -> Taken:
    book = keeping.book_of(presets.text(BOOK))
    began = time.process_time()
    with reading() as session:
        home = session.exec(select(Committee.id).where(col(Committee.code) == "many")).one()
        rows = score(session, book, Case(home, date(YEAR, 1, 1), date(YEAR, 12, 31)))
        assert len(graded(book, rows)) == MEMBERS
    seconds = time.process_time() - began
    return Taken(seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


if __name__ == "__main__":
    where = Path(sys.argv[1])
    with used_by_the_app(f"sqlite:///{where / 'lianxin.db'}", where):
        found = _score()
    sys.stdout.write(json.dumps({"seconds": found.seconds, "megabytes": found.megabytes}))
