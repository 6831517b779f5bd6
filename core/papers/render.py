"""Having Word files made by a process of its own, which alone pays for what templates do."""

import base64
import io
import json
import subprocess
import sys
import threading
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from core.errors import RuleBroken
from core.i18n import N_
from core.papers.child.main import TOO_MUCH

_ROOT = Path(__file__).parents[2]
_RUN = (
    "import sys; sys.path.insert(0, sys.argv[1]); "
    "from core.papers.child import main; sys.exit(main.main())"
)
_SECONDS, _SECONDS_EACH = 15, 0.6
# So many at once: each may need a gigabyte.
_PLACES = threading.BoundedSemaphore(2)

Blocks = Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Template:
    """What a paper is made from: an office's own Word file, or what a preset layout took down."""

    docx: bytes = b""
    blocks: Blocks = ()

    def told(self) -> dict[str, Any]:
        """The template for the process."""
        if self.docx:
            return {"docx": base64.b64encode(self.docx).decode()}
        return {"blocks": list(self.blocks)}


@dataclass(frozen=True, slots=True)
class Filling:
    """One paper to make: with what to fill its template, and what its properties say."""

    template: Template
    context: Mapping[str, Any]
    by: str = ""
    title: str = ""


def docx(template: Template, context: Mapping[str, Any]) -> bytes:
    """One template filled once."""
    return many([Filling(template, context)])[0]


def many(papers: Sequence[Filling]) -> list[bytes]:
    """Several papers by one process, in their order."""
    templates = list({id(one.template): one.template for one in papers}.values())
    places = {id(one): place for place, one in enumerate(templates)}
    told = [
        {
            "template": places[id(one.template)],
            "context": {"made": "", **one.context},
            "by": one.by,
            "title": one.title,
        }
        for one in papers
    ]
    seconds = _SECONDS + int(len(papers) * _SECONDS_EACH)
    asked = {"do": "fill", "papers": told, "templates": [one.told() for one in templates]}
    with zipfile.ZipFile(io.BytesIO(_run(asked, seconds))) as package:
        return [package.read(str(number)) for number in range(len(papers))]


def drawn(blocks: Blocks) -> bytes:
    """A preset as a Word file to begin from, its fields not filled."""
    return _run({"do": "draw", "templates": [Template(blocks=blocks).told()]}, _SECONDS)


def checked(template: bytes, context: Mapping[str, Any], known: Sequence[str]) -> dict[str, Any]:
    """What a process found out about a template, see `core.papers.child.checking`."""
    asked = {"do": "check", "templates": [Template(template).told()], "known_only": list(known)}
    told = {"context": {"made": "", **context}, "by": "", "title": ""}
    found: dict[str, Any] = json.loads(_run(asked | told, _SECONDS))
    return found


def _run(asked: Mapping[str, Any], seconds: int) -> bytes:
    command = [sys.executable, "-I", "-c", _RUN, str(_ROOT)]
    told = json.dumps({**asked, "seconds": seconds}).encode()
    try:
        with _PLACES:
            done = subprocess.run(  # noqa: S603  our own interpreter and file
                command, input=told, capture_output=True, timeout=seconds * 3, check=False
            )
    except subprocess.TimeoutExpired:
        raise _too_much() from None
    if done.returncode == TOO_MUCH or done.returncode < 0:
        raise _too_much()
    if done.returncode or not done.stdout:
        raise RuleBroken(
            N_("The paper could not be made from its template. Check the template."), field="file"
        )
    return done.stdout


def _too_much() -> RuleBroken:
    return RuleBroken(
        N_("The template asks too much of the server. Take out what repeats without end."),
        field="file",
    )
