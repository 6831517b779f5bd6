"""A list of many rows as a workbook: the most memory that its process holds, at two lengths."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from core.activities.models import Activity, Attendance, Presence
from core.exports.models import ExportJob, ExportKind, ExportState
from core.members.models import Member
from core.permissions import Role
from db.session import reading, transaction
from db.settings import ROOT
from tests.bench.bulk import bulk
from tests.databases import migrate, used_by_the_app
from tests.factories import Make

FEW, MANY = 5_000, 50_000
EACH = 200  # members at an activity


def megabytes(folder: Path) -> tuple[float, float]:
    """The most memory with few rows and with many."""
    return _peak(folder / "few", FEW), _peak(folder / "many", MANY)


def _peak(folder: Path, rows: int) -> float:
    folder.mkdir()
    url = f"sqlite:///{folder / 'lianxin.db'}"
    migrate(url)
    with used_by_the_app(url, folder):
        job_id = _fill(rows)
        peak = _written(job_id, {"LIANXIN_DATA_DIR": str(folder), "LIANXIN_DATABASE_URL": url})
        with reading() as session:
            job = session.get(ExportJob, job_id)
            if job is None or (job.state, job.done_rows) != (ExportState.DONE, rows):
                raise RuntimeError(f"the list was not written: {job}")
    return peak


def _fill(rows: int) -> int:
    with transaction() as session:
        make = Make(session)
        home = make.home().id
        members = [make.member() for _ in range(EACH)]
        activities = [make.activity() for _ in range(rows // EACH)]
        session.flush()
        bulk(session, Attendance, [_line(home, a, m) for a in activities for m in members])
        actor = make.actor(Role.CLERK)
        job = ExportJob(
            account_id=actor.account_id,
            committee_id=home,
            kind=ExportKind.ATTENDANCE,
            reason="示例",
        )
        session.add(job)
        session.flush()
        return job.id


def _line(home: int, activity: Activity, member: Member) -> dict[str, object]:
    return {
        "activity_id": activity.id,
        "member_id": member.id,
        "committee_id": home,
        "held_on": activity.held_on,
        "category_id": activity.category_id,
        "presence": Presence.PRESENT,
        "counted": Presence.PRESENT,
    }


def _written(job_id: int, env: Mapping[str, str]) -> float:
    command = [sys.executable, "-c", _MEASURED, str(job_id)]
    done = subprocess.run(
        command, cwd=ROOT, env={**os.environ, **env}, check=True, capture_output=True, text=True
    )
    return float(done.stdout) / 1024


# The mark of the kernel, which begins anew with a program; that of `getrusage` is the parent's.
_MEASURED = """
import sys
from core import tables
from core.transfer.lists import writing
writing.run(int(sys.argv[1]))
print(next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")))
"""
