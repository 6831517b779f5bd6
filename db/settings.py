"""Settings of one installation, read once from the environment (`LIANXIN_*`)."""

from functools import lru_cache
from pathlib import Path
from typing import Self

from pydantic import model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).parent.parent


class Settings(BaseSettings):
    """Where the data lies, which database is used, and what the server is called.

    With `public_database_url` the pages for citizens use a database role of their own; it names
    the same PostgreSQL database.

    `public_url` is what QR codes begin with. At the names of `public_hosts` the server shows
    the pages for citizens and nothing else; they can be let out of the house.
    """

    model_config = SettingsConfigDict(env_prefix="LIANXIN_", extra="forbid")

    data_dir: Path = ROOT / "data"
    database_url: str = ""
    public_database_url: str = ""
    allowed_hosts: str = ""
    public_url: str = ""
    public_hosts: str = ""

    @model_validator(mode="after")
    def _one_database(self) -> Self:
        """A role of one's own is a matter of PostgreSQL: a file of SQLite knows no roles."""
        kinds = {url.partition(":")[0] for url in (self.database_url, self.public_database_url)}
        if self.public_database_url and (len(kinds) > 1 or not kinds.pop().startswith("postgres")):
            raise ValueError("LIANXIN_PUBLIC_DATABASE_URL goes with a PostgreSQL database only")
        return self

    @property
    def url(self) -> str:
        """The database address; an SQLite file in the data folder unless one is given."""
        return self.database_url or f"sqlite:///{self.data_dir / 'lianxin.db'}"

    @property
    def files_dir(self) -> Path:
        """Where attachments lie, outside anything that is served as it stands."""
        return self.data_dir / "files"


@lru_cache
def settings() -> Settings:
    """The settings of this process."""
    return Settings()
