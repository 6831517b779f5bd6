"""Word files as PDF, where LibreOffice is installed. Found on the path, never required."""

import shutil
import subprocess
import tempfile
import threading
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from core.errors import RuleBroken
from core.i18n import N_

_SECONDS, _SECONDS_EACH = 60, 5
_ONE = threading.Lock()
# Fonts that offices name and a server may lack, and families that have all their characters.
_INSTEAD = {
    "serif": ("方正小标宋简体", "宋体", "仿宋", "楷体", "仿宋_GB2312", "楷体_GB2312"),
    "sans-serif": ("黑体",),
}
_FAMILIES = {
    "serif": ("Noto Serif CJK SC", "Source Han Serif SC", "AR PL UMing CN"),
    "sans-serif": ("Noto Sans CJK SC", "Source Han Sans SC", "WenQuanYi Zen Hei"),
}


@lru_cache
def program() -> str:
    """Where LibreOffice is, "" where it is not. Looked for once."""
    return shutil.which("soffice") or shutil.which("libreoffice") or ""


def of(papers: Sequence[bytes]) -> list[bytes]:
    """Word files as PDF, in their order. One at a time: it takes a machine to itself."""
    with _ONE, tempfile.TemporaryDirectory(prefix="lianxin-pdf-") as folder:
        home = Path(folder)
        names = [home / f"{number}.docx" for number in range(len(papers))]
        for name, paper in zip(names, papers, strict=True):
            name.write_bytes(paper)
        _convert(home, names)
        made = [name.with_suffix(".pdf") for name in names]
        if not all(one.is_file() for one in made):
            raise _failed()
        return [one.read_bytes() for one in made]


def _convert(home: Path, names: Sequence[Path]) -> None:
    (home / "fonts.conf").write_text(_fonts(), encoding="utf-8")
    command = [
        *(program(), "--headless", "--norestore", "--nolockcheck"),
        f"-env:UserInstallation=file://{home}/profile",
        *("--convert-to", "pdf", "--outdir", str(home)),
        *map(str, names),
    ]
    kept = {"HOME": str(home), "FONTCONFIG_FILE": str(home / "fonts.conf"), "LANG": "C.UTF-8"}
    try:
        subprocess.run(  # noqa: S603  the program that was found, and names that we gave
            command,
            env={**kept, "PATH": "/usr/local/bin:/usr/bin:/bin"},
            capture_output=True,
            timeout=_SECONDS + len(names) * _SECONDS_EACH,
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        raise _failed() from None


def _failed() -> RuleBroken:
    return RuleBroken(N_("The PDF could not be made. Take the Word file instead."))


def _fonts() -> str:
    """The fonts of the machine, with others in the place of those that it lacks."""
    aliases = "".join(
        f"<alias binding='same'><family>{name}</family><accept>"
        + "".join(f"<family>{one}</family>" for one in _FAMILIES[kind])
        + "</accept></alias>"
        for kind, names in _INSTEAD.items()
        for name in names
    )
    return (
        "<?xml version='1.0'?><!DOCTYPE fontconfig SYSTEM 'fonts.dtd'><fontconfig>"
        f"<include ignore_missing='yes'>/etc/fonts/fonts.conf</include>{aliases}</fontconfig>"
    )
