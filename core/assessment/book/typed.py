"""A text that passed through a box for typing, with the line ends and the mark it had before."""

from difflib import SequenceMatcher

from core.assessment.book.syntax import BOM


def shown(text: str) -> str:
    """A rule book as a box for typing can hold it: plain line ends, no mark."""
    return text.removeprefix(BOM).replace("\r\n", "\n").replace("\r", "\n")


def as_before(before: str, typed: str) -> str:
    """What was typed, its lines ending as they did before; new ones as most of them did."""
    mark = BOM if before.startswith(BOM) else ""
    typed = shown(typed)
    if "\r" not in before:
        return mark + typed
    old = before.removeprefix(BOM).split("\n")
    new = typed.split("\n")
    ends = _ends(old, new)
    return mark + "\n".join(line + end for line, end in zip(new, ends, strict=True))


def _ends(old: list[str], new: list[str]) -> list[str]:
    """What each line ends with before its line feed; the last line has none."""
    carried = [line.endswith("\r") for line in old]
    usual = sum(carried) * 2 >= len(old) - 1
    found = [usual] * len(new)
    plain = [line.removesuffix("\r") for line in old]
    for block in SequenceMatcher(None, plain, new, autojunk=False).get_matching_blocks():
        for place in range(block.size):
            found[block.b + place] = carried[block.a + place]
    found[-1] = False
    return ["\r" if each else "" for each in found]
