"""The Chromium that browser tests drive: the one at hand, else one installed now.

`python -m tests.chromium` prints its path, or fails saying what to install.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

# The same engine without a window costs a fifth less than the whole browser.
SHELL = "chromium-headless-shell"
NAMES = (SHELL, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FONT = "fonts-noto-cjk"
FLAGS = ("--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu")


def find() -> str:
    """The path of a Chromium, "" where there is none."""
    if given := os.environ.get("CHROMIUM"):
        return given
    return next((path for name in NAMES if (path := shutil.which(name))), "") or _of_playwright()


def _of_playwright() -> str:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else ""


def install() -> None:
    """Install one: Debian's where this is root on Debian, else playwright's own."""
    if shutil.which("apt-get") and os.geteuid() == 0:
        _run("apt-get", "-q", "update")
        for name in NAMES[:2]:  # not every Debian has the first
            if not find():
                _run("apt-get", "-q", "install", "-y", "--no-install-recommends", name, FONT)
    else:
        _run(sys.executable, "-m", "playwright", "install", "chromium")


def _run(*command: str) -> None:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(
        command, check=False, stdout=sys.stderr, stdin=subprocess.DEVNULL, env=environment
    )


def main() -> None:
    """Print the path of a Chromium, installing one if need be."""
    if not find():
        install()
    if not (path := find()):
        sys.exit(
            "No Chromium was found and none could be installed: the browser tests cannot run.\n"
            "Install chromium (and a Chinese font), or give its path in CHROMIUM."
        )
    sys.stdout.write(f"{path}\n")


if __name__ == "__main__":
    main()
