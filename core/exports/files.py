"""The folder of exports: files under random names, readable by nobody else on the machine."""

import secrets
from collections.abc import Collection
from pathlib import Path

from db.settings import settings


def path_of(name: str) -> Path:
    """Where a file lies."""
    return settings().data_dir / "exports" / name


def fresh() -> str:
    """A new name, with its folder ready."""
    folder = path_of("")
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    name = f"{secrets.token_hex(16)}.xlsx"
    path_of(name).touch(mode=0o600)
    return name


def keep_only(names: Collection[str]) -> None:
    """Delete what was being written when the server ended, and whatever else nobody can fetch."""
    folder = path_of("")
    for path in folder.iterdir() if folder.is_dir() else ():
        if path.is_file() and path.name not in names:
            path.unlink(missing_ok=True)


def delete(names: list[str]) -> None:
    """Delete files whose rows are gone or have expired."""
    for name in names:
        if name:
            path_of(name).unlink(missing_ok=True)
