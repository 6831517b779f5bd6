"""The files folder: bytes under random names, nothing a person typed in any path."""

import os
import secrets
import shutil
from pathlib import Path

from core.errors import RuleBroken
from core.i18n import N_
from db.settings import settings

LEAST_FREE = 200 * 1024 * 1024


def keep(data: bytes) -> str:
    """Write bytes so that they survive a power cut; returns the name they are stored as.

    Called before the row is added: a file without a row is harmless, a row without a file is not.
    """
    name = secrets.token_hex(16)
    path = path_of(f"{name[:2]}/{name}")
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    _check_space(path.parent)
    unfinished = path.with_suffix(".part")
    try:
        _write(unfinished, data)
        unfinished.rename(path)
    except OSError:
        unfinished.unlink(missing_ok=True)
        raise RuleBroken(
            N_("The server could not store the file. Try again, or tell the administrator.")
        ) from None
    _sync_folder(path.parent)
    return f"{name[:2]}/{name}"


def path_of(stored_as: str) -> Path:
    """Where the bytes lie that are stored under a name."""
    return settings().files_dir / stored_as


def _write(path: Path, data: bytes) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    """A new name is only safe once its folder is on the disk too."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _check_space(folder: Path) -> None:
    if shutil.disk_usage(folder).free < LEAST_FREE:
        raise RuleBroken(N_("The disk of the server is nearly full. Tell the administrator."))
