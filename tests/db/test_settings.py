"""Settings that would not do what they say are refused at the start."""

import pytest
from pydantic import ValidationError

from db.settings import Settings

HOUSE = "postgresql+psycopg://lianxin:x@127.0.0.1/lianxin"
PUBLIC = "postgresql+psycopg://lianxin_public:x@127.0.0.1/lianxin"


def test_the_pages_for_citizens_have_a_role_of_their_own_on_postgresql() -> None:
    assert Settings(database_url=HOUSE, public_database_url=PUBLIC).public_database_url == PUBLIC


@pytest.mark.parametrize(
    ("house", "public"),
    [
        ("", PUBLIC),
        ("sqlite:////srv/lianxin.db", PUBLIC),
        (HOUSE, "sqlite:////srv/public.db"),
        ("sqlite:////srv/lianxin.db", "sqlite:////srv/lianxin.db"),
    ],
)
def test_a_file_of_sqlite_has_no_roles(house: str, public: str) -> None:
    with pytest.raises(ValidationError, match="PostgreSQL database only"):
        Settings(database_url=house, public_database_url=public)
