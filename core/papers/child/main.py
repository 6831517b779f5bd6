"""Run by itself: what to do comes as JSON on standard input, and what was done goes out.

Whatever a template does to the process ends here: it has so much memory, and so many seconds.
"""

import base64
import io
import json
import resource
import sys
import zipfile
from collections.abc import Mapping
from typing import Any

DONE, BROKEN, TOO_MUCH = 0, 4, 5
_MEMORY = 1024**3


def main() -> int:
    """Read, do, write. The exit code tells whether it could be done; the reason is on stderr."""
    asked = json.load(sys.stdin)
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (asked["seconds"], asked["seconds"]))
    try:
        sys.stdout.buffer.write(_done(asked))
    except MemoryError:
        return TOO_MUCH
    except Exception as error:  # templates of offices raise anything; the caller says one sentence
        sys.stderr.write(f"{type(error).__name__}: {error}"[:400])
        return BROKEN
    return DONE


def _done(asked: Mapping[str, Any]) -> bytes:
    # Loaded once the limits are set.
    from core.papers.child import checking, filling

    templates = [_template(one) for one in asked["templates"]]
    if asked["do"] == "draw":
        return templates[0]
    if asked["do"] == "check":
        return json.dumps(checking.looked_through(templates[0], asked)).encode()
    out = io.BytesIO()
    fillers = [filling.Filler(one) for one in templates]
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as package:
        for number, told in enumerate(asked["papers"]):
            package.writestr(str(number), fillers[told["template"]].filled(told))
    return out.getvalue()


def _template(told: Mapping[str, Any]) -> bytes:
    if "blocks" not in told:
        return base64.b64decode(told["docx"])
    from core.papers.child import drawing

    return drawing.drawn(told["blocks"])


if __name__ == "__main__":
    sys.exit(main())
