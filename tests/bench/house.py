"""An installation to measure: the prefecture in its database, and a browser signed in."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import text
from sqlmodel import Session, col, select

from core.accounts import cookies, sessions
from core.accounts.models import Account, RoleGrant
from core.accounts.sessions import Client
from core.activities.models import Activity
from core.committees import trail
from core.permissions import Actor, Grant, Role
from db.session import transaction
from tests.bench import YEAR
from tests.bench.prefecture import Size, build
from tests.databases import migrate, used_by_the_app

SIZE = Size()
MOST = 60


@dataclass(frozen=True, slots=True)
class House:
    """A data folder, the prefecture in it, and somebody of the chair's office."""

    folder: Path
    committee_id: int
    account_id: int

    @property
    def database(self) -> Path:
        """The SQLite file."""
        return self.folder / "lianxin.db"

    @property
    def env(self) -> dict[str, str]:
        """What tells a server to serve this house."""
        return {
            "LIANXIN_DATA_DIR": str(self.folder),
            "LIANXIN_DATABASE_URL": f"sqlite:///{self.database}",
        }

    @property
    def actor(self) -> Actor:
        """The person of the chair's office."""
        grant = Grant(Role.CHAIR_OFFICE, self.committee_id, self.committee_id)
        return Actor(self.account_id, "办公室", "zh_CN", (grant,))

    def sign_in(self, account_id: int = 0) -> dict[str, str]:
        """The cookies of a new browser that is signed in."""
        bind = cookies.fresh()
        with transaction() as session:
            token = sessions.open_session(session, account_id or self.account_id, bind, Client())
        return {cookies.SESSION: token, cookies.BIND: bind}

    def serve_one_more(self) -> None:
        """A change as clerks make them: one of the activities of the year served one more."""
        with transaction() as session:
            inside = (col(Activity.held_month) == YEAR * 100 + 6, col(Activity.served) < MOST)
            activity = session.exec(select(Activity).where(*inside)).first()
            assert activity
            activity.served += 1
            trail.raise_revision(session, activity.committee_id)

    def many(self, number: int) -> list[dict[str, str]]:
        """The cookies of so many people of the chair's office."""
        with transaction() as session:
            ids = [
                _account(session, self.committee_id, f"chair{n}-{secrets.token_hex(4)}")
                for n in range(number)
            ]
        return [self.sign_in(account_id) for account_id in ids]


@contextmanager
def built(folder: Path) -> Iterator[House]:
    """Build the house; the app of this process uses it while the block runs."""
    url = f"sqlite:///{folder / 'lianxin.db'}"
    migrate(url)
    with used_by_the_app(url, folder):
        yield _fill(folder)


def _fill(folder: Path) -> House:
    with transaction() as session:
        root = build(session, SIZE)
        account_id = _account(session, root.id, "chair")
        session.execute(text("ANALYZE"))
        return House(folder, root.id, account_id)


def _account(session: Session, committee_id: int, username: str) -> int:
    account = Account(
        username=username,
        name="办公室",
        committee_id=committee_id,
        password_hash="-",
        must_change_password=False,
    )
    session.add(account)
    session.flush()
    session.add(
        RoleGrant(
            account_id=account.id,
            role=Role.CHAIR_OFFICE,
            scope_key=f"committee/{committee_id}",
            committee_id=committee_id,
        )
    )
    return account.id


def cpu_ms(pid: int) -> float:
    """The processor time that a process has used so far, in ms."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf("SC_CLK_TCK")


def resident_mb(pid: int) -> float:
    """The memory that a process holds, in MB of 2**20 bytes, as `ps` and `top` count them."""
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20
