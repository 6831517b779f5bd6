"""Run by itself (`python -I`): draws charts, one request after the other, until nobody asks.

The maker of pictures takes 80 MB and seconds to begin, so it never runs in the server. A request
and its answer are a line of JSON each. Imports nothing of the product.
"""

import base64
import json
import os
import selectors
import sys
from typing import IO, Any

import vl_convert

IDLE_SECONDS = 180.0
MOST_MEMORY = 700 * 2**20
_SAMPLES = "汉", "语"  # two signs that look alike only where neither can be drawn


class Unfit(Exception):
    """A chart that asks for something outside itself."""


def main(idle: float = IDLE_SECONDS) -> None:
    """Answer until the server is gone, nobody has asked for a while, or too much is kept."""
    requests = sys.stdin.buffer
    while _asked_within(requests, idle) and (line := requests.readline()):
        sys.stdout.buffer.write(json.dumps(_answer(json.loads(line))).encode() + b"\n")
        sys.stdout.buffer.flush()
        if _memory() > MOST_MEMORY:
            return


def _asked_within(requests: IO[bytes], seconds: float) -> bool:
    with selectors.DefaultSelector() as waiting:
        waiting.register(requests, selectors.EVENT_READ)
        return bool(waiting.select(seconds))


def _answer(asked: dict[str, Any]) -> dict[str, str | bool]:
    try:
        return _MADE[asked["do"]](asked)
    except Exception as error:  # whatever a chart does to its maker; the server says one sentence
        return {"error": f"{type(error).__name__}: {error}"[:2000]}


def _svg(asked: dict[str, Any]) -> dict[str, str | bool]:
    check(asked["spec"])
    return {"svg": vl_convert.vegalite_to_svg(asked["spec"], allowed_base_urls=[])}


def _png(asked: dict[str, Any]) -> dict[str, str | bool]:
    if "<image" in asked["svg"]:
        raise Unfit("a picture in the picture")
    drawn = vl_convert.svg_to_png(asked["svg"], scale=asked["scale"])
    return {"png": base64.b64encode(drawn).decode()}


def _fonts(_asked: dict[str, Any]) -> dict[str, str | bool]:
    first, second = (vl_convert.svg_to_png(_sample(sign)) for sign in _SAMPLES)
    return {"chinese": first != second}


def check(part: object) -> None:
    """Refuse a chart that names an address: an empty list of allowed ones still opens files."""
    if isinstance(part, dict):
        if "url" in part or part.get("type") == "image" or part.get("mark") == "image":
            raise Unfit("an address in the chart")
        for key, value in part.items():
            if key != "datasets":
                check(value)
    elif isinstance(part, list):
        for value in part:
            check(value)


def _sample(sign: str) -> str:
    text = f'<text x="4" y="30" font-size="28" font-family="sans-serif">{sign}</text>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40">{text}</svg>'


def _memory() -> int:
    with open("/proc/self/statm") as told:
        return int(told.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")


_MADE = {"svg": _svg, "png": _png, "fonts": _fonts}

if __name__ == "__main__":
    main(*map(float, sys.argv[1:2]))
