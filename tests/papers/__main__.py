"""Pictures of each paper as it is today, from made-up facts: docs/papers/<kind>.<zh|en>.png.

`python -m tests.papers [KIND ...]`; needs LibreOffice and pdftoppm.
"""

import io
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from PIL import Image

from core.i18n import CHINESE, ENGLISH
from core.papers import checking, pdf, render
from core.papers.models import PaperKind
from core.papers.registry import PAPERS
from core.papers.render import Filling, Template
from core.papers.words import Words

SHOTS = Path(__file__).parents[2] / "docs" / "papers"
SHORT = {CHINESE: "zh", ENGLISH: "en"}
_DOTS = "60"
_MOST_PAGES = 3
_GAP = 12


def main(names: Sequence[str]) -> None:
    """Draw the papers named, or all."""
    kinds = [kind for kind in PAPERS if not names or kind.value in names]
    wanted = [(kind, language) for kind in kinds for language in SHORT]
    made = render.many([filled(kind, language) for kind, language in wanted])
    SHOTS.mkdir(parents=True, exist_ok=True)
    for (kind, language), paper in zip(wanted, pdf.of(made), strict=True):
        picture(paper).save(SHOTS / f"{kind.value}.{SHORT[language]}.png", optimize=True)


def filled(kind: PaperKind, language: str) -> Filling:
    """The preset of a kind with made-up facts."""
    paper, words = PAPERS[kind], Words(language)
    template = Template(blocks=paper.preset(words).blocks)
    return Filling(template, checking.example(paper, words))


def picture(paper: bytes) -> Image.Image:
    """The first pages of a PDF beside each other."""
    with tempfile.TemporaryDirectory() as folder:
        command = ["pdftoppm", "-r", _DOTS, "-l", str(_MOST_PAGES), "-png", "-", f"{folder}/page"]
        subprocess.run(command, input=paper, check=True)
        pages = [Image.open(io.BytesIO(one.read_bytes())) for one in sorted(Path(folder).iterdir())]
    width = sum(page.width for page in pages) + _GAP * (len(pages) - 1)
    whole = Image.new("RGB", (width, max(page.height for page in pages)), "#cccccc")
    left = 0
    for page in pages:
        whole.paste(page, (left, 0))
        left += page.width + _GAP
    return whole.quantize(64)


if __name__ == "__main__":
    main(sys.argv[1:])
