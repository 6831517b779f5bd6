"""The schema is told twice, by the models and by the migrations: both say the same."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, inspect

from core import tables
from db.base import metadata
from db.session import engine, open_engine
from db.settings import ROOT


@pytest.fixture
def config(database: str) -> Config:
    made = Config(toml_file=ROOT / "pyproject.toml")
    made.attributes["url"] = database
    return made


@pytest.fixture
def declared(tmp_path: Path) -> Iterator[Engine]:
    """A database made from the models alone, on SQLite."""
    made = open_engine(f"sqlite:///{tmp_path / 'declared.db'}")
    metadata().create_all(made)
    yield made
    made.dispose()


def checks(used: Engine) -> dict[str, set[str]]:
    """The names and words of all CHECKs by table."""
    seen = inspect(used)
    return {
        table: {
            f"{check['name']}: {' '.join(check['sqltext'].split())}"
            for check in seen.get_check_constraints(table)
        }
        for table in metadata().tables
    }


def test_the_migrations_lead_to_the_models(config: Config) -> None:
    command.check(config)


def test_the_checks_are_those_of_the_code(database: str, declared: Engine) -> None:
    """Alembic does not compare CHECKs, so a new enum member would slip through."""
    if engine().dialect.name == "postgresql":
        names = {
            table: {line.partition(":")[0] for line in lines}
            for table, lines in checks(engine()).items()
        }
        assert names == {
            table: {line.partition(":")[0] for line in lines}
            for table, lines in checks(declared).items()
        }
    else:
        assert checks(engine()) == checks(declared)


def test_going_back_leaves_nothing(config: Config, database: str) -> None:
    command.downgrade(config, "base")

    assert set(inspect(engine()).get_table_names()) <= {"alembic_version"}


def test_every_constraint_and_index_bears_a_name() -> None:
    assert tables.ALL
    for table in metadata().tables.values():
        named = {str(one.name) for one in table.constraints if one.name}
        named |= {str(one.name) for one in table.indexes if one.name}

        assert len(named) == len(table.constraints) + len(table.indexes), table.name
        assert max(map(len, named)) <= 63, table.name


def test_sqlite_keeps_foreign_keys_and_every_commit(database: str) -> None:
    if engine().dialect.name != "sqlite":
        assert engine().dialect.name == "postgresql"
        return
    with engine().connect() as connection:
        said = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("foreign_keys", "synchronous", "secure_delete", "busy_timeout")
        }

    assert said == {"foreign_keys": 1, "synchronous": 2, "secure_delete": 1, "busy_timeout": 10_000}
