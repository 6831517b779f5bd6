"""Engine and sessions. The only place that commits."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache
from pathlib import Path

from sqlalchemy import Connection, Engine, event, make_url
from sqlmodel import Session as Session  # screens name it from here, they never speak SQL
from sqlmodel import create_engine

from db.settings import settings

# Before 3.51.3 two connections that write a WAL together may corrupt it
# (sqlite.org/wal.html, "WAL-reset bug"); a rollback journal is not touched by it.
WAL_IS_SAFE = sqlite3.sqlite_version_info >= (3, 51, 3)
BUSY_MS = 10_000
LOOK = "only looks"  # marks a session in which nothing is changed


@lru_cache
def engine() -> Engine:
    """The engine of this process, made at first use."""
    url = settings().url
    if file := make_url(url).database if url.startswith("sqlite") else None:
        _keep_private(Path(file))
    return open_engine(url)


def public_engine() -> Engine:
    """The engine of the pages for citizens: with a role of its own, where one is set."""
    url = settings().public_database_url
    return open_engine(url) if url else engine()


@lru_cache
def open_engine(url: str) -> Engine:
    """The engine for an address, with the connection settings that the product relies on.

    Its errors name no values: they are logged, and what people typed has no place there.
    """
    if not url.startswith("sqlite"):
        return create_engine(
            url, pool_size=8, max_overflow=8, pool_pre_ping=True, hide_parameters=True
        )
    made = create_engine(url, connect_args={"check_same_thread": False}, hide_parameters=True)
    event.listen(made, "connect", _prepare_sqlite)
    event.listen(made, "begin", _begin_sqlite)
    return made


def _keep_private(file: Path) -> None:
    """Nobody else on the machine reads what lies beside the database, or the database."""
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not file.exists():
        file.touch(mode=0o600)  # SQLite gives its journal the rights of the file
    with suppress(OSError):  # not our file: whose it is sees to it
        file.chmod(0o600)


def _prepare_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves, see _begin_sqlite
    journal = "WAL" if WAL_IS_SAFE else "TRUNCATE"
    for pragma in (
        f"busy_timeout={BUSY_MS}",
        f"journal_mode={journal}",
        "synchronous=FULL",
        "foreign_keys=ON",
        "secure_delete=ON",
        "trusted_schema=OFF",
        "cache_size=-32000",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    """A writer takes the write lock at once, so it can never fail half-way for a reader."""
    writes = connection.get_execution_options().get("lianxin_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def transaction(*, public: bool = False) -> Iterator[Session]:
    """One change: kept whole when the block ends, not at all when it raises.

    `public` is a citizen's, which reaches no more of the house than it must.
    """
    writer = _engine(public=public).execution_options(lianxin_writes=True)
    with Session(writer, expire_on_commit=False) as session, session.begin():
        yield session


@contextmanager
def reading(*, public: bool = False) -> Iterator[Session]:
    """One consistent look. What is added or changed in it is thrown away."""
    with Session(_engine(public=public), autoflush=False, info={LOOK: True}) as session:
        yield session


def _engine(*, public: bool) -> Engine:
    return public_engine() if public else engine()
