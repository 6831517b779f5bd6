"""What the server bears for papers: no writers of Word files, and no kind never asked for."""

import subprocess
import sys

from core.papers.registry import PAPERS
from db.settings import ROOT

_ASK = """
import sys
import core.papers.making, core.papers.pdf, core.papers.templates, pages._web.papers
from core.papers.registry import PAPERS
list(PAPERS)
print(*sorted(sys.modules))
"""


def test_a_server_that_printed_nothing_has_loaded_nothing_to_print_with() -> None:
    done = subprocess.run([sys.executable, "-c", _ASK], cwd=ROOT, capture_output=True, check=True)

    loaded = set(done.stdout.decode().split())
    assert "core.papers.making" in loaded
    assert loaded.isdisjoint({"docx", "docxtpl", "lxml", "core.papers.child.drawing"})
    assert loaded.isdisjoint(f"core.papers.kinds.{kind.value}" for kind in PAPERS)
