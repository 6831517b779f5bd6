"""A database for each test, on SQLite or on a real PostgreSQL, and makers of rows."""

import gc
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("LIANXIN_DATA_DIR", tempfile.mkdtemp(prefix="lianxin-test-"))
os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.mkdtemp(prefix="lianxin-run-"))

import pytest
from hypothesis import settings
from sqlmodel import Session

from tests.databases import Databases, open_databases
from tests.factories import Make

# No test is timed: another process may have the machine meanwhile. What is tried is the same at
# each run, so that a change that breaks nothing never fails; LIANXIN_TEST_RANDOM tries anew.
settings.register_profile(
    "house", deadline=None, derandomize="LIANXIN_TEST_RANDOM" not in os.environ
)
settings.load_profile("house")


def pytest_collection_finish() -> None:
    """What is imported by now stays: the collector need not look at it again and again."""
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL leave to the SQLite run what no database can change: pytest counts them.

    Of the screens, those tests run on both that open each of them with rows. What only
    PostgreSQL knows, such as roles, is left to that run.
    """
    on_sqlite = os.environ.get("LIANXIN_TEST_ON", "sqlite") == "sqlite"
    leaves = _is_of_postgresql if on_sqlite else _runs_once
    once = [item for item in items if leaves(item)]
    items[:] = [item for item in items if item not in once]
    config.hook.pytest_deselected(items=once)


def _is_of_postgresql(item: pytest.Item) -> bool:
    return item.get_closest_marker("on_postgresql") is not None


def _runs_once(item: pytest.Item) -> bool:
    """Whether no database is asked, or only which role may do something, or a screen.

    Roles are one table in the code; screens speak no SQL, a contract sees to it.
    """
    asks = "databases" in getattr(item, "fixturenames", ())
    of_role = "role" in getattr(getattr(item, "callspec", None), "params", {})
    screen = item.nodeid.startswith("tests/pages/")
    return not asks or of_role or (screen and not _runs_on_both(item))


def _runs_on_both(item: pytest.Item) -> bool:
    return any(item.get_closest_marker(name) for name in ("on_both", "on_postgresql"))


@pytest.fixture(scope="session")
def databases() -> Iterator[Databases]:
    """Where fresh databases come from: `LIANXIN_TEST_ON=postgresql` chooses the kind.

    Not below pytest's own folder: another run's start closes that to PostgreSQL's user.
    """
    kind = os.environ.get("LIANXIN_TEST_ON", "sqlite")
    with tempfile.TemporaryDirectory(prefix="lianxin-databases-") as folder:
        yield from open_databases(kind, Path(folder))


@pytest.fixture
def database(databases: Databases, tmp_path: Path) -> Iterator[str]:
    """A fresh migrated database that the whole app uses during this test; its address."""
    with databases.fresh(tmp_path) as url:
        yield url


@pytest.fixture
def session(database: str) -> Iterator[Session]:
    """A session on the fresh database. Nothing is committed unless the test says so."""
    from db.session import engine

    with Session(engine(), expire_on_commit=False) as opened:
        yield opened


@pytest.fixture
def make(session: Session) -> Make:
    """Makes rows in the session of the test."""
    return Make(session)
