"""The command line says in both languages what is wrong, and ends with a code that is not 0."""

import socket
import subprocess
import sys
from pathlib import Path

import pytest
from sqlmodel import Session, col, select
from typer.testing import CliRunner, Result

from core.accounts.models import SetupCode
from core.committees.models import Committee
from db import migrations
from db.migrations import Standing
from db.session import engine, transaction
from db.settings import ROOT, settings
from pages._console import app, messages
from tests.factories import Make


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments))


def forget_settings() -> None:
    settings.cache_clear()
    engine.cache_clear()


def test_migrating_says_that_the_database_is_up_to_date(database: str) -> None:
    result = run("migrate")

    assert result.exit_code == 0
    assert "数据库已是最新版本。\nThe database is up to date." in result.stdout
    assert migrations.standing() is Standing.CURRENT


def test_a_setup_code_is_printed_until_there_is_an_account(
    database: str, session: Session, make: Make
) -> None:
    first = run("setup-code")
    kept = session.get(SetupCode, 1)
    make.account()
    session.commit()
    second = run("setup-code")

    assert first.exit_code == 0
    code = first.stdout.split("：")[-1].split("\n")[0].strip()
    assert kept is not None
    assert code not in kept.code_hash
    assert second.exit_code == 2


def test_the_examples_are_loaded_once(database: str, session: Session) -> None:
    first, second = run("demo"), run("demo")

    assert first.exit_code == 0
    assert second.exit_code == 2
    assert "已经载入" in second.stderr
    codes = session.exec(select(Committee.code).where(col(Committee.parent_id).is_not(None)))
    assert {"hengshan", "jincheng", "shangzhou", "hubin", "bayingolin"} <= set(codes)


def test_a_port_in_use_is_named_before_anything_is_touched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LIANXIN_DATA_DIR", str(tmp_path / "data"))
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])

        result = run("serve", "--address", "127.0.0.1", "--port", port)

    assert result.exit_code == 2
    assert port in result.stderr
    assert "Stop the other program" in result.stderr
    assert not (tmp_path / "data").exists()


def test_a_data_folder_that_cannot_be_written_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("LIANXIN_DATA_DIR", str(tmp_path / "file" / "data"))
    forget_settings()

    result = run("migrate")

    forget_settings()
    assert result.exit_code == 2
    assert "数据目录" in result.stderr


def test_a_file_that_is_no_database_is_named_and_left_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    damaged = tmp_path / "lianxin.db"
    damaged.write_bytes(b"not a database, but somebody's only copy of something" * 40)
    before = damaged.read_bytes()
    monkeypatch.setenv("LIANXIN_DATA_DIR", str(tmp_path))
    monkeypatch.delenv("LIANXIN_DATABASE_URL", raising=False)
    forget_settings()

    result = run("migrate")

    forget_settings()
    assert result.exit_code == 2
    assert "无法打开" in result.stderr
    assert "Traceback" not in result.output
    assert damaged.read_bytes() == before


def test_a_database_of_a_newer_version_is_not_touched(database: str) -> None:
    with transaction() as session:
        session.connection().exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")

    result = run("migrate")

    assert migrations.standing() is Standing.NEWER
    assert result.exit_code == 2
    assert "更高版本" in result.stderr


def test_an_sqlite_that_is_too_old_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LIANXIN_DATA_DIR", str(tmp_path))
    monkeypatch.delenv("LIANXIN_DATABASE_URL", raising=False)
    monkeypatch.setattr("sqlite3.sqlite_version_info", (3, 8, 0))
    forget_settings()

    result = run("migrate")

    forget_settings()
    assert result.exit_code == 2
    assert "3.35.0" in result.stderr


def test_the_module_runs_as_the_command_does() -> None:
    result = subprocess.run(
        [sys.executable, "-m", "pages._console", "--help"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )

    assert {"serve", "migrate", "demo", "messages", "setup-code"} <= set(result.stdout.split())


def test_looking_for_missing_words_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    before = messages.PATH.read_bytes()
    monkeypatch.setattr(messages, "extract", lambda: {"A sentence that nobody has translated."})

    result = run("messages", "--check")

    assert result.exit_code == 2
    assert "A sentence that nobody has translated." in result.stdout
    assert messages.PATH.read_bytes() == before
