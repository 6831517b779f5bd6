"""How the database lies on the disk."""

from pathlib import Path

from db.session import engine
from tests.databases import used_by_the_app


def test_nobody_else_on_the_machine_reads_the_database(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    file = folder / "lianxin.db"

    with used_by_the_app(f"sqlite:///{file}", folder), engine().connect():
        rights = [path.stat().st_mode & 0o077 for path in (folder, file)]

    assert rights == [0, 0]


def test_a_database_that_was_open_to_others_is_closed_to_them(tmp_path: Path) -> None:
    file = tmp_path / "lianxin.db"
    file.touch(mode=0o644)

    with used_by_the_app(f"sqlite:///{file}", tmp_path), engine().connect():
        rights = file.stat().st_mode & 0o077

    assert rights == 0
