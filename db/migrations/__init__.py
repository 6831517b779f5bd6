"""Bringing a database to the schema of this version."""

from enum import Enum, auto

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.exc import DBAPIError

from db.session import engine
from db.settings import ROOT


class Standing(Enum):
    """How a database's schema stands to that of this version."""

    EMPTY = auto()
    BEHIND = auto()
    CURRENT = auto()
    NEWER = auto()


class Unusable(Exception):
    """The database does not open. Says what the database itself says, and no values."""


def upgrade() -> None:
    """Migrate the database of the settings to the newest schema."""
    command.upgrade(_config(), "head")


def standing() -> Standing:
    """How the database of the settings stands. Raises Unusable where it does not open."""
    scripts = ScriptDirectory.from_config(_config())
    try:
        with engine().connect() as connection:
            has = MigrationContext.configure(connection).get_current_revision()
    except DBAPIError as error:
        raise Unusable(str(error.orig).splitlines()[0]) from error
    if has is None:
        return Standing.EMPTY
    if has == scripts.get_current_head():
        return Standing.CURRENT
    known = {script.revision for script in scripts.walk_revisions()}
    return Standing.BEHIND if has in known else Standing.NEWER


def _config() -> Config:
    return Config(toml_file=ROOT / "pyproject.toml")
